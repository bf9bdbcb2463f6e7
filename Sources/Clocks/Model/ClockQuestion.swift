public import Base

/// What somebody asks the clock: which row, from which day, and what stood still or was added.
public struct ClockQuestion: Hashable, Sendable {
    /// The row's id, such as `P9`.
    public let rule: String
    /// The day of the event, not counted.
    public let from: Day
    /// The days on which the clock stood still, both ends included.
    public let pauses: [DaySpan]
    /// What was added, in the unit of the row's extension; 0 for nothing.
    public let added: Int

    /// Puts a question together.
    public init(rule: String, from: Day, pauses: [DaySpan] = [], added: Int = 0) {
        (self.rule, self.from, self.pauses, self.added) = (rule, from, pauses, added)
    }
}

/// The answer of the clock, with the row that it rests on.
public struct ClockAnswer: Sendable {
    /// The row in force on the day of the event.
    public let rule: LawRule
    /// The count.
    public let result: TermResult

    /// The count in plain words.
    public var explanation: TermExplanation { TermExplanation(result, trigger: rule.trigger, event: rule.event) }
}

/// Why the clock cannot answer.
public enum ClockRefusal: ExplainedError, Hashable {
    /// No row has the id.
    case unknown(String)
    /// The row is not in force on the day; the spans in which it is.
    case notInForce(String, Day, [ClosedSpan])
    /// The row is a duty without a length, or a limit in people or money.
    case noLength(String)
    /// The row allows no extension.
    case noExtension(String)
    /// More than the row allows.
    case beyondCeiling(String, most: TermLimit)
    /// A day too far away to be meant.
    case farAway(Day)

    /// A span in which a row is in force; open where no end is known.
    public struct ClosedSpan: Hashable, Sendable {
        let from: Day
        let to: Day?
    }

    /// The reason in both languages.
    public var words: Words {
        switch self {
        case .unknown(let id): return Words("没有 \(id) 这条规定。", "There is no rule \(id).")
        case .notInForce(let id, let day, let spans):
            let times = spans.map { span in
                Words(
                    "\(span.from)\(span.to.map { " 至 \($0)" } ?? " 起")",
                    "from \(span.from)\(span.to.map { " to \($0)" } ?? " on")")
            }
            return Words(
                "\(id) 在 \(day) 不施行；施行时间：\(times.map(\.zh).joined(separator: "，"))。",
                "\(id) is not in force on \(day); it is \(times.map(\.en).joined(separator: ", ")).")
        case .noLength(let id): return Words("\(id) 没有规定时间长度。", "\(id) sets no length of time.")
        case .noExtension(let id): return Words("\(id) 不能延长。", "\(id) cannot be extended.")
        case .beyondCeiling(let id, let most):
            return Words("\(id) 最多延长 \(most.words.zh)。", "\(id) may be extended by at most \(most.words.en).")
        case .farAway(let day): return Words("\(day) 不在 1900 年到 2999 年之间。", "\(day) is not between 1900 and 2999.")
        }
    }

    /// The fault in a sentence.
    public var explanation: String { words.en }
}

extension LawPack {
    /// Counts what is asked on a calendar.
    ///
    /// Whether a ground for the pause stands in the row is the caller's to say: here it is a question of what if.
    public func answer(_ question: ClockQuestion, on calendar: WorkCalendar) throws(ClockRefusal) -> ClockAnswer {
        for day in [question.from] + question.pauses.flatMap({ [$0.from, $0.to] })
        where !(1900...2999).contains(day.parts.year) { throw .farAway(day) }
        let rows = rules.filter { $0.id == question.rule }
        guard !rows.isEmpty else { throw .unknown(question.rule) }
        guard let rule = rows.first(where: { $0.isInForce(on: question.from) }) else {
            let spans = rows.sorted { $0.from < $1.from }.map { ClockRefusal.ClosedSpan(from: $0.from, to: $0.to) }
            throw .notInForce(question.rule, question.from, spans)
        }
        if question.added > 0 {
            guard let extra = rule.extra else { throw .noExtension(rule.id) }
            let most = extra.ceiling ?? TermLimit.longest
            guard question.added <= most else { throw .beyondCeiling(rule.id, most: TermLimit(most, extra.unit)) }
        }
        let counted = TermCount(calendar).count(
            rule, from: question.from, pauses: question.pauses, extension: question.added)
        guard let counted else { throw .noLength(rule.id) }
        return ClockAnswer(rule: rule, result: counted)
    }
}
