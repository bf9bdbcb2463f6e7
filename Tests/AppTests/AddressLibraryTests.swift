import AddressMatch
import Addresses
import App
import Base
import Divisions
import Journal
import Storage
import TestDistrict
import TestSupport
import Testing

/// The library down to the room: lists come in once, break off and go on, and texts find what stands.
@Suite struct AddressLibraryTests {
    private static func list(_ village: String) -> [AddressLibrary.Line] {
        let rooms: [[String: String]] = [
            [
                "id": "H501", "estate": "谷雨渡家园", "road": "小暑北路", "number": "12号", "building": "3幢", "unit": "2单元",
                "room": "501室", "aliases": "谷雨小区", "longitude": "120.21", "latitude": "30.41",
            ],
            [
                "id": "H502", "estate": "谷雨渡家园", "road": "小暑北路", "number": "12号", "building": "3幢", "unit": "2单元",
                "room": "502室",
            ],
            ["id": "H3", "estate": "谷雨渡家园", "road": "小暑北路", "number": "12号", "building": "3幢"],
            ["id": "R7", "road": "小暑北路", "number": "7号"], ["id": "B1", "name": "寒露大桥"],
        ]
        return rooms.enumerated().map { ($0 + 2, $1.merging(["village_code": village]) { old, _ in old }) }
    }

