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
import Web

/// The library for people: it is found while somebody types, shows its past, and is changed by who may, with a reason.
@Suite struct AddressPageTests {
    private func signedIn(_ login: String, _ world: MergeWorld) async throws -> TestClient {
        let client = TestClient(try world.world.server())
        _ = try await client.signIn(login)
        return client
    }

    private func estate(_ world: MergeWorld) async throws -> RecordID {
        try await world.world.database.read { [store = world.world.house.addresses] in
            try #require(try store.matches(in: "谷雨渡家园", reader: $0).first?.place.id)
        }
    }

    @Test(arguments: ["gydjy3", "guyudujiayuan 3", "谷雨渡家园3", "谷雨渡3"])
    func `an estate's building is offered by characters, pinyin and first letters`(typed: String) async throws {
        let world = try await MergeWorld(), client = try await signedIn("chenglichun", world)
        let said = typed.addingPercent()
        let answer = try await client.get("/addresses/completions?q=\(said)")
        #expect(answer.status == 200 && answer.text.contains("谷雨渡家园3幢"), "\(answer.text)")
        withExtendedLifetime(world) {}
    }

    @Test func `a place is offered under its own name as it is written, and tells the other one that was typed`()
        async throws
    {
        let world = try await MergeWorld(), client = try await signedIn("chenglichun", world)
        let id = try await estate(world)
        try await world.world.database.write { [house = world.world.house] transaction in
            let act = AddressAct(on: TestDistrict.morning.day, at: TestDistrict.morning)
            // Before its own name in the order of letters, and after it.
            for name in ["K号渡口", "霜降渡口"] { try house.addresses.addName(name, of: id, by: act, in: transaction) }
            try house.addresses.rename(id, to: "谷雨渡K家园", by: act, in: transaction)
        }
        for typed in ["谷雨渡k", "霜降渡口", "k号渡"] {
            let answer = try await client.get("/addresses/completions?q=\(typed.addingPercent())")
            #expect(answer.text.contains("小暑北路12号谷雨渡K家园\""), "\(typed): \(answer.text)")
        }
        withExtendedLifetime(world) {}
    }

    @Test func `a resident is offered places down to the building, and no flats`() async throws {
        let world = try await MergeWorld(), stranger = TestClient(try world.world.server())
        let building = try await stranger.get("/places?q=\("谷雨渡家园3".addingPercent())")
        #expect(building.status == 200 && building.text.contains("谷雨渡家园3幢"), "\(building.text)")
        let room = try await stranger.get("/places?q=\("谷雨渡家园3幢2单元501".addingPercent())")
        #expect(room.status == 200 && !room.text.contains("501") && !room.text.contains("单元"))
        #expect(try await stranger.get("/addresses/completions?q=gydjy").status != 200)
        withExtendedLifetime(world) {}
    }

