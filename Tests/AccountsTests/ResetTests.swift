import Accounts
import App
import Base
import Journal
import Storage
import TestDistrict
import Testing
import Web

/// A lost telephone, and roles that need a second factor.
@Suite struct ResetTests {
    private static let morning = TestDistrict.morning

    @Test func `an administrator takes a lost second factor off with a reason, and its person is told`() async throws {
        let world = try await FactorWorld()
        let token = try await world.finish(try await world.step(), world.code()).get()
        let account = try #require(try await world.accounts.signedIn(token: token, at: Self.morning)).account
        let administrator = TestClient(try world.world.server())
        try await administrator.signIn("zhongmangzhong")
        let path = "/account/people/\(account)"
        #expect(try await administrator.get(path).text.contains("已开"))
        let empty = try await administrator.post(path + "/second-factor", [("reason", "  ")])
        #expect(empty.status == 422)
        #expect(try await world.accounts.signedIn(token: token, at: Self.morning) != nil)
        let reason = "手机掉进河里，已当面核对证件"
        #expect(try await administrator.post(path + "/second-factor", [("reason", reason)]).location == path)
        #expect(try await world.accounts.signedIn(token: token, at: Self.morning) == nil, "sessions end")
        let client = TestClient(try world.world.server())
        #expect(try await client.signIn("shenxiaoshu").location == "/account")
        #expect(try await client.get("/account").text.contains("钟芒种停用了您的第二因素"))
        let entries = try await world.world.database.read { reader in
            try reader.rows("SELECT body FROM journal_entries").map { try $0.text("body") }
        }
        #expect(entries.contains { $0.contains("account.second-factor-reset") })
        #expect(!entries.contains { $0.contains("手机") })
        #expect(try await world.world.house.journal.verify(in: world.world.database, heads: nil).isSound)
    }

    @Test func `nobody else takes it off, and an administrator not their own`() async throws {
        let world = try await FactorWorld()
        let handler = try await world.person("chenglichun").account
        let account = try #require(try await world.accounts.find(login: "shenxiaoshu"))
        for login in ["zhangxiaoman", "jiangxiazhi", "zhouguyu"] {
            let client = TestClient(try world.world.server())
            try await client.signIn(login)
            let answer = try await client.post("/account/people/\(account)/second-factor", [("reason", "丢了")])
            #expect(answer.status == 403, "\(login)")
            let ended = try await client.post("/account/people/\(handler)/sessions", [])
            #expect(ended.status == 403, "\(login)")
        }
        let own = try await FactorWorld("zhongmangzhong", in: world.world)
        let token = try await own.finish(try await own.step(), own.code()).get()
        let administrator = try #require(try await world.accounts.signedIn(token: token, at: Self.morning))
        await #expect(throws: AccountError.own) {
            try await world.accounts.resetFactor(
                of: administrator.account, reason: "丢了", by: administrator.principal, at: Self.morning)
        }
        // The command line may: there is nobody else to ask.
        try await world.accounts.resetFactor(
            of: administrator.account, reason: "丢了", by: .system("command"), at: Self.morning)
        #expect(try await world.accounts.factorState(of: administrator.account).since == nil)
    }

    @Test func `whose role needs a second factor sets it up before anything else`() async throws {
        let world = try await TestDistrict()
        let server = try world.server(), administrator = TestClient(server), custodian = TestClient(server)
        try await custodian.signIn("zhouguyu")
        #expect(try await custodian.get("/desk/seals").status == 200)
        try await administrator.signIn("zhongmangzhong")
        let saved = try await administrator.post("/account/rules", [("role", "custodian"), ("role", "arbiter")])
        #expect(saved.location == "/account/rules?saved=1")
        for route in server.routes.routes where route.access != .everyone && route.access != .receipt {
            let path = route.path.replacing(#/\{\w+\}/#, with: "0196b5a0-0000-7000-8000-000000000000")
            // Programs come with tokens, and never with the session of a browser.
            if route.access == .settingUp || path.hasPrefix("/api/") { continue }
            let answer = try await custodian.ask(route.method, path)
            if route.method == "GET" {
                #expect(answer.location == "/account/second-factor", "\(path)")
            } else {
                #expect(answer.status == 403 && answer.text.contains("second-factor-first"), "\(path)")
            }
        }
        #expect(try await custodian.get("/account/second-factor").text.contains("您的岗位要求开通"))
        #expect(try await administrator.get("/desk").status == 200, "other roles go on")
        #expect(
            try await custodian.post("/account/second-factor", [("password", TestDistrict.password)]).status == 303)
        let page = try await custodian.get("/account/second-factor").text
        let key = try #require(page.firstMatch(of: #/data-secret="true">([A-Z2-7 ]+)</#)).1.replacing(" ", with: "")
        let code = ResetTests.code(String(key), at: Self.morning)
        let codes = try await custodian.post("/account/second-factor/confirmation", [("password-code", code)])
        #expect(codes.text.matches(of: #/<code>[0-9A-Z-]{19}<\/code>/#).count == 10)
        #expect(try await custodian.get("/desk/seals").status == 200)
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    /// What an authenticator shows that was given a key in base 32.
    private static func code(_ key: String, at now: Instant) -> String {
        let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bytes: [UInt8] = [], rest = 0, bits = 0
        for value in key.compactMap({ signs.firstIndex(of: $0) }) {
            rest = rest << 5 | value
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(rest >> bits & 255))
            }
            rest &= (1 << bits) - 1
        }
        return TimeCode.code(secret: bytes, step: TimeCode.step(at: now))
    }
}
