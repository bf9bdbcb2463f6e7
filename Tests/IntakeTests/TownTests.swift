import Accounts
import Addresses
import App
import Base
import Intake
import Journal
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// Who names a town and no more is placed there: the rules find the town's platform, the matter has no village.
@Suite struct TownTests {
    private static let text = "星桥街道这边，楼上邻居天天半夜拖桌子吵得睡不着，说了几次都不听。"

    private func suggest(
        _ text: String, place said: String = "", topic: String? = nil, in world: TestDistrict
    ) async throws -> Suggestion {
        try await world.database.read {
            try world.house.intake.suggest(
                kind: .dispute, title: "", text: text, place: said, chosenTopic: topic,
                at: TestDistrict.morning, in: $0)
        }
    }

    private func row(in world: TestDistrict) async throws -> Row {
        try #require(
            try await world.database.read {
                try $0.row(
                    "SELECT place_id, place_how, village_id, town_id, grid_id, route_rule, kind FROM matters")
            })
    }

    @Test func `a text with only a town reaches the town's platform by rule 13`() async throws {
        let world = try await TestDistrict()
        let guess = try await suggest(Self.text, in: world)
        #expect(guess.topics.first?.code.hasPrefix("neighbour.") == true)
        #expect(IntakeStore.certain(guess.places)?.place.name == "星桥街道")
        #expect(guess.route?.rule == "R13")
        #expect(guess.route?.unit == (try await world.unit("platform:330110004:comprehensive-security").id))
        #expect(guess.known.isEmpty)
    }

    @Test func `a village named beside the town goes to the village by rule 12`() async throws {
        let world = try await TestDistrict()
        for (text, said) in [(Self.text + "我住汤家社区。", ""), (Self.text, "汤家社区"), ("汤家社区楼上邻居半夜吵", "星桥街道")] {
            let guess = try await suggest(text, place: said, topic: "neighbour.noise", in: world)
            #expect(IntakeStore.certain(guess.places)?.place.type == .village, "\(said)")
            #expect(guess.route?.rule == "R12", "\(said)")
        }
    }

    @Test func `where the place said is a town, the text speaks for places in it alone`() async throws {
        let world = try await TestDistrict()
        let guess = try await suggest("我住汤家社区，那边的邻居吵", place: "仓前街道", topic: "neighbour.noise", in: world)
        #expect(guess.places.map(\.place.name) == ["仓前街道"])
        let none = try await suggest("我住汤家社区，那边的邻居吵", place: "桥头那边", topic: "neighbour.noise", in: world)
        #expect(none.places.first?.place.name == "汤家社区")
    }

    @Test func `rules for villages and grids pass a town by`() async throws {
        let world = try await TestDistrict()
        let town = try await world.unit("town:330110004")
        let place = try #require(try await suggest("星桥街道", in: world).places.first?.place)
        for (topic, rule) in [("police.dogs", "R34"), ("rural.homestead", "R37")] {
            let decision = try await world.database.read {
                try world.house.matters.route(
                    kind: .dispute, topic: topic, place: place, complained: nil, on: TestDistrict.morning.day, in: $0)
            }
            #expect(decision?.rule == rule, "\(topic)")
            if rule == "R37" { #expect(decision?.unit == town.id) }
        }
        #expect(place.town == town.division)
    }

    @Test func `a resident chooses the town; the matter has town and place, no village and no grid`() async throws {
        let world = try await TestDistrict()
        let resident = try Resident(world)
        let fields = Resident.usual.merging(["key": "k", "kind": "dispute", "text": Self.text, "place": "星桥街道"]) { $1 }
        let cards = try await resident.client.post("/file/where", fields.map { ($0.key, $0.value) })
        #expect(cards.text.contains("星桥街道"))
        expectSound(cards)
        let town = try #require(try await suggest("星桥街道", in: world).places.first?.place)
        let slip = try await resident.file([
            "kind": "dispute", "text": Self.text, "place": "星桥街道", "asked": "星桥街道", "address": town.id.text,
        ])
        #expect(slip.status == 200)
        let row = try await row(in: world)
        #expect(try row.idOrNil("place_id") == town.id)
        #expect(try row.text("place_how") == "confirmed")
        #expect(try row.idOrNil("town_id") == town.town)
        #expect(try row.idOrNil("village_id") == nil)
        #expect(try row.idOrNil("grid_id") == nil)
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `the window proposes the town and its platform, and an import places it there`() async throws {
        let desk = try await ImportDesk()
        let client = TestClient(try desk.world.server())
        try await client.signIn("chenglichun")
        let page = try await client.post("/desk/intake/suggestions", [("text", Self.text), ("kind", "dispute")])
        #expect(page.text.contains("只知道镇街的邻里和家庭纠纷"))
        #expect(page.text.contains("星桥街道综治"))
        let report = try await desk.bring("time,text,kind\n2019-03-01,\(Self.text),dispute\n")
        #expect(report.placed == 1)
        let matter = try #require(try await desk.matters().first?.matter)
        #expect(matter.town != nil)
        #expect(matter.village == nil)
        #expect(matter.routeRule == "R13")
        #expect(try await desk.isSound())
    }

    @Test func `a gazetteer adds no towns`() async throws {
        let world = try await TestDistrict()
        let house = world.house
        let table = try ImportTable(
            bytes: Array("name\ttype\tvillage_code\n谷雨镇\ttown\t330110004006\n".utf8), name: "places.tsv")
        let names = Gazetteer(addresses: house.addresses, divisions: house.divisions, journal: house.journal)
        let outcome = try await house.database.write { transaction in
            try names.add(table, origin: "made-up", at: TestDistrict.morning, in: transaction)
        }
        #expect((outcome.added, outcome.rejected) == (0, [2]))
    }
}
