import Addresses
import Base
import Divisions
import Storage
import TestSupport
import Testing

/// The finder's promises, whoever looks behind the interface: exact, by another name, the longest first, and namesakes
/// told apart or left to a person.
@Suite struct FinderTests {
    /// 立夏镇 with 芒种村 and 白露村, 霜降街道 with 惊蛰社区.
    private struct Map {
        let test: TestDatabase
        let store = AddressStore(district: "d")
        private static let towns = [("立夏镇", ["芒种村", "白露村"]), ("霜降街道", ["惊蛰社区"])]

        init() async throws {
            test = try await TestDatabase(divisionsMigrations + addressesMigrations)
            let store = store
            try await test.database.write { transaction in
                let divisions = DivisionStore(district: "d")
                func add(_ name: String, _ level: DivisionLevel, below parent: RecordID?) throws -> RecordID {
                    let id = RecordID(trusted: name)
                    let division = Division(
                        id: id, level: level, code: name, codeSystem: "test", name: Words(name, name),
                        kind: level.rawValue, parent: parent, point: nil, validFrom: Day(number: 0), validTo: nil
                    )
                    try divisions.add(division, at: Instant(milliseconds: 0), in: transaction)
                    return id
                }
                for (town, villages) in Self.towns {
                    let above = try add(town, .town, below: nil)
                    for village in villages {
                        let id = try add(village, .village, below: above)
                        let place = Place(
                            id: RecordID(trusted: "a-" + village), type: .village, name: village, village: id,
                            town: above, villageName: Words(village, village),
                            townName: Words(town, town)
                        )
                        try store.add(
                            place, aliases: [], origin: "test", from: Day(number: 0), at: Instant(milliseconds: 0),
                            in: transaction)
                    }
                }
            }
        }

        func add(
            _ name: String, _ id: String, aliases: [String] = [], type: PlaceType = .estate, in village: String = "芒种村"
        ) async throws {
            let town = Self.towns.first { $0.1.contains(village) }?.0 ?? ""
            let place = Place(
                id: RecordID(trusted: id), type: type, name: name, village: RecordID(trusted: village),
                town: RecordID(trusted: town), villageName: Words(village, village),
                townName: Words(town, town)
            )
            try await test.database.write { [store] transaction in
                try store.add(
                    place, aliases: aliases, origin: "test", from: Day(number: 0), at: Instant(milliseconds: 0),
                    in: transaction)
            }
        }

        /// Makes both towns places; answers how many were added.
        func addTowns() async throws -> Int {
            try await test.database.write { [store] transaction in
                try store.addTowns(on: Day(number: 1), at: Instant(milliseconds: 0), in: transaction)
            }
        }

        func find(_ text: String, limit: Int = 5) async throws -> [PlaceMatch] {
            try await test.database.read { [store] in try store.matches(in: text, limit: limit, reader: $0) }
        }
    }

    @Test func `a place is found by its standard name inside a sentence`() async throws {
        let map = try await Map()
        try await map.add("听荷苑", "lotus")
        let found = try await map.find("我住在听荷苑三幢，楼上一直漏水。")
        #expect(found.map(\.place.id.text) == ["lotus"])
        #expect(found.first?.how == .exact)
        #expect(found.first?.words == "听荷苑")
        #expect(found.first?.place.fullName == "立夏镇 芒种村 听荷苑")
    }

    @Test func `a place is found by another name, which is said`() async throws {
        let map = try await Map()
        try await map.add("听荷苑", "lotus", aliases: ["老粮站", "听河苑"])
        for said in ["老粮站旁边", "听河苑门口"] {
            let found = try await map.find(said)
            #expect(found.map(\.place.id.text) == ["lotus"])
            #expect(found.first?.how == .alias)
        }
    }

    @Test func `the standard name counts more than another place's other name`() async throws {
        let map = try await Map()
        try await map.add("听荷苑", "lotus")
        try await map.add("望月苑", "moon", aliases: ["听荷苑"])
        #expect(try await map.find("听荷苑").map(\.place.id.text) == ["lotus", "moon"])
    }

