/// Where a signal stands.
public enum SignalState: String, Sendable, CaseIterable {
    /// Nobody has dealt with it.
    case open
    /// A matter was opened for it, or it was joined to one.
    case taken
    /// Somebody said that nothing need be done.
    case dismissed
    /// What was found is no longer so.
    case over
}
