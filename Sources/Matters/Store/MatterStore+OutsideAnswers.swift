public import Base
import Clocks
import Journal
public import Storage

// Proceedings that run at another body: what is shown of them to it, and what it tells. The body sees no matter: only the
// proceeding's codes, its number and its times.
extension MatterStore {
    /// A proceeding inside a matter for the body that it was handed over to; nil where there is none, and where the body's unit
    /// is shut out of the matter.
    public func handedOver(
        _ proceeding: RecordID, to actor: Actor, in reader: any Reader
    ) throws -> ProceedingFile? {
        guard
            let row = try reader.row(
                "SELECT matter_id FROM proceedings WHERE id = \(proceeding) AND district = \(district) AND road IS NOT NULL"
            )
        else { return nil }
        let file = try getFile(id: row.id("matter_id"), in: reader)
        guard !actor.isShutOut(of: file) else { return nil }
        return try listProceedings(of: file, in: reader).first { $0.proceeding.id == proceeding }
    }

    /// The proceedings of some procedures in the order of their ids, from one on; of those `own` only what the unit itself runs.
    /// `isOpen` leaves out what has ended.
    public func listHandedOver(
        _ procedures: [String], own: [String], to actor: Actor, isOpen: Bool, after: RecordID?, limit: Int,
        in reader: any Reader
    ) throws -> [ProceedingFile] {
        guard let unit = actor.unit, !procedures.isEmpty else { return [] }
        let running: SQL = isOpen ? " AND p.ended_at IS NULL" : ""
        let mine: SQL =
            own.isEmpty ? "" : " AND (p.procedure NOT IN (\(list: own)) OR p.unit_id = \(unit))"
        let from: SQL = after.map { " AND p.id > \($0)" } ?? ""
        let rows = try reader.rows(
            """
            SELECT p.id FROM proceedings p WHERE p.district = \(district) AND p.road IS NOT NULL
              AND p.procedure IN (\(list: procedures))\(running)\(mine)\(from)
              AND NOT EXISTS (SELECT 1 FROM matter_exclusions x WHERE x.matter_id = p.matter_id
                AND x.unit_id IN (\(list: actor.units.sorted())))
            ORDER BY p.id LIMIT \(limit)
            """)
        return try rows.compactMap { try handedOver($0.id("id"), to: actor, in: reader) }
    }

    /// The matter of a number, unless the actor's unit is shut out of it; nil where there is none.
    public func findMatter(number: String, for actor: Actor, in reader: any Reader) throws -> MatterFile? {
        let row = try reader.row("SELECT id FROM matters WHERE number = \(number) AND district = \(district)")
        return try row.flatMap { try findMatter($0.id("id"), for: actor, in: reader) }
    }

    /// A matter by its id with everything around it, for whoever has checked that it may be seen. Throws `MatterError.notFound`.
    public func getFile(id: RecordID, in reader: any Reader) throws -> MatterFile {
        try getFile(try getAny(id, in: reader), in: reader)
    }

    /// The procedures in force on a day, by code.
    public func procedures(on day: Day, in reader: any Reader) throws -> [String: Procedure] {
        try book.rules(on: day, in: reader).procedures
    }

    /// What was done in a proceeding, its opening first: the step's code, nil for the opening, and the day. What the clock did is
    /// left out: it is no answer of anybody.
    public func stepsTaken(
        in opened: ProceedingFile, reader: any Reader
    ) throws -> [(step: String?, day: Day)] {
        var taken: [(step: String?, day: Day)] = [], number: Int64 = 0
        while true {
            let entries = try journal.listEntries(
                of: Subject("matter", opened.file.matter.id), after: number, limit: 500, in: reader)
            taken += entries.filter { entry in
                ["matter.proceeding", "matter.step"].contains(entry.code) && !entry.principal.hasPrefix("system:")
                    && entry.parameters["proceeding"] == opened.proceeding.id.text
            }.map { ($0.parameters["action"], $0.happenedAt.day) }
            guard entries.count == 500, let last = entries.last else { return taken }
            number = last.number
        }
    }

    /// Looks at what a step is given, before it is taken; the day on which it was opened here is not asked for. Throws
    /// `MatterError.invalid`.
    public func checkAnswer(
        _ action: Procedure.Action, on opened: ProceedingFile, input: ProceedingInput, at now: Instant
    ) throws {
        try Self.check(
            input, action.needs ?? [], opened.procedure, action, since: input.happenedAt ?? now, now)
    }

    /// The matter for an actor who asks by its id, unless their unit is shut out of it; nil where there is none.
    public func findMatter(_ id: RecordID, for actor: Actor, in reader: any Reader) throws -> MatterFile? {
        let file = try getFile(id: id, in: reader)
        return actor.isShutOut(of: file) ? nil : file
    }

    /// Writes down a step that another body took, as its program tells it. The caller has judged it.
    ///
    /// Throws `MatterError`: invalid where something is missing, changed meanwhile when somebody was faster.
    @discardableResult
    public func answer(
        _ action: Procedure.Action, on opened: ProceedingFile, input: ProceedingInput, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> Proceeding {
        let matter = opened.file.matter
        let edited = try journal.listEdited(["matters": [matter.id]], in: transaction)
        try claim(matter.id, revision: matter.revision, in: transaction)
        for unit in Set([opened.unit, opened.file.answerable]).sorted() {
            try attend(matter.id, unit: unit, kind: "told", at: now, in: transaction)
        }
        return try take(action, on: opened, input, by: actor, edited, at: now, in: transaction)
    }

    /// Notes in a matter what became of another body's message that needs a person: `matter.` and a code. Whoever answers for
    /// the matter and runs the proceeding is told of one that waits.
    public func noteMessage(
        _ code: String, in matter: Matter, telling units: Set<RecordID>, parameters: [String: String], remark: String,
        by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws {
        try amend(code, matter.id, revision: matter.revision, by: actor, at: now, in: transaction) { amendment in
            for unit in units.sorted() {
                try attend(matter.id, unit: unit, kind: "message-held", at: now, in: transaction)
            }
            (amendment.parameters, amendment.remark) = (parameters, remark)
        }
    }
}

extension MatterPolicy {
    /// Whether a step of a proceeding is another body's to tell of: it is that body's by law, or its unit runs the proceeding.
    public static func isOutside(_ action: Procedure.Action, on opened: ProceedingFile, by actor: Actor) -> Bool {
        action.by.contains { $0 == .counterpart || opened.stands(actor, in: $0) }
    }

    /// Whether somebody who works here could open a proceeding of a procedure inside a matter, whatever stands against it today.
    public static func mayOpen(_ procedure: Procedure, inside file: MatterFile, by actor: Actor) -> Bool {
        !actor.isShutOut(of: file) && (procedure.filing.by ?? []).contains { stands(actor, in: $0, to: file) }
    }

    /// Whether a matter of this kind goes the way of a procedure.
    public static func suits(_ procedure: Procedure, _ file: MatterFile) -> Bool {
        procedure.road != nil && procedure.kinds?.contains(file.matter.kind) ?? true
    }
}
