import AddressDesk
import AddressMatch
import Addresses
import App
import Base
import Divisions
import Journal
import Storage
import TestDistrict
import Testing

/// 谷雨渡家园 at 小暑北路 12号 with 3幢 (2单元, 501 and 502), 白露公寓 in two villages, and what systems write about them.
struct MergeWorld {
    let world: TestDistrict
    let village: Division, other: Division

    init() async throws {
        world = try await TestDistrict()
        let (house, day) = (world.house, TestDistrict.morning.day)
        let villages = try await world.database.read { try house.divisions.list(.village, on: day, in: $0) }
        (village, other) = (try #require(villages.first), try #require(villages.last))
        func line(_ cells: [String: String], in village: Division) -> AddressLibrary.Line {
            (1, cells.merging(["village_code": village.code]) { old, _ in old })
        }
        let estate = ["estate": "谷雨渡家园", "road": "小暑北路", "number": "12号", "building": "3幢", "unit": "2单元"]
        let lines = [
            line(estate.merging(["room": "501室"]) { $1 }, in: village),
            line(estate.merging(["room": "502室"]) { $1 }, in: village),
            line(["estate": "白露公寓", "building": "1幢"], in: village),
            line(["estate": "白露公寓", "building": "1幢"], in: other),
        ]
        let library = AddressLibrary(
            addresses: house.addresses, divisions: house.divisions, journal: house.journal, database: world.database)
        let outcome = try await library.load(lines, origin: "test", at: TestDistrict.morning)
        try #require(outcome.added == 4 && outcome.rejected.isEmpty)
    }

    var review: ReviewStore {
        ReviewStore(addresses: world.house.addresses, divisions: world.house.divisions, journal: world.house.journal)
    }

    func register() async throws -> AddressRegister {
        let (house, day) = (world.house, TestDistrict.morning.day)
        return try await world.database.read { reader in
            try house.addresses.register(
                LibrarySurroundings(above: ["余杭区", "杭州市"], elsewhere: ["西湖区"]), ids: .records,
                divisions: house.divisions, on: day, in: reader)
        }
    }

    /// The first word up to 苑, 家园 or 公寓 is a name here, up to 路 a road.
    static func names(_ text: String) -> (name: String?, road: String?) {
        for ending in ["苑", "家园", "公寓"] {
            if let end = text.firstRange(of: ending)?.upperBound { return (String(text[..<end]), nil) }
        }
        return (nil, text.firstIndex(of: "路").map { String(text[...$0]) })
    }

    @discardableResult
    func merge(
        _ rows: [(String, String)], source: String = "water", reject: (AddressMerge.Reject) -> Void = { _ in }
    ) async throws -> MergeReport {
        let house = world.house
        let merge = AddressMerge(addresses: house.addresses, journal: house.journal, database: world.database)
        return try await merge.run(
            rows.map { (key: $0.0, text: $0.1) }, source: source, title: source, register: try await register(),
            nameIn: Self.names, at: TestDistrict.morning, reject: reject)
    }

    /// Each row as `source key band place`, the place by its text.
    func links() async throws -> [String] {
        let house = world.house
        return try await world.database.read { reader in
            var lines: [String] = []
            try AddressLinks(house.addresses).each(in: reader) { link in
                let place = try link.code.flatMap { try house.addresses.find(RecordID(trusted: $0), in: reader) }
                lines.append("\(link.source) \(link.key) \(link.band) \(place?.name ?? "-")")
            }
            return lines.sorted()
        }
    }

    func cases(_ state: CaseState = .open) async throws -> [AddressCase] {
        let review = review
        var filter = ReviewStore.Filter()
        filter.state = state
        let asked = filter
        return try await world.database.read { try review.list(asked, limit: 50, in: $0) }
    }

    func decide(_ id: RecordID, _ decision: CaseDecision) async throws -> Int {
        let review = review
        return try await world.database.write {
            try review.decide(id, decision, by: .system("test"), at: TestDistrict.morning, in: $0)
        }
    }

    func isSound() async throws -> Bool {
        try await world.house.journal.verify(in: world.database, heads: world.house.heads).isSound
    }
}

/// Systems come into the library row by row: what is sure is linked, what is new below it proposed, the rest waits.
@Suite struct MergeTests {
    @Test func `each row is linked to what it means, a new room is proposed once, and two namesakes wait`() async throws
    {
        let world = try await MergeWorld()
        let report = try await world.merge([
            ("1", "余杭区谷雨渡家园3幢2单元501室"), ("2", "谷雨渡家园 ３栋２单元 501"), ("3", "谷雨渡家园3幢2单元503室"),
            ("4", "谷雨渡家园3幢2单元503"), ("5", "白露公寓1幢"), ("6", "谷雨渡家园5幢101室"),
        ])
        #expect((report.rows, report.a + report.b, report.new, report.waiting, report.proposed) == (6, 2, 3, 1, 3))
        #expect(
            try await world.links() == [
                "water 1 A 谷雨渡家园3幢2单元501室", "water 2 A 谷雨渡家园3幢2单元501室", "water 3 new 谷雨渡家园3幢2单元503室",
                "water 4 new 谷雨渡家园3幢2单元503室", "water 5 C -", "water 6 new 谷雨渡家园5幢101室",
            ])
        #expect(try await world.isSound())
    }

