import Accounts
import App
import Base
import Foundation
import Journal
import Matters
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing

/// What is erased stands nowhere in the data folder any more, in whatever place it once lay.
@Suite struct ErasureTests {
    // Each begins and ends with signs that stand nowhere else in the folder.
    private static let secrets = [
        "text": "鼙鼓巷的囍糖铺漏水", "title": "囍糖铺告急", "place": "鼙鼓巷尽头", "about": "麴麒麟老板", "name": "霜降无名氏麴",
        "phone": "00098761234", "email": "qilin9876@example.test",
    ]
    private static let written = [
        "note": "麟趾桥勘验记", "message": "鹬蚌回话给您", "transfer": "犀角理由转办", "pause": "貔貅鉴定等待", "answer": "鸾凤和解收场",
        "addition": "鼹鼠补充一句", "rating": "", "file": "霜降无名氏麴的身份证", "picture": "獬豸照片正文",
    ]

    @Test func `after erasure no word of a matter is left in any file or table`() async throws {
        let world = try await TestDistrict()
        let store = world.house.matters
        let receipt = try await life(in: world)
        let words = Array(Self.secrets.values) + Self.written.values.filter { !$0.isEmpty }
        try await (world.database as? SQLiteDatabase)?.checkpoint(truncate: false)
        // The test can fail: before, the index holds pairs of characters and the folder the file.
        #expect(try await places("獬豸照片正文", in: world) == 1)
        #expect(try await places("囍糖", in: world) > 0)
        let report = try await store.erase(number: receipt.number, by: .system("test"), at: TestDistrict.morning)
        #expect(report.files == 1)
        _ = try await world.house.sequencer.sequenceOnce(at: TestDistrict.morning)
        try await world.database.purge()
        for word in words { #expect(try await places(word, in: world) == 0, "\(word)") }
        for word in words {
            let signs = Array(word)
            for (first, second) in zip(signs, signs.dropFirst()) where Self.isRare(first) || Self.isRare(second) {
                #expect(try await places("\(first)\(second)", in: world) == 0, "\(first)\(second)")
            }
        }
        let left = try await world.database.read { reader in
            [
                try reader.count("SELECT COUNT(*) AS n FROM attachments"),
                try reader.count("SELECT COUNT(*) AS n FROM idempotency_keys"),
            ]
        }
        #expect(left == [0, 0])
        // What was to be told by telephone and letter is told no more, and no word of it is left.
        let told = try await world.database.read { reader in
            (
                try reader.count("SELECT COUNT(*) AS n FROM notices WHERE state = 'given-up' AND reason = 'erased'"),
                try reader.count("SELECT COUNT(*) AS n FROM personal_values WHERE owner_id = \(receipt.matter)")
            )
        }
        #expect(told == (4, 0))
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    @Test func `what a group is called and what was said of mandates, calls and hand-overs goes too`() async throws {
        let world = try await TestDistrict()
        let store = world.house.matters, now = TestDistrict.morning
        let centre = try await world.actor("chenglichun"), unit = try await world.unit("centre")
        var filing = Filing(
            kind: .help, channel: .hotline, narrative: Narrative(title: "水管", text: "水管爆了，要人来修。", place: ""),
            receiver: unit.id, happenedAt: now)
        filing.filer = Identity(name: "谷雨", phone: "00012345678")
        filing.members = [GroupMember(Identity(name: "鼙鼓", phone: "00055550001"), isRepresentative: true)]
        filing.members.append(GroupMember(Identity(name: "囍麴", phone: "00055550002")))
        filing.arrival = Arrival(way: "post", day: now.day, number: "麟趾挂号", sender: "鹬蚌法院")
        filing.mandate = Mandate(asker: "犀角本人", way: .person, day: now.day, scope: "貔貅全程")
        filing.callBack = CallBackWish(
            number: "00055550003", due: now.adding(seconds: 3_600), reason: "鸾凤说明")
        let receipt = try await store.file(filing, by: centre.principal, at: now)
        func revision() async throws -> Int {
            try await world.database.read {
                try $0.row("SELECT revision FROM matters WHERE id = \(receipt.matter)")?.int("revision") ?? 0
            }
        }
        let reports = try await world.database.read {
            let matter = try store.getMatter(receipt.matter, scope: store.scope(of: centre, in: $0), in: $0)
            return try store.proxy(of: store.getFile(matter, in: $0), for: centre, at: now, in: $0)?.reports.map(\.id)
                ?? []
        }
        try await store.tellResident(
            of: reports, matter: receipt.matter, on: now.day, by: .phone, note: "鼹鼠知道了", revision: try await revision(),
            by: centre, at: now)
        let call = try #require(try await world.database.read { try store.listCallBacks(for: centre, in: $0) }.first)
        try await store.recordCall(
            call.id, result: .unanswered, isContent: nil, note: "獬豸没接", next: nil, by: centre, at: now)
        try await store.handOver(
            receipt.matter, reason: "unclear", incident: "囍号", note: "麴说", revision: try await revision(), by: centre,
            at: now)
        try await store.returnHandover(
            of: receipt.matter, note: "鼙说不归他", revision: try await revision(), by: centre, at: now)
        _ = try await store.erase(number: receipt.number, by: .system("test"), at: now)
        _ = try await world.house.sequencer.sequenceOnce(at: now)
        try await world.database.purge()
        for word in [
            "鼙鼓", "囍麴", "麟趾", "鹬蚌", "犀角", "貔貅", "鸾凤", "鼹鼠", "獬豸", "囍号", "麴说", "鼙说", "00055550001", "00055550002",
            "00055550003",
        ] { #expect(try await places(word, in: world) == 0, "\(word)") }
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    private static func isRare(_ sign: Character) -> Bool { "鼙囍麴麟鹬犀貔貅鸾鼹獬豸".contains(sign) }

    /// A matter filed on the web, worked on in every way that takes words, and answered.
    private func life(in world: TestDistrict) async throws -> Receipt {
        let store = world.house.matters
        let answers =
            Self.secrets.map { ($0.key, $0.value) } + [
                ("kind", "help"), ("confidentiality", "named"), ("notify", "yes"),
            ]
        let client = TestClient(try world.server())
        _ = try await client.get("/file")
        let slip = try await client.post("/file", answers + [("key", "erasure-test-key-1"), ("address", "none")])
        let found = try await world.database.read { try $0.row("SELECT id FROM matters")?.id("id") }
        let id = try #require(found, "\(slip.status)")
        let receipt = try await world.database.read { try store.receipt(of: id, in: $0) }
        let picture = Array("%PDF-1.4 獬豸照片正文".utf8)
        let name = (Self.written["file"] ?? "") + ".pdf"
        try await store.attach([(name, picture)], to: id, by: .visitor, at: TestDistrict.morning)
        let centre = try await world.actor("chenglichun")
        let village = try await world.unit("village:330110004006")
        try await act("accept", id, centre, world)
        for code in ["note", "message", "pause"] { try await act(code, id, centre, world, ground: "appraisal") }
        try await act("resumption", id, centre, world, text: Self.written["pause"] ?? "")
        try await act("transfer", id, centre, world, unit: village.id)
        try await act("addition", id, .filer(of: id), world)
        let handler = try await world.actor("zhengxiaoxue")
        try await act("accept", id, handler, world)
        try await act("answer", id, handler, world)
        return receipt
    }

    private func act(
        _ code: String, _ id: RecordID, _ actor: Actor, _ world: TestDistrict, text: String? = nil,
        ground: String? = nil, unit: RecordID? = nil
    ) async throws {
        let revision = try await world.database.read {
            try $0.row("SELECT revision FROM matters WHERE id = \(id)")?.int("revision")
        }
        var input = ActionInput()
        input.text = text ?? Self.written[code] ?? "照办"
        (input.ground, input.unit, input.end) = (ground, unit, "solved")
        _ = try await world.house.matters.act(
            code, on: id, revision: revision ?? 0, input: input, by: actor, at: TestDistrict.morning)
    }

    /// In how many files of the folder a text stands, in UTF-8, and in how many rows where a server keeps them.
    private func places(_ text: String, in world: TestDistrict) async throws -> Int {
        let needle = Data(text.utf8)
        let rows = TestEngine.isFile ? 0 : try await Self.rows(with: text, in: world.database)
        return try rows
            + FileManager.default.subpathsOfDirectory(atPath: world.folder.path).count { path in
                path.contains(text)
                    || (try? Data(contentsOf: world.folder.appending(path: path)))?.range(of: needle) != nil
            }
    }

    private static func rows(with text: String, in database: any Engine) async throws -> Int {
        let tables = try await database.tables()
        return try await database.read { reader in
            let kept = try tables.map { SQL(stringLiteral: $0.name) }.reduce(0) { sum, table in
                sum
                    + (try reader.count(
                        "SELECT count(*) AS n FROM \(table) t WHERE CAST(t AS text) LIKE \("%\(text)%")"))
            }
            let index: SQL = "SELECT count(*) AS n FROM matter_search WHERE CAST(words AS text) LIKE \("%\(text)%")"
            return kept + (try reader.count(index))
        }
    }

    @Test func `a file that no row names goes after an hour, one that is named or young stays`() async throws {
        let world = try await TestDistrict()
        let store = world.house.matters
        let receipt = try await world.file()
        let picture = Array("%PDF-1.4 有行".utf8)
        try await store.attach([("a.pdf", picture)], to: receipt.matter, by: .visitor, at: TestDistrict.morning)
        let folder = world.folder.appending(path: "blobs/ab")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let orphan = folder.appending(path: "ab" + String(repeating: "0", count: 62))
        try Data("獬豸".utf8).write(to: orphan)
        let written = try #require(
            try FileManager.default.attributesOfItem(atPath: orphan.path)[.modificationDate] as? Date)
        let now = Instant(milliseconds: Int64(written.timeIntervalSince1970 * 1_000))
        #expect(try await store.sweepBlobs(at: now.adding(seconds: 3_590)) == 0)
        #expect(try await store.sweepBlobs(at: now.adding(seconds: 3_700)) == 1)
        #expect(!FileManager.default.fileExists(atPath: orphan.path))
        let files = try await world.database.read { try store.listAttachments(receipt.matter, in: $0) }
        let kept = try await store.getAttachment(try #require(files.first).id, of: receipt.matter)
        #expect(kept.bytes == picture)
    }

    @Test func `who presses twice with a photograph keeps it, though one of the two steps is refused`() async throws {
        let world = try await TestDistrict()
        let store = world.house.matters
        let receipt = try await world.file()
        var input = ActionInput()
        input.text = "补一张照片"
        let addition = input, picture = Array("%PDF-1.4 谷雨".utf8)
        for _ in 0..<20 {
            let revision = try await world.database.read {
                try $0.row("SELECT revision FROM matters WHERE id = \(receipt.matter)")?.int("revision") ?? 0
            }
            let presses = (0..<2).map { _ in
                Task {
                    try await store.act(
                        "addition", on: receipt.matter, revision: revision, input: addition,
                        files: [("a.pdf", picture)], by: .filer(of: receipt.matter), at: TestDistrict.morning)
                }
            }
            var kept = 0
            for press in presses where (try? await press.value) != nil { kept += 1 }
            #expect(kept == 1)
            let file = try #require(
                try await world.database.read { try store.listAttachments(receipt.matter, in: $0) }.first)
            #expect(try await store.getAttachment(file.id, of: receipt.matter).bytes == picture)
        }
    }

    @Test func `who goes back after handing in, adds a photograph and sends again has it on the matter`() async throws {
        let world = try await TestDistrict()
        let store = world.house.matters
        let filing = Filing(
            kind: .help, channel: .web, narrative: Narrative(title: "路灯", text: "不亮了", place: ""),
            receiver: try await world.unit("centre").id, happenedAt: TestDistrict.morning)
        let key = (actor: "visitor:谷雨", key: "k1"), picture = Array("%PDF-1.4 路灯".utf8)
        let first = try await store.file(filing, by: .visitor, at: TestDistrict.morning, key: key)
        for _ in 0..<2 {
            let again = try await store.file(
                filing, files: [("a.pdf", picture)], by: .visitor, at: TestDistrict.morning, key: key)
            #expect(again.number == first.number)
        }
        let files = try await world.database.read { try store.listAttachments(first.matter, in: $0) }
        #expect(files.count == 1)
        #expect(try await store.getAttachment(try #require(files.first).id, of: first.matter).bytes == picture)
    }

    @Test(arguments: [Confidentiality.confidential, .anonymous, .named])
    func `files of a filer whose name is kept back carry no name, and no photograph its place`(
        confidentiality: Confidentiality
    ) async throws {
        let world = try await TestDistrict()
        let store = world.house.matters
        let receipt = try await world.file(confidentiality: confidentiality)
        let comment: [UInt8] = [0xFF, 0xFE, 0, 8] + Array("谷雨".utf8)
        let rest: [UInt8] = [0xFF, 0xDA, 0, 4, 1, 1, 7, 7, 0xFF, 0xD9]
        let files = [("谷雨身份证.jpg", [0xFF, 0xD8] + comment + rest), ("谷雨的信.pdf", Array("%PDF-1.4".utf8))]
        try await store.attach(files, to: receipt.matter, by: .visitor, at: TestDistrict.morning)
        let kept = try await world.database.read { try store.listAttachments(receipt.matter, in: $0) }
        let isNamed = confidentiality == .named
        #expect(Set(kept.map(\.name)) == (isNamed ? ["谷雨身份证.jpg", "谷雨的信.pdf"] : ["附件1.jpg", "附件2.pdf"]))
        let picture = try #require(kept.first { $0.type == "image/jpeg" })
        let bytes = try await store.getAttachment(picture.id, of: receipt.matter).bytes
        #expect(bytes == [0xFF, 0xD8] + rest)
        #expect(picture.size == bytes.count)
    }
}
