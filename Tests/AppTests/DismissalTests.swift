import Accounts
import App
import Base
import Journal
import Matters
import Storage
import TestDistrict
import Testing

/// Somebody leaves an office: their sessions end, and what they had stays with the office.
@Suite struct DismissalTests {
    private static let town = "town:330110004"

    private func dismiss(
        _ login: String, _ world: TestDistrict, unit: String = town, role: Role? = nil,
        at now: Instant = TestDistrict.morning
    ) async throws -> Dismissal {
        let accounts = world.house.accounts
        return try await world.database.write { transaction in
            try accounts.dismiss(
                login: login, unit: unit, role: role, by: .system("test"), at: now, in: transaction)
        }
    }

    private func setDisabled(_ isDisabled: Bool, _ login: String, _ world: TestDistrict) async throws -> Bool {
        let accounts = world.house.accounts
        return try await world.database.write { transaction in
            try accounts.setDisabled(
                isDisabled, login: login, by: .system("test"), at: TestDistrict.morning, in: transaction)
        }
    }

    @Test func `whoever is dismissed is refused on the next request and at the door`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        #expect(try await client.get("/desk").status == 200)
        let outcome = try await dismiss("shenxiaoshu", world)
        #expect(outcome == Dismissal(roles: [.handler], leavesNoHead: false, leavesNobody: false))
        let next = try await client.get("/desk")
        #expect(next.status == 303)
        #expect(next.location?.hasPrefix("/sign-in") == true)
        #expect(try await client.signIn("shenxiaoshu").status == 403, "without a post nobody signs in")
    }

    @Test func `an action sent after the dismissal changes nothing`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: Self.town)
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let path = "/desk/matters/\(receipt.matter)"
        _ = try await client.get(path)
        #expect(try await client.post(path + "/actions/accept", [("revision", "1")]).location == path)
        _ = try await dismiss("shenxiaoshu", world)
        let answer = try await client.post(path + "/actions/note", [("revision", "2"), ("text", "到现场看过")])
        #expect(answer.status != 200 && answer.location != path)
        let revision = try await world.database.read { reader in
            try reader.row("SELECT revision FROM matters WHERE id = \(receipt.matter)")?.int("revision")
        }
        #expect(revision == 2)
    }

    @Test func `what the dismissed person had shows up as the unit's and a colleague goes on`() async throws {
        let world = try await TestDistrict()
        let store = world.house.matters, today = TestDistrict.morning.day
        let receipt = try await world.file(to: Self.town)
        let leaving = try await world.actor("shenxiaoshu"), head = try await world.actor("jiangxiazhi")
        let revision = try await world.database.read { reader in
            try reader.row("SELECT revision FROM matters WHERE id = \(receipt.matter)")?.int("revision") ?? 0
        }
        let accepted = try await store.act(
            "accept", on: receipt.matter, revision: revision, input: ActionInput(), by: leaving,
            at: TestDistrict.morning)
        _ = try await dismiss("shenxiaoshu", world)
        let lists = try await world.database.read { reader in
            let scope = try store.scope(of: head, in: reader)
            return (
                mine: try store.list(.mine, for: head, scope: scope, today: today, in: reader).map(\.id),
                open: try store.list(.open, for: head, scope: scope, today: today, in: reader).map(\.id)
            )
        }
        #expect(lists.mine.isEmpty)
        #expect(lists.open == [receipt.matter])
        var input = ActionInput()
        (input.text, input.end) = ("已换灯泡。", "solved")
        let ended = try await store.act(
            "answer", on: receipt.matter, revision: accepted.revision, input: input, by: head, at: TestDistrict.morning)
        #expect(ended.end == .solved)
    }

    @Test func `the last head may leave, and it is said`() async throws {
        let world = try await TestDistrict()
        let first = try await dismiss("jiangxiazhi", world)
        #expect(first == Dismissal(roles: [.head], leavesNoHead: true, leavesNobody: false))
        let second = try await dismiss("shenxiaoshu", world)
        #expect(second == Dismissal(roles: [.handler], leavesNoHead: false, leavesNobody: true))
    }

    @Test func `only the post of the role ends, and other sessions go on`() async throws {
        let world = try await TestDistrict()
        let accounts = world.house.accounts, today = TestDistrict.morning.day
        let unit = try await world.unit(Self.town)
        let account = try await world.database.write { transaction in
            let account = try accounts.find(login: "jiangxiazhi", in: transaction) ?? RecordID(trusted: "none")
            try accounts.appoint(
                account, unit: unit.id, role: .clerk, from: today, by: .system("test"), at: TestDistrict.morning,
                in: transaction)
            // A post that begins next week ends before it begins.
            try accounts.appoint(
                account, unit: unit.id, role: .auditor, from: today.adding(days: 7), by: .system("test"),
                at: TestDistrict.morning, in: transaction)
            return account
        }
        let client = TestClient(try world.server())
        try await client.signIn("jiangxiazhi")
        _ = try await dismiss("jiangxiazhi", world, role: .clerk)
        #expect(try await client.get("/desk").status == 200, "signed in on the other post")
        #expect(try await accounts.posts(of: account, on: today).map(\.role) == [.head])
        _ = try await dismiss("jiangxiazhi", world)
        #expect(try await accounts.posts(of: account, on: today).isEmpty)
        #expect(try await accounts.posts(of: account, on: today.adding(days: 8)).isEmpty)
    }

    @Test func `a dismissal that fits nobody is refused and leaves no trace`() async throws {
        let world = try await TestDistrict()
        let before = try await entries(world)
        await #expect(throws: AccountError.noAccount("nobody")) { try await dismiss("nobody", world) }
        await #expect(throws: AccountError.noUnit("moon")) { try await dismiss("shenxiaoshu", world, unit: "moon") }
        await #expect(throws: AccountError.holdsNoPost("shenxiaoshu", unit: Self.town)) {
            try await dismiss("shenxiaoshu", world, role: .head)
        }
        _ = try await dismiss("shenxiaoshu", world)
        await #expect(throws: AccountError.holdsNoPost("shenxiaoshu", unit: Self.town)) {
            try await dismiss("shenxiaoshu", world)
        }
        #expect(try await entries(world) == before + 1)
    }

    @Test func `two who serve in one role at a time do not have each other's work`() async throws {
        let world = try await TestDistrict()
        let accounts = world.house.accounts, town = try await world.unit("town:330110004")
        let first = try await world.actor("shenxiaoshu")
        let role = try #require(first.role)
        guard case .staff(let former, let post, _) = first.principal else { return }
        let second = try #require(try await world.database.read { try accounts.find(login: "luxiaoshu", in: $0) })
        func appoint(_ account: RecordID, from day: Day) async throws -> RecordID? {
            try await world.database.write { transaction in
                try accounts.appoint(
                    account, unit: town.id, role: role, from: day, by: .system("test"), at: TestDistrict.morning,
                    in: transaction)
            }
            let posts: [Post] = try await accounts.posts(of: account, on: day)
            return posts.first { $0.unit == town.id && $0.role == role }?.id
        }
        let own = try #require(try await appoint(second, from: TestDistrict.morning.day))
        #expect(own != post)
        #expect(try await accounts.posts(of: former, on: TestDistrict.morning.day).contains { $0.id == post })
    }

    @Test func `whoever is appointed again after a dismissal works again`() async throws {
        let world = try await TestDistrict()
        let accounts = world.house.accounts
        let unit = try await world.unit(Self.town)
        _ = try await dismiss("shenxiaoshu", world)
        try await world.database.write { transaction in
            guard let account = try accounts.find(login: "shenxiaoshu", in: transaction) else { return }
            try accounts.appoint(
                account, unit: unit.id, role: .handler, from: TestDistrict.morning.day, by: .system("test"),
                at: TestDistrict.morning, in: transaction)
        }
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        #expect(try await client.get("/desk").status == 200)
    }

    @Test func `a disabled account is signed out and shut out until it is enabled`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        #expect(try await setDisabled(true, "shenxiaoshu", world))
        #expect(try await client.get("/desk").status == 303)
        #expect(try await client.signIn("shenxiaoshu").status == 422)
        #expect(try await setDisabled(true, "shenxiaoshu", world) == false, "twice is once")
        #expect(try await setDisabled(false, "shenxiaoshu", world))
        try await client.signIn("shenxiaoshu")
        #expect(try await client.get("/desk").status == 200)
        await #expect(throws: AccountError.noAccount("nobody")) { try await setDisabled(true, "nobody", world) }
    }

    @Test func `each step of it stands in the journal`() async throws {
        let world = try await TestDistrict()
        _ = try await dismiss("shenxiaoshu", world)
        _ = try await setDisabled(true, "shenxiaoshu", world)
        _ = try await setDisabled(false, "shenxiaoshu", world)
        let journal = world.house.journal, accounts = world.house.accounts
        let codes = try await world.database.read { reader in
            let account = try accounts.find(login: "shenxiaoshu", in: reader) ?? RecordID(trusted: "none")
            return try journal.listEntries(of: Subject("account", account), in: reader).map(\.code)
        }
        #expect(codes.suffix(3) == ["account.dismissed", "account.disabled", "account.enabled"])
    }

    private func entries(_ world: TestDistrict) async throws -> Int {
        try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM journal_entries") }
    }
}
