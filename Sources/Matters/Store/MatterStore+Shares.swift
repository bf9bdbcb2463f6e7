import Accounts
import Base
import Clocks
import Journal
import Storage

// What filing and acting both do to the rows around a matter.
extension MatterStore {
    /// Offers a share to a unit and starts the terms that an offer triggers.
    func offer(
        _ matter: RecordID, _ proceeding: RecordID, to unit: RecordID, from: RecordID, part: Assignment.Part,
        procedure: String, at now: Instant, in transaction: any Transaction
    ) throws -> RecordID {
        let excluded = try transaction.row(
            "SELECT 1 AS n FROM matter_exclusions WHERE matter_id = \(matter) AND unit_id = \(unit)"
        )
        if excluded != nil {
            throw MatterError.barred(
                Words("不能交给被反映的单位", "It may not go to the unit that is complained about")
            )
        }
        let id = RecordID.make(at: now)
        let assignment = AssignmentInsertion(
            id: id, district: district, matter: matter, proceeding: proceeding, unit: unit, part: part, offeredBy: from,
            offeredAt: now
        )
        try transaction.execute(assignment.sql)
        try share(matter, with: unit, in: transaction)
        if unit != from {
            // Whoever receives a transfer decides on acceptance within a time of its own (P2, P10 of the law pack).
            for duty in ["objection", "acceptance"] {
                try startTerm(duty, .offered, matter, proceeding, id, procedure, now.day, now, transaction)
            }
        }
        return id
    }

    /// Lets a unit and everything above it see a matter, less those complained about.
    func share(_ matter: RecordID, with unit: RecordID, in transaction: any Transaction) throws {
        let added = try transaction.rows(
            """
            INSERT INTO matter_units (unit_id, matter_id, district)
            SELECT a.ancestor_id, \(matter), \(district) FROM unit_ancestors a
            WHERE a.unit_id = \(unit) AND NOT EXISTS
              (SELECT 1 FROM matter_exclusions x WHERE x.matter_id = \(matter) AND x.unit_id = a.ancestor_id)
            ON CONFLICT DO NOTHING RETURNING unit_id
            """
        )
        for row in added {
            let share = insertion(ofShare: try row.id("unit_id"), matter: matter)
            transaction.note("matter_units", of: matter.text, share.row)
        }
    }

    /// Shuts a unit that is complained about, and everything below it, out of a matter. The district's centre shuts
    /// out itself alone: somebody below it must still be able to take the matter.
    func exclude(_ unit: RecordID?, from matter: RecordID, in transaction: any Transaction) throws {
        guard let unit, let found = try units.find(unit, in: transaction) else { return }
        let shut = found.level == .centre ? [unit] : try units.descendants(of: unit, in: transaction)
        for unit in shut {
            let isThere = try transaction.row(
                "SELECT 1 AS n FROM matter_exclusions WHERE matter_id = \(matter) AND unit_id = \(unit)"
            )
            if isThere != nil { continue }
            try transaction.insert(insertion(ofExclusion: unit, matter: matter), of: matter)
        }
    }

    func startTerm(
        _ duty: String, _ trigger: LawTrigger, _ matter: RecordID, _ proceeding: RecordID, _ assignment: RecordID?,
        _ procedure: String, _ eventDay: Day, _ now: Instant, _ transaction: any Transaction
    ) throws {
        let start = TermStart(
            matter: matter, proceeding: proceeding, assignment: assignment, duty: duty, procedure: procedure,
            trigger: trigger, eventDay: eventDay
        )
        _ = try terms.start(start, at: now, in: transaction)
    }

    /// Writes what changed in a matter's own row, once its terms are as they will be, and answers the whole row. The strictest
    /// running due day goes with it, for lists: what helpers owe is theirs, not the matter's. Throws `MatterError.notFound`.
    @discardableResult
    func update(
        _ matter: RecordID, _ changes: ColumnChanges = ColumnChanges(), in transaction: any Transaction
    ) throws -> Row {
        let row = try transaction.row(
            """
            UPDATE matters SET \(changes.sql) due_day = (SELECT MIN(t.due_day) FROM terms t
              WHERE t.matter_id = \(matter) AND \(Self.setsDue))
            WHERE id = \(matter) RETURNING *
            """
        )
        guard let row else { throw MatterError.notFound }
        return row
    }

    /// The condition under which a term `t` is one of those that set a matter's due day.
    static let setsDue: SQL =
        "t.state = 'running' AND t.drives = 1 AND t.duty <> 'objection' AND t.holder = 'body' AND \(notHelpers("t"))"

    /// The condition under which a term is not one of a helper's share.
    static func notHelpers(_ terms: SQL) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM assignments h WHERE h.id = \(terms).assignment_id AND h.part = 'cohandler')
        """
    }

    /// The digests of the rows that a change left, less those that had been edited behind the journal before.
    func states(
        of matter: Row, assignments: [RecordID], less edited: Set<RecordID> = [], in transaction: any Transaction
    ) throws -> [StateDigest] {
        let own = try edited.contains(matter.id("id")) ? [] : [journal.stateDigest(of: "matters", row: matter)]
        let shares = assignments.filter { !edited.contains($0) }
        return try own + journal.stateDigests(of: "assignments", shares, in: transaction)
    }

    /// The same when the matter's own row is not at hand.
    func states(
        matter: RecordID, assignments: [RecordID], less edited: Set<RecordID> = [], in transaction: any Transaction
    ) throws -> [StateDigest] {
        let shares = assignments.filter { !edited.contains($0) }
        return try journal.stateDigests(of: "matters", edited.contains(matter) ? [] : [matter], in: transaction)
            + journal.stateDigests(of: "assignments", shares, in: transaction)
    }

    /// Raises a matter to the attention of a unit: a low rating, a reopening, a term that is due or over.
    func attend(
        _ matter: RecordID, unit: RecordID, kind: String, at now: Instant, in transaction: any Transaction
    ) throws {
        let id = RecordID.make(at: now)
        let raised = try transaction.change(
            """
            INSERT INTO attentions (id, district, matter_id, unit_id, kind, at)
            SELECT \(id), \(district), \(matter), \(unit), \(kind), \(now)
            WHERE NOT EXISTS (SELECT 1 FROM matter_exclusions x WHERE x.matter_id = \(matter) AND x.unit_id = \(unit))
            """
        )
        if raised > 0 { transaction.noteChange("attentions", of: matter, id: id) }
    }
}
