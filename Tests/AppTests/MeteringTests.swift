import App
import Base
import Journal
import Logging
import Matters
import Meters
import Storage
import TestDistrict
import Testing

/// Those who run the house see rates and queues, and nobody's words.
@Suite struct MeteringTests {
    @Test func `requests are counted by the template of their route, never by what a visitor typed`() async throws {
        let world = try await TestDistrict()
        let registry = MeterRegistry()
        let server = try Server(
            house: world.house, home: TestDistrict.home, messages: world.database.messages,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            meters: registry, now: { TestDistrict.morning })
        let client = TestClient(server)
        _ = try await client.get("/track")
        _ = try await client.get("/track?number=YH2019-000001-X&name=guyu")
        _ = try await client.get("/desk/matters/0196b5a0-0000-7000-8000-000000000000")
        _ = try await client.get("/nobody/has/this/guyu")
        _ = try await client.get("/api/v1/matters/YH2019-000001-X")
        let text = registry.text
        #expect(text.contains("shanzhi_http_requests_total{route=\"/track\",method=\"GET\",status=\"200\"} 2\n"))
        #expect(text.contains("route=\"/desk/matters/{id}\",method=\"GET\",status=\"303\"} 1\n"), "\(text)")
        #expect(text.contains("route=\"none\",method=\"GET\",status=\"404\"} 1\n"), "\(text)")
        #expect(text.contains("shanzhi_http_request_seconds_count{route=\"/track\"} 2\n"))
        for word in ["guyu", "YH2019", "0196b5a0"] { #expect(!text.contains(word), "\(word)") }
    }

    @Test func `an answer names its request, by the id of a proxy when that is short and plain`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let own = try #require(try await client.get("/track").headers["x-request-id"])
        #expect(own.wholeMatch(of: #/[0-9a-f]{16}/#) != nil, "\(own)")
        #expect(try await client.get("/track").headers["x-request-id"] != own)
        let given = try await client.get("/nobody/has/this", headers: ["x-request-id": "proxy-0042.a_b"])
        #expect(given.headers["x-request-id"] == "proxy-0042.a_b")
        #expect(given.text.contains("not-found · proxy-0042.a_b"), "the page of a problem names it too")
        for odd in ["short", "with a space in it", "semi;colon=1", String(repeating: "a", count: 65), "谷雨谷雨"] {
            let answer = try await client.get("/track", headers: ["x-request-id": odd])
            #expect(answer.headers["x-request-id"]?.wholeMatch(of: #/[0-9a-f]{16}/#) != nil, "\(odd)")
        }
    }

    @Test(arguments: [("zhongmangzhong", "运行情况", "zh"), ("zhangxiaoman", "Operations", "en")])
    func `administrator and auditor see what waits, and no word of a matter`(
        login: String, title: String, language: String
    ) async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(name: "谷雨")
        while try await world.house.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        let client = TestClient(try world.server())
        try await client.signIn(login)
        if language == "en" { _ = try await client.post("/preferences", [("language", "en"), ("back", "/desk")]) }
        #expect(try await client.get("/desk").text.contains("href=\"/operations\""))
        let page = try await client.get("/operations")
        #expect(page.status == 200)
        #expect(page.text.contains(">\(title)</h1>"))
        let journal = world.house.journal
        let head = try await world.database.read { try journal.findHead(in: $0) }
        #expect(page.text.contains(HexText.encode(try #require(head).root)))
        for word in [receipt.number, "谷雨", "楼道灯坏了"] { #expect(!page.text.contains(word), "\(word)") }
        let clerk = TestClient(try world.server())
        try await clerk.signIn("chenglichun")
        #expect(try await clerk.get("/operations").status == 403)
    }

    @Test func `what waits is counted: entries before the sequencer, events before delivery, terms that run`()
        async throws
    {
        let world = try await TestDistrict()
        let journal = world.house.journal
        func figures(_ now: Instant = TestDistrict.morning) async throws -> QueueFigures {
            try await world.database.read { try QueueFigures.read(journal: journal, at: now, in: $0) }
        }
        while try await world.house.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        let before = try await figures()
        #expect(before.entriesAwaiting == 0)
        _ = try await world.file(name: "谷雨")
        let after = try await figures()
        #expect(after.entriesAwaiting > 0)
        #expect(after.eventsWaiting == before.eventsWaiting + 1)
        #expect(after.termsActive > before.termsActive)
        #expect(after.termsOverdue == before.termsOverdue)
        #expect(try await figures(TestDistrict.morning.adding(seconds: 400 * 86_400)).termsOverdue > after.termsOverdue)
        while try await world.house.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        #expect(try await figures().entriesAwaiting == 0)
    }
}
