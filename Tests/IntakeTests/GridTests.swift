import Accounts
import Addresses
import App
import Base
import Intake
import Markup
import Matters
import Rulebook
import Storage
import TestDistrict
import Testing

/// Grids: the place says which one, rules and people can send a matter there, and its officer sees that alone.
@Suite struct GridTests {
    private static let grid = "grid:33011000400601"

    @Test func `the grid of the place stands on the matter and at the desk`() async throws {
        let world = try await TestDistrict()
        let receipt = try await file("汤家家园", in: world)
        let grid = try await world.unit(Self.grid)
        let row = try await world.database.read {
            try $0.row("SELECT grid_id, village_id FROM matters WHERE id = \(receipt.matter)")
        }
        #expect(try row?.idOrNil("grid_id") == grid.division)
        #expect(try row?.idOrNil("village_id") != nil)
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let page = try await client.get("/desk/matters/\(receipt.matter)")
        #expect(page.text.contains("汤家社区第一网格"))
        #expect(HTMLLint.problems(in: page.text) == [])
    }

    @Test func `a road and a village have no grid`() async throws {
        let world = try await TestDistrict()
        for place in ["拂晓路", "汤家社区"] {
            let receipt = try await file(place, in: world)
            let row = try await world.database.read {
                try $0.row("SELECT grid_id FROM matters WHERE id = \(receipt.matter)")
            }
            #expect(try row?.idOrNil("grid_id") == nil, "\(place)")
        }
    }

    @Test func `a rule for grids takes the grid of the place, not the first`() async throws {
        let world = try await TestDistrict()
        let second = try await world.unit("grid:33011000400602")
        var place = try await place("汤家家园", in: world)
        #expect(try await route(place, in: world)?.unit == (try await world.unit(Self.grid).id))
        let (id, division) = (place.id, try #require(second.division))
        try await world.database.write {
            try world.house.addresses.setGrid(
                division, of: id, on: TestDistrict.morning.day, at: TestDistrict.morning, in: $0)
        }
        place = try await self.place("汤家家园", in: world)
        #expect(try await route(place, in: world)?.unit == second.id)
    }

    @Test func `without a known grid, or without an officer, the village has it`() async throws {
        let world = try await TestDistrict()
        let village = try await world.unit("village:330110004006")
        let unplaced = try await route(try await place("汤家社区", in: world), in: world)
        #expect(unplaced?.unit == village.id)
        let place = try await place("汤家家园", in: world)
        let empty = try await world.unit("grid:33011000400604")
        try await world.database.write {
            try world.house.addresses.setGrid(
                try #require(empty.division), of: place.id, on: TestDistrict.morning.day, at: TestDistrict.morning,
                in: $0)
        }
        let decision = try await route(try await self.place("汤家家园", in: world), in: world)
        #expect(decision?.unit == village.id)
        #expect(decision?.because.map(\.words.zh).joined().contains("还没有网格员") == true)
    }

    @Test func `a village sends a matter to its grid, whose officer sees that one alone`() async throws {
        let world = try await TestDistrict()
        let mine = try await file("汤家家园", to: "village:330110004006", in: world)
        let other = try await file("汤家家园", to: "village:330110004006", in: world)
        let client = TestClient(try world.server())
        try await client.signIn("zhengxiaoxue")
        let path = "/desk/matters/\(mine.matter)"
        #expect(try await client.post(path + "/actions/accept", [("revision", "1")]).status == 303)
        let form = try await client.get(path + "/actions/transfer")
        #expect(form.text.contains("汤家社区第一网格"))
        #expect(!form.text.contains("汤家社区第四网格"), "nobody works in the fourth grid")
        let grid = try await world.unit(Self.grid), empty = try await world.unit("grid:33011000400604")
        let refused = try await client.post(
            path + "/actions/transfer", [("revision", "2"), ("unit", empty.id.text), ("text", "请上门看看")])
        #expect(refused.status == 422)
        let sent = [("revision", "2"), ("unit", grid.id.text), ("text", "请上门看看")]
        #expect(try await client.post(path + "/actions/transfer", sent).status == 303)

        let officer = TestClient(try world.server())
        try await officer.signIn("luxiaoshu")
        #expect(try await officer.post(path + "/actions/accept", [("revision", "3")]).status == 303)
        #expect(try await officer.get("/desk/matters/\(other.matter)").status == 404)
        let answer = [("revision", "4"), ("text", "已劝过，双方同意"), ("end", "solved")]
        #expect(try await officer.post(path + "/actions/answer", answer).status == 303)
        let neighbour = TestClient(try world.server())
        try await neighbour.signIn("shidashu")
        #expect(try await neighbour.get(path).status == 404)
        #expect(try await client.get(path).status == 200, "the village above still sees it")
    }

    @Test func `a grid helps as a co-handler`() async throws {
        let world = try await TestDistrict()
        let receipt = try await file("汤家家园", to: "village:330110004006", in: world)
        let village = try await world.actor("zhengxiaoxue"), officer = try await world.actor("luxiaoshu")
        let store = world.house.matters, now = TestDistrict.morning
        func act(_ code: String, _ revision: Int, _ input: ActionInput, _ actor: Actor) async throws {
            _ = try await store.act(code, on: receipt.matter, revision: revision, input: input, by: actor, at: now)
        }
        var invitation = ActionInput(), result = ActionInput()
        invitation.unit = officer.unit
        invitation.text = "请网格员一起上门"
        result.text = "已上门"
        try await act("accept", 1, ActionInput(), village)
        try await act("invitation", 2, invitation, village)
        try await act("accept", 3, ActionInput(), officer)
        try await act("share", 4, result, officer)
        let file = try await world.database.read { reader in
            try store.getFile(try store.getMatter(number: receipt.number, code: receipt.code, in: reader), in: reader)
        }
        #expect(file.lead?.unit == village.unit)
        #expect(file.assignments.contains { $0.unit == officer.unit && $0.part == .cohandler && $0.state == .ended })
    }

    @Test func `the window finds a grid by its name where somebody works`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let page = try await client.post(
            "/desk/intake/suggestions", [("text", "邻居的狗整夜叫，睡不着。"), ("kind", "help"), ("target-name", "汤家社区")])
        #expect(page.text.contains("汤家社区第一网格"))
        #expect(!page.text.contains("汤家社区第三网格"))
    }

