import App
import Base
import Clocks
import Foundation
import Markup
import Matters
import Storage
import TestDistrict
import Testing

@testable import Intake

/// Letters, courts, the police line, calls, mandates and groups, as they are written down at the window and at home.
@Suite struct ChannelTests {
    private static let entry = [
        "kind": "petition", "text": "校门口没有人行道，孩子放学和汽车挤在一起。", "place": "", "name": "林惊蛰", "phone": "00000000412",
        "confidentiality": "named", "target": "own", "topic": "none",
    ]

    private func clerk(_ world: TestDistrict, _ login: String = "chenglichun") async throws -> TestClient {
        let client = TestClient(try world.server())
        try await client.signIn(login)
        return client
    }

    private func register(
        _ client: TestClient, _ fields: [String: String], scan: Bool = false
    ) async throws -> TestClient.Answer {
        let hidden = HiddenFields(try await client.get("/desk/intake").text).values
        let all = Self.entry.merging(fields) { $1 }
            .merging(["key": hidden["key"] ?? "", "csrf": hidden["csrf"] ?? "", "step": "file"]) { $1 }
        var body: [UInt8] = []
        for (field, value) in all {
            body += Array("--mark\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
        }
        if scan {
            body += Array("--mark\r\nContent-Disposition: form-data; name=\"files\"; filename=\"信.pdf\"\r\n\r\n".utf8)
            body += Array("%PDF-1.4\n%%EOF\n\r\n".utf8)
        }
        return try await client.post(
            "/desk/intake", bytes: body + Array("--mark--\r\n".utf8),
            headers: ["content-type": "multipart/form-data; boundary=mark", "accept-language": "zh-CN"])
    }

    private func row(_ sql: SQL, in world: TestDistrict) async throws -> Row? {
        try await world.database.read { try $0.row(sql) }
    }

    @Test func `a letter counts from the day it was received and comes with its scan`() async throws {
        let world = try await TestDistrict()
        let client = try await clerk(world)
        let letter = [
            "channel": "letter", "happened": "2019-11-20", "letter-way": "post", "letter-day": "2019-11-18",
            "letter-number": "DEMO-R-1",
        ]
        let bare = try await register(client, letter)
        #expect(bare.status == 422 && bare.text.contains("id=\"files-error\""))
        let slip = try await register(client, letter, scan: true)
        #expect(slip.status == 200 && slip.text.contains("data-receipt"))
        let matter = try #require(try await row("SELECT id, channel, happened_at FROM matters", in: world))
        #expect(try matter.text("channel") == "letter")
        #expect(try matter.instant("happened_at").day == Day("2019-11-20"))
        let terms = try await world.database.read {
            try $0.rows("SELECT event_day FROM terms WHERE duty = 'registration' OR duty = 'acceptance'")
                .map { try $0.text("event_day") }
        }
        #expect(!terms.isEmpty && Set(terms) == ["2019-11-20"], "the law's clock counts from the day it came")
        let store = world.house.matters, id = try matter.id("id")
        let arrival = try await world.database.read { try store.arrival(of: id, in: $0) }
        #expect(arrival == Arrival(way: "post", day: Day("2019-11-18"), number: "DEMO-R-1"))
        let page = try await client.get("/desk/matters/\(id)", headers: ["accept-language": "zh-CN"])
        #expect(page.text.contains("邮寄") && page.text.contains("DEMO-R-1"))
        expectSound(page)
    }

    @Test func `a referral by a court brings its number and both sides, and its own time from acceptance`() async throws
    {
        let world = try await TestDistrict()
        let client = try await clerk(world)
        let court = [
            "channel": "court", "kind": "dispute", "court": "区人民法院", "case-number": "（2019）浙演民诉前调1号",
            "court-way": "court-before-filing", "court-day": "2019-11-25", "about": "春分超市",
        ]
        let wrong = try await register(client, court.merging(["case-number": "", "court-way": ""]) { $1 })
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("id=\"case-number-error\"") && wrong.text.contains("id=\"court-way-error\""))
        expectSound(wrong)
        #expect(try await register(client, court).status == 200)
        let id = try #require(try await row("SELECT id FROM matters", in: world)).id("id")
        _ = try await world.house.matters.act(
            "accept", on: id, revision: 1, input: ActionInput(), by: try await world.actor("chenglichun"),
            at: TestDistrict.morning.adding(seconds: 3_600))
        let store = world.house.matters
        let terms = try await world.database.read { try store.terms.listTerms(matter: id, in: $0) }
            .filter { $0.duty == "completion" }
        #expect(Set(terms.map(\.ruleID)) == ["M10", "R11f"])
        // 30 calendar days after Tuesday 26 November 2019.
        #expect(terms.first { $0.ruleID == "M10" }?.due == Day("2019-12-26"))
        let page = try await client.get("/desk/matters/\(id)", headers: ["accept-language": "zh-CN"])
        #expect(page.text.contains("浙演民诉前调1号") && page.text.contains("春分超市"))
        expectSound(page)
    }

