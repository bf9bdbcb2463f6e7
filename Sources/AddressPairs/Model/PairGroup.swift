/// An address and others that may mean the same place, best first as a search gave them: their order counts.
public struct PairGroup: Hashable, Sendable {
    /// One of the others.
    public struct Candidate: Hashable, Sendable {
        /// The address as said.
        public var text: String
        /// What is known of it; nil where that is the question.
        public var label: PairLabel?

        /// A candidate.
        public init(text: String, label: PairLabel? = nil) { (self.text, self.label) = (text, label) }
    }

    /// No text is longer, in characters.
    public static let mostCharacters = 1_000
    /// No query has more candidates.
    public static let mostCandidates = 100

    /// The address as said.
    public var query: String
    /// The others, 1 to `mostCandidates`.
    public var candidates: [Candidate]

    /// A query and its candidates.
    public init(query: String, candidates: [Candidate]) { (self.query, self.candidates) = (query, candidates) }
}
