/// How well a model does on labelled texts: what was right, what was taken for what, and whether its confidence can be
/// believed.
public struct TextEvaluation: Sendable {
    /// Proposed for a text in which a model knows nothing.
    public static let unknown = "unknown"

    /// The labels of the file and those that were proposed, in order.
    public private(set) var labels: [String]
    /// What was counted.
    public private(set) var score: LabelScore
    private var bins = [(count: Int, right: Int, sum: Double)](repeating: (0, 0, 0), count: 10)

    /// An empty evaluation over some labels.
    public init(labels: some Sequence<String>) {
        self.labels = Set(labels).union([Self.unknown]).sorted()
        score = LabelScore(labels: self.labels.count)
    }

    /// Counts a text.
    public mutating func count(truth: String, guess: TextModel.Guess?) {
        guard let row = labels.firstIndex(of: truth),
            let column = labels.firstIndex(of: guess?.label ?? Self.unknown)
        else { return }
        score.count(truth: row, guess: column)
        guard let guess else { return }
        let bin = min(9, Int(guess.confidence * 10))
        bins[bin].count += 1
        bins[bin].sum += guess.confidence
        if row == column { bins[bin].right += 1 }
    }

    /// The mean of F1 over the labels; a text that is unknown counts as one of its label that was not found.
    public var macroF1: Double { score.macroF1(leaving: labels.firstIndex(of: Self.unknown)) }

    /// The mean distance between confidence and the share that is right, weighed by how many have it (ECE, ten parts).
    public var calibrationError: Double {
        let all = bins.reduce(0) { $0 + $1.count }
        return all == 0 ? 0 : bins.reduce(0) { $0 + abs($1.sum - Double($1.right)) } / Double(all)
    }

    /// The result as one JSON object has it.
    public struct Report: Encodable, Sendable {
        struct Label: Encodable { var label: String, precision: Double, recall: Double, f1: Double, count: Int }
        struct Bin: Encodable { var from: Double, to: Double, count: Int, confidence: Double, accuracy: Double }
        struct Calibration: Encodable {
            var error: Double
            var bins: [Bin]
        }

        var accuracy: Double
        var macroF1: Double
        var labels: [Label]
        var confusion: [String: [String: Int]]
        var calibration: Calibration
        /// How many messages a thread read and judged a second; nil where models were trained in between.
        public var messagesPerSecond: Double?
        var messages: Int
        /// Macro-F1 of each fold, where the file was judged by itself.
        public var folds: [Double]?
    }

    /// The figures.
    public func report() -> Report {
        let figures = labels.indices.compactMap { index in
            score.figures(index).map {
                Report.Label(
                    label: labels[index], precision: $0.precision.short, recall: $0.recall.short, f1: $0.f1.short,
                    count: $0.count)
            }
        }
        var confusion: [String: [String: Int]] = [:]
        for (row, counts) in score.table.enumerated() {
            for (column, count) in counts.enumerated() where count > 0 {
                confusion[labels[row], default: [:]][labels[column]] = count
            }
        }
        let bins = self.bins.enumerated().filter { $0.element.count > 0 }.map { index, bin in
            Report.Bin(
                from: (Double(index) / 10).short, to: (Double(index + 1) / 10).short, count: bin.count,
                confidence: (bin.sum / Double(bin.count)).short, accuracy: (Double(bin.right) / Double(bin.count)).short
            )
        }
        return Report(
            accuracy: score.accuracy.short, macroF1: macroF1.short, labels: figures, confusion: confusion,
            calibration: Report.Calibration(error: calibrationError.short, bins: bins),
            messages: score.table.reduce(0) { $0 + $1.reduce(0, +) })
    }
}

extension Double {
    /// Rounded to four digits, as figures are printed.
    var short: Double { (self * 10_000).rounded() / 10_000 }
}
