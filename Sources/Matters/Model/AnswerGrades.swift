/// How well hints agree with what people graded.
public struct AnswerGrades: Sendable {
    /// One judgement of a rule over graded answers.
    public struct Agreement: Hashable, Sendable, Codable {
        /// How many were graded, and how many of them good.
        public let rows: Int, good: Int
        /// Of those that the rule finds good, the share that is; of the good ones, the share that it finds.
        public let precision: Double, recall: Double
        /// The same for those that the hint is shown at.
        public let hintPrecision: Double, hintRecall: Double
        /// The chance that a good one scores higher than one that is not.
        public let auc: Double
    }

    /// Compares a rule and the score behind it with grades.
    public static func agreement(_ answers: [(score: Double, isFine: Bool, isGood: Bool)]) -> Agreement {
        let good = answers.count { $0.isGood }
        let fine = answers.count { $0.isFine }
        let both = answers.count { $0.isFine && $0.isGood }
        let neither = answers.count { !$0.isFine && !$0.isGood }
        return Agreement(
            rows: answers.count, good: good, precision: share(both, fine), recall: share(both, good),
            hintPrecision: share(neither, answers.count - fine), hintRecall: share(neither, answers.count - good),
            auc: auc(answers.map { ($0.score, $0.isGood) })
        )
    }

    private static func share(_ part: Int, _ all: Int) -> Double { all == 0 ? 0 : rounded(Double(part) / Double(all)) }

    private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }

    /// The area under the curve, by ranks; those with the same score share theirs.
    static func auc(_ answers: [(score: Double, isGood: Bool)]) -> Double {
        let sorted = answers.sorted { $0.score < $1.score }
        let good = sorted.count { $0.isGood }
        guard good > 0, good < sorted.count else { return 0 }
        var (ranks, start) = (0.0, 0)
        while start < sorted.count {
            var end = start
            while end < sorted.count, sorted[end].score == sorted[start].score { end += 1 }
            ranks += Double(start + 1 + end) / 2 * Double(sorted[start..<end].count { $0.isGood })
            start = end
        }
        let pairs = Double(good) * Double(sorted.count - good)
        return rounded((ranks - Double(good) * Double(good + 1) / 2) / pairs)
    }
}
