import Accounts
import App
import Base
import Markup
import Storage
import TestDistrict
import Testing

@testable import Matters

/// 沈小暑 writes an answer: the list of what is open stands beside it, and stops nobody.
@Suite struct AnswerPageTests {
    private func world() async throws -> (world: TestDistrict, client: TestClient, path: String, id: RecordID) {
        let world = try await TestDistrict()
        let receipt = try await world.file(
            text: "三楼的灯一个星期没亮了，什么时候能修好？", to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let path = "/desk/matters/\(receipt.matter)/actions/"
        #expect(try await client.post(path + "accept", [("revision", "1")]).status == 303)
        return (world, client, path, receipt.matter)
    }

    private func checks(_ world: TestDistrict) async throws -> [String] {
        try await world.database.read { reader in
            try reader.rows("SELECT open FROM answer_checks").map { try $0.text("open") }
        }
    }

    @Test(arguments: ["zh-CN", "en"]) func `the form of an answer names what was asked`(language: String) async throws {
        let (_, client, path, _) = try await world()
        let form = try await client.get(path + "answer", headers: ["accept-language": language])
        #expect(form.text.contains("id=\"answer-check\" hx-post=\"\(path)answer/check\""))
        #expect(form.text.contains("三楼的灯一个星期没亮了，什么时候能修好？</span>"))
        #expect(HTMLLint.problems(in: form.text) == [])
        let note = try await client.get(path + "note", headers: ["accept-language": language])
        #expect(!note.text.contains("answer-check"))
    }

    @Test func `a button draws the list anew without a script, keeps what is typed and sends nothing`() async throws {
        let (world, client, path, id) = try await world()
        let page = try await client.post(
            path + "answer/check", [("revision", "2"), ("text", "灯三天内修好。"), ("end", "solved")],
            headers: ["accept-language": "zh"])
        #expect(page.status == 200 && page.text.contains("灯三天内修好。</textarea>"))
        #expect(page.text.contains("三天内") && page.text.contains("没看到依据"))
        #expect(HTMLLint.problems(in: page.text) == [])
        let store = world.house.matters
        #expect(try await world.database.read { try store.getAny(id, in: $0).revision } == 2)
        #expect(try await checks(world) == [])
    }

    @Test func `the script gets the list alone`() async throws {
        let (_, client, path, _) = try await world()
        let part = try await client.post(
            path + "answer/check", [("revision", "2"), ("text", "灯三天内修好。")],
            headers: ["hx-request": "true", "accept-language": "en"])
        #expect(part.status == 200 && part.text.hasPrefix("<section") && !part.text.contains("<html"))
        #expect(part.text.contains("No ground"))
        #expect(try await client.post(path + "note/check", [("revision", "2"), ("text", "x")]).status == 404)
    }

    @Test func `an answer with everything open goes out, and what was open is kept as codes alone`() async throws {
        let (world, client, path, _) = try await world()
        let sent = try await client.post(path + "answer", [("revision", "2"), ("text", "鸾凤已阅"), ("end", "solved")])
        #expect(sent.status == 303)
        #expect(try await checks(world) == ["question ground day thin next"])
        let row = try await world.database.read { try $0.row("SELECT questions, unit_id FROM answer_checks") }
        #expect(try row?.int("questions") == 1)
        #expect(try row?.id("unit_id") == (try await world.unit("town:330110004")).id)
    }

    @Test func `who may not see the matter gets no list`() async throws {
        let (world, _, path, _) = try await world()
        let other = TestClient(try world.server())
        try await other.signIn("lyuqingming")
        #expect(try await other.post(path + "answer/check", [("revision", "2"), ("text", "看看")]).status == 404)
    }
}