    @Test func `the longest name wins where one holds the other`() async throws {
        let map = try await Map()
        try await map.add("听荷", "short")
        try await map.add("听荷苑", "long")
        try await map.add("听荷苑东区", "longest")
        #expect(try await map.find("听荷苑东区八幢").map(\.place.id.text) == ["longest", "long", "short"])
        #expect(try await map.find("听荷苑八幢").first?.place.id.text == "long")
        #expect(try await map.find("听荷苑东区八幢", limit: 1).map(\.place.id.text) == ["longest"])
    }

    @Test func `a place inside a village comes before the village itself`() async throws {
        let map = try await Map()
        try await map.add("听荷苑", "lotus")
        let found = try await map.find("立夏镇芒种村听荷苑")
        #expect(found.map(\.place.id.text) == ["lotus", "a-芒种村"])
    }

    @Test func `namesakes score the same, so that a person chooses`() async throws {
        let map = try await Map()
        try await map.add("听荷苑", "one", in: "芒种村")
        try await map.add("听荷苑", "two", in: "惊蛰社区")
        let found = try await map.find("听荷苑的路灯不亮")
        #expect(Set(found.map(\.place.id.text)) == ["one", "two"])
        #expect(found.first?.score == found.last?.score)
    }

    @Test(arguments: [
        ("立夏镇的听荷苑", "one"), ("霜降街道听荷苑", "two"), ("听荷苑，就是霜降那个", "two"), ("芒种那边的听荷苑", "one"),
    ])
    func `a namesake is told apart by the town or village that is also named`(said: String, id: String) async throws {
        let map = try await Map()
        try await map.add("听荷苑", "one", in: "芒种村")
        try await map.add("听荷苑", "two", in: "惊蛰社区")
        let found = try await map.find(said).filter { $0.place.type != .village }
        #expect(found.first?.place.id.text == id)
        #expect((found.first?.score ?? 0) > (found.last?.score ?? 0))
    }

    @Test func `the town counts more than the village`() async throws {
        let map = try await Map()
        try await map.add("听荷苑", "one", in: "芒种村")
        try await map.add("听荷苑", "two", in: "惊蛰社区")
        let found = try await map.find("立夏镇听荷苑，在惊蛰旁边").filter { $0.place.type == .estate }
        #expect(found.map(\.place.id.text) == ["one", "two"])
    }

    @Test(arguments: ["A3区", "a3区", "Ａ３区", "我住 A3区 二幢"])
    func `a masked name is found however its letters are typed`(said: String) async throws {
        let map = try await Map()
        try await map.add("A3区", "masked")
        try await map.add("A市", "city")
        #expect(try await map.find(said).map(\.place.id.text) == ["masked"])
    }

    @Test func `masked names that share letters are not mixed up`() async throws {
        let map = try await Map()
        try await map.add("A3区", "three")
        try await map.add("A13区", "thirteen")
        try await map.add("B3区", "other")
        #expect(try await map.find("A13区的公园").map(\.place.id.text) == ["thirteen"])
        #expect(try await map.find("B3区的公园").map(\.place.id.text) == ["other"])
        #expect(try await map.find("A31区的公园").isEmpty)
    }

    @Test func `a name in Traditional characters is found`() async throws {
        let map = try await Map()
        try await map.add("听荷苑东区", "lotus")
        #expect(try await map.find("聽荷苑東區").map(\.place.id.text) == ["lotus"])
    }

    @Test(arguments: ["", " ", "荷", "没有地名的一句话", "听 荷 苑", "'; DROP TABLE addresses; --", "%荷%", "\u{0}\u{FFFD}"])
    func `a text without a name finds nothing`(said: String) async throws {
        let map = try await Map()
        try await map.add("听荷苑", "lotus")
        #expect(try await map.find(said).isEmpty)
    }

