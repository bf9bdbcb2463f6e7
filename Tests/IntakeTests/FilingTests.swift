import Accounts
import App
import Base
import Foundation
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// The road of filing: one question a page, and what comes out at its end.
@Suite struct FilingTests {
    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `every page of the resident is well made in every language`(language: String) async throws {
        let resident = try Resident(await TestDistrict())
        let headers = ["accept-language": language]
        for path in ["/", "/file", "/about", "/track", "/track?number=YH2019-000001-X"] {
            let answer = try await resident.client.get(path, headers: headers)
            #expect(answer.status == 200)
            expectSound(answer)
        }
        for step in ["tell", "where", "whom", "you", "check"] {
            let fields = Resident.usual.merging(["key": "k", "place": "说不清的地方"]) { $1 }.map { ($0.key, $0.value) }
            let answer = try await resident.client.post("/file/\(step)", fields, headers: headers)
            #expect(answer.status == 200)
            expectSound(answer)
        }
    }

    @Test func `the road leads from page to page with the hidden answers alone`() async throws {
        let resident = try Resident(await TestDistrict())
        var fields = HiddenFields(try await resident.client.get("/file").text).values
        fields.merge(["kind": "help", "text": "路灯坏了。\n\"天\" <b>黑</b> & 看不见"]) { $1 }
        let pages: [(String, [String: String], String)] = [
            ("/file/where", ["place": "说不清"], "name=\"place\""), ("/file/whom", ["about": "没有人"], "name=\"about\""),
            ("/file/you", ["confidentiality": "anonymous"], "name=\"confidentiality\""),
            ("/file/check", [:], "name=\"files\""),
        ]
        for (path, more, mark) in pages {
            let page = try await resident.client.post(path, fields.map { ($0.key, $0.value) })
            #expect(page.status == 200)
            #expect(page.text.contains(mark))
            fields = HiddenFields(page.text).values.merging(more) { $1 }
        }
        #expect(fields["text"] == "路灯坏了。\n\"天\" <b>黑</b> & 看不见")
        let slip = try await resident.client.post("/file", fields.map { ($0.key, $0.value) })
        #expect(slip.status == 200)
        #expect(slip.text.contains("data-receipt"))
        expectSound(slip)
    }

    @Test func `whoever left the kind open reads what their words sound like and is given no choice`() async throws {
        let resident = try Resident(await TestDistrict())
        let open = [("text", "和楼上因为漏水起了纠纷，他不肯赔。"), ("key", "k")]
        let page = try await resident.client.post("/file/where", open)
        #expect(page.status == 422)
        #expect(page.text.contains("像是：我和别人有纠纷"))
        #expect(!page.text.contains(#/name="kind" value="[a-z]+" checked/#))
        expectSound(page)
        let chosen = try await resident.client.post("/file/tell", open + [("kind", "help")])
        #expect(!chosen.text.contains("像是："))
    }

    @Test func `going back checks nothing and keeps everything`() async throws {
        let resident = try Resident(await TestDistrict())
        let page = try await resident.client.post(
            "/file/tell", [("text", "写"), ("place", "那边"), ("name", "谷雨"), ("key", "k")])
        #expect(page.status == 200)
        #expect(page.text.contains(">\n写</textarea>"))
        #expect(HiddenFields(page.text).values["place"] == "那边")
    }

    @Test func `an empty first page says what to do`() async throws {
        let resident = try Resident(await TestDistrict())
        let page = try await resident.client.post("/file/where", [("key", "k")])
        #expect(page.status == 422)
        #expect(page.text.contains("error-summary"))
        #expect(page.text.contains("请写一写出了什么事"))
        expectSound(page)
    }

