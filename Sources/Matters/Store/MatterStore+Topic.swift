public import Base
import Clocks
import Jobs
import Journal
public import Storage

extension MatterStore {
    /// How sure the system was of the topic it proposed, in percent, and by which words; nil when it proposed none.
    func topicGuess(of matter: RecordID, in reader: any Reader) throws -> TopicReason? {
        let row = try reader.row(
            """
            SELECT m.topic, m.topic_score, m.topic_words, p.first, p.second, p.model
            FROM matters m LEFT JOIN topic_proposals p ON p.matter_id = m.id
            WHERE m.id = \(matter) AND m.district = \(district)
            """)
        guard let row, let score = try row.integerOrNil("topic_score") else { return nil }
        let words = try row.textOrNil("topic_words") ?? "", model = try row.textOrNil("model")
        // Whoever took the second by hand sees the first beside it.
        let other = try [row.textOrNil("first"), row.textOrNil("second")].compactMap(\.self)
            .first { try $0 != row.textOrNil("topic") }
        return TopicReason(
            score: model == nil ? nil : Int(score), words: words.split(separator: " ").map(String.init), model: model,
            second: other)
    }

    /// Matters whose topic somebody has confirmed, the newest first. For the program itself, which learns from them.
    public func listConfirmed(before id: RecordID?, limit: Int, in reader: any Reader) throws -> [Matter] {
        let before: SQL = id.map { "AND m.id < \($0)" } ?? ""
        return try reader.rows(
            """
            SELECT \(Matter.columns) FROM matters m
            WHERE m.district = \(district) AND m.topic_confirmed = 1 AND m.topic IS NOT NULL \(before)
            ORDER BY m.id DESC LIMIT \(limit)
            """
        ).map(Matter.init)
    }

    /// Confirms or changes the topic of a matter. Throws `MatterError`; when somebody else was faster,
    /// `.changedMeanwhile`.
    public func setTopic(
        _ code: String, of id: RecordID, revision: Int, by actor: Actor, at now: Instant
    ) async throws -> Matter {
        try await database.write { try setTopic(code, of: id, revision: revision, by: actor, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func setTopic(
        _ code: String, of id: RecordID, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> Matter {
        try sortOut("topic", id, revision: revision, by: actor, at: now, in: transaction) { before in
            guard try book.rules(on: before.filedAt.day, in: transaction).topics.leaf(code) != nil else {
                throw MatterError.invalid(field: "topic", Words("请选择主题", "Please choose a topic"))
            }
            return (
                "UPDATE matters SET topic = \(code), topic_confirmed = 1 WHERE id = \(id)",
                ["topic": code, "before": before.topic].compactMapValues { $0 }
            )
        }
    }

    /// Corrects what a matter is about or where: who may, the revision, the row, the entry, the event. `change` answers
    /// the statement and the codes for the entry.
    func sortOut(
        _ what: String, _ id: RecordID, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction,
        _ change: (Matter) throws -> (statement: SQL, parameters: [String: String])
    ) throws -> Matter {
        let before = try getMatter(id, scope: try scope(of: actor, in: transaction), in: transaction)
        guard MatterPolicy.maySortOut(try getFile(before, in: transaction), actor) else {
            throw MatterError.barred(MatterPolicy.notInvolved)
        }
        let (statement, parameters) = try change(before)
        let edited = try journal.listEdited(["matters": [id]], in: transaction)
        try claim(id, revision: revision, in: transaction)
        try transaction.execute(statement)
        try journal.record(
            JournalRecord(
                "matter.\(what)", subject: Subject("matter", id), by: actor.principal, happenedAt: now,
                parameters: parameters,
                states: try states(matter: id, assignments: [], less: edited, in: transaction)
            ),
            in: transaction
        )
        _ = try Outbox.append(
            "matters.changed", district: district, body: "{\"action\":\"\(what)\",\"matter\":\"\(id)\"}",
            in: transaction, at: now
        )
        return try getAny(id, in: transaction)
    }
}
