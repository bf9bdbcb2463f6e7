import App
import Base
import Jobs
import Journal
import Logging
import Notices
import Storage
import Synchronization
import TestDistrict

/// Remembers what it was given, and answers as it is told.
final class TestGateway: NoticeGateway {
    let name: String
    private let taken = Mutex<[OutgoingNotice]>([])
    private let answer: @Sendable (OutgoingNotice) async throws -> GatewayReceipt

    init(_ name: String = "test", _ answer: @escaping @Sendable (OutgoingNotice) async throws -> GatewayReceipt) {
        (self.name, self.answer) = (name, answer)
    }

    /// Takes everything.
    static func willing() -> TestGateway { TestGateway { GatewayReceipt(id: "ref-\($0.id)") } }

    /// Always fails in the same way.
    static func failing(_ failure: NoticeFailure) -> TestGateway { TestGateway { _ in throw failure } }

    /// Never answers; gives in only when it is left alone.
    static func hanging() -> TestGateway {
        TestGateway { _ in
            for await _ in AsyncStream<Never>(unfolding: { await Silence.forever() }) {}
            throw CancellationError()
        }
    }

    var all: [OutgoingNotice] { taken.withLock { $0 } }

    func send(_ notice: OutgoingNotice) async throws -> GatewayReceipt {
        taken.withLock { $0.append(notice) }
        return try await answer(notice)
    }
}

/// Waiting that only a cancellation ends.
enum Silence {
    static func forever() async -> Never? {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        defer { continuation.finish() }
        for await nothing in stream { return nothing }
        return nil
    }
}

/// Keeps every line of a log with all that stands beside it.
final class LogBook: Sendable {
    private let lines = Mutex<[String]>([])
    var text: String { lines.withLock { $0.joined(separator: "\n") } }
    var count: Int { lines.withLock { $0.count } }
    func note(_ line: String) { lines.withLock { $0.append(line) } }
    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(book: self) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let book: LogBook
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) {
            book.note("\(event.message) \(event.metadata ?? [:])")
        }
    }
}

let start = TestDistrict.morning

extension TestDistrict {
    /// Asks for a notice to 谷雨; answers its id.
    @discardableResult
    func ask(
        _ key: String = "k1", channel: NoticeChannel = .sms, to: String? = nil,
        template: NoticeTemplate = .filingReceipt, parameters: [String: String] = ["number": "YH2019-000001-X"],
        language: Language = .simplified, until end: Instant? = nil, at now: Instant = start
    ) async throws -> RecordID? {
        let notices = house.notices
        let address = to ?? (channel == .sms ? "000 1234 5678" : "guyu@example.test")
        let draft = NoticeDraft(
            key: key, subject: Subject(kind: "matter", id: "m1"), channel: channel, to: address, template: template,
            parameters: parameters, language: language, expiresAt: end)
        return try await database.write { try notices.add(draft, in: $0, at: now) }
    }

    func delivery(
        _ gateways: [NoticeChannel: any NoticeGateway], log: LogBook = LogBook(),
        patience: @escaping @Sendable () async throws -> Void = { _ = await Silence.forever() }
    ) -> NoticeDelivery {
        NoticeDelivery(
            house.notices, in: database, through: NoticeGateways(gateways),
            as: NoticeSender(place: Words("测试区", "Test District"), origin: "https://district.test"),
            logger: log.logger, patience: patience)
    }

    func told() async throws -> [Notice] {
        let notices = house.notices
        return try await database.read { try notices.list(about: Subject(kind: "matter", id: "m1"), in: $0) }
    }
}
