/// Cuts addresses into labelled parts by a model. Made once and used for many; not for two tasks at once.
public struct AddressParser {
    private let model: AddressModel
    private let tables: TransitionTables
    private let lattice = PieceLattice()
    private let totals: RowTotals
    private var form = NormalAddress()
    private var tokens = AddressTokens()
    private var pieces = AddressPieces()
    private var features = AddressFeatures()
    private var cuts: [PieceLattice.Cut] = []

    /// A parser for a model.
    public init(_ model: AddressModel) {
        self.model = model
        tables = TransitionTables(model.transitions)
        totals = RowTotals()
    }

    /// The parts of an address in order; blanks between parts are redundant parts of their own, as in the measured set.
    ///
    /// Ranges in Unicode scalars of the text as said. An empty text has no parts.
    public mutating func parse(_ text: String, confidence: Bool = false) -> [AddressPart] {
        form.read(text)
        tokens.read(form)
        var parts: [AddressPart] = []
        parts.reserveCapacity(12)
        var first = 0
        while first < tokens.count {
            let end = windowEnd(from: first)
            if first == 0, end == tokens.count {
                read(tokens, first, confidence, &parts)
            } else {
                read(tokens.slice(first..<end), first, confidence, &parts)
            }
            first = end
        }
        return form.blanks.isEmpty ? parts : withBlanks(parts)
    }

    // No address has as many tokens as a lattice holds: a longer text is cut, after a blank where there is one.
    private func windowEnd(from first: Int) -> Int {
        let end = min(first + PieceLattice.mostTokens, tokens.count)
        guard end < tokens.count else { return end }
        return (first + PieceLattice.mostTokens / 2..<end).last { tokens.isParted[$0] } ?? end
    }

    private mutating func read(
        _ tokens: AddressTokens, _ first: Int, _ confidence: Bool, _ parts: inout [AddressPart]
    ) {
        pieces.read(tokens, model.names)
        lattice.begin(tokens.count)
        weigh(tokens)
        weighPieces(tokens)
        lattice.complete()
        tables.weights.withUnsafeBufferPointer { weights in
            if let weights = weights.baseAddress { lattice.best(weights, into: &cuts) }
        }
        let all = confidence ? lattice.sumUp(tables) : 0
        for cut in cuts.reversed() {
            guard let label = AddressLabel(rawValue: UInt8(cut.label)) else { continue }
            let range = Int(tokens.starts[cut.start])..<Int(tokens.ends[cut.start + cut.length - 1])
            let share = confidence ? Double(lattice.share(cut.start, cut.length, all)[cut.label]) : nil
            parts.append(AddressPart(label, range, confidence: share.map { min(1, max(0, $0)) }))
        }
    }

    private mutating func weigh(_ tokens: AddressTokens) {
        totals.clear(tokens.count)
        model.rows.withUnsafeBufferPointer { rows in
            guard let rows = rows.baseAddress else { return }
            model.table.reading { reader in
                var adder = RowAdder(table: reader, rows: UnsafeRawPointer(rows), totals: totals.first)
                features.find(tokens, pieces, &adder)
            }
        }
        totals.write(tokens.count, model.scale, to: lattice.tokens)
    }

    private func weighPieces(_ tokens: AddressTokens) {
        model.pieces.withUnsafeBufferPointer { rows in
            guard let rows = rows.baseAddress else { return }
            model.pieceTable.reading { table in
                withUnsafeTemporaryAllocation(of: Int16.self, capacity: AddressModel.pieceWidth) { sums in
                    guard let sums = sums.baseAddress else { return }
                    for start in 0..<tokens.count { weighPieces(tokens, from: start, rows, table, sums) }
                }
            }
        }
    }

    @inline(__always)
    private func weighPieces(
        _ tokens: borrowing AddressTokens, from start: Int, _ rows: UnsafePointer<Int8>, _ table: RowTable.Reader,
        _ sums: UnsafeMutablePointer<Int16>
    ) {
        var growth = PieceFeatures.Growth(tokens, start)
        for length in 1...lattice.longest(from: start) {
            sums.update(repeating: 0, count: AddressModel.pieceWidth)
            PieceRow.each(pieces, start, length) { Self.add(rows + $0 * AddressModel.pieceWidth, sums) }
            growth.keys(tokens, length) { key in
                let found = table.find(key)
                if found != 0 { Self.add(rows + Int(found & 0xFF_FFFF) * AddressModel.pieceWidth, sums) }
            }
            let place = lattice.piece(start, length), scale = model.scale
            for lane in 0..<Lanes.count { place[lane] = Float(sums[lane]) * scale }
        }
    }

    // Plain loops over numbers side by side: the compiler makes them wide.
    @inline(__always)
    private static func add(_ row: UnsafePointer<Int8>, _ sums: UnsafeMutablePointer<Int16>) {
        for lane in 0..<AddressModel.pieceWidth { sums[lane] &+= Int16(row[lane]) }
    }

    private func withBlanks(_ parts: [AddressPart]) -> [AddressPart] {
        var merged: [AddressPart] = [], next = 0
        for blank in form.blanks {
            let range = Int(blank.lowerBound)..<Int(blank.upperBound)
            while next < parts.count, parts[next].range.lowerBound < range.lowerBound {
                merged.append(parts[next])
                next += 1
            }
            if let last = merged.last, last.range.upperBound > range.lowerBound { continue }
            merged.append(AddressPart(.redundant, range))
        }
        return merged + parts[next...]
    }
}

/// Sums of rows in 16 bits, with room on both sides for features that speak of tokens outside.
final class RowTotals {
    private let memory: UnsafeMutablePointer<Int16>
    static let margin = 10

    init() {
        let size = 64 * (PieceLattice.mostTokens + 2 * Self.margin)
        memory = .allocate(capacity: size)
        memory.initialize(repeating: 0, count: size)
    }

    deinit { memory.deallocate() }

    var first: UnsafeMutableRawPointer { UnsafeMutableRawPointer(memory + 64 * Self.margin) }

    func clear(_ count: Int) { (memory + 64 * Self.margin).update(repeating: 0, count: 64 * count) }

    func write(_ count: Int, _ scale: Float, to target: UnsafeMutablePointer<Float>) {
        let source = memory + 64 * Self.margin
        for index in 0..<(64 * count) { target[index] = Float(source[index]) * scale }
    }
}

/// Adds the rows of each feature to the tokens it speaks of.
struct RowAdder: FeatureVisitor {
    let table: RowTable.Reader
    let rows: UnsafeRawPointer
    let totals: UnsafeMutableRawPointer

    @inline(__always)
    mutating func visit(_ key: UInt64, _ window: Int, at index: Int) {
        let found = table.find(key)
        guard found != 0 else { return }
        var mask = found >> 24, row = rows + Int(found & 0xFF_FFFF) * 64
        let target = totals + (index + FeatureWindow.first(window)) * 128
        while mask != 0 {
            let step = mask.trailingZeroBitCount
            mask &= mask - 1
            Self.add(row, target + step * 128)
            row += 64
        }
    }

    @inline(__always)
    private static func add(_ row: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {
        let weights = row.assumingMemoryBound(to: Int8.self), sums = target.assumingMemoryBound(to: Int16.self)
        for lane in 0..<64 { sums[lane] &+= Int16(weights[lane]) }
    }
}
