/// What was learned from labelled pairs: trees, weights of labels, and how rare words are.
public struct PairModel: Sendable {
    /// How the model came to be.
    public struct Origin: Codable, Hashable, Sendable {
        /// How many queries and pairs it was trained on.
        public var queries: Int
        public var pairs: Int
        /// The seed of the training.
        public var seed: UInt64
    }

    public let origin: Origin
    let trees: TreeEnsemble
    let weights: LabelWeights
    let rarity: TokenRarity
}
