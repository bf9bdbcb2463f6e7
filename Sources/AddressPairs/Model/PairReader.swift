public import AddressText

/// Tells by a model which candidates mean the place of a query. Made once and used for many; not for two tasks at once.
public struct PairReader {
    private let model: PairModel
    private let reach: DivisionReach
    private var parser: AddressParser

    /// A reader for a model; `parser` and `reach` must be those it was trained with, or answers get worse.
    public init(_ model: PairModel, parser: AddressParser, reach: DivisionReach) {
        (self.model, self.parser, self.reach) = (model, parser, reach)
    }

    /// The label of each candidate, in order.
    public mutating func relate(_ group: PairGroup) -> [PairLabel] {
        let query = ComparedText(group.query, &parser, reach)
        let candidates = group.candidates.map { ComparedText($0.text, &parser, reach) }
        return GroupFeatures(query, candidates, model.rarity).rows.map {
            model.weights.label(model.trees.shares($0))
        }
    }
}
