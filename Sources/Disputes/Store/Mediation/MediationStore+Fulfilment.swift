public import Base
import Journal
import Matters
import Notices
public import Storage

// What was promised is watched: reminded of before its day, recorded with what shows it, found when it was not kept.
extension MediationStore {
    func fulfilments(of id: RecordID, in reader: any Reader) throws -> [Fulfilment] {
        try fulfilments(
            reader.rows("SELECT * FROM fulfilments WHERE mediation_id = \(id) ORDER BY due_day, number, id"),
            in: reader)
    }

    private func fulfilments(_ rows: [Row], in reader: any Reader) throws -> [Fulfilment] {
        let pledges = try open(rows, "pledge_id", in: reader), proofs = try open(rows, "proof_id", in: reader)
        return try rows.compactMap { row in
            guard let pledge = pledges[try row.id("pledge_id")].flatMap({ Self.decode(Pledge.self, $0) }) else {
                return nil
            }
            return Fulfilment(
                id: try row.id("id"), number: try row.int("number"), pledge: pledge, due: try row.day("due_day"),
                state: FulfilmentState(rawValue: try row.text("state")) ?? .due, doneOn: try row.dayOrNil("done_on"),
                proof: try row.idOrNil("proof_id").flatMap { proofs[$0] })
        }
    }

    func watch(_ agreement: Agreement, _ change: Change) throws {
        for (index, pledge) in (agreement.text?.pledges ?? []).enumerated() {
            guard let due = pledge.dueDay else { continue }
            let value = try seal(Self.encode(pledge), "pledge", change)
            let row = MediationShapes.fulfilments.row([
                RecordID.make(at: change.now).value, district.value, change.id.value, agreement.id.value,
                (index + 1).value, value.id.value, due.value, FulfilmentState.due.rawValue.value, .null, .null, .null,
            ])
            try change.transaction.insert(row, of: change.id)
        }
    }

    /// Records that something was done, on which day and what shows it; also late. Throws `DisputeError`.
    public func fulfil(_ id: RecordID, on day: Day, proof: String, _ change: Change) throws {
        guard let known = change.mediation.fulfilments.first(where: { $0.id == id }), known.state != .done else {
            throw DisputeError.barred(Words("已经记过了", "It is on record already"))
        }
        guard day <= change.today else { throw CentreStore.wrong("day", "不能晚于今天", "Not later than today") }
        guard day >= change.mediation.opened.proceeding.openedAt.day else {
            throw CentreStore.wrong("day", "不能早于开始调解", "Not before mediation began")
        }
        try Self.checkText(proof, field: "proof", longest: 500)
        let value = try seal(proof, "proof", change)
        let changed = try change.transaction.change(
            """
            UPDATE fulfilments SET state = \(FulfilmentState.done.rawValue), done_on = \(day), proof_id = \(value.id)
            WHERE id = \(id) AND state <> \(FulfilmentState.done.rawValue)
            """)
        guard changed == 1 else { throw DisputeError.changedMeanwhile }
        change.transaction.noteChange("fulfilments", of: change.id, id: id)
        try record(
            "mediation.fulfilled", change, ["number": String(known.number), "day": day.description], ["proof": value])
    }

    /// A line of the list of what is due.
    public struct DueLine: Sendable {
        /// The matter and its number.
        public let matter: RecordID, number: String
        /// The mediation.
        public let mediation: RecordID
        /// What was promised.
        public let fulfilment: Fulfilment
    }

    /// What is due or was not kept in the matters of a scope, the oldest first.
    public func listDue(for reader: MediationReader, in database: any Reader) throws -> [DueLine] {
        let scope = try matters.scope(of: reader.actor, in: database)
        let rows = try database.rows(
            """
            SELECT f.*, m.id AS matter, m.number AS matter_number, p.unit_id FROM fulfilments f
            JOIN proceedings p ON p.id = f.mediation_id JOIN matters m ON m.id = p.matter_id
            WHERE f.district = \(district) AND f.state <> 'done' AND p.unit_id = \(reader.actor.unit) AND \(scope.condition)
            ORDER BY f.due_day, f.id LIMIT 300
            """)
        let found = try fulfilments(rows, in: database)
        let places = try rows.reduce(into: [RecordID: (RecordID, String, RecordID)]()) { places, row in
            places[try row.id("id")] = (try row.id("matter"), try row.text("matter_number"), try row.id("mediation_id"))
        }
        return found.compactMap { one in
            places[one.id].map { DueLine(matter: $0.0, number: $0.1, mediation: $0.2, fulfilment: one) }
        }
    }

