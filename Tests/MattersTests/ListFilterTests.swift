import Accounts
import Addresses
import App
import Base
import Markup
import Storage
import TestDistrict
import Testing

@testable import Matters

/// Work lists narrowed by topic, place, channel and state: what is left, how many that are, and that the filter stays.
@Suite struct ListFilterTests {
    private static let town = "town:330110004"

    /// Five matters at 星桥街道: noise and a dog in 汤家社区, noise in the town, a wage and a dog nowhere.
    private struct Desk {
        let world: TestDistrict

        init() async throws {
            world = try await TestDistrict()
            try await file("楼上拖桌子", .dispute, topic: "neighbour.noise", place: "汤家社区", by: .hotline)
            try await file("狗整夜叫", .help, topic: "police.dogs", place: "汤家家园", by: .window)
            try await file("隔壁唱歌", .dispute, topic: "neighbour.noise", place: "星桥街道", by: .web)
            try await file("工钱没给", .petition, topic: "labour.wage-arrears", place: nil, by: .letter)
            try await file("野狗追人", .help, topic: nil, place: nil, by: .hotline)
        }

        @discardableResult
        func file(
            _ title: String, _ kind: MatterKind, topic: String?, place: String?, by channel: Channel,
            complained: String? = nil, at now: Instant = TestDistrict.morning
        ) async throws -> Receipt {
            let house = world.house, town = try await world.unit(ListFilterTests.town)
            var filing = Filing(
                kind: kind, channel: channel, narrative: Narrative(title: title, text: title, place: place ?? ""),
                receiver: try await world.unit("centre").id, happenedAt: now
            )
            filing.topic = topic
            if let complained { filing.complainedUnit = try await world.unit(complained).id }
            filing.route = RouteDecision(
                unit: town.id, unitName: town.name, rule: "T1", version: "test", sentence: Words("测试", "test"),
                because: []
            )
            if let place {
                let found = try await world.database.read { try house.addresses.matches(in: place, reader: $0) }
                filing.place = try #require(found.first?.place)
            }
            return try await house.matters.file(filing, by: .system("test"), at: now)
        }

        func client(_ login: String) async throws -> TestClient {
            let client = TestClient(try world.server())
            try await client.signIn(login)
            return client
        }

        /// The titles in a list that a filter leaves, and how many the store counts.
        func titles(
            _ list: WorkList, _ login: String = "shenxiaoshu", change: @Sendable (inout ListFilter) -> Void
        ) async throws -> (titles: Set<String>, count: Int) {
            var filter = ListFilter()
            change(&filter)
            let (store, actor, asked) = (world.house.matters, try await world.actor(login), filter)
            return try await world.database.read { reader in
                let scope = try store.scope(of: actor, in: reader), today = TestDistrict.morning.day
                let found = try store.list(list, for: actor, scope: scope, today: today, filter: asked, in: reader)
                let words = try store.narratives(found, in: reader)
                return (
                    Set(words.values.map(\.title)),
                    try store.count(list, for: actor, scope: scope, today: today, filter: asked, in: reader)
                )
            }
        }
    }

