public import Base
import Foundation
import Jobs
public import Journal
public import Storage

/// A notice that is to go out.
public struct NoticeDraft: Sendable {
    /// Unique in the district: the same key is sent once, however often it is asked for.
    public var key: String
    /// What it is about; its words and address are erased with it.
    public var subject: Subject
    /// How it goes.
    public var channel: NoticeChannel
    /// The telephone number or e-mail address as it was given.
    public var to: String
    /// What it says.
    public var template: NoticeTemplate
    /// What goes into the words.
    public var parameters: [String: String]
    /// The recipient's language.
    public var language: Language
    /// After this it is not worth sending; nil for ever.
    public var expiresAt: Instant?

    /// Puts a notice together.
    public init(
        key: String, subject: Subject, channel: NoticeChannel, to: String, template: NoticeTemplate,
        parameters: [String: String], language: Language, expiresAt: Instant? = nil
    ) {
        self.key = key
        self.subject = subject
        self.channel = channel
        self.to = to
        self.template = template
        self.parameters = parameters
        self.language = language
        self.expiresAt = expiresAt
    }
}

/// Writes notices beside the change that they tell of, and keeps what became of them.
public struct NoticeStore: Sendable {
    /// The district.
    public let district: DistrictKey
    let journal: Journal

    /// The notices of a district.
    public init(district: DistrictKey, journal: Journal) {
        self.district = district
        self.journal = journal
    }

    var personal: PersonalValues { journal.personalValues }

    /// Queues a notice in the caller's own transaction, so that it goes out exactly if the change is kept.
    ///
    /// Answers nil when the address is none of the channel, or when the key was used before.
    @discardableResult
    public func add(_ draft: NoticeDraft, in transaction: any Transaction, at now: Instant) throws -> RecordID? {
        guard let address = draft.channel.address(draft.to) else { return nil }
        let id = RecordID.make(at: now)
        let to = try personal.sealed(address, owner: draft.subject, field: "notice-to", at: now)
        let parameters = try personal.sealed(
            Self.encode(draft.parameters), owner: draft.subject, field: "notice-text", at: now)
        let isNew = try transaction.change(
            """
            INSERT INTO notices (id, district, key, subject_kind, subject_id, channel, template, language, address_id,
              parameters_id, state, attempts, next_at, expires_at, created_at, changed_at)
            VALUES (\(id), \(district), \(draft.key), \(draft.subject.kind), \(draft.subject.id),
              \(draft.channel.rawValue), \(draft.template.rawValue), \(draft.language.rawValue), \(to.reference.id),
              \(parameters.reference.id), \(NoticeState.queued.rawValue), 0, \(now), \(draft.expiresAt), \(now), \(now))
            ON CONFLICT (district, key) DO NOTHING
            """
        )
        guard isNew == 1 else { return nil }
        for statement in to.statements + parameters.statements { try transaction.execute(statement) }
        try JobQueue.add(draft.channel.job, district: district, in: transaction, at: now)
        return id
    }

    /// What is about a thing, oldest first.
    public func list(about subject: Subject, in reader: any Reader) throws -> [Notice] {
        try reader.rows(
            """
            SELECT \(Self.columns) FROM notices n
            WHERE n.district = \(district) AND n.subject_kind = \(subject.kind) AND n.subject_id = \(subject.id)
            ORDER BY n.id LIMIT 100
            """
        ).map { try Notice($0) }
    }

    /// Ends what still waits about a thing whose words are erased in the same transaction.
    public func withdraw(about subject: Subject, in transaction: any Transaction, at now: Instant) throws {
        try transaction.execute(
            """
            UPDATE notices SET state = \(NoticeState.givenUp.rawValue), reason = \(NoticeReason.erased.rawValue),
              changed_at = \(now)
            WHERE district = \(district) AND subject_kind = \(subject.kind) AND subject_id = \(subject.id)
              AND state = \(NoticeState.queued.rawValue)
            """
        )
    }

    /// Destroys words and addresses of up to 500 notices that came to an end before an instant; answers how many.
    ///
    /// What became of them stays.
    public func forgetWords(endedBefore instant: Instant, in transaction: any Transaction) throws -> Int {
        let rows = try transaction.rows(
            """
            SELECT n.address_id, n.parameters_id FROM notices n
              JOIN personal_values v ON v.id = n.address_id
            WHERE n.district = \(district) AND n.state <> \(NoticeState.queued.rawValue) AND n.changed_at < \(instant)
            LIMIT 500
            """
        )
        for row in rows {
            try personal.discard([try row.id("address_id"), try row.id("parameters_id")], in: transaction)
        }
        return rows.count
    }

    static let columns: SQL = """
        n.id, n.channel, n.template, n.state, n.reason, n.attempts, n.created_at, n.next_at, n.changed_at, n.gateway
        """

    static func encode(_ parameters: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(parameters), as: UTF8.self)
    }

    static func decode(_ text: String) -> [String: String] {
        (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:]
    }
}

extension Notice {
    init(_ row: Row) throws {
        guard let channel = NoticeChannel(rawValue: try row.text("channel")),
            let template = NoticeTemplate(rawValue: try row.text("template")),
            let state = NoticeState(rawValue: try row.text("state"))
        else { throw StorageError.column("channel, template or state of a notice") }
        id = try row.id("id")
        self.channel = channel
        self.template = template
        self.state = state
        failure = try row.textOrNil("reason").flatMap { NoticeFailure(text: $0) }
        attempts = try row.int("attempts")
        createdAt = try row.instant("created_at")
        nextAt = try row.instant("next_at")
        changedAt = try row.instant("changed_at")
        gateway = try row.textOrNil("gateway")
    }
}
