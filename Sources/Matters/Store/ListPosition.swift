import Base
public import Storage

/// The place of a matter in a work list: what follows it stays the same whatever is filed meanwhile.
public struct ListPosition: Hashable, Sendable {
    let due: Day?
    let filedAt: Instant
    let id: RecordID

    /// The place of a matter.
    public init(_ matter: Matter) {
        (due, filedAt, id) = (matter.due, matter.filedAt, matter.id)
    }

    /// Reads what `parts` gave; nil for anything else.
    public init?(_ parts: [String]) {
        guard parts.count == Self.count, let filed = Int64(parts[1]), let id = RecordID(parts[2]) else { return nil }
        let due = Day(parts[0])
        guard due != nil || parts[0].isEmpty else { return nil }
        (self.due, filedAt, self.id) = (due, Instant(milliseconds: filed), id)
    }

    /// How many parts there are.
    public static let count = 3

    /// The place as texts.
    public var parts: [String] { [due?.description ?? "", String(filedAt.milliseconds), id.text] }

    /// The condition on a table `m` of what comes after it in a work list.
    func condition(in list: WorkList) -> SQL {
        if list == .recent { return "(m.filed_at < \(filedAt) OR (m.filed_at = \(filedAt) AND m.id < \(id)))" }
        return laterByDue
    }

    /// The condition on a table `m` of what comes after it by due day, with matters without one behind all others.
    public var laterByDue: SQL {
        let later: SQL = "(m.filed_at > \(filedAt) OR (m.filed_at = \(filedAt) AND m.id > \(id)))"
        guard let due else { return "(m.due_day IS NULL AND \(later))" }
        return "(m.due_day IS NULL OR m.due_day > \(due) OR (m.due_day = \(due) AND \(later)))"
    }
}