    @Test func `a page shows the address, what lies in it and who writes it how, in both languages`() async throws {
        let world = try await MergeWorld(), client = try await signedIn("chenglichun", world)
        try await world.merge([("1", "谷雨渡家园3幢2单元501"), ("2", "谷雨渡 家园")])
        let id = try await estate(world)
        for (language, words) in [
            ("zh-Hans", ["谷雨渡家园", "3幢", "永久编号", "变更记录"]), ("en", ["谷雨渡家园", "Permanent id", "History"]),
        ] {
            let page = try await client.get("/addresses/\(id)?lang=\(language)")
            #expect(page.status == 200)
            for word in words { #expect(page.text.contains(word), "\(word)") }
        }
        let found = try await client.get("/addresses?q=\("谷雨渡家园3幢2单元501室".addingPercent())")
        #expect(found.text.contains("谷雨渡家园3幢2单元501室"))
        let none = try await client.get("/addresses?q=\("<script>alert(1)</script>".addingPercent())")
        #expect(none.status == 200 && !none.text.contains("<script>alert"))
        #expect(try await client.get("/addresses/\(RecordID.make(at: TestDistrict.morning))").status == 404)
        withExtendedLifetime(world) {}
    }

    @Test func `who may renames an estate with a reason, the old name finds it, and undoing it brings all back`()
        async throws
    {
        let world = try await MergeWorld(), client = try await signedIn("hanchunfen", world)
        let id = try await estate(world), path = "/addresses/\(id)/acts"
        let without = try await client.post(path, [("act", "rename"), ("value", "清明苑"), ("reason", " ")])
        #expect(without.status == 422 && without.text.contains("请写明为什么"))
        let short = try await client.post(path, [("act", "rename"), ("value", "苑"), ("reason", "更名")])
        #expect(short.status == 422 && short.text.contains("名称要2到60个字"))
        let done = try await client.post(path, [("act", "rename"), ("value", "清明苑"), ("reason", "开发商更名")])
        #expect(done.status == 303)
        let page = try await client.get("/addresses/\(id)")
        #expect(page.text.contains("清明苑") && page.text.contains("曾用名") && page.text.contains("开发商更名"))
        let store = world.world.house.addresses
        let act = try await world.world.database.read {
            try #require(try store.history(of: id, in: $0).last?.change.act)
        }
        #expect(try await client.post(path, [("act", "undo"), ("change", act.text)]).status == 303)
        let place = try await world.world.database.read { try store.find(id, in: $0) }
        #expect(place?.name == "谷雨渡家园")
        #expect(try await world.isSound())
    }

    @Test func `what came in one batch is not undone from the page of one place`() async throws {
        let world = try await MergeWorld(), client = try await signedIn("hanchunfen", world)
        let store = world.world.house.addresses
        // 谷雨渡家园5幢 grows as proposed and 3幢 stands as implied; then one list confirms both with their codes.
        try await world.merge([("1", "谷雨渡家园5幢101室")])
        let house = world.world.house, later = TestDistrict.morning.adding(seconds: 60)
        let library = AddressLibrary(
            addresses: house.addresses, divisions: house.divisions, journal: house.journal,
            database: world.world.database)
        func line(_ building: String) -> AddressLibrary.Line {
            let cells = [
                "id": building, "village_code": world.village.code, "estate": "谷雨渡家园", "road": "小暑北路", "number": "12号",
            ]
            return (1, cells.merging(["building": building]) { $1 })
        }
        _ = try await library.load([line("3幢"), line("5幢")], origin: "list", at: later)
        let building = try await world.world.database.read { reader in
            try #require(
                try reader.row("SELECT id FROM addresses WHERE code = '5幢'")
            ).id("id")
        }
        let change = try await world.world.database.read {
            try #require(try store.history(of: building, in: $0).last { $0.change.what == .confirmed }).change
        }
        let page = try await client.get("/addresses/\(building)")
        #expect(!page.text.contains("value=\"\(change.act)\""))
        let answer = try await client.post(
            "/addresses/\(building)/acts", [("act", "undo"), ("change", change.act.text)])
        #expect(answer.status == 422 && answer.text.contains("整批导入"))
        let state = try await world.world.database.read { try store.snapshot(of: building, in: $0)?.state }
        #expect(state == .confirmed)
        let elsewhere = try await client.post(
            "/addresses/\(try await estate(world))/acts", [("act", "undo"), ("change", change.act.text)])
        #expect(elsewhere.status == 422, "nor from another place's")
        #expect(try await world.isSound())
    }

    @Test func `an auditor looks and changes nothing`() async throws {
        let world = try await MergeWorld(), client = try await signedIn("zhangxiaoman", world)
        let id = try await estate(world)
        let page = try await client.get("/addresses/\(id)")
        #expect(page.status == 200 && !page.text.contains("/acts"))
        let act = try await client.post("/addresses/\(id)/acts", [("act", "retire"), ("reason", "试试")])
        #expect(act.status == 403)
        let look = try await client.post("/addresses/\(id)/attachments/showing", [("purpose", "好奇看一看")])
        #expect(look.status == 403)
        withExtendedLifetime(world) {}
    }

