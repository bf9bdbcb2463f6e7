import Accounts
import App
import Base
import Journal
import Storage
import TestDistrict
import Testing
import Web

/// A program shows a token: it reaches what the token and its holder's post may, and nothing once either is over.
@Suite struct TokenTests {
    static let morning = TestDistrict.morning

    /// 沈小暑 handles matters of 星桥街道.
    static func signedIn(_ login: String, in world: TestDistrict) async throws -> SignedIn {
        let accounts = world.house.accounts, token = try await world.session(of: login)
        return try #require(try await accounts.signedIn(token: token, at: morning))
    }

    static func order(
        _ scopes: [TokenScope] = [.mattersRead], until: Day = morning.day.adding(days: 30)
    ) throws -> TokenOrder {
        let reading = TokenOrder.read(
            name: "街道月报导出", scopes: scopes.map(\.rawValue), until: until.description,
            known: Set(TokenScope.allCases.map(\.rawValue)), today: morning.day)
        guard case .order(let order) = reading else { throw AccountError.unknown }
        return order
    }

    static func token(
        of login: String = "shenxiaoshu", in world: TestDistrict, _ scopes: [TokenScope] = [.mattersRead],
        until: Day = morning.day.adding(days: 30)
    ) async throws -> String {
        let person = try await signedIn(login, in: world)
        let order = try order(scopes, until: until)
        return try #require(
            try await world.house.accounts.issueToken(order, key: "key-of-\(login)-1", for: person, at: morning))
    }

    /// Two addresses for programs and one for people only.
    private func client(_ world: TestDistrict) throws -> TestClient {
        var table = RouteTable()
        let tell: @Sendable (Visit) async throws -> Reply = { visit in
            Reply.plain("\(try visit.staff().name) \(visit.bearer?.scopes.count ?? 0) \(visit.form.text("said"))")
                .setting(cookie: Cookies.permanent("sz_lang", "en"))
        }
        table.get("/things", .staff, "Things", scope: .mattersRead, tell)
        table.post("/things", .staff, "A new thing", scope: .mattersWrite, tell)
        table.get("/rules", .roles([.administrator]), "Rules", scope: .mattersRead, tell)
        table.get("/people", .staff, "People only", tell)
        return TestClient(try world.server(), table)
    }

    private func bearer(_ token: String) -> [String: String] { ["authorization": "Bearer \(token)"] }

    @Test func `a token opens what its scopes and its holder's post open, and nothing else`() async throws {
        let world = try await TestDistrict()
        let token = try await Self.token(in: world), client = try client(world)
        #expect(token.hasPrefix("szt_") && token.utf8.count == 47)
        let answer = try await client.get("/things", headers: bearer(token))
        #expect(answer.status == 200 && answer.text.hasPrefix("沈小暑 1"))
        let other = try await client.post("/things", bytes: [], headers: bearer(token))
        #expect(other.status == 403 && other.text.contains("\"token-scope\""))
        #expect(other.headers["www-authenticate"] == "Bearer error=\"insufficient_scope\", scope=\"matters:write\"")
        let people = try await client.get("/people", headers: bearer(token))
        #expect(people.status == 403 && people.text.contains("\"token-not-taken\""))
        let rules = try await client.get("/rules", headers: bearer(token))
        #expect(rules.status == 403 && rules.text.contains("\"not-allowed\""))
    }

    @Test func `no route of the program takes a token that does not say so`() async throws {
        let world = try await TestDistrict()
        let server = try world.server(), token = try await Self.token(in: world, TokenScope.allCases)
        let client = TestClient(server)
        for route in server.routes.routes where route.scope == nil && route.operation == nil {
            let path = route.path.replacing(#/\{\w+\}/#, with: "0196b5a0-0000-7000-8000-000000000000")
            let answer = try await client.ask(route.method, path, headers: bearer(token))
            #expect(answer.status == 403 && answer.text.contains("token-not-taken"), "\(route.method) \(route.path)")
        }
    }

    @Test func `an invented token opens nothing, and a proxy's own header is none of ours`() async throws {
        let world = try await TestDistrict()
        let client = try client(world)
        for text in ["szt_", "szt_" + String(repeating: "a", count: 43), "szt_" + String(repeating: "'", count: 43)] {
            let answer = try await client.get("/things", headers: bearer(text))
            #expect(answer.status == 401 && answer.headers["www-authenticate"] == "Bearer error=\"invalid_token\"")
        }
        #expect(try await client.get("/things", headers: ["authorization": "Basic c3p0Xw=="]).status == 303)
    }

    @Test func `a program needs no form token, gets no cookie, and is not who the cookie says`() async throws {
        let world = try await TestDistrict()
        let token = try await Self.token(in: world, [.mattersWrite]), client = try client(world)
        let headers = bearer(token).merging(["content-type": "application/x-www-form-urlencoded"]) { $1 }
        let answer = try await client.post("/things", bytes: Array("said=灯坏了&language=en".utf8), headers: headers)
        #expect(answer.status == 200 && answer.text == "沈小暑 1 灯坏了", "\(answer.text)")
        #expect(answer.headers["set-cookie"] == nil)
        let session = try await world.session(of: "chenglichun")
        let both = headers.merging(["cookie": "sz_session=\(session)"]) { $1 }
        #expect(try await client.post("/things", bytes: [], headers: both).text.hasPrefix("沈小暑"))
        #expect(
            try await client.get(
                "/things", headers: bearer("szt_x").merging(["cookie": "sz_session=\(session)"]) { $1 }
            ).status == 401)
    }

    @Test func `a token stops at once when it is revoked, runs out, or its account or post ends`() async throws {
        let world = try await TestDistrict()
        let accounts = world.house.accounts, morning = Self.morning
        let token = try await Self.token(in: world, until: morning.day)
        #expect(try await accounts.findToken(token, at: Instant(morning.day, hour: 23, minute: 59)) != nil)
        #expect(try await accounts.findToken(token, at: Instant(morning.day.adding(days: 1))) == nil)
        let person = try await Self.signedIn("shenxiaoshu", in: world)
        let line = try #require(try await accounts.tokens(of: person.account).first)
        #expect(line.lastUsed == morning.day)
        try await accounts.revokeToken(line.id, by: person, at: morning)
        #expect(try await accounts.findToken(token, at: morning) == nil)
        let shut = try await Self.token(of: "chenglichun", in: world)
        func disable(_ isDisabled: Bool) async throws {
            _ = try await world.database.write { transaction in
                try accounts.setDisabled(
                    isDisabled, login: "chenglichun", by: .system("test"), at: morning, in: transaction)
            }
        }
        try await disable(true)
        #expect(try await accounts.findToken(shut, at: morning) == nil)
        try await disable(false)
        #expect(
            try await accounts.findToken(shut, at: morning) == nil, "what an account had does not come back with it")
        let ended = try await Self.token(of: "jiangxiazhi", in: world)
        _ = try await world.database.write { transaction in
            try accounts.dismiss(
                login: "jiangxiazhi", unit: "town:330110004", role: nil, by: .system("test"), at: morning,
                in: transaction)
        }
        #expect(try await accounts.findToken(ended, at: morning) == nil)
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    @Test func `whoever owes a second factor owes it with a token too`() async throws {
        let world = try await TestDistrict()
        let accounts = world.house.accounts, client = try client(world)
        let token = try await Self.token(in: world)
        #expect(try await client.get("/things", headers: bearer(token)).status == 200)
        let other = try await Self.signedIn("chenglichun", in: world)
        try await accounts.setFactorRoles([.handler], by: other, at: Self.morning)
        #expect(try await accounts.findToken(token, at: Self.morning)?.person.owesSecondFactor == true)
        #expect(try await client.get("/things", headers: bearer(token)).status == 403)
        try await accounts.setFactorRoles([.custodian], by: other, at: Self.morning)
        #expect(try await client.get("/things", headers: bearer(token)).status == 200)
    }

    @Test func `a password that an administrator sets takes every token back`() async throws {
        let world = try await TestDistrict()
        let accounts = world.house.accounts
        let token = try await Self.token(in: world), other = try await Self.token(of: "chenglichun", in: world)
        try await accounts.setPassword(
            login: "shenxiaoshu", password: "another-eight", by: .system("test"), at: Self.morning)
        #expect(try await accounts.findToken(token, at: Self.morning) == nil)
        #expect(try await accounts.findToken(other, at: Self.morning) != nil, "somebody else's stays")
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    @Test func `of a token nothing but its hash and its first signs is kept`() async throws {
        let world = try await TestDistrict()
        let token = try await Self.token(in: world)
        let row = try await world.database.read { try $0.rows("SELECT * FROM api_tokens") }.first
        let kept = try #require(row)
        #expect(try kept.text("prefix") == token.prefix(8))
        #expect(try kept.text("token_hash").count == 64)
        let entries = try await world.database.read { try $0.rows("SELECT body FROM journal_entries") }
        #expect(try entries.allSatisfy { try !$0.text("body").contains(token.dropFirst(4)) })
    }

    @Test func `the same form twice makes one token, another under its key is refused`() async throws {
        let world = try await TestDistrict()
        let accounts = world.house.accounts
        let person = try await Self.signedIn("shenxiaoshu", in: world)
        let first = try await accounts.issueToken(try Self.order(), key: "once", for: person, at: Self.morning)
        #expect(first != nil)
        #expect(try await accounts.issueToken(try Self.order(), key: "once", for: person, at: Self.morning) == nil)
        await #expect(throws: Problem.self) {
            try await accounts.issueToken(
                try Self.order([.statisticsRead]), key: "once", for: person, at: Self.morning)
        }
        #expect(try await accounts.tokens(of: person.account).count == 1)
    }

    @Test func `nobody but its holder and an administrator takes a token back`() async throws {
        let world = try await TestDistrict()
        let accounts = world.house.accounts, token = try await Self.token(in: world)
        let holder = try await Self.signedIn("shenxiaoshu", in: world)
        let id = try #require(try await accounts.tokens(of: holder.account).first?.id)
        let colleague = try await Self.signedIn("jiangxiazhi", in: world)
        await #expect(throws: AccountError.unknown) {
            try await accounts.revokeToken(id, by: colleague, at: Self.morning)
        }
        #expect(try await accounts.findToken(token, at: Self.morning) != nil)
        try await accounts.revokeToken(
            id, by: try await Self.signedIn("zhongmangzhong", in: world), at: Self.morning)
        #expect(try await accounts.findToken(token, at: Self.morning) == nil)
    }

    @Test func `an order names a purpose, a scope and a day within a year`() {
        let today = Self.morning.day, known: Set = ["matters:read"]
        func faults(_ name: String, _ scopes: [String], _ until: String) -> Set<String> {
            let reading = TokenOrder.read(name: name, scopes: scopes, until: until, known: known, today: today)
            guard case .faults(let faults) = reading else { return [] }
            return Set(faults.keys)
        }
        #expect(faults("月报", ["matters:read"], "2020-11-25") == [])
        #expect(faults("月报", ["matters:read"], "2020-11-26") == ["until"])
        #expect(faults("月报", ["matters:read"], "2019-11-25") == ["until"])
        #expect(faults("", [], "soon") == ["name", "scope", "until"])
        #expect(faults(String(repeating: "月", count: 61), ["matters:all"], "2019-11-26") == ["name", "scope"])
    }

    @Test func `the page shows a token once and lets an administrator see those of others`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        #expect(try await client.get("/account/tokens").text.contains("还没有令牌"))
        let fields = [
            ("key", "page-key-1"), ("name", "月报<b>"), ("scope", "matters:read"), ("until", "2020-02-01"),
            ("password", TestDistrict.password),
        ]
        let bad = try await client.post("/account/tokens", fields.filter { $0.0 != "until" })
        #expect(bad.status == 422 && bad.text.contains("月报&lt;b&gt;"))
        let stranger = fields.filter { $0.0 != "password" } + [("password", "not the password")]
        let refused = try await client.post("/account/tokens", stranger)
        #expect(refused.status == 422 && !refused.text.contains("not the password"))
        let made = try await client.post("/account/tokens", fields)
        let text = try #require(made.text.firstMatch(of: #/szt_[A-Za-z0-9_-]{43}/#)).output
        #expect(try await world.house.accounts.findToken(String(text), at: Self.morning) != nil)
        #expect(try await !client.get("/account/tokens").text.contains(text))
        #expect(try await client.post("/account/tokens", fields).text.contains("已经建过"))
        let administrator = TestClient(try world.server())
        try await administrator.signIn("zhongmangzhong")
        let list = try await administrator.get("/account/tokens")
        let path = try #require(list.text.firstMatch(of: #/\/account\/tokens\/[0-9a-f-]{36}\/revocation/#)).output
        #expect(try await administrator.post(String(path), []).location == "/account/tokens")
        #expect(try await world.house.accounts.findToken(String(text), at: Self.morning) == nil)
    }
}
