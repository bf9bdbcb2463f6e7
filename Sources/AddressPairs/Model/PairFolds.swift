import Base

/// Groups in folds of about equal size; the same query always lies in the same fold.
public struct PairFolds: Sendable {
    /// Fewer different queries are not learned from.
    static let leastQueries = 10
    /// How many folds there are.
    public let count: Int
    private let groups: [PairGroup]
    private let places: [String: Int]

    /// Folds by chance, the same for the same seed.
    public init(_ groups: [PairGroup], count: Int = 5, seed: UInt64 = 1) {
        var chance = SplitMix64(seed: seed)
        let queries = Set(groups.map(\.query)).sorted().shuffled(using: &chance)
        places = Dictionary(queries.enumerated().map { ($1, $0 % max(1, count)) }) { first, _ in first }
        (self.groups, self.count) = (groups, count)
    }

    /// The groups of a fold, from 0, and those of all others.
    public func groups(of fold: Int) -> (held: [PairGroup], others: [PairGroup]) {
        (groups.filter { self.fold(of: $0) == fold }, groups.filter { self.fold(of: $0) != fold })
    }

    var queries: Int { places.count }

    func fold(of group: PairGroup) -> Int { places[group.query] ?? 0 }
}
