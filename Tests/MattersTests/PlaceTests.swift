import Accounts
import Addresses
import App
import Base
import Foundation
import Journal
import Markup
import Storage
import TestDistrict
import Testing

@testable import Matters

/// The place of a matter, set or corrected at the desk: proposals for a name, one of them chosen.
@Suite struct PlaceTests {
    private func client(_ world: TestDistrict, _ login: String = "shenxiaoshu") async throws -> TestClient {
        let client = TestClient(try world.server())
        try await client.signIn(login)
        return client
    }

    private func place(_ name: String, in world: TestDistrict) async throws -> RecordID {
        let addresses = world.house.addresses
        return try #require(
            try await world.database.read { try addresses.matches(in: name, reader: $0).first?.place.id })
    }

    private func row(_ matter: RecordID, in world: TestDistrict) async throws -> Row {
        try #require(
            try await world.database.read {
                try $0.row(
                    "SELECT place_id, place_how, village_id, town_id, grid_id, revision FROM matters WHERE id = \(matter)"
                )
            })
    }

    @Test func `a name is looked up, a place chosen, and the matter stands there`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = try await client(world)
        let page = "/desk/matters/\(receipt.matter)"
        #expect(try await client.get(page).text.contains("补上地点"))
        let choices = try await client.post(page + "/place", [("revision", "1"), ("said", "汤家家园")])
        #expect(choices.status == 200)
        #expect(HTMLLint.problems(in: choices.text) == [])
        let estate = try await place("汤家家园", in: world)
        #expect(choices.text.contains("name=\"place\" value=\"\(estate)\""))
        #expect(choices.text.contains("没有找到"))
        #expect(try await row(receipt.matter, in: world).int("revision") == 1, "looking up changes nothing")
        let fields = [("revision", "1"), ("said", "汤家家园"), ("asked", "汤家家园"), ("place", estate.text)]
        #expect(try await client.post(page + "/place", fields).location == page)
        let row = try await row(receipt.matter, in: world)
        let grid = try await world.unit("grid:33011000400601"), village = try await world.unit("village:330110004006")
        #expect(try row.idOrNil("place_id") == estate)
        #expect(try row.text("place_how") == "confirmed")
        #expect(try row.idOrNil("village_id") == village.division)
        #expect(try row.idOrNil("town_id") == (try await world.unit("town:330110004").division))
        #expect(try row.idOrNil("grid_id") == grid.division)
        let after = try await client.get(page)
        #expect(after.text.contains("定地点"))
        #expect(after.text.contains("改地点"))
        #expect(HTMLLint.problems(in: after.text) == [])
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `a place found wrongly is taken away again, and the filer is told both`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let (store, actor) = (world.house.matters, try await world.actor("shenxiaoshu"))
        let village = try await place("汤家社区", in: world)
        let set = try await store.setPlace(
            village, of: receipt.matter, revision: 1, by: actor, at: TestDistrict.morning)
        #expect(set.place == village)
        let resident = TestClient(try world.server())
        let fields = [("number", receipt.number), ("code", receipt.code)]
        let told = try await resident.post("/track", fields).text
        #expect(told.contains("确认了地点"))
        #expect(!told.contains("地点还没有找到"))
        let client = try await client(world)
        let none = [("revision", "2"), ("said", "不知道"), ("asked", "不知道"), ("place", "none")]
        #expect(try await client.post("/desk/matters/\(receipt.matter)/place", none).status == 303)
        let row = try await row(receipt.matter, in: world)
        #expect(try row.idOrNil("place_id") == nil)
        #expect(try row.text("place_how") == "none")
        #expect(try row.idOrNil("village_id") == nil)
        #expect(try row.idOrNil("town_id") == nil)
        #expect(try await resident.post("/track", fields).text.contains("地点还没有找到"))
        let entries = try await world.database.read {
            try world.house.journal.listEntries(of: Subject("matter", receipt.matter), limit: 10, in: $0)
        }
        #expect(entries.last?.code == "matter.place")
        #expect(entries.last?.parameters == ["before": village.text])
    }

    @Test func `the unit proposed follows the new place`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let (store, actor) = (world.house.matters, try await world.actor("shenxiaoshu"))
        let reading = MatterReading(store: store)
        func proposed() async throws -> RecordID? {
            try await world.database.read {
                try reading.view(receipt.matter, for: actor, at: TestDistrict.morning, in: $0).units.suggested?.unit
            }
        }
        _ = try await store.setTopic(
            "neighbour.noise", of: receipt.matter, revision: 1, by: actor, at: TestDistrict.morning)
        let village = try await world.unit("village:330110004006").id
        #expect(try await proposed() != village)
        _ = try await store.setPlace(
            try await place("汤家社区", in: world), of: receipt.matter, revision: 2, by: actor, at: TestDistrict.morning)
        #expect(try await proposed() == village)
    }

    @Test func `whoever was slower keeps the name typed and the place chosen`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = try await client(world)
        let path = "/desk/matters/\(receipt.matter)"
        #expect(try await client.post(path + "/actions/note", [("revision", "1"), ("text", "先记")]).status == 303)
        let estate = try await place("汤家家园", in: world)
        let fields = [("said", "汤家家园"), ("asked", "汤家家园"), ("place", estate.text)]
        let late = try await client.post(path + "/place", [("revision", "1")] + fields)
        #expect(late.status == 409)
        #expect(HTMLLint.problems(in: late.text) == [])
        #expect(late.text.contains("value=\"汤家家园\""))
        #expect(late.text.contains("value=\"\(estate)\" checked"))
        #expect(late.text.contains("name=\"revision\" value=\"2\""))
        #expect(try await client.post(path + "/place", [("revision", "2")] + fields).status == 303)
    }

    @Test func `nothing typed, nothing chosen and an unknown place are refused; a new name is looked up anew`()
        async throws
    {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = try await client(world)
        let path = "/desk/matters/\(receipt.matter)/place"
        #expect(try await client.post(path, [("revision", "1")]).status == 422)
        let asked = [("revision", "1"), ("said", "汤家家园"), ("asked", "汤家家园")]
        let unchosen = try await client.post(path, asked)
        #expect(unchosen.status == 422)
        #expect(unchosen.text.contains("请选一个地点"))
        for wrong in ["x", receipt.matter.text] {
            #expect(try await client.post(path, asked + [("place", wrong)]).status == 422, "\(wrong)")
        }
        let estate = try await place("汤家家园", in: world)
        let other = [("revision", "1"), ("said", "拂晓路"), ("asked", "汤家家园"), ("place", estate.text)]
        let anew = try await client.post(path, other)
        #expect(anew.status == 200)
        #expect(anew.text.contains("拂晓路"))
        let unknown = try await client.post(path, [("revision", "1"), ("said", "<b>不存在的地方")])
        #expect(unknown.text.contains("没有找到叫这个名字的地方"))
        #expect(HTMLLint.problems(in: unknown.text) == [])
        #expect(try await row(receipt.matter, in: world).int("revision") == 1)
    }

    @Test func `who has no share, only audits or is complained about sets no place`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, to: "town:330110004", complained: "village:330110004006")
        let estate = try await place("汤家家园", in: world)
        let path = "/desk/matters/\(receipt.matter)/place"
        let fields = [("revision", "1"), ("said", "汤家家园"), ("asked", "汤家家园"), ("place", estate.text)]
        #expect(try await client(world, "zhengxiaoxue").post(path, fields).status == 404)
        #expect(try await client(world, "zhongmangzhong").post(path, fields).status == 404)
        let auditor = try await client(world, "zhangxiaoman")
        #expect(try await auditor.post(path, fields).status == 409)
        #expect(try await auditor.post(path, [("revision", "1"), ("said", "汤家家园")]).status == 409)
        #expect(try await !auditor.get("/desk/matters/\(receipt.matter)").text.contains("补上地点"))
        #expect(try await row(receipt.matter, in: world).idOrNil("place_id") == nil)
    }
}