    @Test func `the same file again changes nothing, a row whose text changed is read anew`() async throws {
        let world = try await MergeWorld()
        let rows = [("1", "谷雨渡家园3幢2单元501室"), ("2", "谷雨渡家园3幢2单元502室")]
        try await world.merge([rows[0]])
        let again = try await world.merge(rows)
        #expect((again.already, again.a, again.changed) == (1, 1, 0))
        let changed = try await world.merge([("1", "谷雨渡家园3幢2单元502室"), rows[1]])
        #expect((changed.already, changed.a, changed.changed) == (1, 1, 1))
        #expect(
            try await world.links() == ["water 1 A 谷雨渡家园3幢2单元502室", "water 2 A 谷雨渡家园3幢2单元502室"])
        #expect(try await world.isSound())
    }

    @Test func `a row whose new text is no address leaves its place, and one that waited leaves its case`() async throws
    {
        let world = try await MergeWorld()
        try await world.merge([("1", "谷雨渡家园3幢2单元501室"), ("2", "白露公寓1幢"), ("3", "白露公寓1幢")])
        let report = try await world.merge([("1", "无"), ("2", "谷雨渡家园3幢2单元502室"), ("3", "白露公寓1幢")])
        #expect((report.changed, report.already) == (2, 1) && report.rejected == ["empty": 1])
        #expect(try await world.links() == ["water 2 A 谷雨渡家园3幢2单元502室", "water 3 C -"])
        #expect(try await world.cases().map(\.rows) == [1])
        #expect(try await world.isSound())
    }

    @Test(arguments: [
        ("", "empty"), ("  无 ", "empty"), ("null", "empty"), ("13800000000", "number"),
        ("330110190001010000", "number"),
        ("12 Example Road, London", "foreign"), ("杭州市西湖区霜降路5号", "elsewhere"), ("谷雨\u{FFFD}家园", "unreadable"),
        (String(repeating: "谷", count: 10_000), "too-long"),
    ])
    func `what is no address of the district is rejected with its reason`(text: String, reason: String) async throws {
        let world = try await MergeWorld()
        var rejects: [String] = []
        let report = try await world.merge([("1", text)]) { rejects.append("\($0.key) \($0.fault.rawValue)") }
        #expect(rejects == ["1 \(reason)"] && report.rejected == [reason: 1])
        #expect(try await world.links().isEmpty)
    }

    @Test func `a row without a key or with another's is rejected, and the first stands`() async throws {
        let world = try await MergeWorld()
        let report = try await world.merge([
            ("", "谷雨渡家园3幢2单元501室"), ("7", "谷雨渡家园3幢2单元501室"), ("7", "谷雨渡家园3幢2单元502室"),
        ])
        #expect(report.rejected == ["key": 2])
        #expect(try await world.links() == ["water 7 A 谷雨渡家园3幢2单元501室"])
    }

    @Test func `telephone and identity numbers in a text are kept masked`() async throws {
        let world = try await MergeWorld()
        let report = try await world.merge([("1", "未见苑3幢 联系13800001234 身份证33011019000101000X")])
        #expect(report.masked == 1)
        let sample = try #require(try await world.cases().first).sample
        #expect(sample == "未见苑3幢 联系*********** 身份证******************")
    }
}

/// A library of places holds no people: their numbers are masked, and are no numbers of flats.
@Suite struct PersonNumberTests {
    @Test(arguments: [
        "138 1234 5678", "138-1234-5678", "(13812345678)", "0571-88881234", "0571 8888 1234", "400-820-8820",
        "１３８１２３４５６７８",
        "330106 19900307 123X", "138 12345678",
    ])
    func `a telephone or identity number beside an address is masked and proposes no flat`(number: String) async throws
    {
        let world = try await MergeWorld()
        let report = try await world.merge([("1", "谷雨渡家园3幢2单元501室" + number)])
        #expect(report.masked == 1 && report.proposed == 0)
        #expect(try await world.links().allSatisfy { $0.hasSuffix("谷雨渡家园3幢2单元501室") })
        let text = try await world.world.database.read { reader in
            try reader.row("SELECT text FROM address_links")?.text("text") ?? ""
        }
        #expect(text.hasPrefix("谷雨渡家园3幢2单元501室") && !text.dropFirst(14).contains { $0.isNumber }, "\(text)")
    }

