import Accounts
import Addresses
import App
import Base
import Intake
import Matters
import Storage
import StorageSQLite
import TestDistrict
import Testing
import Web

/// Every list, count, search and single look answers the same question: may this person see this matter?
@Suite struct ScopeTests {
    private static let people = [
        "chenglichun", "hanchunfen", "shaoqingming", "yaolixia", "zhangxiaoman", "zhongmangzhong", "jiangxiazhi",
        "shenxiaoshu", "zhengxiaoxue", "fangdaxue", "lyuqingming", "luxiaoshu", "xuyushui",
    ]

    private func matters(in world: TestDistrict) async throws -> [RecordID] {
        var ids: [RecordID] = []
        for unit in [
            "grid:33011000400601", nil, "town:330110004", "village:330110004006", "village:330110004007",
            "town:330110012", "dept:justice",
        ] {
            ids.append(try await world.file(to: unit).matter)
        }
        ids.append(try await world.file(.report, to: "town:330110004", complained: "village:330110004006").matter)
        ids.append(try await world.file(.petition, to: "dept:petition-bureau", complained: "town:330110004").matter)
        let later = try await world.file(.report, to: "village:330110004006").matter
        try await world.house.matters.exclude(
            try await world.unit("village:330110004006").id, from: later, revision: 1, reason: "反映的就是这个社区",
            by: try await world.actor("hanchunfen"), at: TestDistrict.morning
        )
        return ids + [later]
    }

    /// 许雨水 of the centre works in 汤家社区 too.
    private func giveSecondPost(in world: TestDistrict) async throws {
        let accounts = world.house.accounts, village = try await world.unit("village:330110004006").id
        try await world.database.write { transaction in
            try accounts.appoint(
                try #require(try accounts.find(login: "xuyushui", in: transaction)), unit: village, role: .handler,
                from: TestDistrict.morning.day, by: .system("test"), at: TestDistrict.morning, in: transaction
            )
        }
    }

    @Test func `a list shows a matter to somebody only if they may open it`() async throws {
        let world = try await TestDistrict()
        try await giveSecondPost(in: world)
        let ids = try await matters(in: world)
        let store = world.house.matters, today = TestDistrict.morning.day
        for login in Self.people {
            let actor = try await world.actor(login)
            try await world.database.read { reader in
                let scope = try store.scope(of: actor, in: reader)
                let mayOpen = Set(ids.filter { (try? store.getMatter($0, scope: scope, in: reader)) != nil })
                let found = try store.search("三楼的灯", scope: scope, in: reader)
                #expect(Set(found.matters.map(\.id)) == mayOpen, "\(login) searches")
                #expect(try store.search("三楼的灯", scope: scope, limit: 1, in: reader).count == mayOpen.count)
                let recent = Set(try store.list(.recent, for: actor, scope: scope, today: today, in: reader).map(\.id))
                #expect(recent == mayOpen, "\(login) lists")
                #expect(try store.count(.recent, for: actor, scope: scope, today: today, in: reader) == mayOpen.count)
                for list in WorkList.allCases {
                    let rows = try store.list(list, for: actor, scope: scope, today: today, in: reader)
                    #expect(mayOpen.isSuperset(of: rows.map(\.id)), "\(login) \(list)")
                    #expect(try store.count(list, for: actor, scope: scope, today: today, in: reader) == rows.count)
                }
            }
        }
    }

    @Test func `no page of any face names a matter to somebody who may not open it`() async throws {
        let world = try await TestDistrict()
        try await giveSecondPost(in: world)
        let ids = try await matters(in: world)
        let server = try world.server(), store = world.house.matters
        // A stream does not end; what it says is asked of the same store, line by line.
        let pages = server.routes.routes.filter {
            $0.method == "GET" && !$0.path.contains("{") && !$0.path.hasSuffix("/events")
        }
        #expect(pages.contains { $0.path == "/command/matters" } && pages.contains { $0.path == "/desk" })
        for login in Self.people {
            let actor = try await world.actor(login)
            let shut = try await world.database.read { reader in
                let scope = try store.scope(of: actor, in: reader)
                return try ids.filter { try !scope.contains($0, in: reader) }
            }
            let client = TestClient(server)
            try await client.signIn(login)
            for page in pages {
                let answer = try await client.get(page.path)
                let named = shut.filter { answer.text.contains($0.text) }
                #expect(named.isEmpty, "\(login) on \(page.path)")
                guard page.path == "/command/matters", answer.status == 200 else { continue }
                let open = ids.filter { !shut.contains($0) }
                #expect(open.allSatisfy { answer.text.contains($0.text) }, "\(login) misses one on \(page.path)")
            }
        }
    }

