import Accounts
import App
import Base
import Foundation
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// The window form: proposals first, then the clerk decides.
@Suite struct WindowTests {
    private static let entry = [
        "channel": "window", "kind": "petition", "text": "楼下餐馆的油烟管对着我家窗户，天天晚上没法开窗。", "place": "星桥街道汤家社区",
        "name": "林惊蛰", "phone": "00000000412", "confidentiality": "confidential",
    ]

    private func clerk(_ world: TestDistrict) async throws -> (client: TestClient, key: String) {
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        return (client, HiddenFields(try await client.get("/desk/intake").text).values["key"] ?? "")
    }

    private func send(_ client: TestClient, _ fields: [String: String], step: String) async throws -> TestClient.Answer
    {
        try await client.post("/desk/intake", fields.map { ($0.key, $0.value) } + [("step", step)])
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `the form and its proposals are well made in every language`(language: String) async throws {
        let (client, key) = try await clerk(await TestDistrict())
        let headers = ["accept-language": language]
        expectSound(try await client.get("/desk/intake", headers: headers))
        let fields = Self.entry.merging(["key": key, "office": "星桥", "target-name": "仓前"]) { $1 }.map {
            ($0.key, $0.value)
        }
        let page = try await client.post("/desk/intake", fields, headers: headers)
        #expect(page.status == 200)
        expectSound(page)
        let part = try await client.post("/desk/intake/suggestions", fields, headers: headers)
        #expect(part.status == 200)
        #expect(part.text.contains("name=\"target\""))
        #expect(!part.text.contains("<html"))
    }

    @Test func `the window asks for proposals of its own site and lets htmx neither evaluate nor write styles`()
        async throws
    {
        let page = try await clerk(await TestDistrict()).client.get("/desk/intake").text
        #expect(page.contains("hx-post=\"/desk/intake/suggestions\""))
        #expect(
            page.contains("src=\"/assets/vendor/htmx-2.0.10.min.js\"") && page.contains("src=\"/assets/window.js\""))
        for rule in ["allowEval", "includeIndicatorStyles", "allowScriptTags", "historyEnabled"] {
            #expect(page.contains("&quot;\(rule)&quot;:false") || page.contains("&#34;\(rule)&#34;:false"), "\(rule)")
        }
    }

    @Test func `a proposal names its rule its words and the place`() async throws {
        let (client, key) = try await clerk(await TestDistrict())
        let page = try await send(client, Self.entry.merging(["key": key]) { $1 }, step: "suggest")
        #expect(page.text.contains("油烟"))
        #expect(page.text.contains("派单规则"))
        #expect(page.text.contains("name=\"address\""))
    }

    @Test func `a kind is proposed with its words, chosen for nobody, and taken by the clerk's own step`()
        async throws
    {
        let (client, key) = try await clerk(await TestDistrict())
        let open = Self.entry.merging([
            "key": key, "kind": "", "text": "楼上漏水起了纠纷，他不肯赔，请调解。",
        ]) { $1 }
        let part = try await client.post(
            "/desk/intake/suggestions", open.map { ($0.key, $0.value) }, headers: ["accept-language": "zh-CN"])
        for page in [part, try await send(client, open, step: "suggest")] {
            #expect(page.text.contains("name=\"kind-taken\" value=\"dispute\""))
            #expect(page.text.contains("因为：") && page.text.contains("不肯赔"))
            #expect(!page.text.contains("把握"), "words count points, they know no confidence")
            #expect(!page.text.contains(#/name="kind" value="[a-z]+" checked/#))
        }
        #expect(try await send(client, open.merging(["target": "own"]) { $1 }, step: "file").status == 422)
        let taken = try await send(client, open.merging(["kind-taken": "dispute"]) { $1 }, step: "suggest")
        #expect(taken.text.contains("name=\"kind\" value=\"dispute\" checked"))
        #expect(!taken.text.contains("value=\"dispute\">就按"))
        expectSound(taken)
        let none = try await send(client, open.merging(["text": "今天天气不错啊"]) { $1 }, step: "suggest")
        #expect(none.text.contains("看不出是哪一类"))
    }

