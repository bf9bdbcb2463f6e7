import App
import Foundation
import Storage
import TestDistrict
import TestSupport
import Testing

/// The program ends in good order, and a request can be found in its log.
@Suite(.enabled(if: TestEngine.isFile)) struct EndingTests {
    @Test func `SIGTERM ends a live stream cleanly and answers what is under way`() async throws {
        let world = try await TestDistrict()
        try await world.database.close()
        let folder = try TestFolders.place("ending")
        try FileManager.default.copyItem(at: world.folder, to: folder)
        let server = try RunningServer.start(
            ["--data", folder.path, "--port", "0", "--home", TestDistrict.home.path])
        let port = try #require(server.port(after: "http://127.0.0.1:", in: "output"))
        let half = try PlainTalk(port: port)
        try half.say("POST /sign-in HTTP/1.1\r\nhost: test\r\ncontent-type: application/x-www-form-urlencoded\r\n")
        try half.say("content-length: 20\r\n\r\nlogin=nobo")
        let cookies = try Self.signIn("hanchunfen", port: port)
        let stream = try PlainTalk(port: port)
        try stream.say("GET /command/events HTTP/1.1\r\nhost: test\r\ncookie: \(cookies)\r\n\r\n")
        #expect(try stream.hear(until: "retry: 5000\n\n").hasPrefix("HTTP/1.1 200"))
        server.signal(SIGTERM)
        #expect(try stream.hear().hasSuffix("0\r\n\r\n"), "the stream ends as a whole, it is not cut off")
        try half.say("dy&password=x")
        #expect(try half.hear().hasPrefix("HTTP/1.1 403"), "the token is missing, and that is answered")
        #expect(server.end() == 0)
    }

    @Test func `a line about a request is JSON, carries its id and nothing that was typed`() async throws {
        let data = try await TestDistrict.makeFolder(.empty)
        let server = try RunningServer.start(
            ["--data", data.path, "--port", "0", "--home", TestDistrict.home.path]
                + ["--log-level", "info", "--log-format", "json"])
        let port = try #require(server.port(after: "http://127.0.0.1:", in: "output"))
        let answer = try RunningServer.get("/track?number=YH2019&name=guyu", port: port)
        let id = answer.split(separator: "\r\n").first { $0.lowercased().hasPrefix("x-request-id: ") }?.dropFirst(14)
        #expect(try #require(id).count == 16)
        #expect(server.waits(for: "\"id\":\"\(id ?? "")\"", in: "told"))
        server.stop()
        let lines = server.text("told").split(separator: "\n").filter { $0.contains("\"message\":\"request\"") }
        #expect(lines.count == 1, "\(lines)")
        let line = try JSONDecoder().decode([String: String].self, from: Data(try #require(lines.first).utf8))
        #expect(line["route"] == "/track" && line["method"] == "GET" && line["status"] == "200", "\(line)")
        #expect(!server.text("told").contains("guyu") && !server.text("told").contains("YH2019"))
    }

    @Test func `a form or level of the log that does not exist is refused`() throws {
        for (flag, value) in [("--log-level", "loud"), ("--log-format", "xml")] {
            let outcome = try Shell.run(["config", "show", flag, value], home: TestDistrict.home)
            #expect(outcome.status == 64 && outcome.told.contains("\(value) is no "), "\(outcome.told)")
        }
    }

    /// The cookies of somebody who has signed in.
    private static func signIn(_ login: String, port: UInt16) throws -> String {
        let page = try RunningServer.get("/sign-in", port: port)
        let visit = try #require(cookie(of: page))
        let field = try #require(page.range(of: "name=\"csrf\" value=\""))
        let token = String(page[field.upperBound...].prefix { $0 != "\"" }).replacing("&#43;", with: "+")
        var form = URLComponents()
        form.queryItems = [
            URLQueryItem(name: "login", value: login), URLQueryItem(name: "password", value: TestDistrict.password),
            URLQueryItem(name: "csrf", value: token),
        ]
        let body = (form.percentEncodedQuery ?? "").replacing("+", with: "%2B")
        let talk = try PlainTalk(port: port)
        try talk.say("POST /sign-in HTTP/1.1\r\nhost: test\r\nconnection: close\r\ncookie: \(visit)\r\n")
        try talk.say(
            "content-type: application/x-www-form-urlencoded\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)")
        return "\(visit); \(try #require(cookie(of: try talk.hear())))"
    }

    private static func cookie(of answer: String) -> Substring? {
        answer.split(separator: "\r\n").first { $0.lowercased().hasPrefix("set-cookie: ") }?.dropFirst(12).prefix {
            $0 != ";"
        }
    }
}