    private func village(_ world: TestDistrict) async throws -> Division {
        let (house, day) = (world.house, TestDistrict.morning.day)
        return try #require(
            try await world.database.read { try house.divisions.list(.village, on: day, in: $0).first })
    }

    private func library(_ world: TestDistrict) -> AddressLibrary {
        let house = world.house
        return AddressLibrary(
            addresses: house.addresses, divisions: house.divisions, journal: house.journal, database: world.database)
    }

    private func register(_ world: TestDistrict) async throws -> AddressRegister {
        let (house, day) = (world.house, TestDistrict.morning.day)
        return try await world.database.read { reader in
            try house.addresses.register(
                LibrarySurroundings(above: ["余杭区", "杭州市"], elsewhere: ["西湖区"]),
                divisions: house.divisions, on: day, in: reader)
        }
    }

    private func resolve(_ text: String, _ register: AddressRegister) -> String {
        var resolver = AddressResolver(register)
        let found = resolver.resolve(text)
        return "\(found.band.rawValue) \(found.matched.flatMap(register.id) ?? "-")"
    }

    @Test func `a list comes in with what lies above its rooms, and texts find each of them`() async throws {
        let world = try await TestDistrict()
        let village = try await village(world)
        let outcome = try await library(world).load(Self.list(village.code), origin: "test", at: TestDistrict.morning)
        // The road, number 12, the estate and the unit are there because of what lies below them.
        #expect((outcome.added, outcome.implied, outcome.already) == (5, 5, 0) && outcome.rejected.isEmpty)
        let register = try await register(world)
        #expect(resolve("杭州市余杭区\(village.name.zh)谷雨渡家园3幢2单元501室", register) == "A H501")
        #expect(resolve("小暑北路12号3-2-502", register) == "A H502")
        #expect(resolve("谷雨小区3幢", register) == "B H3")
        #expect(resolve("小暑北路7号", register) == "A R7" && resolve("寒露大桥", register) == "A B1")
        // Nobody named the unit or the number 12 itself.
        #expect(resolve("谷雨渡家园3幢2单元", register) == "none -" && resolve("谷雨渡家园3幢2单元503室", register) == "none -")
        let report = try await world.house.journal.verify(in: world.database, heads: world.house.heads)
        #expect(report.isSound)
    }

    @Test func `the same list again changes nothing, and one that broke off goes on`() async throws {
        let world = try await TestDistrict()
        let list = Self.list(try await village(world).code)
        _ = try await library(world).load(list.prefix(2), origin: "test", at: TestDistrict.morning)
        let rest = try await library(world).load(list, origin: "test", at: TestDistrict.morning)
        #expect((rest.added, rest.already) == (3, 2) && rest.rejected.isEmpty)
        let again = try await library(world).load(list, origin: "test", at: TestDistrict.morning)
        #expect((again.added, again.implied, again.already) == (0, 0, 5) && again.rejected.isEmpty)
    }

    @Test func `a place that the district has already takes the code that a list knows it by`() async throws {
        let world = try await TestDistrict()
        let village = try await village(world)
        let bare: AddressLibrary.Line = (2, ["name": "寒露大桥", "village_code": village.code])
        let named: AddressLibrary.Line = (2, ["id": "B1", "name": "寒露大桥", "village_code": village.code])
        #expect(try await library(world).load([bare], origin: "test", at: TestDistrict.morning).added == 1)
        let outcome = try await library(world).load([named], origin: "test", at: TestDistrict.morning)
        #expect((outcome.added, outcome.already) == (0, 1))
        #expect(resolve("寒露大桥", try await register(world)) == "A B1")
    }

    @Test func `an estate that the district knew without a number is found by the number that a list gives it`()
        async throws
    {
        let world = try await TestDistrict()
        let list = Self.list(try await village(world).code)
        let bare = list[0].cells.filter { ["estate", "village_code"].contains($0.key) }
        _ = try await library(world).load([(2, bare)], origin: "test", at: TestDistrict.morning)
        _ = try await library(world).load(list, origin: "test", at: TestDistrict.morning)
        #expect(resolve("小暑北路12号3-2-502", try await register(world)) == "A H502")
    }

    @Test func `of two who load one list at once the rooms stand once`() async throws {
        let world = try await TestDistrict()
        let list = Self.list(try await village(world).code), library = library(world)
        async let one = try? library.load(list, origin: "one", at: TestDistrict.morning)
        async let other = try? library.load(list, origin: "other", at: TestDistrict.morning)
        _ = await (one, other)
        _ = try await library.load(list, origin: "again", at: TestDistrict.morning)
        let rooms = try await world.database.read {
            try $0.count("SELECT COUNT(*) AS n FROM addresses WHERE type = 'room' AND valid_to IS NULL")
        }
        #expect(rooms == 2)
        #expect(resolve("谷雨渡家园3幢2单元501室", try await register(world)) == "A H501")
    }

    @Test(
        arguments: [
            (["village_code": "999"], "unknown-village"), (["road": "", "estate": ""], "no-name"),
            (["road": "路"], "no-name"), (["building": "三幢"], "not-a-number"), (["building": "0"], "not-a-number"),
            (["road": "", "number": "5号"], "not-a-number"),
            (["longitude": "30.41", "latitude": "120.21"], "bad-position"),
            (["longitude": "120", "latitude": ""], "bad-position"), (["grid": "1"], "unknown-grid"),
            (["id": "R7", "number": "9号"], "taken-code"), (["room": String(repeating: "1", count: 99)], "not-a-number"),
        ] as [([String: String], String)])
    func `a line that is no address of the district is rejected by its number, with the reason`(
        wrong: [String: String], reason: String
    ) async throws {
        let world = try await TestDistrict()
        let good = Self.list(try await village(world).code)
        let base = ["id": "X", "estate": "谷雨渡家园", "road": "小暑北路", "village_code": good[0].cells["village_code"] ?? ""]
        let bad: AddressLibrary.Line = (9, base.merging(wrong) { $1 })
        let outcome = try await library(world).load(good + [bad], origin: "test", at: TestDistrict.morning)
        #expect(outcome.rejected.map(\.line) == [9] && outcome.rejected.map(\.fault.rawValue) == [reason])
        #expect(outcome.added == good.count)
    }

    @Test func `a position far from its village is refused, another system than declared stops the whole list`()
        async throws
    {
        let world = try await TestDistrict(), day = TestDistrict.morning.day, house = world.house
        let villages = try await world.database.read { reader in
            try house.divisions.outlined(.village, on: day, in: reader).compactMap {
                village, rings -> (Division, GeoPoint)? in
                (rings.first?.first ?? village.point).map { (village, $0) }
            }
        }
        try #require(villages.count >= 12)
        func line(_ number: Int, _ village: Division, _ longitude: Double, _ latitude: Double) -> AddressLibrary.Line {
            (
                number,
                [
                    "id": "F\(number)", "village_code": village.code, "name": "寒露凉亭\(number)",
                    "longitude": "\(longitude)", "latitude": "\(latitude)", "quality": "door",
                ]
            )
        }
        let (first, there) = try #require(villages.first)
        let beijing = line(2, first, 116.40, 39.90)
        let near = line(3, first, Double(there.longitudeE6) / 1e6, Double(there.latitudeE6) / 1e6)
        let outcome = try await library(world).load([beijing, near], origin: "test", at: TestDistrict.morning)
        #expect(outcome.rejected.map(\.fault) == [.farPosition] && outcome.added == 1)
        let kept = try await world.database.read { reader in
            try #require(try reader.row("SELECT id FROM addresses WHERE code = 'F3'")).id("id")
        }
        let position = try await world.database.read { try house.addresses.snapshot(of: kept, in: $0)?.position }
        #expect(position?.system == .wgs84 && position?.quality == .door && position?.point == there)

        // The same places as Baidu gives them: half a kilometre to a kilometre away, all to the same side.
        let shifted = villages.enumerated().map { at, village in
            line(
                at + 10, village.0, Double(village.1.longitudeE6) / 1e6 + 0.0112,
                Double(village.1.latitudeE6) / 1e6 + 0.0035)
        }
        await #expect(throws: AddressLibraryError.wrongSystem(.bd09)) {
            try await library(world).load(shifted, origin: "test", at: TestDistrict.morning)
        }
        let right = try await library(world).load(shifted, origin: "test", system: .bd09, at: TestDistrict.morning)
        #expect(right.rejected.isEmpty && right.added == shifted.count)
        #expect(try await house.journal.verify(in: world.database, heads: nil).isSound)
    }
}
