import Accounts
import App
import Base
import Foundation
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// What a stranger at the door can and cannot do.
@Suite struct DoorTests {
    @Test func `of forty wrong passwords at once no more than five are tried`() async throws {
        let world = try await TestDistrict()
        let server = try world.server()
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...12 {
                group.addTask { try await TestClient(server).signIn("shaoqingming", password: "wrong password").status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 422 } == 5)
        #expect(statuses.count { $0 == 429 } == 7)
    }

    @Test func `a name of eight million letters is refused and written nowhere`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        #expect(try await client.signIn(String(repeating: "a", count: 100_000)).status == 422)
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM attempts") } == 0)
    }

    @Test func `a form of many fields or of half a megabyte without files is refused`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let form = ["content-type": "application/x-www-form-urlencoded"]
        let many = Array(String(repeating: "a&", count: 2_000).utf8)
        #expect(try await client.post("/track", bytes: many, headers: form).status == 400)
        let long = [UInt8](repeating: 65, count: Site.textLimit + 1)
        #expect(try await client.post("/track", bytes: long, headers: form).status == 413)
        let parts = ["content-type": "multipart/form-data; boundary=x"]
        let words =
            Array("--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n".utf8) + long
            + Array("\r\n--x--\r\n".utf8)
        #expect(try await client.post("/file/where", bytes: words, headers: parts).status == 413)
    }

    @Test func `a form sent from another site is refused whatever it carries`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let answer = try await client.post(
            "/preferences", [("language", "en")], headers: ["sec-fetch-site": "cross-site"])
        #expect(answer.status == 403)
    }

    @Test func `a switch of language leads back to our own pages only`() async throws {
        let client = TestClient(try await TestDistrict().server())
        for back in ["//evil.example", "/\t/evil.example", "https://evil.example", "/\\evil.example"] {
            let answer = try await client.post("/preferences", [("language", "en"), ("back", back)])
            #expect(answer.location == "/", "\(back)")
        }
        #expect(try await client.post("/preferences", [("language", "en"), ("back", "/track")]).location == "/track")
    }

    @Test func `the window of a unit complained about does not take the complaint in`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        try await client.signIn("fangdaxue")
        _ = try await client.get("/desk/intake")
        let unit = try await world.unit("village:330110004007").id.text
        var fields = [
            ("channel", "window"), ("kind", "report"), ("text", "村里的账目很久没有公开了，问了也不说。"), ("title", "账目不公开"),
            ("confidentiality", "anonymous"), ("office", "枉山社区"), ("unit", unit), ("key", "door-test-key-0001"),
        ]
        let proposal = try await client.post("/desk/intake", fields + [("step", "suggest")])
        let proposed = proposal.text.firstMatch(of: /name="proposed" value="([^"]*)"/)?.1
        fields += [("proposed", String(proposed ?? "")), ("target", "rule"), ("step", "file")]
        let answer = try await client.post("/desk/intake", fields)
        #expect(!answer.text.contains("data-code"))
        #expect(answer.text.contains("别的窗口"))
        #expect(answer.status == 409)
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 0)
    }
}
