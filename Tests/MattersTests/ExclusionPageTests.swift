import Accounts
import App
import Base
import Markup
import Matters
import TestDistrict
import Testing

/// Shutting an office out at the desk, as a browser without scripts posts it.
@Suite struct ExclusionPageTests {
    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `the forms are sound in every language and say what was wrong`(language: String) async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, to: "village:330110004006")
        let client = TestClient(try world.server())
        try await client.signIn("hanchunfen")
        let path = "/desk/matters/\(receipt.matter)", headers = ["accept-language": language]
        for fields in [
            [("revision", "1")], [("revision", "1"), ("office", "没有这个单位"), ("reason", "他们自己说的")],
            [("revision", "1"), ("unit", receipt.matter.text), ("reason", "他们自己说的")],
            [("revision", "1"), ("unit", try await world.unit("town:330110004").id.text), ("reason", "短")],
        ] {
            let answer = try await client.post(path + "/exclusion", fields, headers: headers)
            #expect(answer.status == 422)
            #expect(HTMLLint.problems(in: answer.text) == [])
            if let office = fields.first(where: { $0.0 == "office" }) { #expect(answer.text.contains(office.1)) }
        }
        let answer = try await client.post(
            path + "/exclusion", [("revision", "1"), ("office", "汤家社区"), ("reason", "他们自己说的")])
        #expect(answer.location == path + "#parties")
        let page = try await client.get(path, headers: headers)
        #expect(HTMLLint.problems(in: page.text) == [])
        #expect(page.text.contains("/exclusion/lift"))
        let wrong = try await client.post(path + "/exclusion/lift", [("revision", "2")], headers: headers)
        #expect(wrong.status == 422)
        #expect(HTMLLint.problems(in: wrong.text) == [])
        let unit = try await world.unit("village:330110004006").id.text
        let lifted = [("revision", "2"), ("unit", unit), ("reason", "查过与它无关")]
        #expect(try await client.post(path + "/exclusion/lift", lifted).location == path + "#parties")
        #expect(try await !client.get(path).text.contains("/exclusion/lift"))
    }

    @Test func `whoever names their own office is led back to the lists`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "village:330110004006")
        let client = TestClient(try world.server())
        try await client.signIn("zhengxiaoxue")
        let path = "/desk/matters/\(receipt.matter)"
        #expect(try await client.post(path + "/actions/accept", [("revision", "1")]).status == 303)
        let unit = try await world.unit("village:330110004006").id.text
        let fields = [("revision", "2"), ("unit", unit), ("reason", "反映的是我们自己")]
        #expect(try await client.post(path + "/exclusion", fields).location == "/desk")
        #expect(try await client.get(path).status == 404)
    }

    @Test func `the filer reads that the office was shut out and not why`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "village:330110004006")
        let store = world.house.matters
        try await store.exclude(
            try await world.unit("village:330110004006").id, from: receipt.matter, revision: 1, reason: "内部核实的情况",
            by: try await world.actor("chenglichun"), at: TestDistrict.morning
        )
        let page = try await TestClient(try world.server()).post(
            "/track", [("number", receipt.number), ("code", receipt.code)])
        #expect(page.text.contains("已经回避"))
        #expect(!page.text.contains("内部核实的情况"))
        #expect(HTMLLint.problems(in: page.text) == [])
    }
}
