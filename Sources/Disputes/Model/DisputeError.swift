public import Base

/// What can go wrong with windows, rooms, tickets, bookings and reception days.
public enum DisputeError: ExplainedError, Hashable {
    /// There is no such thing, or it is not the reader's to see.
    case notFound
    /// Somebody else has it then; the sentence says no more than its reader may know.
    case taken(Words)
    /// It is not possible now.
    case barred(Words)
    /// A field is missing or wrong.
    case invalid(field: String, Words)
    /// Somebody changed it since the form was opened.
    case changedMeanwhile

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .notFound: "There is no such window, room, ticket, booking or reception day."
        case .taken(let words): words.en
        case .barred(let words): words.en
        case .invalid(let field, let words): "The field \(field) is not right: \(words.en)."
        case .changedMeanwhile: "Somebody else changed it first; look at it again."
        }
    }
}
