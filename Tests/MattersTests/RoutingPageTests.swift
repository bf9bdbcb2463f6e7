import App
import Base
import Foundation
import Markup
import Rulebook
import Storage
import TestDistrict
import Testing

@testable import Matters

/// The pages of the routing rules, as 韩春分 uses them without a script.
@Suite struct RoutingPageTests {
    private func client(_ world: TestDistrict, _ login: String = "hanchunfen") async throws -> TestClient {
        let client = TestClient(try world.server())
        try await client.signIn(login)
        return client
    }

    private static let rule: [(String, String)] = [
        ("kind", "help"), ("topic", "police.dogs"), ("words", "狗，犬"), ("target", "department:public-security"),
        ("with", "women"), ("below", "R01"),
    ]

    @Test func `a rule is added, moved, changed, tried and published`() async throws {
        let world = try await TestDistrict(), client = try await client(world)
        _ = try await world.file(.dispute)
        #expect(try await client.post("/rules/routing/draft", []).location == "/rules/routing/draft")
        let form = try await client.get("/rules/routing/draft/rules")
        #expect(form.text.contains("value=\"R39\" selected"), "above the last one, which takes all")
        let added = try await client.post("/rules/routing/draft/rules", Self.rule + [("revision", "1")])
        #expect(added.location == "/rules/routing/draft#R41")
        #expect(
            try await client.post("/rules/routing/draft/rules/R41/move", [("revision", "2"), ("direction", "up")])
                .status == 303)
        let changed = try await client.post(
            "/rules/routing/draft/rules/R41", Self.rule + [("zh", "狗的事找公安"), ("revision", "3")])
        #expect(changed.status == 303)
        let draft = try await client.get("/rules/routing/draft")
        #expect(draft.text.contains("狗的事找公安") && draft.text.contains("加了 R41") && draft.text.contains("没有发现问题"))
        #expect(draft.text.contains("说到“狗”或“犬”") && draft.text.contains("请区妇女联合会协办"))
        let tried = try await client.get("/rules/routing/dry-run?last=50")
        #expect(tried.status == 200 && tried.text.contains("都去原来的地方"))
        let sent = try await client.post(
            "/rules/routing/draft/publication",
            [("revision", "4"), ("reason", "狗的事太多"), ("from", TestDistrict.morning.day.description)])
        #expect(sent.location == "/rules/routing/versions")
        #expect(try await client.get("/rules/routing").text.contains("狗的事找公安"))
        let versions = try await client.get("/rules/routing/versions")
        #expect(versions.text.contains("狗的事太多") && versions.text.contains("韩春分"))
        let compared = try await client.get("/rules/routing/versions/2?against=1")
        #expect(compared.text.contains("和第 1 版相比") && compared.text.contains("加了 R41"))
    }

    @Test(arguments: ["zh-CN", "en"]) func `every page is sound markup in both languages`(language: String) async throws
    {
        let world = try await TestDistrict(), client = try await client(world)
        _ = try await world.file(.dispute)
        let headers = ["accept-language": language]
        func look(_ path: String) async throws {
            let page = try await client.get(path, headers: headers)
            #expect(page.status == 200, "\(path)")
            #expect(HTMLLint.problems(in: page.text) == [], "\(path)")
        }
        for path in ["/rules/routing", "/rules/routing/draft", "/rules/routing/versions"] { try await look(path) }
        _ = try await client.post("/rules/routing/draft", [])
        _ = try await client.post("/rules/routing/draft/rules/R40/removal", [("revision", "1")])
        for path in [
            "/rules/routing", "/rules/routing/draft", "/rules/routing/draft/rules", "/rules/routing/draft/rules/R07",
            "/rules/routing/dry-run", "/rules/routing/dry-run?version=1&last=1000", "/rules/routing/versions/1",
        ] {
            try await look(path)
        }
    }

    @Test func `what is exported is imported again without a difference`() async throws {
        let world = try await TestDistrict(), client = try await client(world)
        _ = try await client.post("/rules/routing/draft", [])
        _ = try await client.post("/rules/routing/draft/rules", Self.rule + [("revision", "1")])
        let text = try await client.get("/rules/routing/draft/export").text
        let seed = try await client.get("/rules/routing/versions/1/export")
        #expect(seed.headers["content-disposition"]?.contains("routing-1.yaml") == true)
        let store = RoutingStore(world.house.matters)
        let before = try await world.database.read { try store.draft(in: $0)?.pack }
        #expect(try await upload(seed.text, revision: "2", client).status == 303)
        #expect(try await client.get("/rules/routing/draft").text.contains("和原来的版本一样"))
        #expect(try await upload(text, revision: "3", client).status == 303)
        #expect(try await world.database.read { try store.draft(in: $0)?.pack }?.rules == before?.rules)
    }

    private func upload(_ text: String, revision: String, _ client: TestClient) async throws -> TestClient.Answer {
        let page = try await client.get("/rules/routing/draft")
        let token = page.text.firstMatch(of: #/name="csrf" value="([^"]*)"/#).map { String($0.1) } ?? ""
        let fields = [("csrf", token.replacing("&#43;", with: "+")), ("revision", revision)]
        var body = fields.map { "--b\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }.joined()
        body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.yaml\"\r\n\r\n\(text)\r\n--b--"
        return try await client.post(
            "/rules/routing/draft/import", bytes: Array(body.utf8),
            headers: ["content-type": "multipart/form-data; boundary=b", "accept-language": "zh"])
    }

    @Test(arguments: [
        "rules: [", "rules: 7", "a: &a [x, x]\nb: &b [*a, *a]\nversion: 1\nrules: *b",
        "version: 1\nrules:\n  - {id: R01}",
        "version: 1\nrules: [{id: R1, zh: a, en: b, when: {kinds: [moon]}, to: {level: centre}}]",
    ])
    func `a file that is no pack is refused, and the draft stays`(text: String) async throws {
        let world = try await TestDistrict(), client = try await client(world)
        _ = try await client.post("/rules/routing/draft", [])
        let answer = try await upload(text, revision: "1", client)
        #expect(answer.status == 422 && (answer.text.contains("读不懂这个文件") || answer.text.contains("别名")))
        #expect(HTMLLint.problems(in: answer.text) == [])
        let store = RoutingStore(world.house.matters)
        #expect(try await world.database.read { try store.draft(in: $0)?.draft.revision } == 1)
    }

    @Test func `a file with rules that cannot be followed lies in the draft with its faults and is not published`()
        async throws
    {
        let world = try await TestDistrict(), client = try await client(world)
        let text =
            "version: 1\nrules: [{id: R1, zh: 甲, en: A, when: {topics: [moon]}, to: {level: department, department: sun}}]"
        #expect(try await upload(text, revision: "", client).status == 303)
        let page = try await client.get("/rules/routing/draft")
        #expect(page.text.contains("没有“moon”这个主题") && page.text.contains("没有“sun”这个部门") && page.text.contains("兜底的规则"))
        let sent = try await client.post(
            "/rules/routing/draft/publication",
            [("revision", "2"), ("reason", "急用"), ("from", TestDistrict.morning.day.description)])
        #expect(sent.status == 409 && sent.text.contains("还有 3 处要先改好"))
        #expect(sent.text.contains("急用"), "what was typed stays")
    }

    @Test func `a switch of language keeps a rule that is being written, and saves nothing`() async throws {
        let world = try await TestDistrict(), client = try await client(world)
        _ = try await client.post("/rules/routing/draft", [])
        let page = try await client.post(
            "/rules/routing/draft/rules", Self.rule + [("revision", "1"), ("zh", "写到一半"), ("language", "en")])
        #expect(page.status == 200 && page.text.contains("<html lang=\"en\"") && page.text.contains("value=\"写到一半\""))
        #expect(
            page.text.contains("value=\"police.dogs\" checked")
                && page.text.contains("value=\"department:public-security\" selected"))
        #expect(HTMLLint.problems(in: page.text) == [])
        let store = RoutingStore(world.house.matters)
        #expect(try await world.database.read { try store.draft(in: $0)?.draft.revision } == 1)
    }

    @Test func `who is slower sees the rule they wrote again, and why it was not saved`() async throws {
        let world = try await TestDistrict(), client = try await client(world)
        _ = try await client.post("/rules/routing/draft", [])
        _ = try await client.post("/rules/routing/draft/rules/R14/removal", [("revision", "1")])
        let late = try await client.post(
            "/rules/routing/draft/rules/R12", Self.rule + [("revision", "1"), ("zh", "晚了一步")])
        #expect(late.status == 409 && late.text.contains("有人先改了草稿") && late.text.contains("晚了一步"))
        let gone = try await client.get("/rules/routing/draft/rules/R14")
        #expect(gone.status == 404)
    }

    @Test func `a day before today and a missing reason are told beside the field`() async throws {
        let world = try await TestDistrict(), client = try await client(world)
        _ = try await client.post("/rules/routing/draft", [])
        _ = try await client.post("/rules/routing/draft/rules/R14/removal", [("revision", "1")])
        let early = try await client.post(
            "/rules/routing/draft/publication", [("revision", "2"), ("reason", "太早"), ("from", "2019-11-25")])
        #expect(early.status == 422 && early.text.contains("今天或以后的一天") && early.text.contains("2019-11-25"))
        let silent = try await client.post(
            "/rules/routing/draft/publication", [("revision", "2"), ("reason", ""), ("from", "2019-11-26")])
        #expect(silent.status == 422 && silent.text.contains("为什么要改"))
    }
}
