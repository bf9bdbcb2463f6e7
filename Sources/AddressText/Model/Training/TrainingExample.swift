/// An address as a trainer sees it: rows of weights for tokens and pieces, and the way that is right.
struct TrainingExample {
    /// A row of weights and the token or piece that it is added to.
    struct Use {
        var row: Int32
        var place: Int32
    }

    var count: Int
    var tokens: [Use] = []
    /// The place of a piece is that of its first token times `AddressPieces.longest`, and its length less one.
    var pieces: [Use] = []
    /// What stands around each token, and whether a piece begins there.
    var turns: [UInt8] = []
    var truth: [Bool] = []
    /// The right pieces in order.
    var cuts: [PieceLattice.Cut] = []
}

/// Rows of weights that belong to pieces, before those of names.
enum PieceRow {
    static let levels = AddressPieces.longest
    static let repeated = levels + 256
    static let returning = repeated + 16
    /// For pieces with a blank inside.
    static let parted = returning + 16
    /// For pieces whose text was a part elsewhere, by `NameKind`.
    static let kinds = parted + 1
    static let names = kinds + NameKind.count

    /// Calls with every row of a piece, the one for its length first.
    @inline(__always)
    static func each(_ pieces: borrowing AddressPieces, _ start: Int, _ length: Int, _ body: (Int) -> Void) {
        body(length - 1)
        if length > 1, pieces[start].repeats >= length { body(repeated + min(length, 15)) }
        if length > 1, pieces[start].returns >= length { body(returning + min(length, 15)) }
        if length > Int(pieces[start].unparted) { body(parted) }
        guard length <= AddressPieces.longestName else { return }
        let entry = pieces.names[AddressPieces.place(start, length)]
        if entry.levels != 0 { body(levels + Int(entry.levels)) }
        if entry.kind != 0 { body(kinds + Int(entry.kind)) }
        if entry.row != 0 { body(names + Int(entry.row) - 1) }
    }
}

/// A labelled address cut into tokens: the right pieces, or nil where a part begins or ends inside a token.
struct AlignedAddress {
    private(set) var cuts: [PieceLattice.Cut] = []

    init?(_ address: LabelledAddresses.Address, _ tokens: borrowing AddressTokens) {
        var next = 0
        for part in address.parts {
            // Blanks are no tokens; a part of nothing else has none.
            while next < tokens.count, tokens[next].start < part.range.lowerBound {
                add(next, 1, Int(AddressLabel.otherinfo.rawValue))
                next += 1
            }
            let first = next
            while next < tokens.count, tokens[next].end <= part.range.upperBound { next += 1 }
            guard next < tokens.count ? tokens[next].start >= part.range.upperBound : true else { return nil }
            guard next - first <= AddressPieces.longest else { return nil }
            if next > first { add(first, next - first, Int(part.label.rawValue)) }
        }
        while next < tokens.count {
            add(next, 1, Int(AddressLabel.otherinfo.rawValue))
            next += 1
        }
        guard !cuts.isEmpty, tokens.count <= PieceLattice.mostTokens else { return nil }
    }

    private mutating func add(_ start: Int, _ length: Int, _ label: Int) {
        cuts.append(PieceLattice.Cut(start: start, length: length, label: label))
    }
}