    @Test func `what hangs on an address is shown for a purpose, which is in the record, and its names are sealed`()
        async throws
    {
        let world = try await MergeWorld(), client = try await signedIn("chenglichun", world)
        let id = try await estate(world), path = "/addresses/\(id)/attachments"
        let item = [("kind", "person"), ("label", "谷小满"), ("source", "grid"), ("external", "P-1")]
        #expect(try await client.post(path, item).status == 303)
        #expect(try await client.post(path, item).status == 422, "it hangs there already")
        #expect(try await client.get("/addresses/\(id)").text.contains("谷小满") == false)
        #expect(try await client.post("\(path)/showing", [("purpose", " 。 ")]).status == 422)
        let shown = try await client.post("\(path)/showing", [("purpose", "核对楼道灯报修的住户")])
        #expect(shown.status == 200 && shown.text.contains("谷小满") && shown.text.contains("P-1"))
        let entries = try await world.world.database.read { reader in
            try reader.rows("SELECT body FROM journal_entries").map { try $0.text("body") }
        }
        #expect(entries.contains { $0.contains("addresses.attachments-shown") })
        #expect(!entries.contains { $0.contains("谷小满") || $0.contains("核对楼道灯") })
        let plain = try await world.world.database.read { reader in
            try reader.rows("SELECT external_id, label_id FROM address_attachments").map { try $0.text("label_id") }
        }
        #expect(plain.count == 1 && RecordID(plain[0]) != nil)
        #expect(try await world.isSound())
    }

