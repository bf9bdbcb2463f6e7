import Accounts
import App
import Base
import Foundation
import Matters
import TestDistrict
import Testing

/// An English page is English: offices, towns, villages and colleagues by their English names, and what has none is
/// marked as Chinese.
@Suite struct EnglishPagesTests {
    private static let english = ["accept-language": "en"]

    /// The Chinese characters of a page outside what is marked as Chinese or as nobody's to translate.
    private func leftovers(in page: String) -> [String] {
        // The mark of the program is drawn.
        var text = page.replacing(/<svg[\s\S]*?<\/svg>/, with: "")
        for name in ["span", "blockquote", "div", "textarea", "option", "p"] {
            let open = "<\(name)\\b[^>]*(?:translate=\"no\"|lang=\"zh-Han)[^>]*>"
            // Marked elements hold no other element of their name, except the chip of a person.
            let marked = try? Regex("\(open)(?:(?!<\(name)\\b)[\\s\\S])*?</\(name)>")
            if let marked { for _ in 0..<3 { text = text.replacing(marked, with: "") } }
        }
        // What somebody typed stays in its field.
        text = text.replacing(/<input[^>]*>/, with: "")
        return text.matches(of: /[^\n>"]*[\u{4E00}-\u{9FFF}][^\n<"]*/).map { String($0.0) }
    }

    @Test func `a matter's page names town, village, office and colleague in English`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let receipt = try await world.file(to: "town:330110004")
        let path = "/desk/matters/\(receipt.matter)"
        #expect(try await client.post(path + "/actions/accept", [("revision", "1")]).status == 303)
        #expect(try await client.post(path + "/actions/note", [("revision", "2"), ("text", "去看过")]).status == 303)
        let page = try await client.get(path, headers: Self.english).text
        for words in ["Xingqiao Subdistrict", "Shen Xiaoshu"] { #expect(page.contains(words), "\(words)") }
        #expect(!page.contains("沈小暑"))
        for other in ["", "/actions/transfer", "/actions/answer"] {
            let left = leftovers(in: try await client.get(path + other, headers: Self.english).text)
            #expect(left == [], "\(other): \(left)")
        }
    }

    @Test func `a place is named by town and village in English and by its own Chinese name, marked as such`()
        async throws
    {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let receipt = try await world.file(to: "town:330110004")
        let path = "/desk/matters/\(receipt.matter)/place"
        let form = [("revision", "1"), ("asked", ""), ("said", "汤家家园")]
        let found = try await client.post(path, form, headers: Self.english).text
        #expect(found.contains("Xingqiao Subdistrict, Tangjia Community"))
        let place = try #require(found.firstMatch(of: #/name="place" value="([0-9a-f-]{36})"/#)).output.1
        let chosen = [("revision", "1"), ("asked", "汤家家园"), ("said", "汤家家园"), ("place", String(place))]
        #expect(try await client.post(path, chosen, headers: Self.english).status == 303)
        let page = try await client.get("/desk/matters/\(receipt.matter)", headers: Self.english).text
        #expect(
            page.contains(
                "Xingqiao Subdistrict, Tangjia Community, <span translate=\"no\" lang=\"zh-Hans\">汤家家园</span>"))
        #expect(!page.contains("星桥街道"))
        #expect(leftovers(in: page) == [])
        let chinese = try await client.get("/desk/matters/\(receipt.matter)", headers: ["accept-language": "zh-CN"])
            .text
        #expect(chinese.contains("星桥街道 汤家社区 汤家家园"))
    }

    @Test func `lists, figures and maps leave no Chinese unmarked`() async throws {
        let world = try await TestDistrict()
        for unit in ["town:330110004", "village:330110004006"] { _ = try await world.file(to: unit) }
        _ = try await world.file(.petition, at: TestDistrict.morning.adding(seconds: -40 * 86_400))
        let client = TestClient(try world.server())
        try await client.signIn("hanchunfen")
        let paths = [
            "/desk", "/desk?list=recent", "/desk?list=overdue", "/desk/posts", "/desk/intake", "/command",
            "/command?wall=1", "/command/towns/330110004", "/command/towns/330110001", "/command/matters",
            "/addresses/coverage", "/addresses/coverage?town=330110004",
        ]
        for path in paths {
            let page = try await client.get(path, headers: Self.english)
            #expect(page.status == 200, "\(path)")
            #expect(leftovers(in: page.text) == [], "\(path): \(leftovers(in: page.text))")
        }
    }

    @Test func `the account area leaves no Chinese unmarked`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("zhongmangzhong")
        let account = try #require(try await world.house.accounts.find(login: "shenxiaoshu"))
        let paths = ["password", "sessions", "sign-ins", "second-factor", "tokens", "people", "all-sign-ins", "rules"]
        for path in ["/account", "/account/people/\(account)"] + paths.map({ "/account/\($0)" }) {
            let page = try await client.get(path, headers: Self.english)
            #expect(page.status == 200, "\(path)")
            #expect(leftovers(in: page.text) == [], "\(path): \(leftovers(in: page.text))")
        }
    }

    @Test func `a resident reads English from the start to the end`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(title: "Broken lamp", text: "No light on the stairs.", to: "town:330110004")
        let client = TestClient(try world.server())
        for path in ["/", "/about", "/file", "/track", "/sign-in"] {
            let page = try await client.get(path, headers: Self.english)
            #expect(leftovers(in: page.text) == [], "\(path): \(leftovers(in: page.text))")
        }
        let code = [("number", receipt.number), ("code", receipt.code)]
        for path in ["/track", "/track/slip"] {
            let page = try await client.post(path, code, headers: Self.english)
            #expect(page.text.contains(receipt.number), "\(path): \(page.status)")
            #expect(leftovers(in: page.text) == [], "\(path): \(leftovers(in: page.text))")
        }
    }
}