    /// Reminds of what is due within three days and finds what was not kept; answers how many. Can run twice. By day only: nobody is
    /// woken by a message.
    public func lookAfter(at now: Instant) async throws -> Int {
        guard (8..<20).contains(now.timeOfDay.hour) else { return 0 }
        let rows = try await centres.database.read { reader in
            try reader.rows(
                """
                SELECT id FROM fulfilments WHERE district = \(district) AND state = 'due' AND
                  (due_day < \(now.day) OR (due_day <= \(now.day.adding(days: 3)) AND reminded_on IS NULL))
                ORDER BY due_day, id LIMIT 500
                """
            ).map { try $0.id("id") }
        }
        for id in rows { try await centres.database.writeInBackground { try look(after: id, at: now, in: $0) } }
        return rows.count
    }

    private func look(after id: RecordID, at now: Instant, in transaction: any Transaction) throws {
        guard let row = try transaction.row("SELECT * FROM fulfilments WHERE id = \(id)") else { return }
        let mediation = try row.id("mediation_id")
        guard let known = try fulfilments([row], in: transaction).first else {
            // Its words were erased: there is nothing left to watch.
            try transaction.execute("UPDATE fulfilments SET state = 'erased' WHERE id = \(id)")
            transaction.noteChange("fulfilments", of: mediation, id: id)
            try note("mediation.erased", of: mediation, [:], at: now, in: transaction)
            return
        }
        let isOver = known.due < now.day
        // Only who changed the row tells anybody: it may have been kept in this very moment.
        let changed =
            isOver
            ? try transaction.change(
                "UPDATE fulfilments SET state = \(FulfilmentState.breached.rawValue) WHERE id = \(id) AND state = 'due'"
            )
            : try transaction.change(
                """
                UPDATE fulfilments SET reminded_on = \(now.day)
                WHERE id = \(id) AND state = 'due' AND reminded_on IS NULL
                """)
        guard changed == 1 else { return }
        transaction.noteChange("fulfilments", of: mediation, id: id)
        try tell(known, of: mediation, isOver: isOver, at: now, in: transaction)
        try note(
            isOver ? "mediation.breached" : "mediation.reminded", of: mediation,
            ["number": String(known.number), "due": known.due.description], at: now, in: transaction)
    }

    private func note(
        _ code: String, of mediation: RecordID, _ parameters: [String: String], at now: Instant,
        in transaction: any Transaction
    ) throws {
        try journal.record(
            JournalRecord(
                code, subject: Subject("mediation", mediation), by: .system("fulfilment"), happenedAt: now,
                parameters: parameters), in: transaction)
    }

    /// Before the day whoever owes it, after it those to whom it is owed: they should know that their roads have days.
    private func tell(
        _ known: Fulfilment, of mediation: RecordID, isOver: Bool, at now: Instant, in transaction: any Transaction
    ) throws {
        let number = try transaction.row(
            "SELECT m.number FROM proceedings p JOIN matters m ON m.id = p.matter_id WHERE p.id = \(mediation)"
        )?.text("number")
        let side = isOver ? known.pledge.creditor : known.pledge.debtor
        for party in try parties(of: mediation, in: transaction).signers where party.side == side {
            guard let phone = party.identity?.phone, !phone.isEmpty else { continue }
            try matters.notices?.add(
                NoticeDraft(
                    key: "fulfilment:\(known.id):\(party.id):\(isOver)", subject: Subject("mediation", mediation),
                    channel: .sms, to: phone, template: isOver ? .fulfilmentBreach : .fulfilmentReminder,
                    parameters: ["number": number ?? "", "day": known.due.description], language: .simplified),
                in: transaction, at: now)
        }
    }
}
