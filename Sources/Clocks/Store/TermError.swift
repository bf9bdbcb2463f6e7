public import Base

/// Why a term cannot be changed.
public enum TermError: Error, Equatable {
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
}
