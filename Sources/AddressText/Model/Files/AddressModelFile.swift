public import Foundation

// A model as a file: a line that names the form and its version, numbers lowest byte first, and a checksum of all before it.
extension AddressModel {
    private static let mark = "shanzhi address model "
    private static let version = "2\n"

    /// The bytes of the file.
    public func encoded() -> Data {
        var writer = ByteWriter(Data((Self.mark + Self.version).utf8))
        writer.number(UInt32(clamping: origin.addresses))
        writer.number(UInt32(clamping: origin.skipped))
        writer.number(origin.seed)
        writer.number(UInt32(features.count))
        writer.number(UInt32(rows.count / Self.rowWidth))
        writer.number(UInt32(names.hashes.count))
        writer.number(UInt32(pieces.count / Self.pieceWidth))
        writer.number(UInt32(pieceFeatures.count))
        writer.number(scale.bitPattern)
        for feature in features {
            writer.number(feature.key)
            writer.number(feature.mask)
        }
        for (hash, entry) in zip(names.hashes, names.entries) {
            writer.number(hash)
            writer.number(UInt32(entry.levels) << 24 | entry.row)
            writer.number(entry.kind)
        }
        let beginnings = names.beginnings.lengths.enumerated().filter { $0.element > 0 }
        writer.number(UInt32(beginnings.count))
        for (place, length) in beginnings {
            writer.number(UInt16(place))
            writer.number(length)
        }
        for feature in pieceFeatures {
            writer.number(feature.key)
            writer.number(feature.first)
        }
        for weight in transitions { writer.number(weight.bitPattern) }
        writer.data.append(contentsOf: pieces.lazy.map { UInt8(bitPattern: $0) })
        writer.data.append(contentsOf: rows.lazy.map { UInt8(bitPattern: $0) })
        writer.number(ByteReader.checksum(writer.data))
        return writer.data
    }

    /// Reads the bytes of a file. Throws `AddressModelError.damaged` or `otherVersion`; never traps.
    public init(_ data: Data) throws(AddressModelError) {
        let mark = Data(Self.mark.utf8), head = Data((Self.mark + Self.version).utf8)
        guard data.starts(with: mark) else { throw .damaged }
        guard data.starts(with: head) else { throw .otherVersion }
        guard data.count > head.count + 8 else { throw .damaged }
        var tail = ByteReader(data.suffix(8))
        guard try tail.number(as: UInt64.self) == ByteReader.checksum(data.dropLast(8)) else { throw .damaged }
        var reader = ByteReader(data.dropFirst(head.count).dropLast(8))
        let origin = Origin(
            addresses: Int(try reader.number(as: UInt32.self)), skipped: Int(try reader.number(as: UInt32.self)),
            seed: try reader.number(as: UInt64.self))
        let counts = try (0..<5).map { _ throws(AddressModelError) in Int(try reader.number(as: UInt32.self)) }
        let scale = Float(bitPattern: try reader.number(as: UInt32.self))
        guard counts[1] < RowTable.mostRows, scale.isFinite, scale > 0 else { throw .damaged }
        let features = try reader.features(counts[0], rows: counts[1])
        let names = try reader.names(counts[2], rows: counts[3] - PieceRow.names)
        let pieceFeatures = try reader.pieceFeatures(counts[4], rows: counts[3])
        let transitions = try reader.numbers(Transitions.rows * Transitions.count, as: UInt32.self).map(
            Float.init(bitPattern:))
        let pieces = try reader.numbers(counts[3] * Self.pieceWidth, as: UInt8.self).map { Int8(bitPattern: $0) }
        guard counts[3] >= PieceRow.names, transitions.allSatisfy(\.isFinite),
            reader.rest.count == counts[1] * Self.rowWidth
        else { throw .damaged }
        self.init(
            origin: origin, features: features, rows: reader.rest.map { Int8(bitPattern: $0) }, scale: scale,
            names: names, pieces: pieces, pieceFeatures: pieceFeatures, transitions: transitions)
    }
}

extension ByteReader {
    fileprivate mutating func features(_ count: Int, rows: Int) throws(AddressModelError) -> [RowTable.Entry] {
        guard count <= rest.count / 10 else { throw .damaged }
        var features: [RowTable.Entry] = [], first = 0, last: UInt64?
        features.reserveCapacity(count)
        for _ in 0..<count {
            let key = try number(as: UInt64.self), mask = try number(as: UInt16.self)
            // In order and each once; no more distances than the widest window has.
            guard last.map({ $0 < key }) ?? true, mask != 0, mask < 1 << 9 else { throw .damaged }
            features.append(RowTable.Entry(key: key, mask: mask, first: UInt32(first)))
            first += mask.nonzeroBitCount
            guard first <= rows else { throw .damaged }
            last = key
        }
        return features
    }

    fileprivate mutating func pieceFeatures(_ count: Int, rows: Int) throws(AddressModelError) -> [RowTable.Entry] {
        guard count <= rest.count / 12 else { throw .damaged }
        var features: [RowTable.Entry] = [], last: UInt64?
        features.reserveCapacity(count)
        for _ in 0..<count {
            let key = try number(as: UInt64.self), row = try number(as: UInt32.self)
            guard last.map({ $0 < key }) ?? true, Int(row) < rows else { throw .damaged }
            features.append(RowTable.Entry(key: key, mask: 1, first: row))
            last = key
        }
        return features
    }

    private mutating func beginnings() throws(AddressModelError) -> NameTable.Beginnings {
        let count = Int(try number(as: UInt32.self))
        guard count <= rest.count / 3 else { throw .damaged }
        var beginnings = NameTable.Beginnings()
        for _ in 0..<count { beginnings.raise(Int(try number(as: UInt16.self)), to: try number(as: UInt8.self)) }
        return beginnings
    }

    fileprivate mutating func names(_ count: Int, rows: Int) throws(AddressModelError) -> NameTable {
        guard count <= rest.count / 13 else { throw .damaged }
        var names: [UInt64: NameTable.Entry] = [:]
        names.reserveCapacity(count)
        for _ in 0..<count {
            let hash = try number(as: UInt64.self), word = try number(as: UInt32.self)
            let entry = NameTable.Entry(
                levels: UInt8(word >> 24), kind: try number(as: UInt8.self), row: word & 0xFF_FFFF)
            guard Int(entry.row) <= rows, entry.kind < NameKind.count else { throw .damaged }
            names[hash] = entry
        }
        guard names.count == count else { throw .damaged }
        return NameTable(names, try beginnings())
    }
}
