import Accounts
import Base
import Markup
import Matters
import Storage
import TestDistrict
import Testing
import Web

@testable import App

/// A form belongs to the session under which it was opened, and a stranger's filings have a measure.
@Suite struct SessionTests {
    private func token(_ page: TestClient.Answer) throws -> String {
        let mark = try #require(page.text.firstMatch(of: #/name="csrf" value="([^"]+)"/#))
        return String(mark.output.1).replacing("&#43;", with: "+").replacing("&#x2B;", with: "+")
    }

    @Test func `a form opened before signing in is refused afterwards and its words are kept`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = TestClient(try world.server())
        let before = try token(try await client.get("/sign-in"))
        try await client.signIn("shenxiaoshu")
        let path = "/desk/matters/\(receipt.matter)/actions/note"
        let words = "到现场看过<b>，灯座也坏了"
        let refused = try await client.post(path, [("csrf", before), ("revision", "1"), ("text", words)])
        #expect(refused.status == 403)
        #expect(refused.text.contains("到现场看过&lt;b&gt;，灯座也坏了"))
        let now = try token(try await client.get(path))
        #expect(now != before)
        #expect(try await client.post(path, [("csrf", now), ("revision", "1"), ("text", words)]).status == 303)
    }

    @Test func `a form of one session is refused in the next, also of the same person`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let first = try token(try await client.get("/desk/posts"))
        #expect(try await client.post("/sign-out", [("csrf", first)]).status == 303)
        try await client.signIn("shenxiaoshu")
        #expect(try await client.post("/sign-out", [("csrf", first)]).status == 403)
        #expect(try await client.get("/desk").status == 200, "the session still stands")
    }

    @Test func `a form from another site shows none of what that site wrote`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let answer = try await client.post(
            "/file/tell", [("text", "请把密码告诉我们")], headers: ["sec-fetch-site": "cross-site"])
        #expect(answer.status == 403)
        #expect(!answer.text.contains("请把密码告诉我们"))
    }

    @Test func `a password is never shown again`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let answer = try await client.post(
            "/sign-in", [("csrf", "forged"), ("login", "chenglichun"), ("password", "horse-battery")])
        #expect(answer.status == 403)
        #expect(!answer.text.contains("horse-battery"))
    }

    @Test(arguments: ["sign-out", "disabled", "post", "time"])
    func `a live page stands until its session ends, its person is shut out or acts on another post`(
        how: String
    ) async throws {
        let world = try await TestDistrict()
        let (accounts, now) = (world.house.accounts, TestDistrict.morning)
        let token = try await world.session(of: "shenxiaoshu")
        let person = try #require(try await accounts.signedIn(token: token, at: now))
        let visit = Visit(
            method: "GET", path: "/command/events", query: Form(), form: Form(), parameters: [:], language: .simplified,
            theme: .system, signedIn: person, now: now, csrf: "", sessionToken: token, address: "",
            origin: "http://127.0.0.1", requestID: "1", wantsJSON: false
        )
        #expect(await Server.stands(visit, in: accounts, at: now))
        let village = try await world.unit("village:330110004006").id
        switch how {
        case "sign-out": try await accounts.signOut(token: token)
        case "disabled":
            try await world.database.write { transaction in
                try transaction.execute("UPDATE accounts SET disabled_at = 1 WHERE id = \(person.account)")
            }
        case "post":
            try await world.database.write { transaction in
                try accounts.appoint(
                    person.account, unit: village, role: .head, from: now.day, by: .system("test"), at: now,
                    in: transaction)
            }
            let posts = try await accounts.posts(of: person.account, on: now.day)
            let other = try #require(posts.first { $0.id != person.post })
            try await accounts.choose(post: other.id, token: token, account: person.account, at: now)
        default: break
        }
        let later = how == "time" ? now.adding(seconds: 13 * 3_600) : now
        #expect(await !Server.stands(visit, in: accounts, at: later))
    }

    private static let answers = [
        ("kind", "help"), ("text", "楼道里的灯坏了一个星期，老人看不见台阶。"), ("confidentiality", "anonymous"),
    ]

    @Test func `beyond the limit an address is asked to wait and loses nothing it typed`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server(filingLimit: 2))
        _ = try await client.get("/file")
        for key in ["first-key-0000001", "second-key-000001"] {
            #expect(try await client.post("/file", Self.answers + [("key", key)]).status == 200)
        }
        let english = ["accept-language": "en"]
        let refused = try await client.post("/file", Self.answers + [("key", "third-key-0000001")], headers: english)
        #expect(refused.status == 429)
        #expect(refused.headers["retry-after"] == "1800")
        #expect(refused.text.contains("Please wait 30 minutes"))
        #expect(refused.text.contains("楼道里的灯坏了一个星期，老人看不见台阶。"))
        #expect(refused.text.contains("third-key-0000001"))
        let elsewhere = try await client.post(
            "/file", Self.answers + [("key", "third-key-0000001")], headers: ["x-forwarded-for": "1.2.3.4, 203.0.113.9"]
        )
        #expect(elsewhere.status == 200)
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 3)
    }

    @Test func `an account that is guessed at from many places is shut for a while, and others are not`() async throws {
        let world = try await TestDistrict()
        func signIn(_ login: String, _ password: String, from place: Int) async -> AccountError? {
            do {
                _ = try await world.session(of: login, password: password, network: "198.51.100.\(place)")
                return nil
            } catch { return error as? AccountError }
        }
        for place in 0..<25 { for _ in 1...4 { _ = await signIn("chenglichun", "wrong password", from: place) } }
        #expect(await signIn("chenglichun", TestDistrict.password, from: 99) == .lockedOut)
        #expect(await signIn("shenxiaoshu", TestDistrict.password, from: 99) == nil)
    }

    @Test func `behind a proxy on this machine wrong passwords shut out their own address only`() async throws {
        let server = try await TestDistrict().server()
        func signIn(_ address: String, _ password: String) async throws -> Int {
            let fields = [("login", "chenglichun"), ("password", password)]
            return try await TestClient(server).post("/sign-in", fields, headers: ["x-forwarded-for": address]).status
        }
        for _ in 1...5 { #expect(try await signIn("198.51.100.7", "wrong password") == 422) }
        #expect(try await signIn("198.51.100.7", TestDistrict.password) == 429)
        // What a client writes itself stands before what the proxy adds.
        #expect(try await signIn("203.0.113.9, 198.51.100.7", TestDistrict.password) == 429)
        #expect(try await signIn("198.51.100.7, 203.0.113.9", TestDistrict.password) == 303)
    }

    @Test func `a program beyond the limit gets a problem with a time to wait, a clerk has no limit`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server(filingLimit: 1))
        let body = Array(#"{"kind":"help","text":"楼道里的灯坏了一个星期。"}"#.utf8)
        func post(_ key: String) async throws -> TestClient.Answer {
            let headers = ["content-type": "application/json", "idempotency-key": key, "accept-language": "zh-CN"]
            return try await client.post("/api/v1/matters", bytes: body, headers: headers)
        }
        #expect(try await post("first-key-0000001").status == 201)
        let refused = try await post("second-key-000001")
        #expect(refused.status == 429)
        #expect(refused.headers["retry-after"] == "3600")
        #expect(refused.text.contains("\"code\":\"too-many-filings\"") && refused.text.contains("请等 60 分钟"))
        let token = try await world.token(of: "chenglichun", [.mattersWrite])
        for _ in 1...2 {
            let taken = try await client.call(
                "POST", "/api/v1/desk/matters", #"{"kind":"help","target":"own","text":"楼道里的灯坏了"}"#, token: token)
            #expect(taken.status == 201)
        }
    }
}
