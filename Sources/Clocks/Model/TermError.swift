public import Base

/// Why a term cannot be changed.
public enum TermError: ExplainedError, Equatable {
    /// There is no such term in the district.
    case notFound(RecordID)
    /// The pinned version of the law pack has no such row.
    case ruleMissing(id: String, version: String)
    /// The term has ended, or is paused where it should run, or the other way round.
    case wrongState(TermState)
    /// The rule does not let the clock stand still on that ground.
    case pauseNotAllowed(rule: String, ground: String)
    /// The days do not fit: before the event, after the end, or over another pause.
    case badDays
    /// The rule allows no extension.
    case extensionNotAllowed(rule: String)
    /// More was asked for than is left under the ceiling, in the extension's unit.
    case beyondCeiling(left: Int)
    /// The approver is missing or does not hold the role that the rule names.
    case approverMissing(role: String)
    /// A reason is missing.
    case reasonMissing
    /// The time is over already.
    case over(Day)

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .notFound(let id): "There is no term \(id)."
        case .ruleMissing(let id, let version): "The law pack \(version) has no row \(id)."
        case .wrongState(let state): "The term cannot be changed like this: it is \(state.rawValue)."
        case .pauseNotAllowed(let rule, let ground): "Rule \(rule) allows no pause on the ground \(ground)."
        case .badDays: "The days of the pause do not fit the term."
        case .extensionNotAllowed(let rule): "Rule \(rule) allows no extension."
        case .beyondCeiling(let left): "At most \(left) more may be added to the term."
        case .approverMissing(let role): "An extension needs the approval of a \(role)."
        case .reasonMissing: "A reason is missing."
        case .over(let day): "The term was over on \(day)."
        }
    }
}
