public import Base

/// Where a ticket stands.
public enum TicketState: String, Sendable, CaseIterable {
    case waiting, called, serving, served
    case noShow = "no-show"

    /// Whether it is over.
    public var isOver: Bool { self == .served || self == .noShow }
}

/// What a window does with a ticket.
public enum TicketStep: String, Sendable, CaseIterable {
    /// Calls the number once more.
    case again
    /// The person has come to the window.
    case serve
    /// All is done.
    case done
    /// Nobody came.
    case missing
    /// Goes on at another window, before those who wait there.
    case over

    /// The states in which it can be taken.
    public var from: [TicketState] {
        switch self {
        case .again, .serve, .missing: [.called]
        case .done, .over: [.called, .serving]
        }
    }
}

/// Why somebody goes first.
public enum TicketPriority: String, Sendable, CaseIterable {
    case none, old, disabled, expecting

    /// Who is served first: the higher.
    public var rank: Int { self == .none ? 0 : 1 }
}

/// A number drawn at a centre.
public struct Ticket: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The centre.
    public let centre: RecordID
    /// The day it is good for.
    public let day: Day
    /// Such as `A001`.
    public let number: String
    /// Why it goes first.
    public let priority: TicketPriority
    /// Where it stands.
    public let state: TicketState
    /// The window it waits for or is called to; nil while it waits for any.
    public let window: RecordID?
    /// When it was drawn.
    public let takenAt: Instant
    /// When it was called last.
    public let calledAt: Instant?
    /// How often it was called.
    public let calls: Int
    /// The matter that came of it.
    public let matter: RecordID?

    /// The number of a place in a day's row: A001 to A999, then B001.
    public static func number(_ serial: Int) -> String {
        let index = max(0, serial - 1), rest = index % 999 + 1
        let letter = UnicodeScalar(UInt8(65 + index / 999 % 26))
        return "\(letter)\(rest < 100 ? "0" : "")\(rest < 10 ? "0" : "")\(rest)"
    }
}
