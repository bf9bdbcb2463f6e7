/// What was learned from labelled addresses: rows of small weights for features, names, pieces and what follows what.
public struct AddressModel: Sendable {
    /// How the model came to be.
    public struct Origin: Codable, Hashable, Sendable {
        /// How many addresses it was trained on, and how many were left out since a part began or ended inside a token.
        public var addresses: Int
        public var skipped: Int
        /// The seed of the training.
        public var seed: UInt64
    }

    public let origin: Origin
    static let rowWidth = 64
    static let pieceWidth = 32
    let features: [RowTable.Entry]
    /// 64 weights a row in units of `scale`.
    let rows: [Int8]
    let scale: Float
    let names: NameTable
    /// 32 weights a row, 24 of them used, in units of `scale`.
    let pieces: [Int8]
    let pieceFeatures: [RowTable.Entry]
    /// Rows of `Transitions.count` weights, as `Transitions.rows` lists them.
    let transitions: [Float]
    let table: RowTable
    let pieceTable: RowTable

    init(
        origin: Origin, features: [RowTable.Entry], rows: [Int8], scale: Float, names: NameTable, pieces: [Int8],
        pieceFeatures: [RowTable.Entry], transitions: [Float]
    ) {
        self.origin = origin
        self.features = features
        self.rows = rows
        self.scale = scale
        self.names = names
        self.pieces = pieces
        self.pieceFeatures = pieceFeatures
        self.transitions = transitions
        pieceTable = RowTable(pieceFeatures)
        table = RowTable(features)
    }
}
