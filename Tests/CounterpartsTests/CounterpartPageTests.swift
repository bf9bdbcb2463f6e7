import Accounts
import App
import Base
import Markup
import Matters
import Storage
import TestDistrict
import Testing
import Web

@testable import Counterparts

/// The pages of the desk, and the operations of the court's program.
@Suite struct CounterpartPageTests {
    private func body(_ house: CounterpartWorld, _ step: String, _ number: String, more: String = "") -> String {
        """
        {"number":"\(number)","proceeding":"\(house.suit)","step":"\(step)","happened_at":"\(house.now.iso)","reference":"（2019）浙0110民初1号"\(more)}
        """
    }

    private static let court = "/api/v1/counterparts/court"

    @Test func `the court's program lists what was handed over, tells, and reads what became of it`() async throws {
        let house = try await CounterpartWorld(), server = try house.world.server(), program = TestClient(server)
        let token = try await house.world.token(of: CounterpartWorld.court, [.counterpartsRead, .counterpartsWrite])
        let list = try await program.call("GET", Self.court + "/handovers", token: token)
        #expect(list.text.contains(house.suit.text))
        #expect(list.text.contains("\"filing-simplified\""))
        for secret in ["霜降", "押金", "房东"] { #expect(!list.text.contains(secret), "\(secret)") }
        let told = try await program.call("POST", Self.court + "/messages", body(house, "filing", "m-1"), token: token)
        #expect(told.text.contains("\"state\":\"taken\""))
        let again = try await program.call("POST", Self.court + "/messages", body(house, "filing", "m-1"), token: token)
        #expect(again.text == told.text)
        let other = try await program.call(
            "POST", Self.court + "/messages", body(house, "judgment", "m-1"), token: token)
        #expect(other.status == 422)
        #expect(other.text.contains("#/number"))
        let late = try await program.call(
            "POST", Self.court + "/messages", body(house, "not-filed", "m-2", more: ",\"text\":\"不符合条件\""), token: token
        )
        #expect(late.text.contains("\"state\":\"held\""))
        #expect(try await program.call("GET", Self.court + "/messages/m-2", token: token).text.contains("\"held\""))
        #expect(try await program.call("GET", Self.court + "/messages/m-3", token: token).status == 404)
        let referral = """
            {"number":"r-1","matter":"\(house.number)","procedure":"diversion-before","happened_at":"\(house.now.iso)","reference":"1号"}
            """
        let sent = try await program.call("POST", Self.court + "/referrals", referral, token: token)
        #expect(sent.text.contains("\"state\":\"held\""))
        // A token for this alone opens no matter.
        #expect(try await program.call("GET", "/api/v1/desk/matters", token: token).status == 403)
    }

    @Test func `nobody else's program is let in`() async throws {
        let house = try await CounterpartWorld(), program = TestClient(try house.world.server())
        let town = try await house.world.token(of: CounterpartWorld.handler)
        #expect(try await program.call("GET", Self.court + "/handovers", token: town).status == 404)
        #expect(
            try await program.call("POST", Self.court + "/messages", body(house, "filing", "m-1"), token: town).status
                == 404)
        let reader = try await house.world.token(of: CounterpartWorld.court, [.counterpartsRead])
        #expect(
            try await program.call("POST", Self.court + "/messages", body(house, "filing", "m-1"), token: reader).status
                == 403)
        #expect(try await program.call("GET", Self.court + "/handovers").status == 401)
        #expect(try await house.messages().isEmpty)
    }

    @Test func `the same message twice at once is taken once`() async throws {
        let house = try await CounterpartWorld(), server = try house.world.server()
        let token = try await house.world.token(of: CounterpartWorld.court)
        let sent = body(house, "filing", "m-1")
        let states = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 1...6 {
                group.addTask {
                    try await TestClient(server).call("POST", Self.court + "/messages", sent, token: token).text
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(states.count == 1, "\(states)")
        #expect(states.first?.contains("\"state\":\"taken\"") == true)
        #expect(try await house.messages().count == 1)
        #expect(try await house.steps() == ["filing"])
        #expect(try await house.isSound())
    }

    @Test func `a long list of hand-overs goes on where the page ended`() async throws {
        let house = try await CounterpartWorld(), program = TestClient(try house.world.server())
        try await house.take(try await house.refer("r-1"))
        let token = try await house.world.token(of: CounterpartWorld.court)
        let first = try await program.call("GET", Self.court + "/handovers?limit=1", token: token)
        let next = try #require(first.text.split(separator: "\"next\":\"").last?.split(separator: "\"").first)
        let second = try await program.call("GET", String(next).replacing("\\/", with: "/"), token: token)
        #expect(second.status == 200)
        #expect(first.text.contains(house.suit.text) != second.text.contains(house.suit.text))
        #expect(second.text.contains("\"next\":null"))
    }

    @Test func `the handler sees what waits, takes it or sets it aside`() async throws {
        let house = try await CounterpartWorld(), handler = TestClient(try house.world.server())
        let evil = "<script>alert(1)</script>法院说"
        try await house.tell("not-filed", "m-1", told: house.told("不符合条件"))
        let held = try await house.tell("filing", "m-2", told: house.told(evil, reference: "<b>9</b>"))
        let referral = try await house.refer("r-1")
        try await handler.signIn(CounterpartWorld.handler)
        #expect(try await handler.get("/desk").text.contains("来信待核对"))
        let waiting = try await handler.get("/desk/messages")
        #expect(waiting.text.contains(house.number))
        #expect(HTMLLint.problems(in: waiting.text) == [])
        let matter = try await handler.get("/desk/matters/\(house.matter)")
        #expect(matter.text.contains("/desk/matters/\(house.matter)/messages"))
        let path = "/desk/matters/\(house.matter)/messages"
        let page = try await handler.get(path)
        #expect(page.text.contains("区人民法院"))
        #expect(!page.text.contains("<script>alert"))
        #expect(!page.text.contains("<b>9"))
        #expect(HTMLLint.problems(in: page.text) == [])
        let barred = try await handler.post(path + "/\(held.id)/taking", [])
        #expect(barred.status == 409)
        #expect(HTMLLint.problems(in: barred.text) == [])
        let bare = try await handler.post(path + "/\(held.id)/setting-aside", [("reason", "")])
        #expect(bare.status == 422)
        #expect(HTMLLint.problems(in: bare.text) == [])
        #expect(try await handler.post(path + "/\(held.id)/setting-aside", [("reason", "发错了")]).status == 303)
        #expect(try await handler.post(path + "/\(held.id)/setting-aside", [("reason", "发错了")]).status == 409)
        #expect(try await handler.post(path + "/\(referral.id)/taking", []).status == 303)
        #expect(try await handler.get(path).text.contains("没有采用"))
        #expect(!(try await handler.get("/desk").text.contains("来信待核对")))
        // A message of another matter is not there.
        let other = try await house.world.file(.dispute, to: "town:330110004")
        #expect(try await handler.post("/desk/matters/\(other.matter)/messages/\(held.id)/taking", []).status == 404)
    }

    @Test func `others see what they may and decide nothing`() async throws {
        let house = try await CounterpartWorld(), server = try house.world.server()
        let held = try await house.tell("judgment", "m-1")
        let path = "/desk/matters/\(house.matter)/messages"
        let auditor = TestClient(server), stranger = TestClient(server)
        try await auditor.signIn("zhangxiaoman")
        let page = try await auditor.get(path)
        #expect(page.status == 200)
        #expect(!page.text.contains("/taking"))
        #expect(try await auditor.post(path + "/\(held.id)/setting-aside", [("reason", "不行")]).status == 409)
        try await stranger.signIn("lyuqingming")
        #expect(try await stranger.get(path).status == 404)
        #expect(!(try await stranger.get("/desk/messages").text.contains(house.number)))
        // Who filed it reads of steps, not of what offices still look at.
        let matters = house.world.house.matters, id = house.matter
        let told = try await house.world.database.read { try matters.timeline(id, isForFiler: true, in: $0) }
        #expect(!told.contains { $0.code.hasPrefix("matter.message") })
    }
}
