public import Base
import Jobs
import Journal
public import Storage

extension NoticeStore {
    /// Takes in what a gateway says about a notice it was given: by our id, or by its own.
    ///
    /// Answers false when it is none of ours. Said twice, it changes nothing; what was delivered stays so.
    public func receive(
        id: RecordID?, reference: String?, gateway: String, isDelivered: Bool, in transaction: any Transaction,
        at now: Instant
    ) throws -> Bool {
        let known: SQL =
            id.map { "id = \($0)" } ?? "gateway = \(gateway) AND gateway_ref = \(reference ?? "")"
        let row = try transaction.row(
            "SELECT id, state FROM notices WHERE district = \(district) AND channel = 'sms' AND \(known)")
        guard let row else { return false }
        let (id, before) = (try row.id("id"), try row.text("state"))
        let state: NoticeState = isDelivered ? .delivered : .failed
        let failure = isDelivered ? nil : NoticeFailure(.undelivered)
        guard before != state.rawValue, before != NoticeState.delivered.rawValue else { return true }
        try transaction.execute(
            """
            UPDATE notices SET state = \(state.rawValue), reason = \(failure?.text), changed_at = \(now)
            WHERE id = \(id) AND state = \(before)
            """
        )
        try note(id, "receipt", state, failure, at: now, in: transaction)
        return true
    }

    /// Why a notice is not tried again.
    public static let notRetried = Words(
        "它正在发，内容已经删除，或者验证码过了时间。", "It is under way, its words were erased, or its code has expired.")

    /// Has a notice that nobody tries any more tried again; the journal says who wanted it.
    ///
    /// Answers false when it is under way, gone, or a secret whose time is over.
    public func retry(
        _ id: RecordID, by principal: Principal, in transaction: any Transaction, at now: Instant
    ) throws -> Bool {
        let row = try transaction.row(
            "SELECT \(Self.columns) FROM notices n WHERE n.id = \(id) AND n.district = \(district)")
        guard let notice = try row.map({ try Notice($0) }), notice.mayRetry else { return false }
        let changed = try transaction.change(
            """
            UPDATE notices SET state = 'queued', reason = NULL, attempts = 0, next_at = \(now), changed_at = \(now)
            WHERE id = \(id) AND state = \(notice.state.rawValue)
            """
        )
        guard changed == 1 else { return false }
        try note(id, "retry", .queued, nil, at: now, in: transaction)
        try JobQueue.add(notice.channel.job, district: district, in: transaction, at: now)
        try journal.record(
            JournalRecord(
                "notice.retried", subject: Subject("notice", id), by: principal, happenedAt: now,
                parameters: ["channel": notice.channel.rawValue, "template": notice.template.rawValue]),
            in: transaction
        )
        return true
    }
}
