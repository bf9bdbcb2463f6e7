import Accounts
import App
import Base
import Clocks
import Matters
import Storage
import TestDistrict
import Testing

/// More time for a petition: each level's term goes as far as its own text allows, with the head of the organ.
@Suite struct ExtensionTests {
    private func accepted(in world: TestDistrict) async throws -> Walk {
        let walk = try await Walk(.petition, in: world, to: "town:330110004")
        try await walk.act("accept", by: "shenxiaoshu")
        return walk
    }

    private func ends(_ walk: Walk) async throws -> [String: Int] {
        let start = walk.start.day
        return Dictionary(
            uniqueKeysWithValues: try await walk.terms("completion").map {
                ($0.ruleID, $0.rawEnd.number - start.number)
            })
    }

    @Test func `sixty days at once bring both terms to the ninetieth day`() async throws {
        let walk = try await accepted(in: TestDistrict())
        #expect(try await ends(walk) == ["P4": 60, "P11": 30])
        try await walk.act("extension", by: "jiangxiazhi", after: 20) { $0.days = 60 }
        #expect(try await ends(walk) == ["P4": 90, "P11": 90])
        try await walk.expectSoundRecord()
    }

    @Test func `thirty days and thirty more do the same, and then there are none`() async throws {
        let walk = try await accepted(in: TestDistrict())
        try await walk.act("extension", by: "jiangxiazhi", after: 20) { $0.days = 30 }
        #expect(try await ends(walk) == ["P4": 90, "P11": 60])
        try await walk.act("extension", by: "jiangxiazhi", after: 50) { $0.days = 30 }
        #expect(try await ends(walk) == ["P4": 90, "P11": 90])
        await #expect(throws: MatterError.self) {
            try await walk.act("extension", by: "jiangxiazhi", after: 60) { $0.days = 1 }
        }
    }

    @Test func `on the fortieth day the national term is extended though the provincial one is over`() async throws {
        let walk = try await accepted(in: TestDistrict())
        await #expect(
            throws: MatterError.invalid(field: "days", Words("最多还能延长 30 天。", "At most 30 days more."))
        ) {
            try await walk.act("extension", by: "jiangxiazhi", after: 40) { $0.days = 31 }
        }
        try await walk.act("extension", by: "jiangxiazhi", after: 40) { $0.days = 30 }
        #expect(try await ends(walk) == ["P4": 90, "P11": 30])
    }

    @Test func `the head of the township approves for its village, the head above the township for nobody`()
        async throws
    {
        let world = try await TestDistrict()
        let walk = try await Walk(.petition, in: world, to: "village:330110004006")
        try await walk.act("accept", by: "zhengxiaoxue")
        await #expect(
            throws: MatterError.barred(Words("由本机关负责人批准", "The head of the organ in charge approves this"))
        ) {
            try await walk.act("extension", by: "hanchunfen", after: 20) { $0.days = 10 }
        }
        try await walk.act("extension", by: "jiangxiazhi", after: 20) { $0.days = 10 }
        #expect(try await ends(walk) == ["P4": 70, "P11": 40])
        let own = try await accepted(in: world)
        await #expect(throws: MatterError.self) {
            try await own.act("extension", by: "hanchunfen", after: 20) { $0.days = 10 }
        }
    }

    @Test func `a village with a head of its own needs none from above`() async throws {
        let world = try await TestDistrict()
        let walk = try await Walk(.petition, in: world, to: "village:330110004006")
        try await walk.act("accept", by: "zhengxiaoxue")
        let village = try await world.unit("village:330110004006"), accounts = world.house.accounts
        let hash = try await accounts.hash("shanzhi-demo")
        try await world.database.write { transaction in
            let account = RecordID.make(at: walk.start)
            try accounts.seed(
                [(account, "lushuangjiang", Words("陆霜降", "Lu Shuangjiang"))], hash: hash, at: walk.start,
                in: transaction)
            try accounts.appoint(
                account, unit: village.id, role: .head, from: walk.start.day, by: .system("test"), at: walk.start,
                in: transaction)
        }
        await #expect(throws: MatterError.self) {
            try await walk.act("extension", by: "jiangxiazhi", after: 20) { $0.days = 10 }
        }
        try await walk.act("extension", by: "lushuangjiang", after: 20) { $0.days = 10 }
    }
}