    @Test func `what the police pass on keeps its incident number and its class`() async throws {
        let world = try await TestDistrict()
        let client = try await clerk(world)
        #expect(try await register(client, ["channel": "police", "police-class": ""]).status == 422)
        let fields = ["channel": "police", "police-class": "non-police", "incident": "DEMO-110-1"]
        #expect(try await register(client, fields).status == 200)
        let id = try #require(try await row("SELECT id FROM matters", in: world)).id("id")
        let page = try await client.get("/desk/matters/\(id)", headers: ["accept-language": "zh-CN"])
        #expect(page.text.contains("DEMO-110-1") && page.text.contains("不属于警务"))
        let raw = try await row("SELECT number_id FROM arrivals", in: world)
        #expect(try raw?.idOrNil("number_id") != nil, "it is sealed, not written in the clear")
    }

    @Test func `a call agreed on the telephone stands in the list of calls`() async throws {
        let world = try await TestDistrict()
        let client = try await clerk(world)
        let past = ["channel": "hotline", "call-day": "2019-11-26", "call-time": "08:00"]
        #expect(try await register(client, past).text.contains("id=\"call-day-error\""))
        let call = ["channel": "hotline", "call-day": "2019-11-26", "call-time": "15:00", "call-reason": "问是哪一段"]
        #expect(try await register(client, call).status == 200)
        let page = try await client.get("/hotline", headers: ["accept-language": "zh-CN"])
        #expect(page.text.contains("问是哪一段") && page.text.contains("00000000412") && page.text.contains("15:00"))
        let other = ["channel": "window", "call-day": "2019-11-26", "call-time": "16:00"]
        #expect(try await register(client, other).status == 200)
        #expect(try #require(try await row("SELECT COUNT(*) AS n FROM call_backs", in: world)).int("n") == 1)
    }

