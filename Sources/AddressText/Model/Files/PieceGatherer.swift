/// Adds up the rows of all pieces of an address, in steps of short loops as `RowGatherer` does.
final class PieceGatherer {
    private static let mostPieces = PieceLattice.mostTokens * AddressPieces.longest
    // A piece has rows for its length, for being repeated here and there, parted, a division, known elsewhere, and a name; and six
    // features.
    private static let mostRows = 13, mostKeys = 6

    private let rows: UnsafeMutablePointer<Int32>
    private let rowCounts: UnsafeMutablePointer<Int32>
    private let places: UnsafeMutablePointer<Int32>
    private let keys: UnsafeMutablePointer<UInt64>
    private let owners: UnsafeMutablePointer<Int32>
    private let heads: UnsafeMutablePointer<UInt64>
    private var count = 0
    private var keyCount = 0
    // What was read ahead goes here, so that it is read.
    private var touched: Int8 = 0

    init() {
        rows = .allocate(capacity: Self.mostPieces * Self.mostRows)
        rowCounts = .allocate(capacity: Self.mostPieces)
        places = .allocate(capacity: Self.mostPieces)
        keys = .allocate(capacity: Self.mostPieces * Self.mostKeys)
        owners = .allocate(capacity: Self.mostPieces * Self.mostKeys)
        heads = .allocate(capacity: Self.mostPieces * Self.mostKeys)
    }

    deinit {
        rows.deallocate()
        rowCounts.deallocate()
        places.deallocate()
        keys.deallocate()
        owners.deallocate()
        heads.deallocate()
    }

    /// Begins another address.
    func begin() { (count, keyCount) = (0, 0) }

    /// Begins a piece whose weights belong at a place of the lattice; no more than there are places.
    @inline(__always)
    func beginPiece(at place: Int) {
        places[count] = Int32(truncatingIfNeeded: place)
        rowCounts[count] = 0
        count += 1
    }

    /// A row of the piece begun last.
    @inline(__always)
    func add(row: Int) {
        let own = Int(rowCounts[count - 1])
        guard own < Self.mostRows else { return }
        rows[(count - 1) * Self.mostRows + own] = Int32(truncatingIfNeeded: row)
        rowCounts[count - 1] += 1
    }

    /// A feature of the piece begun last, which may have a row.
    @inline(__always)
    func add(key: UInt64) {
        guard keyCount < Self.mostPieces * Self.mostKeys else { return }
        keys[keyCount] = key
        owners[keyCount] = Int32(truncatingIfNeeded: count - 1)
        keyCount += 1
    }

    /// Writes the sums of all pieces, 24 numbers each.
    func addUp(_ model: borrowing AddressModel, to target: UnsafeMutablePointer<Float>) {
        let scale = model.scale
        model.pieces.withUnsafeBufferPointer { weights in
            guard let first = weights.baseAddress else { return }
            model.pieceTable.reading { find($0, first) }
            for piece in 0..<count { add(piece, first, scale, to: target + Int(places[piece]) * Lanes.count) }
        }
    }

    // The loop goes over pointers of its own: those of the object would be read again after each write. It reads each row that it
    // finds, so that none is waited for when all are added up.
    private func find(_ table: RowTable.Reader, _ weights: UnsafePointer<Int8>) {
        let keys = keys, heads = heads, owners = owners, rows = rows, rowCounts = rowCounts
        var sum: Int8 = 0
        table.read(keys, keyCount, into: heads)
        for feature in 0..<keyCount {
            let found = table.find(keys[feature], heads[feature])
            guard found != 0 else { continue }
            let owner = Int(owners[feature]), own = Int(rowCounts[owner])
            guard own < Self.mostRows else { continue }
            let row = Int(truncatingIfNeeded: found & 0xFF_FFFF)
            sum ^= weights[row &* AddressModel.pieceWidth]
            rows[owner &* Self.mostRows &+ own] = Int32(truncatingIfNeeded: row)
            rowCounts[owner] &+= 1
        }
        touched = sum
    }

    // Two weights side by side are one word, which its shifts take apart.
    @inline(__always)
    private func add(
        _ piece: Int, _ weights: UnsafePointer<Int8>, _ scale: Float, to target: UnsafeMutablePointer<Float>
    ) {
        let own = rows + piece * Self.mostRows
        var even0 = SIMD8<Int16>(repeating: 0), even1 = even0, odd0 = even0, odd1 = even0
        for index in 0..<Int(rowCounts[piece]) {
            let row = UnsafeRawPointer(weights + Int(own[index]) * AddressModel.pieceWidth)
            let words0 = row.loadUnaligned(as: SIMD8<Int16>.self)
            let words1 = row.loadUnaligned(fromByteOffset: 16, as: SIMD8<Int16>.self)
            even0 &+= (words0 &<< 8) &>> 8
            even1 &+= (words1 &<< 8) &>> 8
            odd0 &+= words0 &>> 8
            odd1 &+= words1 &>> 8
        }
        for lane in 0..<8 {
            target[2 * lane] = Float(even0[lane]) * scale
            target[2 * lane + 1] = Float(odd0[lane]) * scale
        }
        for lane in 0..<4 {
            target[16 + 2 * lane] = Float(even1[lane]) * scale
            target[16 + 2 * lane + 1] = Float(odd1[lane]) * scale
        }
    }
}