    @Test(arguments: ["谷雨渡家园3-2-501", "谷雨渡家园 3 2 501", "谷雨渡家园3幢2单元501室 邮编311100"])
    func `numbers of doors stay as they are`(text: String) async throws {
        let world = try await MergeWorld()
        #expect(try await world.merge([("1", text)]).masked == 0)
    }
}

/// What waits is decided a pattern at a time, and every decision can be taken back.
@Suite struct ReviewTests {
    @Test func `one choice between namesakes settles every row of the pattern, down to the room`() async throws {
        let world = try await MergeWorld()
        try await world.merge([("1", "白露公寓1幢"), ("2", "白露公寓1幢"), ("3", "谷雨渡家园3幢2单元501室")])
        try await world.merge([("9", "白露公寓1幢")], source: "post")
        let open = try #require(try await world.cases().first)
        #expect(
            open.kind == .choose && open.rows == 3 && open.sources == ["water", "post"] && open.candidates.count == 2)
        #expect(try await world.decide(open.id, .place(open.candidates[1])) == 3)
        #expect(try await world.links().filter { $0.contains(" R 白露公寓1幢") }.count == 3)
        #expect(try await world.cases().isEmpty)
        #expect(try await world.isSound())
        await #expect(throws: CaseError.decided) { _ = try await world.decide(open.id, .nothing) }
    }

    @Test func `an unknown name becomes another name of a place, and finds it from then on`() async throws {
        let world = try await MergeWorld()
        try await world.merge([("1", "渡口苑3幢2单元501"), ("2", "渡口苑3幢2单元777"), ("3", "渡口苑")])
        let open = try #require(try await world.cases().first)
        #expect(open.kind == .name && open.said == "渡口苑" && open.rows == 3)
        let estate = try await world.world.database.read { [store = world.world.house.addresses] in
            try #require(try store.matches(in: "谷雨渡家园", reader: $0).first?.place.id)
        }
        #expect(try await world.decide(open.id, .alias(estate)) == 3)
        #expect(
            try await world.links() == [
                "water 1 R 谷雨渡家园3幢2单元501室", "water 2 R 谷雨渡家园3幢2单元777室", "water 3 R 谷雨渡家园",
            ])
        let report = try await world.merge([("5", "渡口苑3幢2单元502室")], source: "post")
        #expect(report.b == 1)
    }

    @Test func `an unknown name becomes a place with all that the rows say to lie in it, and goes again`() async throws
    {
        let world = try await MergeWorld()
        try await world.merge([("1", "未见苑7幢1单元101室"), ("2", "未见苑7幢1单元102室")])
        let open = try #require(try await world.cases().first), village = world.village.id
        #expect(try await world.decide(open.id, .new(.estate, name: "未见苑", village: village)) == 2)
        #expect(
            try await world.links() == ["water 1 R 未见苑7幢1单元101室", "water 2 R 未见苑7幢1单元102室"])
        let review = world.review
        try await world.world.database.write {
            try review.reopen(open.id, by: .system("test"), at: TestDistrict.morning, in: $0)
        }
        #expect(try await world.links() == ["water 1 C -", "water 2 C -"])
        #expect(try await world.cases().map(\.id) == [open.id])
        let left = try await world.world.database.read { [store = world.world.house.addresses] in
            try store.matches(in: "未见苑", reader: $0)
        }
        #expect(left.isEmpty)
        #expect(try await world.isSound())
    }

    @Test func `a decision about a place that is none is refused, and the rows go on waiting`() async throws {
        let world = try await MergeWorld()
        try await world.merge([("1", "未见苑7幢1单元101室")])
        let open = try #require(try await world.cases().first), nowhere = RecordID.make(at: TestDistrict.morning)
        await #expect(throws: CaseError.noPlace) { _ = try await world.decide(open.id, .place(nowhere)) }
        await #expect(throws: CaseError.noPlace) {
            _ = try await world.decide(open.id, .new(.estate, name: "未见苑", village: nowhere))
        }
        await #expect(throws: AddressError.badName) {
            _ = try await world.decide(open.id, .new(.estate, name: "苑", village: world.village.id))
        }
        await #expect(throws: CaseError.unknown) { _ = try await world.decide(nowhere, .nothing) }
        #expect(try await world.cases().map(\.id) == [open.id])
    }

    @Test func `of two who decide at once one does, and the other is told`() async throws {
        let world = try await MergeWorld()
        try await world.merge([("1", "白露公寓1幢")])
        let open = try #require(try await world.cases().first)
        async let one = try? world.decide(open.id, .place(open.candidates[0]))
        async let two = try? world.decide(open.id, .place(open.candidates[1]))
        let settled = await [one, two]
        #expect(settled.compactMap(\.self) == [1])
        #expect(try await world.links().count == 1)
        #expect(try await world.isSound())
    }
}