    @Test func `a village files for a resident and runs it for them`() async throws {
        let world = try await TestDistrict()
        let client = try await clerk(world, "zhengxiaoxue")
        let mandate = ["channel": "window", "kind": "help", "mandate": "yes", "asker": "", "mandate-way": "written"]
        let wrong = try await register(client, mandate)
        #expect(wrong.status == 422)
        for field in ["asker", "files"] { #expect(wrong.text.contains("id=\"\(field)-error\""), "\(field)") }
        expectSound(wrong)
        let right = mandate.merging(["asker": "林惊蛰本人", "mandate-way": "phone"]) { $1 }
        #expect(try await register(client, right).status == 200)
        let list = try await client.get("/desk/proxies", headers: ["accept-language": "zh-CN"])
        #expect(list.text.contains("1 步没告诉"))
        expectSound(list)
        let track = Resident.slip(try await register(client, right.merging(["text": "另外一件，水管也坏了。"]) { $1 }).text)
        let resident = try Resident(world)
        _ = try await resident.client.get("/track")
        let opened = try await resident.client.post("/track", [("number", track.number), ("code", track.code)])
        #expect(opened.text.contains("替您代办") && opened.text.contains("汤家社区"))
        expectSound(opened)
        let back = try await resident.client.post(
            "/track/mandate", [("number", track.number), ("code", track.code), ("revision", "1")])
        #expect(back.status == 200 && !back.text.contains("不要代办了"))
        expectSound(back)
        let states = try await world.database.read {
            try $0.rows("SELECT state FROM proxies ORDER BY id").map { try $0.text("state") }
        }
        #expect(states.sorted() == ["active", "withdrawn"])
    }

    @Test func `a group at the window is told the article when too many speak for it, and filed all the same`()
        async throws
    {
        let world = try await TestDistrict()
        let client = try await clerk(world)
        let group = [
            "channel": "window", "representatives": "立春 00011110001\n雨水\n惊蛰 00011110003",
            "members": "1. 春分，00011110004\n清明\n\n谷雨",
        ]
        let key = HiddenFields(try await client.get("/desk/intake").text).values["key"] ?? ""
        let seen = try await client.post(
            "/desk/intake",
            Self.entry.merging(group) { $1 }.map { ($0.key, $0.value) } + [("step", "suggest"), ("key", key)],
            headers: ["accept-language": "zh-CN"])
        #expect(seen.text.contains("代表多了") && seen.text.contains("《浙江省信访条例》第十五条"))
        #expect(seen.text.contains("现在写了 4 位代表，最多 3 位"))
        expectSound(seen)
        let slip = try await register(client, group)
        #expect(slip.status == 200 && slip.text.contains("7 人一起提的"))
        expectSound(slip)
        let parts = try await world.database.read {
            try $0.rows("SELECT part, COUNT(*) AS n FROM parties GROUP BY part ORDER BY part").map {
                "\(try $0.text("part")) \(try $0.int("n"))"
            }
        }
        #expect(parts == ["filer 1", "member 3", "representative 3"])
    }

    @Test func `a group at home sees itself before it hands in, and mistakes by their line`() async throws {
        let world = try await TestDistrict()
        let resident = try Resident(world)
        let group = ["kind": "petition", "representatives": "立春 00011110001", "members": "雨水\n惊蛰"]
        let check = try await resident.client.post(
            "/file/check", Resident.usual.merging(group) { $1 }.map { ($0.key, $0.value) } + [("key", "k")])
        #expect(check.text.contains("一共 4 人，代表 2 人") && check.text.contains("立春、雨水、惊蛰"))
        expectSound(check)
        let twice = try await resident.file(group.merging(["members": "雨水\n立春 00011110001"]) { $1 })
        #expect(twice.status == 422 && twice.text.contains("第 2 行的人前面已经写过"))
        expectSound(twice)
        let nameless = try await resident.file(group.merging(["confidentiality": "anonymous"]) { $1 })
        #expect(nameless.status == 422)
        #expect(try await resident.file(group).text.contains("4 人一起提的"))
    }

    @Test(arguments: [
        ("立春 00011110001", ["立春/00011110001"]), ("1. 立春，00011110001", ["立春/00011110001"]),
        ("立春\t000 1111 0001", ["立春/000 1111 0001"]), ("立春\n\n雨水", ["立春/", "雨水/"]),
        ("Anna Lang, +86 000-1111", ["Anna Lang/+86 000-1111"]), ("  ", []), ("２号楼立春 123", ["２号楼立春/123"]),
    ])
    func `a pasted list is read line by line`(text: String, people: [String]) {
        let lines = GroupLines(text)
        #expect(lines.people.map { "\($0.name)/\($0.phone)" } == people)
        #expect(lines.fault == nil)
    }

    @Test(arguments: [
        ("立春\n00011110001", "第 2 行没有姓名"), ("立春\n立春", "第 2 行的人前面已经写过"),
        (String(repeating: "长", count: 51), "第 1 行太长"),
        ((0..<201).map { "人\($0)号\($0)" }.joined(separator: "\n"), "最多列 200 个人"),
    ])
    func `a line that cannot be read is named`(text: String, words: String) {
        #expect(GroupLines(text).fault?.zh.contains(words) == true)
    }

    @Test func `the same name with another number is another person`() {
        #expect(GroupLines("立春 00011110001\n立春 00011110002").fault == nil)
        #expect(GroupLines("立春", known: [Identity(name: "立春", phone: "")]).fault != nil)
    }
}
