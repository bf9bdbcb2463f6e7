public import Base
public import Clocks

/// Everything the rules need to know about one proceeding that runs inside a matter.
public struct ProceedingFile: Sendable {
    /// The matter around it.
    public let file: MatterFile
    /// The proceeding.
    public let proceeding: Proceeding
    /// The version of the procedure that it began with.
    public let procedure: Procedure
    /// Its terms that have not ended, each with what its law allows.
    public let clocks: [TermStanding]
    /// Its terms that ran out.
    var missed: [Term] = []

    /// Whether a clock stands still.
    public var isPaused: Bool { clocks.contains { $0.term.state == .paused } }

    /// The unit that runs it; before one is named, whoever answers for the matter.
    public var unit: RecordID { proceeding.unit ?? file.answerable }

    /// The stages in which it stood before the clock ended a time, for what happened on a day before that: it was in time, however
    /// late it is learnt. Empty where the clock did not bring it where it stands.
    func stagesBeforeClock(on day: Day) -> Set<String> {
        let over = (procedure.actions ?? []).filter { action in
            action.by == [.clock] && action.to == proceeding.stage && action.end == proceeding.end
                && missed.contains {
                    $0.duty == action.onExpiry && $0.endedOn == $0.due.adding(days: 1) && day <= $0.due
                }
        }
        return Set(over.flatMap(\.from))
    }

    /// The steps that can still be written down if they were taken before the time ran out.
    public var stepsLearntLate: [Procedure.Action] {
        guard let last = missed.map(\.due).min() else { return [] }
        let before = stagesBeforeClock(on: last)
        return (procedure.actions ?? []).filter { $0.by != [.clock] && !before.isDisjoint(with: $0.from) }
    }

    /// The active clocks of a duty.
    func clocks(of duty: String) -> [TermStanding] { clocks.filter { $0.term.duty == duty } }

    /// Whether an actor stands in a relation to it.
    public func stands(_ actor: Actor, in relation: Relation) -> Bool {
        switch relation {
        case .handler, .counterpart:
            guard let role = actor.role else { return false }
            return MatterPolicy.works(role) && actor.unit == unit
        case .handlerHead: return actor.role == .head && actor.unit == unit
        case .clock: return false
        default: return MatterPolicy.stands(actor, in: relation, to: file)
        }
    }
}

/// What somebody gives with a step of a proceeding, or with opening one.
public struct ProceedingInput: Hashable, Sendable {
    /// The words: a reason, a request, what was decided.
    public var text = ""
    /// The unit that is to run it.
    public var unit: RecordID?
    /// The code of a ground for refusing or pausing.
    public var ground: String?
    /// The code of an end.
    public var end: String?
    /// By how much a term is extended, in the unit of its law: days, working days or months.
    public var days: Int?
    /// Whether everybody whom it takes has agreed.
    public var hasConsent = false
    /// The number under which another body keeps it.
    public var reference: String?
    /// The day of what the step sets, such as that of a hearing, if it asks for one.
    public var eventDay: Day?
    /// When it happened, if earlier than now; then `text` must say why.
    public var happenedAt: Instant?
    /// The code of what happened, beside the step: how it came, for an answer from another body.
    public var parameters: [String: String] = [:]
    /// Whether it may lie before the day on which the proceeding was opened here: another body told so, and somebody looked at it.
    public var isVouched = false
    /// Whether it comes from whoever guards the step: it has looked at what it asks for.
    public var isGuarded = false
    /// Why it is written down later than it happened, where that is not what `text` says.
    public var lateReason: String?

    /// Nothing given.
    public init() {}
}

extension MatterPolicy {
    /// Whether an actor may take an action on a proceeding on a day; nobody for the clock. `isOutside` where the actor speaks for
    /// the body that the proceeding was handed over to.
    public static func judge(
        _ action: Procedure.Action, on opened: ProceedingFile, by actor: Actor?, isOutside: Bool = false, on day: Day
    ) -> Judgement {
        let isLearntLate =
            !action.from.contains(opened.proceeding.stage)
            && !opened.stagesBeforeClock(on: day).isDisjoint(with: action.from)
        guard isLearntLate || action.from.contains(opened.proceeding.stage) else {
            return .barred(
                opened.proceeding.isOpen
                    ? Words("还没到这一步，或者已经做过", "It is not time for this step, or it has been taken")
                    : Words("这个程序已经结束", "This proceeding has ended"))
        }
        if let actor {
            if actor.isShutOut(of: opened.file) {
                return .barred(Words("本单位被反映，不能经手", "Your unit is complained about and may not touch it"))
            }
            guard action.by.contains(where: { opened.stands(actor, in: $0) || isOutside && $0 == .counterpart }) else {
                return .barred(Words("由承办这个程序的单位来做", "The unit that runs this proceeding does it"))
            }
        } else if !action.by.contains(.clock) {
            return .barred(Words("不是到期自动做的步骤", "The clock does not take this step"))
        }
        if !isLearntLate, let late = isLate(action, opened, day) { return .barred(late) }
        switch action.effect {
        case .pause where opened.isPaused: return .barred(Words("时限已经暂停", "The clock already stands still"))
        case .resume where !opened.isPaused: return .barred(Words("时限没有暂停", "The clock is running"))
        case .extend where !opened.clocks.contains(where: { $0.rule.extra != nil }):
            return .barred(Words("法律没有规定可以延长", "The law provides for no extension"))
        default: return .allowed
        }
    }

    /// Why the time for a step is over; nil while it is not.
    private static func isLate(_ action: Procedure.Action, _ opened: ProceedingFile, _ day: Day) -> Words? {
        guard let duty = action.within?.duty else { return nil }
        return lapsed(opened.clocks(of: duty), on: day)
    }

    /// Why something cannot be done in the time of some clocks any more; nil while it can.
    static func lapsed(_ clocks: [TermStanding], on day: Day) -> Words? {
        guard let clock = clocks.min(by: { $0.term.due < $1.term.due }) else {
            return Words("期限没有开始，或者已经用过", "Its time has not begun, or has been used")
        }
        guard clock.term.due < day else { return nil }
        let due = DayWords.full(clock.term.due), source = clock.rule.citation
        return Words(
            "期限到 \(due.zh) 为止（\(source.zh)），已经过了", "Its time ended on \(due.en) (\(source.en))")
    }

    /// Whether a role works on matters.
    static func works(_ role: Role) -> Bool { role == .clerk || role == .handler || role == .head || role == .arbiter }
}
