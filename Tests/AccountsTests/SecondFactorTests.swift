import Accounts
import App
import Base
import Journal
import Storage
import TestDistrict
import Testing
import Web

/// With a second factor the password alone opens nothing.
@Suite struct SecondFactorTests {
    private static let morning = TestDistrict.morning

    @Test func `password and code together open a session, the password alone none`() async throws {
        let world = try await FactorWorld()
        let client = TestClient(try world.world.server())
        let first = try await client.signIn("shenxiaoshu")
        #expect(first.status == 303 && first.location == "/sign-in/code")
        #expect(try await client.get("/desk").location?.hasPrefix("/sign-in") == true)
        #expect(try await world.count("SELECT COUNT(*) AS n FROM sessions") == 0)
        #expect(try await client.get("/sign-in/code").status == 200)
        let wrong = try await client.post("/sign-in/code", [("password-code", "000000")])
        #expect(wrong.status == 422 && !wrong.text.contains("000000"))
        let right = try await client.post("/sign-in/code", [("password-code", world.code()), ("next", "/account")])
        #expect(right.status == 303 && right.location == "/account")
        #expect(try await client.get("/desk").status == 200)
    }

    @Test func `a wrong password is answered alike with and without a second factor`() async throws {
        let world = try await FactorWorld()
        let client = TestClient(try world.world.server())
        let with = try await client.signIn("shenxiaoshu", password: "wrong password")
        let without = try await client.signIn("chenglichun", password: "wrong password")
        let unknown = try await client.signIn("nobody", password: "wrong password")
        #expect([with, without, unknown].map(\.status) == [422, 422, 422])
        func words(_ answer: TestClient.Answer) -> String? {
            answer.text.firstMatch(of: #/<p class="error"[^>]*>([^<]*)/#).map { String($0.1) }
        }
        #expect(words(with) != nil && words(with) == words(without) && words(with) == words(unknown))
    }

    @Test func `the second step belongs to the browser that took the first, for five minutes`() async throws {
        let world = try await FactorWorld()
        let other = TestClient(try world.world.server())
        #expect(try await other.get("/sign-in/code").status == 422)
        let answer = try await other.post("/sign-in/code", [("password-code", world.code())])
        #expect(answer.status == 422 && answer.text.contains("请重新登录"))
        let step = try await world.step(), late = Self.morning.adding(seconds: 301)
        #expect(try await world.finish(step, world.code(at: late), at: late) == .failure(.stepOver))
        #expect(try await world.finish("invented", world.code()) == .failure(.stepOver))
    }

    @Test func `a code is good once, also for another browser`() async throws {
        let world = try await FactorWorld()
        let (first, second) = (try await world.step(), try await world.step())
        #expect(try await world.finish(first, world.code()) != .failure(.wrongCode))
        #expect(try await world.finish(second, world.code()) == .failure(.wrongCode))
        #expect(try await world.finish(first, world.code()) == .failure(.stepOver), "a step is good once too")
        let later = Self.morning.adding(seconds: 30)
        guard case .success = try await world.finish(second, world.code(at: later), at: later) else {
            Issue.record("the next code opens")
            return
        }
    }

    @Test func `of the same code brought by many at once one gets in`() async throws {
        let world = try await FactorWorld()
        var steps: [String] = []
        for place in 0..<6 { steps.append(try await world.step(from: "198.51.100.\(place)")) }
        let code = world.code()
        let won = try await withThrowingTaskGroup(of: Bool.self) { group in
            for (place, step) in steps.enumerated() {
                group.addTask {
                    guard case .success = try await world.finish(step, code, from: "198.51.100.\(place)") else {
                        return false
                    }
                    return true
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
        #expect(try await world.count("SELECT COUNT(*) AS n FROM sessions") == 1)
    }

    @Test func `of one step brought twice at once one gets in`() async throws {
        let world = try await FactorWorld()
        let step = try await world.step(), now = Self.morning
        let codes = [world.code(at: now), world.code(at: now.adding(seconds: 30))]
        let won = try await withThrowingTaskGroup(of: Bool.self) { group in
            for code in codes {
                group.addTask {
                    guard case .success = try await world.finish(step, code) else { return false }
                    return true
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
    }

    @Test func `guessing codes shuts the account's second step from wherever they come`() async throws {
        let world = try await FactorWorld()
        for place in 0..<5 {
            let network = "198.51.100.\(place)", step = try await world.step(from: network)
            for _ in 0..<2 {
                #expect(try await world.finish(step, "000000", from: network) == .failure(.wrongCode))
            }
        }
        let step = try await world.step(from: "198.51.100.99")
        #expect(try await world.finish(step, world.code(), from: "198.51.100.99") == .failure(.lockedOut))
        let later = Self.morning.adding(seconds: 901), again = try await world.step(at: later)
        #expect(try await world.finish(again, world.code(at: later), at: later) != .failure(.lockedOut))
    }

    @Test func `one step bears five wrong codes, and the right password does not make them forgotten`() async throws {
        let world = try await FactorWorld()
        for _ in 0..<5 {
            let step = try await world.step()
            #expect(try await world.finish(step, "000000") == .failure(.wrongCode))
        }
        await #expect(throws: AccountError.lockedOut) { try await world.step() }
    }

    @Test func `a recovery code opens once, and its person is told`() async throws {
        let world = try await FactorWorld()
        let client = TestClient(try world.world.server())
        try await client.signIn("shenxiaoshu")
        let typed = world.codes[0].lowercased().replacing("-", with: " ")
        let answer = try await client.post("/sign-in/code", [("password-code", typed), ("next", "/desk")])
        #expect(answer.location == "/account", "first what is to be told")
        #expect(try await client.get("/account").text.contains("有人用您的一个备用码登录"))
        #expect(try await client.post("/account/tidings", []).location == "/account")
        #expect(try await !client.get("/account").text.contains("有人用您的一个备用码登录"))
        #expect(try await client.get("/account/second-factor").text.contains("还剩 9 个"))
        #expect(try await world.finish(try await world.step(), world.codes[0]) == .failure(.wrongCode))
    }

    @Test func `new recovery codes and turning off want password and code`() async throws {
        let world = try await FactorWorld()
        let step = try await world.step()
        let token = try await world.finish(step, world.code()).get()
        let person = try #require(try await world.accounts.signedIn(token: token, at: Self.morning))
        let place = SignInPlace(network: "10.1.2.3"), later = Self.morning.adding(seconds: 30)
        await #expect(throws: AccountError.wrongCode) {
            try await world.accounts.renewCodes(
                person, password: TestDistrict.password, code: world.code(), at: place, Self.morning)
        }
        await #expect(throws: AccountError.wrong) {
            try await world.accounts.removeFactor(
                person, password: "wrong password", code: world.code(at: later), at: place, later)
        }
        let fresh = try await world.accounts.renewCodes(
            person, password: TestDistrict.password, code: world.code(at: later), at: place, later)
        #expect(Set(fresh).isDisjoint(with: world.codes))
        #expect(
            try await world.finish(try await world.step(at: later), world.codes[1], at: later) == .failure(.wrongCode))
        try await world.accounts.removeFactor(
            person, password: TestDistrict.password, code: fresh[0], at: place, later)
        let state = try await world.accounts.factorState(of: person.account)
        #expect(state.since == nil && state.codesLeft == 0)
        _ = try await world.world.session(of: "shenxiaoshu", at: later)
        #expect(try await world.world.house.journal.verify(in: world.world.database, heads: nil).isSound)
    }

    @Test func `what is set up is shown to its own session, once, and stands nowhere in the clear`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server()), other = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        try await other.signIn("shenxiaoshu")
        #expect(try await client.post("/account/second-factor", [("password", "wrong password")]).status == 422)
        #expect(
            try await client.post("/account/second-factor", [("password", TestDistrict.password)]).location
                == "/account/second-factor")
        let page = try await client.get("/account/second-factor")
        let key = try #require(page.text.firstMatch(of: #/data-secret="true">([A-Z2-7 ]+)</#)).1.replacing(
            " ", with: "")
        #expect(key.count == 32 && page.text.contains("class=\"qr\""))
        #expect(try await !other.get("/account/second-factor").text.contains("data-secret"))
        let wrong = try await client.post("/account/second-factor/confirmation", [("password-code", "000000")])
        #expect(wrong.status == 422 && wrong.text.contains("data-secret"))
        let rows = try await world.database.read { try $0.rows("SELECT * FROM second_factor_setups") }
        let sealed = try #require(rows.first).bytes("secret")
        #expect(sealed.count == 20 + 28, "nonce, secret and tag")
    }

    @Test func `a seal moved to another account does not open`() async throws {
        let world = try await FactorWorld()
        let other = try await world.person("chenglichun").account
        try await world.world.database.write { transaction in
            try transaction.execute("UPDATE second_factors SET account_id = \(other)")
        }
        let outcome = try await world.accounts.signIn(
            login: "chenglichun", password: TestDistrict.password, from: SignInPlace(network: "10.1.2.3"),
            at: Self.morning)
        guard case .step(let step) = outcome else { throw AccountError.stepOver }
        await #expect(throws: JournalError.self) {
            try await world.accounts.finishSignIn(
                step: step, code: world.code(), from: SignInPlace(network: "10.1.2.3"), at: Self.morning)
        }
    }
}