    @Test func `a name far beyond the first two thousand characters is not looked for`() async throws {
        let map = try await Map()
        try await map.add("听荷苑", "lotus")
        let filler = String(repeating: "不", count: 1_990)
        #expect(try await map.find(filler + "听荷苑").count == 1)
        #expect(try await map.find(filler + filler + "听荷苑").isEmpty)
    }

    @Test func `a name of one character is no name`() async throws {
        let map = try await Map()
        try await map.add("桥", "bridge", aliases: ["石桥"])
        #expect(try await map.find("桥边").isEmpty)
        #expect(try await map.find("石桥边").map(\.place.id.text) == ["bridge"])
    }

    @Test func `a place of another district is not found`() async throws {
        let map = try await Map()
        try await map.add("听荷苑", "lotus")
        let other = AddressStore(district: "other")
        let found = try await map.test.database.read { reader in
            (try other.matches(in: "听荷苑", reader: reader), try other.find(RecordID(trusted: "lotus"), in: reader))
        }
        #expect(found.0.isEmpty)
        #expect(found.1 == nil)
    }

    @Test func `a town is found where nothing in it is named, with no village`() async throws {
        let map = try await Map()
        #expect(try await map.find("霜降街道这边").isEmpty)
        #expect(try await map.addTowns() == 2)
        #expect(try await map.addTowns() == 0, "a town has one record")
        let town = try #require(try await map.find("我住霜降街道这边，楼上半夜吵").first)
        #expect(town.place.type == .town)
        #expect(town.place.town == RecordID(trusted: "霜降街道"))
        #expect(town.place.village == nil)
        #expect((town.place.fullName, town.place.note) == ("霜降街道", nil))
        #expect(town.how == .exact)
        let kept = try await map.test.database.read { [map] in try map.store.find(town.place.id, in: $0) }
        #expect(kept == town.place)
    }

    @Test(arguments: ["霜降镇的路灯", "霜降乡的路灯"])
    func `a town is found by what it was called before`(said: String) async throws {
        let map = try await Map()
        _ = try await map.addTowns()
        let found = try await map.find(said)
        #expect(found.map(\.place.name) == ["霜降街道"])
        #expect(found.first?.how == .alias)
    }

    @Test(arguments: ["霜降那边", "立夏北面", "过了霜降天就冷"])
    func `a town's name without its ending is no place`(said: String) async throws {
        let map = try await Map()
        _ = try await map.addTowns()
        #expect(try await map.find(said).isEmpty)
    }

    @Test func `a town comes after everything more exact, whatever that scores`() async throws {
        let map = try await Map()
        _ = try await map.addTowns()
        try await map.add("听荷苑", "lotus", aliases: ["荷苑"])
        for said in ["立夏镇听荷苑", "立夏镇荷苑三幢", "霜降街道听荷苑"] {
            let found = try await map.find(said)
            #expect(found.map(\.place.type) == [.estate, .town], "\(said)")
            #expect((found.first?.score ?? 0) > (found.last?.score ?? 0), "\(said)")
        }
        #expect(try await map.find("立夏镇芒种村").map(\.place.type) == [.village, .town])
    }

    @Test func `two towns, or a town and half a name in another, are left to a person`() async throws {
        let map = try await Map()
        _ = try await map.addTowns()
        try await map.add("听荷苑", "lotus", aliases: ["荷苑"])
        for said in ["从立夏镇到霜降街道的路上", "霜降街道荷苑"] {
            let found = try await map.find(said)
            #expect(found.count == 2, "\(said)")
            #expect((found.first?.score ?? 0) <= (found.last?.score ?? 0), "\(said)")
        }
    }

    @Test func `more names than one query may ask for are still looked through`() async throws {
        let map = try await Map()
        try await map.add("听荷苑", "lotus")
        // A thousand different pairs of characters before the name.
        let scalars = (0..<1_000).compactMap { Unicode.Scalar(0x4E00 + $0 * 7) }
        let text = String(String.UnicodeScalarView(scalars)) + "听荷苑"
        #expect(try await map.find(text).map(\.place.id.text).contains("lotus"))
    }
}
