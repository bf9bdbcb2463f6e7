public import Base
import Clocks
import Jobs
import Journal
import Storage

extension MatterStore {
    /// How sure the system was of the topic it proposed, in percent, and by which words; nil when it proposed none.
    func topicGuess(of matter: RecordID, in reader: any Reader) throws -> TopicReason? {
        let row = try reader.row(
            "SELECT topic_score, topic_words FROM matters WHERE id = \(matter) AND district = \(district)")
        guard let row, let score = try row.integerOrNil("topic_score") else { return nil }
        let words = try row.textOrNil("topic_words") ?? ""
        return TopicReason(score: Int(score), words: words.split(separator: " ").map(String.init))
    }

    /// Confirms or changes the topic of a matter. Throws `MatterError`; when somebody else was faster,
    /// `.changedMeanwhile`.
    public func setTopic(
        _ code: String, of id: RecordID, revision: Int, by actor: Actor, at now: Instant
    ) async throws -> Matter {
        try await database.write { transaction in
            let before = try getMatter(id, scope: try scope(of: actor, in: transaction), in: transaction)
            guard MatterPolicy.maySortOut(try getFile(before, in: transaction), actor) else {
                throw MatterError.barred(MatterPolicy.notInvolved)
            }
            guard try book.rules(on: before.filedAt.day, in: transaction).topics.leaf(code) != nil else {
                throw MatterError.invalid(field: "topic", Words("请选择主题", "Please choose a topic"))
            }
            let edited = try journal.listEdited(of: "matters", [id], in: transaction)
            try claim(id, revision: revision, in: transaction)
            try transaction.execute("UPDATE matters SET topic = \(code), topic_confirmed = 1 WHERE id = \(id)")
            var parameters = ["topic": code]
            parameters["before"] = before.topic
            try journal.record(
                JournalRecord(
                    "matter.topic", subject: Subject("matter", id), by: actor.principal, happenedAt: now,
                    parameters: parameters,
                    states: try states(matter: id, assignments: [], less: edited, in: transaction)
                ),
                in: transaction
            )
            _ = try Outbox.append(
                "matters.changed", district: district, body: "{\"action\":\"topic\",\"matter\":\"\(id)\"}",
                in: transaction, at: now
            )
            return try getAny(id, in: transaction)
        }
    }
}
