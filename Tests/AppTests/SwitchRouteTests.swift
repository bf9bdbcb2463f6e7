import App
import Base
import CDiskFaults
import Foundation
import Markup
import Matters
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing
import Web

/// Where a switch of language leads, for every address; and what comes back when nothing can be written.
@Suite struct SwitchRouteTests {
    private func back(_ page: TestClient.Answer) -> String {
        page.text.firstMatch(of: #/name="back" value="([^"]*)"/#).map { String($0.1).replacing("&amp;", with: "&") }
            ?? ""
    }

    private static func hidden(_ page: String) -> [(String, String)] {
        page.matches(of: #/<input type="hidden" name="([^"]*)" value="([^"]*)">/#).map {
            (String($0.1), String($0.2).replacing("&#43;", with: "+").replacing("&amp;", with: "&"))
        }
    }

    /// The fields of the form with the way to send it again.
    private func again(_ page: TestClient.Answer, to path: String) throws -> [(String, String)] {
        let start = try #require(page.text.range(of: "<form class=\"stack-24\" method=\"post\" action=\"\(path)\""))
        let rest = page.text[start.lowerBound...]
        return Self.hidden(String(rest[..<(try #require(rest.range(of: "</form>"))).lowerBound]))
    }

    @Test func `a switch on a list or a search comes back with the question that was asked`() async throws {
        let client = TestClient(try await TestDistrict().server())
        try await client.signIn("chenglichun")
        let search = try await client.get("/desk/search?q=%E6%B2%B9%E7%83%9F%20%26%20%E7%81%AF&lang=en")
        #expect(search.text.contains("<html lang=\"en\""))
        #expect(back(search) == "/desk/search?q=%E6%B2%B9%E7%83%9F%20%26%20%E7%81%AF")
        #expect(back(try await client.get("/desk?list=open&kind=petition")) == "/desk?list=open&kind=petition")
        let answer = try await client.post("/preferences", [("language", "en"), ("back", back(search))])
        #expect(answer.location == back(search))
    }

    @Test(arguments: ["chenglichun", ""]) func `no address does anything for a switch`(login: String) async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let server = try world.server()
        let client = TestClient(server)
        if !login.isEmpty { try await client.signIn(login) }
        func state() async throws -> [Int] {
            try await world.database.read { reader in
                try [
                    "journal_entries", "matters", "sessions", "attempts", "seal_requests", "outbox", "api_tokens",
                    "sign_ins",
                ].map {
                    try reader.count(SQL(stringLiteral: "SELECT COUNT(*) AS n FROM \($0)"))
                }
            }
        }
        let before = try await state()
        for route in server.routes.routes where route.method == "POST" {
            let path = route.path.replacing("{id}", with: receipt.matter.text).replacing("{code}", with: "accept")
            let fields = [
                ("language", "en"), ("revision", "1"), ("text", "写了一半的话"), ("reason", "写了一半"), ("decision", "granted"),
                ("login", "chenglichun"), ("password", "wrong password"), ("opened", "true"), ("step", "file"),
            ]
            let answer = try await client.post(path, fields)
            #expect(answer.status < 500, "\(path)")
            #expect(!answer.text.contains("wrong password"))
            if route.redraw == nil, route.operation == nil, route.access.admits(nil) {
                #expect(answer.status == 303, "\(path)")
            }
        }
        let after = try await state()
        #expect(after == before)
    }

    /// A filing that somebody is about to send, and its key.
    private func begun(_ client: TestClient) async throws -> (key: String, fields: [(String, String)]) {
        let key = Self.hidden(try await client.get("/file").text).first { $0.0 == "key" }?.1 ?? ""
        let fields = [
            ("kind", "help"), ("text", "楼道里的灯坏了一个星期，老人<看>不见台阶。"), ("confidentiality", "named"), ("name", "谷雨"),
            ("key", key),
        ]
        return (key, fields)
    }

    @Test(.enabled(if: TestEngine.isFile))
    func `with a full disk a resident's words come back and go out again under the same key`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        let (key, fields) = try await begun(client)
        let refused = try await full(world) {
            try await client.post("/file", fields, headers: ["accept-language": "zh"])
        }
        #expect(refused.status == 503)
        #expect(refused.text.contains("老人&lt;看&gt;不见台阶") && refused.text.contains("再交一次"))
        #expect(HTMLLint.problems(in: refused.text) == [])
        let again = try again(refused, to: "/file")
        #expect(again.contains { $0 == ("key", key) })
        let sent = again.map { ($0.0, $0.1.replacing("&lt;", with: "<").replacing("&gt;", with: ">")) }
        let form = try await client.post("/file", sent + [("language", "zh-Hans")])
        #expect(form.status == 200 && form.text.contains("谷雨") && !form.text.contains("data-code"))
        #expect(try await client.post("/file", sent).text.contains("data-code"))
        #expect(try await client.post("/file", sent).text.contains("data-code"), "the key gives the same slip")
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 1)
    }

    @Test func `with the database away a resident's words come back, and a page nobody wrote on offers itself again`()
        async throws
    {
        let world = try await TestDistrict()
        let client = TestClient(try world.server()), clerk = TestClient(try world.server())
        let (key, fields) = try await begun(client)
        try await clerk.signIn("chenglichun")
        try await world.database.close()
        let refused = try await client.post("/file", fields, headers: ["accept-language": "zh"])
        #expect(refused.status == 503)
        #expect(refused.headers["retry-after"] == "10")
        #expect(refused.text.contains("也许已经存好了"))
        #expect(refused.text.contains("老人&lt;看&gt;不见台阶") && refused.text.contains("再交一次"))
        #expect(HTMLLint.problems(in: refused.text) == [])
        #expect(try again(refused, to: "/file").contains { $0 == ("key", key) })
        let looked = try await clerk.get("/desk", headers: ["accept-language": "zh"])
        #expect(looked.status == 503)
        #expect(looked.text.contains("href=\"/desk\">再试一次") && !looked.text.contains("存好了"), "\(looked.text)")
        let signing = [("login", "chenglichun"), ("password", "a wrong password")]
        let barred = try await client.post("/sign-in", signing, headers: ["accept-language": "zh"])
        #expect(barred.status == 503)
        #expect(!barred.text.contains("a wrong password") && barred.text.contains("再试一次"))
    }

    @Test(.enabled(if: TestEngine.isFile)) func `with a full disk the desk's words come back and go out again`()
        async throws
    {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let path = "/desk/matters/\(receipt.matter)/actions/note"
        _ = try await client.get(path)
        let refused = try await full(world) {
            try await client.post(path, [("revision", "1"), ("text", "到现场看过，灯座也坏了")])
        }
        #expect(refused.status == 503 && refused.text.contains("data-face=\"desk\""))
        #expect(refused.text.contains("到现场看过，灯座也坏了"))
        #expect(try await client.post(path, try again(refused, to: path)).status == 303)
        #expect(try await client.get("/desk/matters/\(receipt.matter)").text.contains("灯座也坏了"))
    }

    @Test(.enabled(if: TestEngine.isFile)) func `files that came along cannot be kept, which is said`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        let token = Self.hidden(try await client.get("/file").text).first { $0.0 == "csrf" }?.1 ?? ""
        let fields = [
            ("csrf", token), ("key", "files-full-key-001"), ("kind", "help"), ("text", "楼道里的灯坏了一个星期。"),
            ("confidentiality", "anonymous"),
        ]
        var body = fields.map { "--b\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }.joined()
        body +=
            "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.4\n%%EOF\r\n--b--"
        let bytes = Array(body.utf8)
        let refused = try await full(world) {
            try await client.post(
                "/file", bytes: bytes,
                headers: ["content-type": "multipart/form-data; boundary=b", "accept-language": "en"])
        }
        #expect(refused.status == 503)
        #expect(refused.text.contains("The files could not be kept") && refused.text.contains("Back to the form"))
    }

    @Test func `what is too large keeps the visitor at the desk and names the way back and the limits`() async throws {
        let district = try await TestDistrict(), client = TestClient(try district.server())
        try await client.signIn("chenglichun")
        let huge = [UInt8](repeating: 65, count: Site.bodyLimit + 1)
        let answer = try await client.post(
            "/desk/intake", bytes: huge,
            headers: ["content-type": "multipart/form-data; boundary=b", "accept-language": "en"])
        #expect(answer.status == 413)
        #expect(answer.text.contains("data-face=\"desk\""))
        #expect(answer.text.contains("Back button") && answer.text.contains("20 MB") && answer.text.contains("8 MB"))
        #expect(!answer.text.contains("name=\"language\""))
        #expect(try await client.get("/desk/intake").headers["cache-control"] == "private, no-cache")
        withExtendedLifetime(district) {}
    }

    @Test func `a stale form of our own leads back to the form, one that may be foreign does not`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let fields = [("csrf", "old"), ("text", "楼道里的灯坏了"), ("kind", "help")]
        let ours = try await client.post("/file/where", fields, headers: ["sec-fetch-site": "same-origin"])
        #expect(ours.status == 403 && ours.text.contains("回到刚才那一页"))
        let unknown = try await client.post("/file/where", fields)
        #expect(unknown.text.contains("楼道里的灯坏了") && !unknown.text.contains("回到刚才那一页"))
        #expect(!unknown.text.contains("type=\"hidden\" name=\"text\""))
    }

    private func full<Value>(_ world: TestDistrict, _ work: () async throws -> Value) async throws -> Value {
        let watch = disk_watch(world.folder.path + "/")
        disk_set_fault(watch, disk_write_full)
        defer { disk_set_fault(watch, disk_sound) }
        return try await work()
    }
}
