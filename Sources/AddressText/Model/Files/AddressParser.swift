/// Cuts addresses into labelled parts by a model. Made once and used for many; not for two tasks at once.
public struct AddressParser {
    private let model: AddressModel
    private let tables: TransitionTables
    let lattice: PieceLattice
    private let gatherer: RowGatherer
    private let pieceGatherer = PieceGatherer()
    private var form = NormalAddress()
    private var tokens = AddressTokens()
    private var pieces = AddressPieces()
    private var features = AddressFeatures()
    private var turns: [UInt8] = []
    private var cuts: [PieceLattice.Cut] = []

    /// A parser for a model.
    public init(_ model: AddressModel) { self.init(model, PieceLattice(limits: -3...3)) }

    /// A parser that leaves bounds in doubt as a lattice does.
    init(_ model: AddressModel, _ lattice: PieceLattice) {
        self.model = model
        self.lattice = lattice
        tables = TransitionTables(model.transitions)
        gatherer = RowGatherer(model)
        // The table of Traditional characters is made when it is first asked: here, not in the first address.
        form.read("门")
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
        return (first + PieceLattice.mostTokens / 2..<end).last { tokens[$0].isParted } ?? end
    }

    private mutating func read(
        _ tokens: AddressTokens, _ first: Int, _ confidence: Bool, _ parts: inout [AddressPart]
    ) {
        pieces.read(tokens, model.names)
        lattice.begin(tokens.count)
        weigh(tokens)
        Turns.read(tokens, into: &turns)
        lattice.chooseBounds(turns)
        weighPieces(tokens)
        lattice.complete()
        tables.weights.withUnsafeBufferPointer { weights in
            if let weights = weights.baseAddress { lattice.best(weights, into: &cuts) }
        }
        let all = confidence ? lattice.sumUp(tables) : 0
        for cut in cuts.reversed() {
            guard let label = AddressLabel(rawValue: UInt8(cut.label)) else { continue }
            let range = Int(tokens[cut.start].start)..<Int(tokens[cut.start + cut.length - 1].end)
            let share = confidence ? Double(share(of: cut, all)) : nil
            parts.append(AddressPart(label, range, confidence: share.map { min(1, max(0, $0)) }))
        }
    }

    private func share(of cut: PieceLattice.Cut, _ all: Float) -> Float {
        let start = lattice.bounds[cut.start], end = lattice.bounds[cut.start + cut.length]
        return start >= 0 && end > start ? lattice.share(start, end - start, all)[cut.label] : 0
    }

    private mutating func weigh(_ tokens: AddressTokens) {
        var collector = gatherer.collector
        features.find(tokens, pieces, &collector)
        gatherer.addUp(collector, tokens.count, model.table, to: lattice.tokens)
    }

    private func weighPieces(_ tokens: AddressTokens) {
        let lattice = lattice
        pieceGatherer.begin()
        for start in 0..<lattice.count {
            let first = lattice.places[start]
            var growth = PieceFeatures.Growth(tokens, first)
            for steps in 1...lattice.longest(from: start) {
                let length = lattice.places[start + steps] - first
                pieceGatherer.beginPiece(at: start * AddressPieces.longest + steps - 1)
                PieceRow.each(pieces, first, length) { pieceGatherer.add(row: $0) }
                growth.keys(tokens, length) { pieceGatherer.add(key: $0) }
            }
        }
        pieceGatherer.addUp(model, to: lattice.pieces)
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