    @Test func `a list is narrowed by each part of a filter, and by several together`() async throws {
        let desk = try await Desk()
        let cases: [(String, Set<String>, @Sendable (inout ListFilter) -> Void)] = [
            ("topic", ["楼上拖桌子", "隔壁唱歌"], { $0.topic = "neighbour" }),
            ("no topic", ["野狗追人"], { $0.topic = ListFilter.open }),
            ("town", ["楼上拖桌子", "狗整夜叫", "隔壁唱歌"], { $0.place = "town:330110004" }),
            ("village", ["楼上拖桌子", "狗整夜叫"], { $0.place = "village:330110004006" }),
            ("no place", ["工钱没给", "野狗追人"], { $0.place = ListFilter.open }),
            ("another town", [], { $0.place = "town:330110012" }), ("no such place", [], { $0.place = "dept:x" }),
            ("channel", ["楼上拖桌子", "野狗追人"], { $0.channel = .hotline }),
            ("waiting", ["楼上拖桌子", "狗整夜叫", "隔壁唱歌", "工钱没给", "野狗追人"], { $0.status = .received }),
            ("in hand", [], { $0.status = .handling }), ("kind", ["楼上拖桌子", "隔壁唱歌"], { $0.kind = .dispute }),
            (
                "several", ["楼上拖桌子"],
                {
                    ($0.kind, $0.topic) = (.dispute, "neighbour")
                    ($0.place, $0.channel) = ("village:330110004006", .hotline)
                }
            ),
        ]
        for list in [WorkList.open, .offered, .recent] {
            for (name, expected, change) in cases {
                let found = try await desk.titles(list, change: change)
                #expect(found.titles == expected, "\(list) \(name)")
                #expect(found.count == expected.count, "\(list) \(name)")
            }
        }
    }

    @Test func `what is in hand leaves what waits`() async throws {
        let desk = try await Desk()
        let receipt = try await desk.file("路灯", .help, topic: nil, place: nil, by: .grid)
        let actor = try await desk.world.actor("shenxiaoshu")
        _ = try await desk.world.house.matters.act(
            "accept", on: receipt.matter, revision: 1, input: ActionInput(), by: actor, at: TestDistrict.morning)
        #expect(try await desk.titles(.open) { $0.status = .handling }.titles == ["路灯"])
        #expect(try await desk.titles(.open) { $0.status = .received }.count == 5)
    }

    @Test func `no filter shows or counts what a reader is shut out of`() async throws {
        let desk = try await Desk()
        try await desk.file(
            "村里占地", .report, topic: "rural.homestead", place: "汤家社区", by: .web, complained: "village:330110004006")
        for change: @Sendable (inout ListFilter) -> Void in [
            { $0.topic = "rural" }, { $0.place = "village:330110004006" }, { $0.channel = .web },
            { $0.status = .received },
        ] {
            for list in WorkList.allCases {
                let found = try await desk.titles(list, "zhengxiaoxue", change: change)
                #expect(found.titles.isEmpty && found.count == 0, "\(list)")
            }
        }
        #expect(try await desk.titles(.open) { $0.topic = "rural" }.titles == ["村里占地"])
    }

