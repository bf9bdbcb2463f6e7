public import Base

/// An active term with all that a change of it is judged by.
///
/// The pages ask it beforehand, the write asks the same again.
public struct TermStanding: Hashable, Sendable {
    /// The term.
    public let term: Term
    /// The row of the law pack that it pins.
    public let rule: LawRule
    /// What was added to it so far, in the unit of the rule's extension.
    public let added: Int
    /// The last day of its last ended pause.
    public let lastPaused: Day?

    /// How much may still be added, in the unit of the rule's extension; nil where the rule allows none.
    public var left: TermLimit? {
        rule.extra.map { TermLimit(($0.ceiling ?? TermLimit.longest) - added, $0.unit) }
    }

    /// Why the clock may not stand still from a day on a ground; nil when it may.
    public func pauseFault(for ground: String, from day: Day) -> TermError? {
        guard term.state == .running else { return .wrongState(term.state) }
        guard rule.mayPause(for: ground) else { return .pauseNotAllowed(rule: term.ruleID, ground: ground) }
        guard day <= term.due else { return .over(term.due) }
        guard day >= term.eventDay, lastPaused.map({ $0 < day }) ?? true else { return .badDays }
        return nil
    }

    /// Why some time may not be added on a day by somebody of a role; nil when it may.
    public func extensionFault(by amount: Int, approver role: String?, on day: Day) -> TermError? {
        guard term.isActive else { return .wrongState(term.state) }
        guard let extra = rule.extra, let left else { return .extensionNotAllowed(rule: term.ruleID) }
        guard role == extra.approver else { return .approverMissing(role: extra.approver) }
        guard term.state == .paused || day <= term.due else { return .over(term.due) }
        guard amount > 0, amount <= left.amount else { return .beyondCeiling(left: left.amount) }
        return nil
    }
}
