import App
import Base
import Foundation
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// A switch of language at the desk: 沈小暑 keeps what is typed, nothing is done, and news is told.
@Suite struct DeskSwitchTests {
    private func world() async throws -> (world: TestDistrict, client: TestClient, path: String) {
        let world = try await TestDistrict()
        let receipt = try await world.file(confidentiality: .confidential, to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        return (world, client, "/desk/matters/\(receipt.matter)")
    }

    @Test func `the form of a step keeps its words and takes no step`() async throws {
        let (_, client, path) = try await world()
        let form = try await client.get(path + "/actions/note")
        #expect(form.text.contains("form=\"action\" formaction=\"\(path)/actions/note\""))
        let page = try await client.post(
            path + "/actions/note",
            [
                ("revision", "1"), ("text", "写到一半"), ("language", "en"), ("happened-day", "2019-11-25"),
                ("happened-time", "10:30"),
            ])
        #expect(page.status == 200 && page.text.contains("<html lang=\"en\""))
        #expect(page.text.contains(">\n写到一半</textarea>") && page.text.contains("2019-11-25"))
        #expect(!page.text.contains("banner-alarm"))
        #expect(HTMLLint.problems(in: page.text) == [])
        #expect(try await !client.get(path).text.contains("写到一半"))
    }

    @Test func `who switches after somebody else acted is told before sending`() async throws {
        let (_, client, path) = try await world()
        #expect(try await client.post(path + "/actions/accept", [("revision", "1")]).status == 303)
        let page = try await client.post(
            path + "/actions/note", [("revision", "1"), ("text", "写到一半"), ("theme", "dark")])
        #expect(page.text.contains("banner-alarm") && page.text.contains(">\n写到一半</textarea>"))
    }

    @Test(arguments: [
        ("/place", "said", "汤家"), ("/exclusion", "reason", "被反映的是它"), ("/seal-request", "reason", "要上门约时间"),
    ])
    func `a form on the matter's page keeps its words`(_ end: String, _ field: String, _ words: String) async throws {
        let (_, client, path) = try await world()
        let fields = [("revision", "1"), (field, words)]
        let page = try await client.post(path + end, fields + [("language", "en")])
        #expect(page.status == 200 && page.text.contains("<html lang=\"en\""))
        #expect(page.text.contains(words))
        let start = try #require(page.text.range(of: "<form class=\"switch no-print\""))
        let own = page.text[start.lowerBound...].prefix(1_500)
        #expect(own.contains("action=\"\(path)\(end)\"") && own.contains("name=\"\(field)\" value=\"\(words)\""))
        #expect(HTMLLint.problems(in: page.text) == [])
    }
}
