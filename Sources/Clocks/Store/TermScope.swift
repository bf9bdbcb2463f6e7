public import Base
import Storage

/// A set of terms to pause, resume or end together.
public struct TermScope: Sendable {
    let condition: SQL

    /// One term.
    public static func term(_ id: RecordID) -> TermScope { TermScope(condition: "id = \(id)") }

    /// All terms of a matter.
    public static func matter(_ id: RecordID) -> TermScope { TermScope(condition: "matter_id = \(id)") }

    /// The terms of a proceeding, of some duties or of all.
    public static func proceeding(_ id: RecordID, duties: [String]? = nil) -> TermScope {
        TermScope(condition: "proceeding_id = \(id)" + duties)
    }

    /// The terms of a proceeding, of some duties, less those of some assignments.
    public static func proceeding(_ id: RecordID, duties: [String], less assignments: [RecordID]) -> TermScope {
        let scope = proceeding(id, duties: duties)
        guard !assignments.isEmpty else { return scope }
        return TermScope(
            condition: "\(scope.condition) AND (assignment_id IS NULL OR assignment_id NOT IN (\(list: assignments)))"
        )
    }

    /// The terms of one assignment in a proceeding, of some duties or of all.
    public static func assignment(_ id: RecordID, proceeding: RecordID, duties: [String]? = nil) -> TermScope {
        TermScope(condition: "proceeding_id = \(proceeding) AND assignment_id = \(id)" + duties)
    }
}

private func + (condition: SQL, duties: [String]?) -> SQL {
    guard let duties else { return condition }
    return duties.isEmpty ? "1 = 0" : "\(condition) AND duty IN (\(list: duties))"
}
