import App
import Base
import Foundation
import Markup
import Storage
import TestDistrict
import Testing
import Web

@testable import Matters

/// Files are looked at inside the program, and nothing in them acts with the rights of our pages.
@Suite struct AttachmentViewTests {
    private static let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]
    private static let letter = Array(
        "%PDF-1.4\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>".utf8)
    private static let recording = Array("OggS".utf8) + (0..<96).map { UInt8($0) }

    /// A matter at 星桥街道, and 沈小暑 of that street before the desk.
    private struct Desk {
        let world: TestDistrict
        let client: TestClient
        let matter: RecordID
        var path: String { "/desk/matters/\(matter)" }

        init(_ world: TestDistrict, login: String = "shenxiaoshu") async throws {
            self.world = world
            matter = try await world.file(to: "town:330110004").matter
            client = TestClient(try world.server())
            try await client.signIn(login)
        }

        func send(_ name: String, _ bytes: [UInt8]) async throws -> TestClient.Answer {
            let page = try await client.get(path)
            let token = try #require(page.text.firstMatch(of: #/name="csrf" value="([^"]+)"/#)).output.1
            var body = Array("--mark\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(token)\r\n".utf8)
            body += Array("--mark\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n\r\n".utf8)
            body += bytes + Array("\r\n--mark--\r\n".utf8)
            return try await client.post(
                path + "/attachments", bytes: body, headers: ["content-type": "multipart/form-data; boundary=mark"])
        }

        /// The address of the newest file.
        func file(_ name: String? = nil) async throws -> String {
            let store = world.house.matters, matter = matter
            let files = try await world.database.read { try store.listAttachments(matter, in: $0) }
            return "\(path)/attachments/\(try #require(files.last { name == nil || $0.name == name }).id)"
        }
    }

    @Test func `a picture is shown without our rights and only through its matter`() async throws {
        let desk = try await Desk(TestDistrict())
        #expect(try await desk.send("楼道 灯.png", Self.picture).status == 303)
        let file = try await desk.file()
        let answer = try await desk.client.get(file)
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "image/png")
        let policy = try #require(answer.headers["content-security-policy"])
        #expect(policy.hasPrefix("default-src 'none'") && policy.contains("; sandbox;"))
        #expect(answer.headers["x-content-type-options"] == "nosniff")
        #expect(answer.headers["cross-origin-resource-policy"] == "same-origin")
        #expect(answer.headers["content-disposition"] == "inline; filename*=UTF-8''%E6%A5%BC%E9%81%93%20%E7%81%AF.png")
        let other = try await desk.world.file(title: "另一件", to: "town:330110004")
        for address in [file, file + "/view"] {
            let moved = address.replacing(desk.matter.text, with: other.matter.text)
            #expect(try await desk.client.get(moved).status == 404)
        }
    }

    @Test func `who does not see the matter sees neither its file nor the page of it`() async throws {
        let desk = try await Desk(TestDistrict())
        _ = try await desk.send("灯.png", Self.picture)
        let file = try await desk.file()
        let stranger = TestClient(try desk.world.server())
        try await stranger.signIn("lyuqingming")
        for address in [file, file + "/view", file + "?keep=yes"] {
            #expect(try await stranger.get(address).status == 404)
        }
    }

    @Test(arguments: [
        ("页面.jpg", "<html><script>alert(document.cookie)</script></html>"),
        ("图.png", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
        ("图.svg", "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"), ("说明.pdf", "  <html>%PDF-"),
    ])
    func `what only calls itself a picture or a letter is not taken`(name: String, text: String) async throws {
        let desk = try await Desk(TestDistrict())
        #expect(try await desk.send(name, Array(text.utf8)).status == 422)
        let count = try await desk.world.database.read { try $0.count("SELECT COUNT(*) AS n FROM attachments") }
        #expect(count == 0)
    }

    @Test func `a picture with a page behind it is a picture under its own type and in the sandbox`() async throws {
        let desk = try await Desk(TestDistrict())
        let both = Array("GIF89a".utf8) + Array("/*<html><script>alert(1)</script>*/".utf8)
        #expect(try await desk.send("图.html", both).status == 303)
        let answer = try await desk.client.get(try await desk.file())
        #expect(answer.headers["content-type"] == "image/gif")
        #expect(answer.headers["x-content-type-options"] == "nosniff")
        #expect(answer.headers["content-security-policy"]?.contains("sandbox") == true)
    }

    @Test func `a file whose bytes are not what its row says is only handed over`() {
        let page = Array("<html><script>alert(1)</script>".utf8)
        for type in ["image/png", "application/pdf", "text/html", "image/svg+xml"] {
            let headers = FileReply.make(type, page, name: "a").headers
            #expect(headers.contains { $0 == ("content-type", "application/octet-stream") })
            #expect(headers.contains { $0.name == "content-disposition" && $0.value.hasPrefix("attachment") })
        }
        let old = FileReply.make("audio/amr", Array("#!AMR\n".utf8), name: "a.amr").headers
        #expect(old.contains { $0.name == "content-disposition" && $0.value.hasPrefix("attachment") })
    }

    @Test func `a letter with a script in it is read in the sandbox and kept on demand`() async throws {
        let desk = try await Desk(TestDistrict())
        #expect(try await desk.send("合同.pdf", Self.letter).status == 303)
        let file = try await desk.file()
        let answer = try await desk.client.get(file)
        #expect(answer.headers["content-type"] == "application/pdf")
        #expect(answer.headers["content-security-policy"]?.contains("sandbox") == true)
        #expect(answer.headers["content-disposition"] == "inline; filename*=UTF-8''%E5%90%88%E5%90%8C.pdf")
        let kept = try await desk.client.get(file + "?keep=yes")
        #expect(kept.headers["content-disposition"]?.hasPrefix("attachment") == true)
        #expect(try await desk.client.get("/desk").headers["content-security-policy"]?.contains("'self'") == true)
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `pictures, letters and recordings stand on the matter's page and on pages of their own`(language: String)
        async throws
    {
        let desk = try await Desk(TestDistrict())
        let files = [
            ("灯.png", Self.picture, "<img class=\"file-picture\" src="), ("合同.pdf", Self.letter, "<iframe"),
            ("录音.ogg", Self.recording, "<audio"), ("旧录音.amr", Array("#!AMR\n".utf8), "?keep=yes"),
        ]
        for (name, bytes, mark) in files {
            #expect(try await desk.send(name, bytes).status == 303)
            let page = try await desk.client.get(
                try await desk.file(name) + "/view", headers: ["accept-language": language])
            #expect(page.status == 200 && page.text.contains(mark) && page.text.contains(name))
            #expect(HTMLLint.problems(in: page.text) == [])
        }
        let page = try await desk.client.get(desk.path, headers: ["accept-language": language]).text
        #expect(page.contains("loading=\"lazy\"") && page.contains("width=\"96\""))
        #expect(page.contains("<audio") && page.contains("<iframe"))
        #expect(HTMLLint.problems(in: page) == [])
    }

    @Test(
        arguments: [
            ("bytes=0-9", 206, "bytes 0-9/100", 10), ("bytes=90-", 206, "bytes 90-99/100", 10),
            ("bytes=-5", 206, "bytes 95-99/100", 5), ("bytes=95-4000", 206, "bytes 95-99/100", 5),
            ("bytes=100-", 416, "bytes */100", 0), ("bytes=-0", 416, "bytes */100", 0),
            ("bytes=9-5", 200, nil, 100), ("bytes=0-1,5-6", 200, nil, 100), ("bytes=a-b", 200, nil, 100),
            ("bytes=-", 200, nil, 100), ("items=0-1", 200, nil, 100),
            ("bytes=0-9223372036854775807", 206, "bytes 0-99/100", 100),
            ("bytes=0-99999999999999999999", 200, nil, 100),
        ] as [(String, Int, String?, Int)])
    func `a recording is played from where somebody points`(
        range: String, status: Int, part: String?, size: Int
    ) {
        let reply = FileReply.make("audio/ogg", Self.recording, name: nil, range: range)
        #expect(reply.status == status)
        #expect(reply.headers.first { $0.name == "content-range" }?.value == part)
        var count: Int?
        if case .bytes(let bytes) = reply.body { count = bytes.count }
        #expect(count == size)
    }
}
