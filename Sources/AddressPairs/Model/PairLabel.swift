/// Whether two addresses mean the same place.
public enum PairLabel: Int, CaseIterable, Hashable, Sendable {
    /// Another place.
    case none
    /// The same road or estate, or a place beside it or in it.
    case partial
    /// The same place, though one may say more of rooms and doors.
    case exact

    /// The label as files write it (CCKS 2021, track 3).
    public var word: String { Self.words[rawValue] }

    /// The label of a word; nil for one that is none.
    public init?(word: some StringProtocol) {
        guard let index = Self.words.firstIndex(where: { $0 == word }), let label = Self(rawValue: index) else {
            return nil
        }
        self = label
    }

    private static let words = ["不匹配", "部分匹配", "完全匹配"]
}