    @Test func `what is known at a place already is told to those only who may open it`() async throws {
        let world = try await TestDistrict()
        try await giveSecondPost(in: world)
        let store = world.house.matters, addresses = world.house.addresses, now = TestDistrict.morning
        let found = try await world.database.read { try addresses.matches(in: "星桥街道汤家社区", reader: $0).first }
        let place = try #require(found?.place)
        var ids: [RecordID] = []
        for complained in [nil, "village:330110004006"] {
            var filing = Filing(
                kind: .report, channel: .window, narrative: Narrative(title: "噪声", text: "楼上天天跳绳", place: place.name),
                receiver: try await world.unit("town:330110004").id, happenedAt: now
            )
            (filing.place, filing.topic) = (place, "neighbour.noise")
            if let complained { filing.complainedUnit = try await world.unit(complained).id }
            ids.append(try await store.file(filing, by: .visitor, at: now).matter)
        }
        let filed = ids
        for login in Self.people {
            let actor = try await world.actor(login)
            try await world.database.read { reader in
                let scope = try store.scope(of: actor, in: reader)
                let mayOpen = Set(filed.filter { (try? store.getMatter($0, scope: scope, in: reader)) != nil })
                let known = try world.house.intake.known.find(
                    .init(title: "跳绳", text: "楼上又在跳绳", place: place.id), scope: scope, at: now, in: reader)
                #expect(Set(known.map(\.matter.id)) == mayOpen, "\(login)")
                if login == "shenxiaoshu" { #expect(mayOpen.count == 2) }
                if login == "zhengxiaoxue" || login == "xuyushui" { #expect(!mayOpen.contains(filed[1]), "\(login)") }
            }
        }
    }

    @Test func `a custodian in an office complained about does not see that somebody asks for the name`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(
            .report, confidentiality: .confidential, to: "town:330110004", complained: "dept:justice")
        let store = world.house.matters, town = try await world.actor("shenxiaoshu")
        try await store.requestSeal(
            matter: receipt.matter, reason: "须当面核实举报内容", by: town, at: TestDistrict.morning)
        for (login, sees) in [("yaolixia", 0), ("zhouguyu", 1)] {
            let custodian = try await world.actor(login)
            let waiting = try await world.database.read { try store.listSealRequests(for: custodian, in: $0) }
            #expect(waiting.count == sees, "\(login)")
        }
        let client = TestClient(try world.server())
        try await client.signIn("yaolixia")
        #expect(try await !client.get("/desk/seals").text.contains(receipt.number))
    }

    @Test func `whoever may not open a matter gets not found on every address of it`() async throws {
        let world = try await TestDistrict()
        try await giveSecondPost(in: world)
        let ids = try await matters(in: world)
        let server = try world.server()
        let store = world.house.matters
        let pages = server.routes.routes.filter { $0.path.hasPrefix("/desk/matters/{id}") }
        #expect(!pages.isEmpty)
        for login in ["zhengxiaoxue", "lyuqingming", "zhongmangzhong", "luxiaoshu", "xuyushui"] {
            let client = TestClient(server)
            try await client.signIn(login)
            let actor = try await world.actor(login)
            for id in ids {
                let maySee = try await world.database.read { reader in
                    try store.scope(of: actor, in: reader).contains(id, in: reader)
                }
                guard !maySee else { continue }
                for page in pages {
                    let path = page.path.replacing("{id}", with: id.text).replacing("{code}", with: "note")
                        .replacing(#/\{\w+\}/#, with: id.text)
                    let answer =
                        page.method == "GET"
                        ? try await client.get(path)
                        : try await client.post(
                            path,
                            [("revision", "1"), ("text", "我来看看这件事"), ("topic", "env.noise"), ("reason", "我来看看这件事")])
                    #expect(
                        [403, 404].contains(answer.status), "\(login) \(page.method) \(page.path): \(answer.status)")
                    #expect(!answer.text.contains("三楼的灯"))
                }
            }
        }
    }
}