    @Test func `a gazetteer names the grid and refuses one of another village`() async throws {
        let desk = try await ImportDesk()
        let house = desk.world.house
        let table = try ImportTable(
            bytes: Array(
                """
                name\ttype\tvillage_code\taliases\tgrid
                X4小区\testate\t330110004006\t\t33011000400602
                X5小区\testate\t330110004006\t\t33011000400701
                汤家家园\testate\t330110004006\t\t33011000400603

                """.utf8), name: "places.tsv")
        let names = Gazetteer(addresses: house.addresses, divisions: house.divisions, journal: house.journal)
        let outcome = try await house.database.write { transaction in
            try names.add(table, origin: "made-up", at: TestDistrict.morning, in: transaction)
        }
        #expect((outcome.added, outcome.already) == (1, 1))
        #expect(outcome.rejected == [3])
        for (name, code) in [("X4小区", "grid:33011000400602"), ("汤家家园", "grid:33011000400603")] {
            let place = try await place(name, in: desk.world)
            #expect(place.grid == (try await desk.world.unit(code).division), "\(name)")
        }
    }

    private func place(_ name: String, in world: TestDistrict) async throws -> Place {
        let found = try await world.database.read {
            try world.house.addresses.matches(in: "星桥街道" + name, reader: $0).first { $0.place.name == name }
        }
        return try #require(found).place
    }

    private func file(_ place: String, to unit: String? = nil, in world: TestDistrict) async throws -> Receipt {
        let centre = try await world.unit("centre")
        var filing = Filing(
            kind: .help, channel: .window, narrative: Narrative(title: "狗叫", text: "邻居的狗整夜叫", place: place),
            receiver: centre.id, happenedAt: TestDistrict.morning
        )
        filing.place = try await world.database.read {
            try world.house.addresses.matches(in: place, reader: $0).first?.place
        }
        #expect(filing.place != nil, "\(place)")
        if let unit { filing.route = RouteDecision(chosen: try await world.unit(unit), instead: nil) }
        return try await world.house.matters.file(filing, by: .system("test"), at: TestDistrict.morning)
    }

    /// What the shipped rules propose for a quarrel over a dog.
    private func route(_ place: Place, in world: TestDistrict) async throws -> RouteDecision? {
        try await world.database.read {
            try world.house.matters.route(
                kind: .dispute, topic: "police.dogs", place: place, complained: nil, on: TestDistrict.morning.day,
                in: $0)
        }
    }
}