    @Test func `what hung on a house that was merged into another is found there`() async throws {
        let world = try await MergeWorld(), house = world.world.house
        let all = try await world.world.database.read {
            try house.addresses.matches(in: "白露公寓", reader: $0).map(\.place.id)
        }
        let attachments = AttachmentStore(addresses: house.addresses, journal: house.journal)
        let (one, two) = (try #require(all.first), try #require(all.last))
        let shown = try await world.world.database.write { transaction in
            try attachments.attach(
                .enterprise, source: "market", externalID: "E-7", label: nil, to: one, from: TestDistrict.morning.day,
                by: .system("test"), at: TestDistrict.morning, in: transaction)
            let act = AddressAct(on: TestDistrict.morning.day, reason: "登记了两次", at: TestDistrict.morning)
            try house.addresses.merge(one, into: two, by: act, in: transaction)
            try house.journal.record(
                JournalRecord(
                    "addresses.changed", subject: Subject("address", one), by: .system("test"),
                    happenedAt: TestDistrict.morning), in: transaction)
            return try attachments.show(
                at: two, for: "核对企业地址", by: .system("test"), at: TestDistrict.morning, in: transaction)
        }
        #expect(shown.map(\.externalID) == ["E-7"])
        #expect(try await world.isSound())
    }
}

/// Programs follow the library: an extract once, then every change.
@Suite struct AddressFeedTests {
    @Test func `a program that follows the feed by pages stays equal to a fresh extract`() async throws {
        let world = try await MergeWorld(), client = TestClient(try world.world.server())
        let token = try await world.world.token(of: "chenglichun")
        func get(_ path: String) async throws -> JSONValue {
            let answer = try await client.call("GET", path, token: token)
            #expect(answer.status == 200, "\(path): \(answer.text)")
            return try JSONReader.read(Array(answer.text.utf8))
        }
        func walk(_ path: String) async throws -> [JSONValue] {
            var items: [JSONValue] = [], next: String? = path
            while let path = next, items.count < 20_000 {
                let body = try await get(path)
                items += body["items"]?.array ?? []
                next = body["next"]?.string
            }
            return items
        }
        func number() async throws -> Int { try #require(try await get("/api/v1/addresses/feed")["last"]?.integer) }
        func extract(_ number: Int) async throws -> [String: String] {
            var all: [String: String] = [:]
            for item in try await walk("/api/v1/addresses/extract?at=\(number)&limit=100") {
                all[try #require(item["id"]?.string)] = item.text()
            }
            return all
        }
        let first = try await number()
        var mine = try await extract(first)
        #expect(mine.count > 10)
        try await world.merge([("1", "谷雨渡家园7幢1单元101室"), ("2", "谷雨渡家园3幢2单元999")])
        let estate = try await world.world.database.read { [store = world.world.house.addresses] in
            try #require(try store.matches(in: "谷雨渡家园", reader: $0).first?.place.id)
        }
        _ = try await client.signIn("hanchunfen")
        _ = try await client.post("/addresses/\(estate)/acts", [("act", "rename"), ("value", "清明苑"), ("reason", "更名")])
        let last = try await number()
        for change in try await walk("/api/v1/addresses/changes?after=\(first)&to=\(last)&limit=3") {
            if let left = change["left"], left != .null { mine[try #require(change["place_id"]?.string)] = left.text() }
        }
        #expect(mine == (try await extract(last)))
        let fresh = try await extract(first)
        #expect(fresh.count < mine.count)
        let found = try await get("/api/v1/addresses/resolution?text=\("清明苑3幢2单元501室".addingPercent())")
        #expect(found["band"]?.string == "A")
        withExtendedLifetime(world) {}
    }

    @Test func `after the division of the district every old address is found, and the feed leads to a fresh extract`()
        async throws
    {
        let world = try await MergeWorld(), house = world.world.house, day = TestDistrict.morning.day
        let later = Instant(milliseconds: TestDistrict.morning.milliseconds + 86_400_000)
        let town = try await world.world.database.read { reader in
            try #require(try world.village.parent.flatMap { try house.divisions.find($0, in: reader) })
        }
        let first = try await world.world.database.read { try house.addresses.feed.last(in: $0) }
        let client = TestClient(try world.world.server()), token = try await world.world.token(of: "chenglichun")
        var mine = try await Self.divisions(client, token, at: first)
        try await world.world.database.write { transaction in
            let root = try #require(try house.divisions.list(.district, on: day, in: transaction).first)
            let linping = Division(
                id: .make(at: later), level: .district, code: "330113", codeSystem: root.codeSystem,
                name: Words("临平区", "Linping District"), kind: "district", parent: nil, point: nil,
                validFrom: later.day, validTo: nil)
            try house.divisions.add(linping, at: later, in: transaction)
            try house.divisions.change(
                town.id, DivisionPatch(code: "330113" + town.code.dropFirst(6), parent: linping.id), on: later.day,
                reason: "分区", at: later, in: transaction)
            try house.journal.record(
                JournalRecord(
                    "divisions.changed", subject: Subject(kind: "import", id: house.district.key), by: .system("test"),
                    happenedAt: later), in: transaction)
        }
        let register = try await world.world.database.read { reader in
            try house.addresses.register(
                LibrarySurroundings(above: ["杭州市"], elsewhere: ["西湖区"]), divisions: house.divisions, on: later.day,
                in: reader)
        }
        var resolver = AddressResolver(register)
        let old = resolver.resolve("杭州市余杭区\(town.name.zh)谷雨渡家园3幢2单元501室")
        #expect(old.band == .b && old.evidence.contains { $0.reason == .former })
        #expect(resolver.resolve("杭州市临平区\(town.name.zh)谷雨渡家园3幢2单元501室").band == .a)
        #expect(resolver.resolve("谷雨渡家园3幢2单元501室").band == .a)
        let last = try await world.world.database.read { try house.addresses.feed.last(in: $0) }
        let changes = try await world.world.database.read {
            try house.addresses.feed.changes(after: first, to: last, limit: 100, in: $0)
        }
        for change in changes {
            mine.merge(try await Self.divisions(client, token, at: last, id: change.place)) { $1 }
        }
        let fresh = try await Self.divisions(client, token, at: last)
        #expect(mine == fresh && changes.count >= 2)
        #expect(try await Self.divisions(client, token, at: first) != fresh)
    }

    /// The divisions by id as programs get them, a few a page; `id` asks for one alone.
    private static func divisions(
        _ client: TestClient, _ token: String, at number: Int64, id: RecordID? = nil
    ) async throws -> [RecordID: String] {
        var all: [RecordID: String] = [:]
        var next: String? = "/api/v1/divisions/extract?at=\(number)&limit=3" + (id.map { "&id=\($0)" } ?? "")
        while let path = next {
            let answer = try await client.call("GET", path, token: token)
            #expect(answer.status == 200, "\(path): \(answer.text)")
            let body = try JSONReader.read(Array(answer.text.utf8))
            for item in body["items"]?.array ?? [] {
                all[try #require(item["id"]?.string.flatMap { RecordID($0) })] = item.text()
            }
            next = body["next"]?.string
        }
        return all
    }
}

extension String {
    fileprivate func addingPercent() -> String {
        utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (97...122).contains(byte) || (65...90).contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }
}
