import Accounts
import App
import Base
import Journal
import Storage
import TestDistrict
import Testing
import Web

/// Where somebody is signed in, and who tried to be.
@Suite struct SessionListTests {
    private static let morning = TestDistrict.morning
    private static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0"

    private func handles(_ page: String) -> [String] {
        page.matches(of: #/\/account\/sessions\/([0-9a-f]{16})\/ending/#).map { String($0.1) }
    }

    @Test func `a session elsewhere is listed and ended, one of somebody else is not`() async throws {
        let world = try await TestDistrict()
        let server = try world.server()
        let (here, there, other) = (TestClient(server), TestClient(server), TestClient(server))
        try await here.signIn("shenxiaoshu")
        _ = try await there.post(
            "/sign-in", [("login", "shenxiaoshu"), ("password", TestDistrict.password)],
            headers: ["user-agent": Self.firefox])
        try await other.signIn("chenglichun")
        let page = try await here.get("/account/sessions").text
        #expect(page.contains("Firefox，Linux") && page.contains("这一个"))
        let handle = try #require(handles(page).first)
        #expect(handles(page).count == 1)
        #expect(try await other.post("/account/sessions/\(handle)/ending", []).status == 404)
        #expect(try await there.get("/desk").status == 200)
        #expect(try await here.post("/account/sessions/\(handle)/ending", []).location == "/account/sessions")
        #expect(try await there.get("/desk").status == 303)
        #expect(try await here.get("/desk").status == 200)
    }

    @Test func `all others are ended at once, by oneself and by a new password`() async throws {
        let world = try await TestDistrict()
        let server = try world.server()
        let (here, there) = (TestClient(server), TestClient(server))
        try await here.signIn("shenxiaoshu")
        try await there.signIn("shenxiaoshu")
        #expect(try await here.post("/account/sessions/ending", []).location == "/account/sessions")
        #expect(try await there.get("/desk").status == 303)
        _ = try await there.get("/sign-in")
        try await there.signIn("shenxiaoshu")
        func change(_ old: String, _ new: String, _ again: String) async throws -> TestClient.Answer {
            try await here.post(
                "/account/password", [("password", old), ("password-new", new), ("password-again", again)])
        }
        for (old, new, again) in [
            ("wrong password", "a new password", "a new password"), (TestDistrict.password, "short", "short"),
            (TestDistrict.password, "a new password", "another password"),
            (TestDistrict.password, TestDistrict.password, TestDistrict.password),
        ] {
            let answer = try await change(old, new, again)
            #expect(answer.status == 422 && !answer.text.contains("a new password"), "\(new)")
        }
        #expect(try await there.get("/desk").status == 200)
        #expect(try await change(TestDistrict.password, "a new password", "a new password").text.contains("密码改好了"))
        #expect(try await there.get("/desk").status == 303)
        #expect(try await here.get("/desk").status == 200)
        _ = try await there.get("/sign-in")
        #expect(try await there.signIn("shenxiaoshu").status == 422)
        #expect(try await there.signIn("shenxiaoshu", password: "a new password").status == 303)
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    @Test func `an administrator ends all sessions of somebody, who is told`() async throws {
        let world = try await TestDistrict()
        let server = try world.server()
        let (administrator, person) = (TestClient(server), TestClient(server))
        try await administrator.signIn("zhongmangzhong")
        try await person.signIn("shenxiaoshu")
        let account = try #require(try await world.house.accounts.find(login: "shenxiaoshu"))
        #expect(try await administrator.post("/account/people/\(account)/sessions", []).status == 303)
        #expect(try await person.get("/desk").status == 303)
        _ = try await person.get("/sign-in")
        #expect(try await person.signIn("shenxiaoshu").location == "/account")
    }

    @Test func `use is noted every ten minutes`() async throws {
        let world = try await TestDistrict()
        let accounts = world.house.accounts, token = try await world.session(of: "shenxiaoshu")
        func seen(after seconds: Int64) async throws -> Instant {
            let now = Self.morning.adding(seconds: seconds)
            let person = try #require(try await accounts.signedIn(token: token, at: now))
            return try #require(
                try await accounts.sessions(of: person.account, current: token, at: now).first?.seenAt)
        }
        #expect(try await seen(after: 599) == Self.morning)
        #expect(try await seen(after: 601) == Self.morning.adding(seconds: 601))
    }

    @Test func `every attempt stands in the log, and a name that nobody has does not`() async throws {
        let world = try await FactorWorld()
        let accounts = world.accounts
        func attempt(_ login: String, _ password: String, from network: String = "203.0.113.7") async {
            _ = try? await accounts.signIn(
                login: login, password: password, from: SignInPlace(network: network), at: Self.morning)
        }
        await attempt("shenxiaoshu", "wrong password")
        await attempt("mypassword123", "wrong password")
        _ = try await world.finish(try await world.step(), "000000")
        _ = try await world.finish(try await world.step(), world.codes[0])
        _ = try await world.finish(try await world.step(), world.code())
        let account = try #require(try await accounts.find(login: "shenxiaoshu"))
        let own = try await accounts.signIns(of: account).map(\.result)
        #expect(Set(own) == [.ok, .wrongPassword, .wrongCode, .recoveryCode])
        #expect(own.count { $0 == .wrongPassword } == 1 && own.count { $0 == .wrongCode } == 1)
        let all = try await accounts.signIns(account: nil, result: .wrongPassword, before: nil, limit: 50)
        #expect(Set(all.map(\.login)) == [nil, "shenxiaoshu"] && all.count == 2)
        for table in ["sign_ins", "journal_entries", "account_tidings"] {
            let rows = try await world.world.database.read { try $0.rows(SQL(stringLiteral: "SELECT * FROM \(table)")) }
            #expect(!"\(rows)".contains("mypassword123"), "\(table)")
        }
    }

    @Test func `being shut out is logged once in a pause, and a shut account as that`() async throws {
        let world = try await FactorWorld()
        for _ in 0..<9 {
            _ = try? await world.accounts.signIn(
                login: "chenglichun", password: "wrong password", from: SignInPlace(network: "203.0.113.7"),
                at: Self.morning)
        }
        let account = try #require(try await world.accounts.find(login: "chenglichun"))
        let results = try await world.accounts.signIns(of: account).map(\.result)
        #expect(results.count { $0 == .wrongPassword } == 5 && results.count { $0 == .shut } == 1)
        let accounts = world.accounts, morning = Self.morning
        _ = try await world.world.database.write { transaction in
            try accounts.setDisabled(true, login: "hanchunfen", by: .system("test"), at: morning, in: transaction)
        }
        await #expect(throws: AccountError.wrong) { try await world.world.session(of: "hanchunfen") }
        let shut = try #require(try await accounts.find(login: "hanchunfen"))
        #expect(try await accounts.signIns(of: shut).map(\.result) == [.shut])
    }

    @Test func `the log is forgotten after 180 days`() async throws {
        let world = try await FactorWorld()
        _ = try await world.finish(try await world.step(), world.code())
        let accounts = world.accounts, morning = Self.morning
        func left(after days: Int64) async throws -> Int {
            try await world.world.database.write {
                try accounts.forget(at: morning.adding(seconds: days * 86_400), in: $0)
            }
            return try await world.count("SELECT COUNT(*) AS n FROM sign_ins")
        }
        #expect(try await left(after: 179) > 0)
        #expect(try await left(after: 181) == 0)
    }

    @Test func `the district's log is for administrators and auditors, by person and result`() async throws {
        let world = try await TestDistrict()
        let server = try world.server()
        let (auditor, handler) = (TestClient(server), TestClient(server))
        try await handler.signIn("shenxiaoshu", password: "wrong password")
        try await handler.signIn("shenxiaoshu")
        try await auditor.signIn("zhangxiaoman")
        #expect(try await handler.get("/account/all-sign-ins").status == 403)
        #expect(try await handler.get("/account/sign-ins").text.contains("密码不对"))
        #expect(try await !handler.get("/account/sign-ins").text.contains("章小满"))
        let all = try await auditor.get("/account/all-sign-ins").text
        #expect(all.contains("沈小暑") && all.contains("章小满"))
        let one = try await auditor.get("/account/all-sign-ins?login=shenxiaoshu&result=wrong-password").text
        #expect(one.contains("沈小暑") && !one.contains("code\">zhangxiaoman"))
        #expect(try await auditor.get("/account/all-sign-ins?login=nobody").text.contains("没有这个用户名"))
        #expect(try await auditor.get("/account/people?q=%25").text.contains("没有找到"))
        #expect(try await auditor.get("/account/people?q=xiaoshu").text.contains("沈小暑"))
    }
}
