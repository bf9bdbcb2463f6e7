/// How often labels were right.
public struct PairEvaluation: Sendable {
    private var counts = Array(
        repeating: Array(repeating: 0, count: PairLabel.allCases.count), count: PairLabel.allCases.count)

    /// Nothing counted yet.
    public init() {}

    /// Counts one pair.
    public mutating func count(_ proposed: PairLabel, against known: PairLabel) {
        counts[known.rawValue][proposed.rawValue] += 1
    }

    /// Counts the pairs of a group, one label a candidate; candidates of which nothing is known are passed over.
    public mutating func count(_ proposed: [PairLabel], against group: PairGroup) {
        for (label, candidate) in zip(proposed, group.candidates) {
            if let known = candidate.label { count(label, against: known) }
        }
    }

    /// The pairs counted.
    public var pairs: Int { counts.joined().reduce(0, +) }

    /// The share of those given a label that have it; 0 where none was given it.
    public func precision(_ label: PairLabel) -> Double {
        Self.share(right(label), of: counts.reduce(0) { $0 + $1[label.rawValue] })
    }

    /// The share of those with a label that were given it; 0 where none has it.
    public func recall(_ label: PairLabel) -> Double {
        Self.share(right(label), of: known(label))
    }

    /// The harmonic mean of both.
    public func f1(_ label: PairLabel) -> Double {
        let all = counts.reduce(0) { $0 + $1[label.rawValue] } + known(label)
        return Self.share(2 * right(label), of: all)
    }

    /// The mean of the three labels' F1.
    public var macroF1: Double {
        PairLabel.allCases.map(f1).reduce(0, +) / Double(PairLabel.allCases.count)
    }

    func known(_ label: PairLabel) -> Int { counts[label.rawValue].reduce(0, +) }

    private func right(_ label: PairLabel) -> Int { counts[label.rawValue][label.rawValue] }

    private static func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}

/// What an evaluation came to, ready to be written as one JSON object; shares between 0 and 1.
public struct PairReport: Encodable, Sendable {
    /// The figures of one label.
    public struct Label: Encodable, Sendable {
        var precision: Double
        var recall: Double
        var f1: Double
        var count: Int
    }

    enum CodingKeys: String, CodingKey {
        case macroF1 = "macro_f1"
        case labels, pairs, folds
        case pairsPerSecond = "pairs_per_second"
    }

    var macroF1: Double
    var labels: [String: Label]
    var pairs: Int
    var folds: Int
    var pairsPerSecond: Int

    /// The figures of an evaluation; `seconds` is how long the pairs took, parsing included.
    public init(_ evaluation: PairEvaluation, folds: Int, seconds: Double) {
        macroF1 = Self.rounded(evaluation.macroF1)
        (pairs, self.folds) = (evaluation.pairs, folds)
        labels = [:]
        for label in PairLabel.allCases {
            labels[label.word] = Label(
                precision: Self.rounded(evaluation.precision(label)), recall: Self.rounded(evaluation.recall(label)),
                f1: Self.rounded(evaluation.f1(label)), count: evaluation.known(label))
        }
        pairsPerSecond = Int((Double(evaluation.pairs) / max(seconds, 1e-6)).rounded())
    }

    private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }
}