    @Test func `nothing is filed before the clerk has seen where it goes`() async throws {
        let world = try await TestDistrict()
        let (client, key) = try await clerk(world)
        let page = try await send(client, Self.entry.merging(["key": key]) { $1 }, step: "file")
        #expect(page.status == 200)
        #expect(page.text.contains("请先看一眼"))
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 0)
    }

    @Test func `what the clerk confirms is filed and offered to the unit of the rule`() async throws {
        let world = try await TestDistrict()
        let (client, key) = try await clerk(world)
        let seen = try await send(client, Self.entry.merging(["key": key]) { $1 }, step: "suggest")
        let fields = Self.entry.merging(["key": key]) { $1 }.merging(Self.chosen(seen.text)) { $1 }
        let slip = try await send(client, fields, step: "file")
        #expect(slip.status == 200)
        #expect(slip.text.contains("data-receipt"))
        expectSound(slip)
        let row = try await world.database.read {
            try $0.row(
                "SELECT m.topic_confirmed, m.route_rule, m.place_how, a.unit_id FROM matters m JOIN assignments a ON a.matter_id = m.id"
            )
        }
        #expect(try row?.flag("topic_confirmed") == true)
        #expect(try row?.text("route_rule").hasPrefix("R") == true)
        #expect(try row?.text("place_how") == "confirmed")
        #expect(try row?.text("unit_id") == fields["proposed"])
    }

    @Test func `a letter scanned at the window is kept with the matter and a program is refused`() async throws {
        let world = try await TestDistrict()
        let (client, key) = try await clerk(world)
        let seen = try await send(client, Self.entry.merging(["key": key]) { $1 }, step: "suggest")
        let fields = Self.entry.merging([
            "key": key, "step": "file", "csrf": HiddenFields(seen.text).values["csrf"] ?? "",
        ]) { $1 }.merging(Self.chosen(seen.text)) { $1 }
        let program = try await sendWithFile(client, fields, "letter.exe", Array("MZ\0\0".utf8))
        #expect(program.status == 422)
        let slip = try await sendWithFile(client, fields, "letter.pdf", Array("%PDF-1.4\n%%EOF\n".utf8))
        #expect(slip.status == 200)
        // Sent once more, as by a double click.
        _ = try await sendWithFile(client, fields, "letter.pdf", Array("%PDF-1.4\n%%EOF\n".utf8))
        let kept = try await world.database.read { try $0.rows("SELECT type, author FROM attachments") }
        #expect(try kept.map { try $0.text("type") } == ["application/pdf"])
    }

    @Test func `an office that was shut out gets no slip by sending its form again`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let key = HiddenFields(try await client.get("/desk/intake").text).values["key"] ?? ""
        let seen = try await send(client, Self.entry.merging(["key": key]) { $1 }, step: "suggest")
        let fields = Self.entry.merging(["key": key]) { $1 }.merging(Self.chosen(seen.text)) { $1 }
        #expect(try await send(client, fields, step: "file").text.contains("data-receipt"))
        #expect(try await send(client, fields, step: "file").text.contains("data-receipt"), "a double click")
        let matter = try await world.database.read { try $0.row("SELECT id, revision FROM matters") }
        try await world.house.matters.exclude(
            try await world.unit("town:330110004").id, from: try #require(try matter?.id("id")),
            revision: try #require(try matter?.int("revision")), reason: "反映的就是这个街道",
            by: try await world.actor("chenglichun"), at: TestDistrict.morning
        )
        let again = try await send(client, fields, step: "file")
        #expect(again.status == 404)
        #expect(!again.text.contains("data-receipt"))
    }

    @Test func `a day before any procedure is said beside the day and nothing typed is lost`() async throws {
        let world = try await TestDistrict()
        let (client, key) = try await clerk(world)
        let entry = Self.entry.merging(["key": key, "happened": "2003-12-31", "reason": "补登旧信"]) { $1 }
        let seen = try await send(client, entry, step: "suggest")
        let page = try await send(client, entry.merging(Self.chosen(seen.text)) { $1 }, step: "file")
        #expect(page.status == 422)
        #expect(page.text.contains("那一天还没有这类流程") && page.text.contains("楼下餐馆的油烟管"))
    }

    private func sendWithFile(
        _ client: TestClient, _ fields: [String: String], _ name: String, _ bytes: [UInt8]
    ) async throws -> TestClient.Answer {
        var body: [UInt8] = []
        for (field, value) in fields {
            body += Array("--mark\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
        }
        body += Array("--mark\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n\r\n".utf8)
        body += bytes + Array("\r\n--mark--\r\n".utf8)
        return try await client.post(
            "/desk/intake", bytes: body, headers: ["content-type": "multipart/form-data; boundary=mark"])
    }

    @Test func `the clerk may choose another unit`() async throws {
        let world = try await TestDistrict()
        let other = try await world.unit("town:330110004")
        let (client, key) = try await clerk(world)
        let fields = Self.entry.merging(["key": key, "target": other.id.text, "topic": "none"]) { $1 }
        #expect(try await send(client, fields, step: "file").status == 200)
        let row = try await world.database.read {
            try $0.row("SELECT m.route_rule, a.unit_id FROM matters m JOIN assignments a ON a.matter_id = m.id")
        }
        #expect(try row?.text("route_rule") == "chosen")
        #expect(try row?.id("unit_id") == other.id)
    }

    @Test(arguments: [
        (["happened": "2019-11-20"], "reason"), (["happened": "2019-12-01"], "happened"),
        (["happened": "yesterday"], "happened"),
        (["text": ""], "text"), (["channel": "web"], "channel"), (["confidentiality": "named", "name": ""], "name"),
        (["office": "没有这个单位"], "office"),
    ])
    func `what is wrong comes back with everything typed`(change: [String: String], field: String) async throws {
        let world = try await TestDistrict()
        let (client, key) = try await clerk(world)
        let page = try await send(
            client, Self.entry.merging(["key": key, "target": "own"]) { $1 }.merging(change) { $1 }, step: "file")
        #expect(page.status == 422)
        #expect(page.text.contains("id=\"\(field)-error\""))
        #expect(page.text.contains("星桥街道汤家社区"))
        expectSound(page)
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 0)
    }

    @Test func `a back date is counted from and keeps its reason`() async throws {
        let world = try await TestDistrict()
        let (client, key) = try await clerk(world)
        let fields = Self.entry.merging(["key": key, "target": "own", "happened": "2019-11-20", "reason": "来信在路上"]) {
            $1
        }
        #expect(try await send(client, fields, step: "file").status == 200)
        let happened = try await world.database.read {
            try $0.row("SELECT happened_at FROM matters")?.instant("happened_at")
        }
        #expect(happened?.day == Day("2019-11-20"))
    }

    @Test func `a clerk with a post in the office complained about takes nothing in against it`() async throws {
        let world = try await TestDistrict()
        let village = try await world.unit("village:330110004006")
        let accounts = world.house.accounts
        try await world.database.write { transaction in
            let account = try #require(try accounts.find(login: "chenglichun", in: transaction))
            try accounts.appoint(
                account, unit: village.id, role: .handler, from: Day(number: 18_000), by: .system("test"),
                at: TestDistrict.morning, in: transaction
            )
        }
        let (client, key) = try await clerk(world)
        let fields = Self.entry.merging(["key": key, "target": "own", "unit": village.id.text]) { $1 }
        let page = try await send(client, fields, step: "file")
        #expect(page.status == 409)
        expectSound(page)
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 0)
    }

    @Test func `an auditor takes nothing in`() async throws {
        let client = TestClient(try await TestDistrict().server())
        try await client.signIn("zhangxiaoman")
        #expect(try await client.get("/desk/intake").status == 403)
    }

    /// What a browser would post from the proposals: the radios that are checked and the hidden fields.
    private static func chosen(_ page: String) -> [String: String] {
        var fields: [String: String] = [:]
        for match in page.matches(of: #/<input type="radio" name="([a-z-]+)" value="([^"]*)" checked/#) {
            fields[String(match.1)] = String(match.2)
        }
        let hidden = HiddenFields(page).values
        for name in ["asked", "proposed"] { fields[name] = hidden[name] }
        return fields
    }
}
