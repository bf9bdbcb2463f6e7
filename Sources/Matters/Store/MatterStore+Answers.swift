import Base
import Storage

extension MatterStore {
    /// Keeps what was open when an answer was sent, as codes; the words are not kept a second time.
    func keepAnswerCheck(_ step: Step, in transaction: any Transaction) throws {
        guard step.action.effect == .end, let check = step.input.answerCheck else { return }
        try transaction.execute(
            """
            INSERT INTO answer_checks (id, district, matter_id, unit_id, questions, open, at)
            VALUES (\(RecordID.make(at: step.now)), \(district), \(step.file.matter.id), \(step.actor.unit),
              \(check.questions.count), \(check.open.map(\.rawValue).joined(separator: " ")), \(step.now))
            """
        )
    }

    /// Looks at a draft of an answer beside what the filer wrote; nil once that was erased.
    func check(
        answer: String, to id: RecordID, for actor: Actor, on today: Day, in reader: any Reader
    ) throws -> AnswerCheck? {
        let matter = try getMatter(id, scope: try scope(of: actor, in: reader), in: reader)
        return try narrative(matter, in: reader).map { narrative in
            AnswerCheck(title: narrative.title, text: narrative.text, answer: answer, today: today)
        }
    }
}
