/// Judges a merge of source rows against the truth about them.
///
/// First the lines of truth.tsv, then those of the answers, then `report()`. An answer is a match when it gives a code
/// in band A or B; C gives candidates to a person and none says that there is nothing: neither is a match.
public struct MatchScore {
    /// What matches of one set of rows are worth; shares are between 0 and 1, and nil where there is nothing to share.
    public struct Figures: Encodable, Sendable, Equatable {
        /// Rows that refer to an address of the registry.
        public internal(set) var rows = 0
        /// Matches of band A of any row, and how many name the address the row refers to.
        public internal(set) var a = 0, aRight = 0
        public internal(set) var aPrecision: Double?
        /// The same for bands A and B together.
        public internal(set) var ab = 0, abRight = 0
        public internal(set) var abPrecision: Double?
        /// Right matches of bands A and B among `rows`.
        public internal(set) var abRecall: Double?
        /// Answers that leave the choice to a person.
        public internal(set) var c = 0
        /// Rows about places that the registry does not hold, and those of them that were matched all the same.
        public internal(set) var new = 0, newMatched = 0
        /// Rows that refer to no place of the district, and those of them that were matched all the same.
        public internal(set) var none = 0, noneMatched = 0

        enum CodingKeys: String, CodingKey {
            case rows, a, ab, c, new, none
            case aRight = "a_right", aPrecision = "a_precision", abRight = "ab_right", abPrecision = "ab_precision"
            case abRecall = "ab_recall", newMatched = "new_matched", noneMatched = "none_matched"
        }
    }

    /// The whole and its parts.
    public struct Report: Encodable, Sendable {
        public internal(set) var all = Figures()
        /// Answers read, rows of the truth without one, and answers that are of no use: of rows the truth does not know,
        /// a second one of a row, or lines that are no such object.
        public internal(set) var answers = 0, unanswered = 0, unknown = 0, repeated = 0, unreadable = 0
        public internal(set) var bySource: [String: Figures] = [:]
        /// By the noises a row was written with, a row counting under each; rows without any under `clean`.
        public internal(set) var byNoise: [String: Figures] = [:]

        enum CodingKeys: String, CodingKey {
            case all, answers, unanswered, unknown, repeated, unreadable
            case bySource = "by_source", byNoise = "by_noise"
        }
    }

    private var truth = MatchTruth()
    private var outcomes: [UInt8] = []
    private var counts = Report()

    public init() {}

    /// Takes one line of truth.tsv: source, row, id or `new` or `none`, and perhaps the noises with `;` between.
    ///
    /// Throws `SampleError.badLine` for a line that is not so, or whose row came before.
    public mutating func addTruth(_ line: ArraySlice<UInt8>) throws { try truth.add(line) }

    /// Takes one line of the answers: an object with source, row, code (the registry's id or null) and band.
    ///
    /// Lines that cannot be used are counted in the report. Of two answers to a row the first counts.
    public mutating func addAnswer(_ line: ArraySlice<UInt8>) {
        counts.answers += 1
        guard let answer = MatchAnswer(Array(line)) else { return counts.unreadable += 1 }
        guard let place = truth.find(source: answer.source, row: answer.row) else { return counts.unknown += 1 }
        guard !truth.rows[place].isAnswered else { return counts.repeated += 1 }
        truth.rows[place].isAnswered = true
        if outcomes.isEmpty { outcomes = [UInt8](repeating: 0, count: truth.rows.count) }
        outcomes[place] = Outcome(answer.band, answer.code, truth.rows[place].id).rawValue
    }

    /// What an answer came to.
    fileprivate enum Outcome: UInt8 {
        case nothing, rightA, wrongA, rightB, wrongB, candidates

        init(_ band: String?, _ code: String?, _ id: UInt64?) {
            let isRight = code.map { MatchTruth.hash($0.utf8) == id } ?? false
            switch (band?.uppercased(), code) {
            case ("A", .some): self = isRight ? .rightA : .wrongA
            case ("B", .some): self = isRight ? .rightB : .wrongB
            case ("C", _): self = .candidates
            default: self = .nothing
            }
        }
    }

    /// The figures so far.
    public func report() -> Report {
        var report = counts
        var sources = [Figures](repeating: Figures(), count: truth.sources.count)
        var noises = [Figures](repeating: Figures(), count: truth.noises.count)
        var clean = Figures()
        for (place, row) in truth.rows.enumerated() {
            let outcome = place < outcomes.count ? Outcome(rawValue: outcomes[place]) ?? .nothing : .nothing
            if !row.isAnswered { report.unanswered += 1 }
            report.all.count(row, outcome)
            sources[row.source].count(row, outcome)
            if row.noises == 0 { clean.count(row, outcome) }
            for noise in noises.indices where row.noises & (1 << UInt64(noise)) != 0 {
                noises[noise].count(row, outcome)
            }
        }
        report.all = report.all.shared
        for (name, figures) in zip(truth.sources, sources) { report.bySource[name] = figures.shared }
        for (name, figures) in zip(truth.noises, noises) { report.byNoise[name] = figures.shared }
        report.byNoise["clean"] = clean.shared
        return report
    }
}

extension MatchScore.Figures {
    fileprivate mutating func count(_ row: MatchTruth.Row, _ outcome: MatchScore.Outcome) {
        let isA = outcome == .rightA || outcome == .wrongA
        let isMatch = isA || outcome == .rightB || outcome == .wrongB
        let isRight = outcome == .rightA || outcome == .rightB
        a += isA ? 1 : 0
        aRight += outcome == .rightA ? 1 : 0
        ab += isMatch ? 1 : 0
        abRight += isRight ? 1 : 0
        c += outcome == .candidates ? 1 : 0
        if row.id != nil {
            rows += 1
        } else if row.isNew {
            new += 1
            newMatched += isMatch ? 1 : 0
        } else {
            none += 1
            noneMatched += isMatch ? 1 : 0
        }
    }

    /// With the shares worked out, in millionths so that 99.9 % can be told from 99.95 %.
    fileprivate var shared: Self {
        var figures = self
        func share(_ part: Int, _ whole: Int) -> Double? {
            whole == 0 ? nil : (Double(part) / Double(whole) * 1e6).rounded() / 1e6
        }
        figures.aPrecision = share(aRight, a)
        figures.abPrecision = share(abRight, ab)
        figures.abRecall = share(abRight, rows)
        return figures
    }
}
