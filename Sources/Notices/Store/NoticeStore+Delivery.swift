import Base
import Jobs
import Journal
import Storage

/// A notice that somebody has in hand.
struct ClaimedNotice: Sendable {
    let id: RecordID
    let channel: NoticeChannel
    let template: NoticeTemplate
    let language: Language
    /// Which attempt this is; the first is 1.
    let attempt: Int
    let createdAt: Instant
    let expiresAt: Instant?
    let parametersID: RecordID
    /// The address; nil when it was erased.
    let to: String?
    /// What goes into the words; nil when they were erased.
    let parameters: [String: String]?
}

/// What became of an attempt.
enum NoticeOutcome: Hashable, Sendable {
    case taken(GatewayReceipt, by: String)
    case failed(NoticeFailure)
}

extension NoticeStore {
    /// The notices of a channel whose time has come, the longest waiting first.
    func listDue(_ channel: NoticeChannel, at now: Instant, limit: Int, in reader: any Reader) throws -> [RecordID] {
        try reader.rows(
            """
            SELECT id FROM notices WHERE district = \(district) AND channel = \(channel.rawValue)
              AND state = 'queued' AND next_at <= \(now) ORDER BY next_at, id LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    /// Takes a notice in hand: another node leaves it alone until its next time, which this moves on.
    func claim(_ id: RecordID, at now: Instant, in transaction: any Transaction) throws -> ClaimedNotice? {
        let isOurs = try transaction.change(
            """
            UPDATE notices SET attempts = attempts + 1, next_at = \(now.adding(seconds: NoticeRetry.lease))
            WHERE id = \(id) AND state = 'queued' AND next_at <= \(now)
            """
        )
        guard isOurs == 1, let row = try transaction.row("SELECT * FROM notices WHERE id = \(id)"),
            let channel = NoticeChannel(rawValue: try row.text("channel")),
            let template = NoticeTemplate(rawValue: try row.text("template"))
        else { return nil }
        let (address, parameters) = (try row.id("address_id"), try row.id("parameters_id"))
        let texts = try personal.open(ids: [address, parameters], in: transaction)
        return ClaimedNotice(
            id: id, channel: channel, template: template,
            language: Language(rawValue: try row.text("language")) ?? .simplified, attempt: try row.int("attempts"),
            createdAt: try row.instant("created_at"), expiresAt: try row.instantOrNil("expires_at"),
            parametersID: parameters, to: texts[address], parameters: texts[parameters].map(Self.decode)
        )
    }

    /// Writes down what became of an attempt. A receipt that came in meanwhile has the last word.
    func record(
        _ outcome: NoticeOutcome, of notice: ClaimedNotice, at now: Instant, in transaction: any Transaction
    ) throws {
        switch outcome {
        case .taken(let receipt, let gateway):
            let state: NoticeState = receipt.isDelivered ? .delivered : .sent
            try transaction.execute(
                """
                UPDATE notices SET state = \(state.rawValue), reason = NULL, gateway = \(gateway),
                  gateway_ref = \(receipt.id.map { String($0.prefix(200)) }), changed_at = \(now)
                WHERE id = \(notice.id) AND state = 'queued'
                """
            )
            // A code that has left the house is kept by nobody; the sandbox shows it instead of sending it.
            if notice.template.isSecret, gateway != SandboxGateway.title {
                try personal.discard([notice.parametersID], in: transaction)
            }
            try note(notice.id, "attempt", state, nil, at: now, in: transaction)
        case .failed(let failure):
            let isLast = !failure.reason.mayPass || notice.attempt >= NoticeRetry.limit
            let state: NoticeState = !isLast ? .queued : failure.reason == .refused ? .failed : .givenUp
            let next = now.adding(seconds: NoticeRetry.seconds(afterAttempt: notice.attempt))
            try transaction.execute(
                """
                UPDATE notices SET state = \(state.rawValue), reason = \(failure.text), next_at = \(next),
                  changed_at = \(now)
                WHERE id = \(notice.id) AND state = 'queued'
                """
            )
            try note(notice.id, "attempt", state, failure, at: now, in: transaction)
            if !isLast {
                try JobQueue.add(notice.channel.job, district: district, runAt: next, in: transaction, at: now)
            } else if notice.template.isSecret {
                try personal.discard([notice.parametersID], in: transaction)
            }
        }
    }

    func note(
        _ id: RecordID, _ what: String, _ state: NoticeState, _ failure: NoticeFailure?, at now: Instant,
        in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO notice_events (id, district, notice_id, what, state, reason, at)
            VALUES (\(RecordID.make(at: now)), \(district), \(id), \(what), \(state.rawValue), \(failure?.text), \(now))
            """
        )
    }
}
