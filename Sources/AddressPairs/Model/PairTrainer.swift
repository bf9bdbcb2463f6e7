public import AddressText
import Base

/// Learns a model from labelled pairs.
public struct PairTrainer {
    /// How it is learned.
    public struct Settings: Sendable {
        /// The same seed gives the same model.
        public var seed: UInt64 = 1
        /// Rounds of boosting, each a tree a label.
        public var rounds = 300
        /// The parts of the training pairs that are labelled by trees of the others, to choose the weights of labels.
        var parts = 3

        /// The settings that scored best.
        public init() {}
    }

    private let parser: AddressParser
    private let reach: DivisionReach
    private let settings: Settings

    /// A trainer that reads texts with a parser.
    public init(parser: AddressParser, reach: DivisionReach, settings: Settings = Settings()) {
        (self.parser, self.reach, self.settings) = (parser, reach, settings)
    }

    /// The model; `progress` hears how many rounds of how many are done.
    ///
    /// Candidates without a label are compared with the others of their query but not learned from. Throws
    /// `PairError.nothingToLearn`.
    public func train(
        _ groups: [PairGroup], progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) throws(PairError) -> PairModel {
        let folds = PairFolds(groups, count: settings.parts, seed: settings.seed)
        let known = Set(groups.flatMap { $0.candidates.compactMap(\.label) })
        guard folds.queries >= PairFolds.leastQueries, known.count == PairLabel.allCases.count else {
            throw .nothingToLearn
        }
        let (rarity, rows) = prepare(groups, folds)
        var done = 0
        let all = settings.rounds * (settings.parts + 1)
        func trees(_ rows: [Row]) -> TreeEnsemble {
            var settings = TreeEnsemble.Settings()
            (settings.rounds, settings.seed) = (self.settings.rounds, self.settings.seed)
            return TreeEnsemble(rows.map(\.values), rows.map(\.label), settings) { _ in
                done += 1
                progress(done, all)
            }
        }
        var shares: [SIMD4<Float>] = [], labels: [PairLabel] = []
        for fold in 0..<settings.parts {
            let judges = trees(rows.filter { $0.fold != fold })
            for row in rows where row.fold == fold {
                shares.append(judges.shares(row.values))
                labels.append(row.label)
            }
        }
        return PairModel(
            origin: PairModel.Origin(queries: groups.count, pairs: rows.count, seed: settings.seed),
            trees: trees(rows), weights: LabelWeights(shares, labels), rarity: rarity)
    }

    private struct Row {
        var values: [Float], label: PairLabel, fold: Int
    }

    private func prepare(_ groups: [PairGroup], _ folds: PairFolds) -> (TokenRarity, [Row]) {
        var parser = parser
        let texts = groups.map { group in
            (
                query: ComparedText(group.query, &parser, reach),
                candidates: group.candidates.map { ComparedText($0.text, &parser, reach) }
            )
        }
        let rarity = TokenRarity(texts.lazy.flatMap { [$0.query] + $0.candidates })
        var rows: [Row] = []
        for (place, text) in texts.enumerated() {
            let values = GroupFeatures(text.query, text.candidates, rarity).rows
            for (values, candidate) in zip(values, groups[place].candidates) {
                guard let label = candidate.label else { continue }
                rows.append(Row(values: values, label: label, fold: folds.fold(of: groups[place])))
            }
        }
        return (rarity, rows)
    }
}
