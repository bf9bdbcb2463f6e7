public import Base
public import Jobs
public import Logging
public import Storage
import Text

/// What every notice of an installation says beside its own words.
public struct NoticeSender: Sendable {
    /// The district's name, which begins every notice.
    public let place: Words
    /// The address under which people reach the program, such as `https://district.example`; nil when nobody set it.
    public let origin: String?

    /// Names the sender.
    public init(place: Words, origin: String?) {
        self.place = place
        self.origin = origin
    }

    func words(_ template: NoticeTemplate, _ parameters: [String: String], _ language: Language)
        -> (title: String, text: String)
    {
        let text = NoticeWords.text(template, parameters, place: place, origin: origin)
        let pair = [NoticeWords.title(template), text].map { words in
            language == .traditional ? Traditional.convert(words.zh) : words.text(language)
        }
        return (pair[0], pair[1])
    }
}

/// Hands over what waits on a channel: a batch a job, each notice once at a time, at least once in all.
public struct NoticeDelivery: Sendable {
    private let store: NoticeStore
    private let database: any Database
    private let gateways: NoticeGateways
    private let sender: NoticeSender
    private let logger: Logger
    private let patience: @Sendable () async throws -> Void

    /// Delivers the notices of a store; `patience` returns when one attempt has taken too long.
    public init(
        _ store: NoticeStore, in database: any Database, through gateways: NoticeGateways, as sender: NoticeSender,
        logger: Logger,
        patience: @escaping @Sendable () async throws -> Void = {
            try await Task.sleep(for: .seconds(NoticeRetry.patience))
        }
    ) {
        self.store = store
        self.database = database
        self.gateways = gateways
        self.sender = sender
        self.logger = logger
        self.patience = patience
    }

    /// The kinds of jobs: each channel has a lane of its own, so that a gateway that hangs keeps nobody else waiting.
    public var jobs: [JobKind] {
        NoticeChannel.allCases.map { channel in
            JobKind(channel.job, lane: channel.job) { _, instant in _ = try await run(channel, at: instant) }
        }
    }

    /// Looks every ten minutes for what a job forgot, such as after a node died.
    public func timetable(district: DistrictKey) -> [TimetableEntry] {
        NoticeChannel.allCases.map { TimetableEntry($0.job, district: district, everySeconds: 600) }
    }

    /// Hands over a batch that is due on a channel; answers how many a gateway took. Throws `StorageError` only.
    @discardableResult
    public func run(_ channel: NoticeChannel, at now: Instant) async throws -> Int {
        let store = store
        let due = try await database.read { try store.listDue(channel, at: now, limit: NoticeRetry.batch, in: $0) }
        var taken = 0
        for id in due {
            try Task.checkCancellation()
            guard let notice = try await database.write({ try store.claim(id, at: now, in: $0) }) else { continue }
            let outcome = await attempt(notice, at: now)
            try await database.write { try store.record(outcome, of: notice, at: now, in: $0) }
            tell(outcome, of: notice)
            switch outcome {
            case .taken: taken += 1
            case .failed(let failure) where failure.reason.isOfGateway:
                // The others would only wait for the same silence.
                try await goOn(channel, from: now.adding(seconds: NoticeRetry.pause), at: now)
                return taken
            case .failed: break
            }
        }
        if due.count == NoticeRetry.batch { try await goOn(channel, from: now, at: now) }
        return taken
    }

    private func goOn(_ channel: NoticeChannel, from time: Instant, at now: Instant) async throws {
        let district = store.district
        _ = try await database.write { try JobQueue.add(channel.job, district: district, runAt: time, in: $0, at: now) }
    }

    private func attempt(_ notice: ClaimedNotice, at now: Instant) async -> NoticeOutcome {
        if let end = notice.expiresAt, end <= now { return .failed(NoticeFailure(.tooLate)) }
        guard let to = notice.to, let parameters = notice.parameters else { return .failed(NoticeFailure(.erased)) }
        guard let gateway = gateways.carriers[notice.channel] else { return .failed(NoticeFailure(.noGateway)) }
        let words = sender.words(notice.template, parameters, notice.language)
        let outgoing = OutgoingNotice(
            id: notice.id, to: to, title: words.title, text: words.text, language: notice.language,
            createdAt: notice.createdAt)
        do {
            return .taken(try await send(outgoing, through: gateway), by: gateway.name)
        } catch let failure as NoticeFailure {
            return .failed(failure)
        } catch {
            // What an error says may hold the address: its kind is enough.
            return .failed(NoticeFailure(.unreachable))
        }
    }

    /// A gateway that does not answer in time is left alone.
    private func send(_ notice: OutgoingNotice, through gateway: any NoticeGateway) async throws -> GatewayReceipt {
        try await withThrowingTaskGroup(of: GatewayReceipt.self) { group in
            group.addTask { try await gateway.send(notice) }
            group.addTask {
                try await patience()
                throw NoticeFailure(.silent)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw NoticeFailure(.silent) }
            return first
        }
    }

    /// Ids and codes only: never an address, never a word.
    private func tell(_ outcome: NoticeOutcome, of notice: ClaimedNotice) {
        guard case .failed(let failure) = outcome else { return }
        logger.warning(
            "A notice was not handed over.",
            metadata: [
                "notice": "\(notice.id)", "channel": "\(notice.channel.rawValue)", "reason": "\(failure.text)",
                "attempt": "\(notice.attempt)",
            ])
    }
}