    @Test func `the latest, narrowed, go back ninety days`() async throws {
        let desk = try await Desk()
        let old = TestDistrict.morning.adding(seconds: -100 * 86_400)
        try await desk.file("夏天的狗", .help, topic: "police.dogs", place: nil, by: .hotline, at: old)
        #expect(try await desk.titles(.recent) { _ in }.titles.contains("夏天的狗"))
        #expect(try await desk.titles(.recent) { $0.kind = .help }.titles.contains("夏天的狗"))
        #expect(try await desk.titles(.recent) { $0.topic = "police" }.titles == ["狗整夜叫"])
        let page = try await desk.client("shenxiaoshu").get("/desk?list=recent&topic=police")
        #expect(page.text.contains("近 90 天"))
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `a narrowed list counts itself, says what is on, and is sound`(language: String) async throws {
        let client = try await Desk().client("shenxiaoshu")
        let filter = "topic=neighbour&place=village%3A330110004006&channel=hotline&status=received"
        for list in WorkList.allCases {
            let page = try await client.get("/desk?list=\(list)&\(filter)", headers: ["accept-language": language])
            #expect(page.status == 200)
            #expect(HTMLLint.problems(in: page.text) == [], "\(list)")
        }
        let page = try await client.get("/desk?list=open&\(filter)", headers: ["accept-language": language])
        guard language == "zh-CN" else { return }
        #expect(page.text.contains("<h2 class=\"head\">全部在办 1 件</h2>"))
        #expect(page.text.contains("只看：邻里与家庭纠纷、汤家社区、电话登记、待签收"))
        #expect(page.text.contains("value=\"village:330110004006\" selected"))
        #expect(page.text.contains("清除筛选"))
    }

    @Test func `a filter stays with kinds, rows, the way back and the next page`() async throws {
        let desk = try await Desk()
        for number in 1...31 {
            try await desk.file("灯 \(number)", .help, topic: "urban.street-lights", place: "汤家社区", by: .hotline)
        }
        let client = try await desk.client("shenxiaoshu")
        let filter = "&amp;topic=urban&amp;place=village%3A330110004006&amp;channel=hotline&amp;status=received"
        let page = try await client.get(
            "/desk?list=open&kind=help&topic=urban&place=village:330110004006&channel=hotline&status=received")
        #expect(page.text.contains("全部在办 31 件"))
        #expect(page.text.contains("href=\"/desk?list=open\(filter)\""), "all kinds")
        #expect(page.text.contains("href=\"/desk?list=open&amp;kind=petition\(filter)\""))
        #expect(page.text.contains("href=\"/desk?list=open&amp;kind=help\(filter)&amp;offset=30\""))
        let row = try #require(page.text.firstMatch(of: #/class="row[^"]*" href="([^"]+)"/#)).output.1
        #expect(row.hasPrefix("/desk?list=open&amp;kind=help\(filter)&amp;open="))
        let opened = try await client.get(String(row).replacing("&amp;", with: "&"))
        #expect(opened.text.contains("class=\"back\" href=\"/desk?list=open&amp;kind=help\(filter)\""))
        #expect(opened.text.contains("全部在办 31 件"))
        let bulk = [("action", "accept"), ("list", "open"), ("topic", "urban"), ("channel", "hotline")]
        let done = try await client.post("/desk/bulk", bulk)
        #expect(done.text.contains("href=\"/desk?list=open&amp;topic=urban&amp;channel=hotline\""))
    }

    @Test func `an empty list says how to clear the filter`() async throws {
        let client = try await Desk().client("shenxiaoshu")
        for query in ["list=open&topic=health", "list=open&kind=enquiry", "list=recent&channel=police"] {
            let page = try await client.get("/desk?\(query)")
            #expect(page.text.contains("没有符合这些条件的事项"), "\(query)")
            #expect(page.text.contains("清除筛选"), "\(query)")
            #expect(HTMLLint.problems(in: page.text) == [], "\(query)")
        }
        #expect(try await client.get("/desk?list=overdue").text.contains("没有超期的"))
    }

    @Test func `the centre chooses among towns, a town among its villages, a village not at all`() async throws {
        let desk = try await Desk()
        let centre = try await desk.client("chenglichun")
        let wide = try await centre.get("/desk?list=recent").text
        #expect(wide.contains("value=\"town:330110012\""))
        #expect(!wide.contains("value=\"village:330110004006\""))
        for chosen in ["town:330110004", "village:330110004006"] {
            let text = try await centre.get("/desk?list=recent&place=\(chosen)").text
            #expect(text.contains("星桥街道的村社"), "\(chosen)")
            #expect(text.contains("value=\"\(chosen)\" selected"), "\(chosen)")
        }
        let town = try await desk.client("shenxiaoshu").get("/desk?list=open&place=town:330110012").text
        #expect(town.contains("value=\"village:330110004006\""))
        #expect(!town.contains("value=\"town:330110012\""))
        #expect(town.contains("全部在办 5 件"), "what cannot be chosen is left out")
        let village = try await desk.client("zhengxiaoxue").get("/desk?list=open").text
        #expect(village.contains("id=\"narrow-topic\""))
        #expect(!village.contains("id=\"narrow-place\""))
    }

    @Test func `what no list knows is left out of a filter`() async throws {
        let client = try await Desk().client("shenxiaoshu")
        let page = try await client.get("/desk?list=open&topic=%25&place=%27%3B--&channel=x&status=y&kind=z&offset=-3")
        #expect(page.text.contains("全部在办 5 件"))
        #expect(HTMLLint.problems(in: page.text) == [])
    }
}
