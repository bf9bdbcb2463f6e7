import App
import Base
import Foundation
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// A switch of language or theme keeps what 谷雨 has typed so far, and neither files nor acts.
@Suite struct SwitchTests {
    private static let english = [("language", "en")]

    private func count(_ world: TestDistrict) async throws -> Int {
        try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") }
    }

    private static func typed(_ more: [String: String] = [:]) -> [(String, String)] {
        Resident.usual.merging(["key": "switch-test-key-01"]) { $1 }.merging(more) { $1 }.map { ($0.key, $0.value) }
    }

    @Test(arguments: ["tell", "where", "whom", "you", "check"])
    func `every question comes back in English with all answers`(step: String) async throws {
        let world = try await TestDistrict()
        let client = try Resident(world).client
        let fields = Self.typed(["place": "没有这条路 7 号", "address": "none", "asked": "没有这条路 7 号", "about": "楼下的餐馆"])
        let page = try await client.post("/file/\(step)", fields + Self.english)
        #expect(page.status == 200)
        #expect(page.text.contains("<html lang=\"en\""))
        #expect(page.text.contains("Step ") && !page.text.contains("error-summary"))
        for words in ["楼道里的灯坏了一个星期", "没有这条路 7 号", "楼下的餐馆", "谷雨", "00012345678", "switch-test-key-01"] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(page.text.contains("form=\"answers\" formaction=\"/file/\(step)\""))
        expectSound(page)
        #expect(try await client.get("/track").text.contains("<html lang=\"en\""), "the choice is kept")
        #expect(try await count(world) == 0)
    }

    @Test func `the first question and the theme keep half a sentence that would be refused`() async throws {
        let client = try Resident(await TestDistrict()).client
        let first = try await client.get("/file")
        #expect(first.text.contains("form=\"answers\" formaction=\"/file/tell\""))
        let page = try await client.post("/file/tell", [("text", "楼道"), ("theme", "dark"), ("key", "k")])
        #expect(page.text.contains("data-theme=\"dark\"") && page.text.contains(">\n楼道</textarea>"))
        #expect(!page.text.contains("error-summary"))
    }

    @Test func `what would file only draws the last question again, and says that files are to be chosen anew`()
        async throws
    {
        let world = try await TestDistrict()
        let client = try Resident(world).client
        let page = try await client.post("/file", Self.typed(["files": "灯.jpg"]) + Self.english)
        #expect(page.status == 200)
        #expect(page.text.contains("Please choose the files again"))
        expectSound(page)
        #expect(try await count(world) == 0)
    }

    @Test func `a slip comes back in English as the same slip`() async throws {
        let world = try await TestDistrict()
        let resident = try Resident(world)
        let first = try await resident.file()
        let (number, code) = Resident.slip(first.text)
        let form = Resident.between(first.text, "<form class=\"switch no-print\"", "</form>")
        #expect(form.contains("action=\"/track/slip\""))
        let page = try await resident.client.post("/track/slip", [("number", number), ("code", code)] + Self.english)
        #expect(page.text.contains("<html lang=\"en\"") && Resident.slip(page.text) == (number, code))
        expectSound(page)
        #expect(try await count(world) == 1)
    }

    @Test func `whatever was typed on the tracking page stays, and nothing is sent`() async throws {
        let resident = try Resident(await TestDistrict())
        let (number, code) = try await resident.filed()
        let slip = [("number", number), ("code", code), ("opened", "true"), ("revision", "1")]
        let typed = [("additions-text", "昨晚又有人摔了"), ("withdrawal-text", "也许不用了"), ("files", "台阶.jpg")]
        let page = try await resident.client.post("/track", slip + typed + Self.english)
        #expect(page.text.contains("<html lang=\"en\""))
        #expect(page.text.contains(">\n昨晚又有人摔了</textarea>") && page.text.contains(">\n也许不用了</textarea>"))
        #expect(page.text.contains("Please choose the files again"))
        expectSound(page)
        let pressed = try await resident.client.post("/track/withdrawal", slip + typed + Self.english)
        #expect(pressed.text.contains(">\n也许不用了</textarea>"))
        let after = try await resident.client.post("/track", slip)
        #expect(!after.text.contains("昨晚又有人摔了"), "nothing was added")
        #expect(after.text.contains("formaction=\"/track/withdrawal\""), "nothing was withdrawn")
    }

    @Test func `a step done on the tracking page leaves what was typed for another`() async throws {
        let resident = try Resident(await TestDistrict())
        let (number, code) = try await resident.filed()
        let page = try await resident.client.post(
            "/track/additions",
            [
                ("number", number), ("code", code), ("revision", "1"), ("additions-text", "灯罩也碎了"),
                ("withdrawal-text", "写了一半"),
            ])
        #expect(page.status == 200)
        #expect(page.text.contains(">\n写了一半</textarea>") && !page.text.contains(">\n灯罩也碎了</textarea>"))
    }

    @Test func `a code half typed is kept and not tried`() async throws {
        let resident = try Resident(await TestDistrict())
        let (number, code) = try await resident.filed()
        for _ in 1...6 {
            let page = try await resident.client.post(
                "/track", [("number", number), ("code", "0000 0000")] + Self.english)
            #expect(page.status == 200)
            #expect(page.text.contains("value=\"0000 0000\"") && page.text.contains("value=\"\(number)\""))
        }
        #expect(try await resident.client.post("/track", [("number", number), ("code", code)]).status == 200)
    }

    @Test func `the window keeps the form, and the slip of a clerk stays at the desk`() async throws {
        let world = try await TestDistrict()
        let client = try Resident(world).client
        try await client.signIn("chenglichun")
        let entry = [
            ("channel", "hotline"), ("kind", "petition"), ("text", "楼下餐馆的油烟管对着我家窗户，天天晚上没法开窗。"), ("place", "汤家社区"),
            ("name", "林惊蛰"), ("confidentiality", "named"), ("key", "window-switch-key-1"), ("title", "油烟"),
        ]
        let page = try await client.post("/desk/intake", entry + [("step", "file")] + Self.english)
        #expect(page.text.contains("<html lang=\"en\"") && page.text.contains("data-face=\"deskPanes\""))
        for words in ["楼下餐馆的油烟管", "林惊蛰", "window-switch-key-1"] { #expect(page.text.contains(words), "\(words)") }
        #expect(try await count(world) == 0)
        expectSound(page)
        let proposed = HiddenFields(page.text).values["proposed"] ?? ""
        let slip = try await client.post(
            "/desk/intake", entry + [("step", "file"), ("proposed", proposed), ("target", "own"), ("address", "none")])
        let (number, code) = Resident.slip(slip.text)
        #expect(!number.isEmpty)
        let again = try await client.post(
            "/desk/intake", [("number", number), ("code", code), ("language", "zh-Hans")])
        #expect(Resident.slip(again.text) == (number, code) && again.text.contains("data-face=\"desk\""))
        #expect(try await count(world) == 1)
    }
}
