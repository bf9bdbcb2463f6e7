public import Base
public import Storage

extension TermStore {
    /// How much may still be added to a term, in the unit of its rule; nil when the rule allows no extension by the
    /// approver or the time is over.
    public func extensionRoom(
        of term: Term, approver role: String, at instant: Instant, in reader: any Reader
    ) throws -> Int? {
        guard let extra = try rule(of: term, in: reader).extra, extra.approver == role else { return nil }
        guard term.state == .paused || term.state == .running && instant.day <= term.due else { return nil }
        return max(0, (extra.ceiling ?? TermLimit.longest) - (try added(to: term.id, in: reader)))
    }
}
