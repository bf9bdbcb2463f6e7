public import Base
import Journal
public import Matters
public import Storage

// Proof of service: what was issued is served, and how is written down.
extension PaperStore {
    /// Writes down how an issued paper reached somebody. Throws `PaperError`: nothing is served before it is issued.
    @discardableResult
    public func serve(
        _ id: RecordID, _ input: ServiceInput, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> RecordID {
        let (paper, desk) = try open(id, for: actor, in: transaction)
        try desk.checkWriter()
        guard paper.state != .draft, let day = paper.day else {
            throw PaperError.barred(Words("签发以后才能送达", "Only what was issued can be served"))
        }
        guard paper.state == .issued else {
            throw PaperError.barred(Words("已经作废，不再送达", "It was withdrawn and is served no more"))
        }
        var faults = input.faults(from: day, today: now.day)
        if let receipt = input.receipt,
            try !matters.listAttachments(paper.matter, in: transaction).contains(where: { $0.id == receipt })
        {
            faults["receipt"] = Words("这件事里没有这个文件", "The matter has no such file")
        }
        guard faults.isEmpty else { throw PaperError.invalid(faults) }
        let told = ServiceTold(
            recipient: input.recipient, number: input.number, witness: input.witness, note: input.note)
        let service = RecordID.make(at: now)
        let value = try journal.personalValues.seal(
            Self.encode(told), owner: Subject("matter", paper.matter), field: "service", at: now, in: transaction)
        let row = PaperShapes.services.row([
            service.value, district.value, id.value, input.way.rawValue.value, input.day.value, value.id.value,
            input.receipt.value, actor.principal.key.value, now.value,
        ])
        try transaction.insert(row, of: id)
        try journal.record(
            JournalRecord(
                "paper.served", subject: Subject("paper", id), by: actor.principal, happenedAt: now,
                parameters: ["way": input.way.rawValue, "day": input.day.description], personal: ["told": value]),
            in: transaction)
        return service
    }
}