    @Test(arguments: [
        ("text", String(repeating: "啊", count: 5_001)), ("title", String(repeating: "长", count: 81)),
        ("place", String(repeating: "远", count: 201)), ("name", String(repeating: "名", count: 51)),
        ("phone", "0001234567800012345678000123456"), ("phone", "call me"), ("kind", "secret"),
        ("confidentiality", "maybe"),
        ("text", "啊"), ("text", ""), ("name", ""),
    ])
    func `what is too long or unknown comes back with what was typed`(field: String, value: String) async throws {
        let world = try await TestDistrict()
        let answer = try await Resident(world).file([field: value])
        #expect(answer.status == 422)
        #expect(answer.text.contains("error-summary"))
        if value.count > 1, value.count < 100, field != "kind", field != "confidentiality" {
            #expect(answer.text.contains(value))
        }
        expectSound(answer)
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 0)
    }

    @Test func `one letter made of thousands of marks is too long`() async throws {
        let answer = try await Resident(await TestDistrict()).file([
            "name": "谷" + String(repeating: "\u{301}", count: 5_000)
        ])
        #expect(answer.status == 422)
    }

    @Test func `hostile words stay words`() async throws {
        let world = try await TestDistrict()
        let resident = try Resident(world)
        let evil = "<script>alert(1)</script>\"' OR 1=1; DROP TABLE matters; -- ${x} %00 \u{202E}"
        let slip = try await resident.file([
            "title": evil, "text": evil + "还有", "place": evil, "about": evil, "name": "谷雨\r\n雨",
        ])
        #expect(slip.status == 200)
        #expect(!slip.text.contains("<script>alert"))
        expectSound(slip)
        let (number, code) = Resident.slip(slip.text)
        let page = try await resident.client.post("/track", [("number", number), ("code", code)])
        #expect(page.text.contains("DROP TABLE matters"))
        #expect(!page.text.contains("<script>alert"))
        expectSound(page)
    }

    @Test func `the same form sent twice gives the same slip`() async throws {
        let world = try await TestDistrict()
        let resident = try Resident(world)
        let key = try await resident.key()
        let first = try await resident.file(key: key), second = try await resident.file(key: key)
        #expect(first.status == 200)
        #expect(Resident.slip(first.text) == Resident.slip(second.text))
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 1)
    }

    @Test func `the same form with other words is refused`() async throws {
        let resident = try Resident(await TestDistrict())
        let key = try await resident.key()
        _ = try await resident.file(key: key)
        let other = try await resident.file(["text": "别的一件事，和刚才的不一样。"], key: key)
        #expect(other.status == 422)
        #expect(!other.text.contains("data-receipt"))
    }

    @Test func `somebody else with the same key gets another slip`() async throws {
        let world = try await TestDistrict()
        let one = try Resident(world), two = try Resident(world)
        let first = try await one.file(key: "shared-key-shared-key"),
            second = try await two.file(key: "shared-key-shared-key")
        #expect(Resident.slip(first.text).number != Resident.slip(second.text).number)
    }

    @Test func `no receipt code stands in an address`() async throws {
        let resident = try Resident(await TestDistrict())
        let slip = try await resident.file()
        let code = Resident.slip(slip.text).code.filter { !$0.isWhitespace }
        #expect(code.count == 16)
        #expect(slip.location == nil)
        for match in slip.text.matches(of: #/(?:href|action|src)="([^"]*)"/#) { #expect(!match.1.contains(code)) }
    }

    @Test func `a place that was found and chosen stands on the matter`() async throws {
        let world = try await TestDistrict()
        let resident = try Resident(world)
        let fields = Resident.usual.merging(["key": "k", "place": "汤家社区"]) { $1 }
        let cards = try await resident.client.post("/file/whom", fields.map { ($0.key, $0.value) })
        #expect(cards.status == 200)
        let match = try #require(cards.text.firstMatch(of: #/name="address" value="([0-9a-f-]{36})"/#))
        let id = String(match.1)
        let slip = try await resident.file(["place": "汤家社区", "asked": "汤家社区", "address": id])
        #expect(slip.status == 200)
        let row = try await world.database.read { try $0.row("SELECT place_id, place_how FROM matters") }
        #expect(try row?.text("place_id") == id)
        #expect(try row?.text("place_how") == "confirmed")
    }

    @Test func `places found but not chosen are asked for again`() async throws {
        let resident = try Resident(await TestDistrict())
        let fields = Resident.usual.merging(["key": "k", "place": "汤家社区", "asked": "汤家社区"]) { $1 }
        let page = try await resident.client.post("/file/whom", fields.map { ($0.key, $0.value) })
        #expect(page.status == 422)
        #expect(page.text.contains("都不是"))
        expectSound(page)
    }

    @Test func `an office complained about never sees the matter even if it is the centre`() async throws {
        let world = try await TestDistrict()
        let centre = try await world.unit("centre")
        let slip = try await Resident(world).file(["kind": "report", "office": centre.name.zh, "unit": centre.id.text])
        #expect(slip.status == 200)
        let shared = try await world.database.read {
            try $0.count("SELECT COUNT(*) AS n FROM matter_units WHERE unit_id = \(centre.id)")
        }
        #expect(shared == 0)
    }

    @Test func `an office that was chosen counts though its name was cleared, and shows before it is sent`()
        async throws
    {
        let world = try await TestDistrict()
        let town = try await world.unit("town:330110004")
        let resident = try Resident(world)
        var fields = Resident.usual.merging(["key": "k", "kind": "report", "unit": town.id.text]) { $1 }
        let whom = try await resident.client.post("/file/whom", fields.map { ($0.key, $0.value) })
        #expect(whom.text.contains("value=\"\(town.id.text)\" checked"))
        let check = try await resident.client.post("/file/check", fields.map { ($0.key, $0.value) })
        #expect(check.status == 200)
        #expect(check.text.contains("星桥街道"))
        expectSound(check)
        #expect(try await resident.file(["kind": "report", "unit": town.id.text]).status == 200)
        #expect(try await exclusions(of: town.id, world) == 1)
        fields["unit"] = "none"
        let none = try await resident.client.post("/file/check", fields.map { ($0.key, $0.value) })
        #expect(none.status == 200)
        #expect(!none.text.contains("星桥街道"))
    }

    @Test(arguments: ["rubbish", "00000000-0000-7000-8000-000000000009"])
    func `an office that does not exist is asked for again`(unit: String) async throws {
        let world = try await TestDistrict()
        let answer = try await Resident(world).file(["kind": "report", "unit": unit])
        #expect(answer.status == 422)
        expectSound(answer)
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 0)
    }

    @Test func `other words for the office ask for the choice again`() async throws {
        let world = try await TestDistrict()
        let town = try await world.unit("town:330110004")
        let answer = try await Resident(world).file(["kind": "report", "office": "仓前", "unit": town.id.text])
        #expect(answer.status == 422)
        #expect(answer.text.contains("仓前街道"))
        expectSound(answer)
    }

    private func exclusions(of unit: RecordID, _ world: TestDistrict) async throws -> Int {
        try await world.database.read {
            try $0.count("SELECT COUNT(*) AS n FROM matter_exclusions WHERE unit_id = \(unit)")
        }
    }

    @Test func `an anonymous filing keeps no name that was typed before`() async throws {
        let world = try await TestDistrict()
        let slip = try await Resident(world).file(["confidentiality": "anonymous"])
        #expect(slip.status == 200)
        let named = try await world.database.read {
            try $0.count("SELECT COUNT(*) AS n FROM parties WHERE identity_id IS NOT NULL")
        }
        #expect(named == 0)
    }

    @Test func `a slip names the days and the articles`() async throws {
        let slip = try await Resident(await TestDistrict()).file(["kind": "petition"])
        #expect(slip.text.contains("信访条例"))
        #expect(slip.text.contains("最晚"))
        #expect(slip.text.contains("class=\"qr\""))
    }
}
