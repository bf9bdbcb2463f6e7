import App
import Base
import Jobs
import Journal
import Matters
import Storage
import TestDistrict
import Testing

@testable import Notices

/// What goes out, when, how often, and what is written about it.
@Suite struct NoticeDeliveryTests {
    private struct Trouble: Error {}

    @Test func `a notice is there exactly if the change was kept`() async throws {
        let world = try await TestDistrict()
        let notices = world.house.notices
        await #expect(throws: Trouble.self) {
            try await world.database.write { transaction in
                let draft = NoticeDraft(
                    key: "k", subject: Subject(kind: "matter", id: "m1"), channel: .sms, to: "00012345678",
                    template: .filingReceipt, parameters: [:], language: .english)
                try notices.add(draft, in: transaction, at: start)
                throw Trouble()
            }
        }
        #expect(try await world.told().isEmpty)
        try await world.ask()
        #expect(try await world.told().map(\.state) == [.queued])
    }

    @Test func `the same key is sent once, and no address is no notice`() async throws {
        let world = try await TestDistrict(), gateway = TestGateway.willing()
        #expect(try await world.ask("k") != nil)
        #expect(try await world.ask("k") == nil)
        #expect(try await world.ask("k2", to: "没有电话") == nil)
        #expect(try await world.ask("k3", channel: .mail, to: "guyu@example.test\r\nBcc: all@example.test") == nil)
        let values = try await world.database.read {
            try $0.count("SELECT count(*) AS n FROM personal_values WHERE owner_id = 'm1'")
        }
        #expect(values == 2)
        #expect(try await world.delivery([.sms: gateway]).run(.sms, at: start) == 1)
        #expect(try await world.delivery([.sms: gateway]).run(.sms, at: start) == 0)
        #expect(gateway.all.map(\.to) == ["00012345678"])
    }

    @Test(arguments: [
        (Language.simplified, "【测试区】您反映的事已收到，号码 YH2019-000001-X"), (.traditional, "【測試區】您反映的事已收到，號碼"),
        (.english, "Test District: we received your matter YH2019-000001-X"),
    ])
    func `it is told in the recipient's language, with a link and without a code`(
        language: Language, words: String
    ) async throws {
        let world = try await TestDistrict(), gateway = TestGateway.willing()
        try await world.ask(language: language)
        try await world.delivery([.sms: gateway]).run(.sms, at: start)
        let sent = try #require(gateway.all.first)
        #expect(sent.text.hasPrefix(words), "\(sent.text)")
        #expect(sent.text.contains("https://district.test/track?number=YH2019-000001-X"))
    }

    @Test func `neither rows nor the log hold an address or a word`() async throws {
        let world = try await TestDistrict(), log = LogBook()
        try await world.ask("k1", template: .oneTimeCode, parameters: ["number": "YH1", "code": "907153"])
        try await world.ask("k2", channel: .mail, to: "lichun@example.test")
        let failing = TestGateway.failing(NoticeFailure(.later, code: 451))
        let odd = TestGateway { notice in throw OddError(text: "\(notice.to) \(notice.text)") }
        let delivery = world.delivery([.sms: failing, .mail: odd], log: log)
        try await delivery.run(.sms, at: start)
        try await delivery.run(.mail, at: start)
        #expect(log.count == 2)
        #expect(log.text.contains("later:451") && log.text.contains("unreachable"))
        let rows = try await world.database.read { reader in
            try ["notices", "notice_events", "jobs", "outbox"].flatMap { table in
                try reader.rows(SQL(text: "SELECT * FROM \(table)", values: [])).map { "\($0)" }
            }.joined()
        }
        #expect(rows.contains("one-time-code"))
        for secret in ["00012345678", "5678", "907153", "lichun", "example.test"] {
            #expect(!log.text.contains(secret) && !rows.contains(secret), "\(secret)")
        }
    }

    private struct OddError: Error { let text: String }

    @Test func `what fails for a while is tried later and later, then given up and may be tried again`() async throws {
        let world = try await TestDistrict(), gateway = TestGateway.failing(NoticeFailure(.later, code: 450))
        let id = try #require(try await world.ask())
        let delivery = world.delivery([.sms: gateway])
        var now = start, pauses: [Int64] = []
        for attempt in 1...NoticeRetry.limit {
            #expect(try await delivery.run(.sms, at: now) == 0)
            #expect(gateway.all.count == attempt)
            // Not a moment too early.
            try await delivery.run(.sms, at: now.adding(seconds: 29))
            #expect(gateway.all.count == attempt)
            let notice = try #require(try await world.told().first)
            if notice.state == .queued { pauses.append((notice.nextAt.milliseconds - now.milliseconds) / 1_000) }
            now = notice.nextAt
        }
        #expect(pauses == [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600])
        let ended = try #require(try await world.told().first)
        #expect(ended.state == .givenUp && ended.failure == NoticeFailure(.later, code: 450) && ended.mayRetry)
        let person = try await world.actor("zhongmangzhong").principal, late = now, notices = world.house.notices
        #expect(try await world.database.write { try notices.retry(id, by: person, in: $0, at: late) })
        #expect(try await !world.database.write { try notices.retry(id, by: person, in: $0, at: late) })
        #expect(try await world.delivery([.sms: TestGateway.willing()]).run(.sms, at: late) == 1)
        let entries = try await world.database.read {
            try world.house.journal.listEntries(of: Subject("notice", id), limit: 9, in: $0)
        }
        #expect(entries.map(\.code) == ["notice.retried"])
        #expect(entries.first?.principal == person.key)
    }

    @Test(arguments: [
        (NoticeFailure(.refused, code: 550), NoticeState.failed), (NoticeFailure(.address), .givenUp),
    ])
    func `what is refused for good is not tried again`(failure: NoticeFailure, state: NoticeState) async throws {
        let world = try await TestDistrict(), gateway = TestGateway.failing(failure)
        try await world.ask("k1")
        try await world.ask("k2")
        try await world.delivery([.sms: gateway]).run(.sms, at: start)
        #expect(gateway.all.count == 2, "one that is refused keeps no other waiting")
        #expect(try await world.told().map(\.state) == [state, state])
        #expect(try await world.told().map(\.failure) == [failure, failure])
    }

    @Test func `without a gateway it is written down and said so`() async throws {
        let world = try await TestDistrict()
        try await world.ask()
        try await world.delivery([:]).run(.sms, at: start)
        let notice = try #require(try await world.told().first)
        #expect(notice.state == .givenUp && notice.failure?.reason == .noGateway && notice.mayRetry)
    }

    @Test func `what came too late or was erased does not go out`() async throws {
        let world = try await TestDistrict(), gateway = TestGateway.willing()
        try await world.ask("k1", template: .oneTimeCode, until: start.adding(seconds: 600))
        try await world.ask("k2")
        try await world.database.write { transaction in
            try transaction.execute("DELETE FROM personal_keys WHERE value_id IN (SELECT address_id FROM notices)")
        }
        try await world.delivery([.sms: gateway]).run(.sms, at: start.adding(seconds: 600))
        #expect(gateway.all.isEmpty)
        #expect(Set(try await world.told().map(\.failure?.reason)) == [.tooLate, .erased])
        #expect(try await world.told().allSatisfy { !$0.mayRetry })

    }

    @Test func `a code that has left the house is kept by nobody, the sandbox's alone stays to be shown`() async throws
    {
        for (gateway, left) in [(TestGateway.willing() as any NoticeGateway, 1), (SandboxGateway(), 2)] {
            let world = try await TestDistrict()
            try await world.ask(template: .oneTimeCode, parameters: ["number": "YH1", "code": "907153"])
            try await world.delivery([.sms: gateway]).run(.sms, at: start)
            let values = try await world.database.read {
                try $0.count("SELECT count(*) AS n FROM personal_values WHERE owner_id = 'm1'")
            }
            #expect(values == left)
            let report = try await world.house.journal.verify(in: world.database, heads: nil)
            #expect(report.isSound)
        }
    }

    @Test func `a month after its end a notice has neither words nor address`() async throws {
        let world = try await TestDistrict(), notices = world.house.notices
        try await world.ask()
        try await world.delivery([.sms: TestGateway.willing()]).run(.sms, at: start)
        for (time, forgotten) in [(start, 0), (start.adding(seconds: 1), 1), (start.adding(seconds: 1), 0)] {
            #expect(try await world.database.write { try notices.forgetWords(endedBefore: time, in: $0) } == forgotten)
        }
        #expect(try await world.told().map(\.state) == [.sent])
        #expect(try await world.database.read { try notices.listRecent(nil, limit: 5, in: $0) }.map(\.masked) == [nil])
    }

    @Test func `two nodes at the same time hand a notice over once`() async throws {
        let world = try await TestDistrict(), gateway = TestGateway.willing()
        for number in 1...5 { try await world.ask("k\(number)") }
        let delivery = world.delivery([.sms: gateway])
        async let first = delivery.run(.sms, at: start)
        async let second = delivery.run(.sms, at: start)
        #expect(try await first + second == 5)
        #expect(Set(gateway.all.map(\.id)).count == 5 && gateway.all.count == 5)
    }

    @Test func `a gateway that does not answer in time is left alone, and the rest of its batch waits`() async throws {
        let world = try await TestDistrict(), gateway = TestGateway.hanging()
        for number in 1...3 { try await world.ask("k\(number)") }
        // The time is up as soon as somebody asks.
        try await world.delivery([.sms: gateway], patience: {}).run(.sms, at: start)
        #expect(gateway.all.count <= 1)
        let told = try await world.told()
        #expect(told.map(\.attempts) == [1, 0, 0])
        #expect(told.first?.failure == NoticeFailure(.silent))
        let jobs = try await world.database.read {
            try $0.rows("SELECT run_at FROM jobs WHERE name = 'send-notices-sms' AND run_at > \(start)").map {
                try $0.instant("run_at")
            }
        }
        #expect(Set(jobs) == [start.adding(seconds: 30)])
    }

    @Test func `a dead SMS gateway delays neither letters nor any other work`() async throws {
        let world = try await TestDistrict(), mail = TestGateway.willing()
        try await world.ask("k1")
        try await world.ask("k2", channel: .mail)
        let (stream, heard) = AsyncStream.makeStream(of: String.self)
        let letters = TestGateway("mail") { notice in
            heard.yield("mail")
            return try await mail.send(notice)
        }
        let silent = TestGateway("sms") { _ in
            heard.yield("sms")
            _ = await Silence.forever()
            throw CancellationError()
        }
        let kinds =
            world.delivery([.sms: silent, .mail: letters]).jobs + [
                JobKind("other-work") { _, _ in heard.yield("other") }
            ]
        let runner = JobRunner(world.database, holder: "node a", kinds: kinds)
        let work = Task { await runner.run(workers: 1, tick: .milliseconds(1), now: { start }) }
        var seen: Set<String> = []
        for await what in stream {
            seen.insert(what)
            if what == "sms" {
                // Only once the gateway hangs: everything else is still done.
                _ = try await world.database.write { transaction in
                    try JobQueue.add("other-work", district: world.house.district.key, in: transaction, at: start)
                }
            }
            if seen.count == 3 { break }
        }
        #expect(seen == ["sms", "mail", "other"])
        work.cancel()
        await work.value
    }
}
