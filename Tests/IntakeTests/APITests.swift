import Accounts
import App
import Base
import Foundation
import Storage
import TestDistrict
import Testing

/// Filing by programs.
@Suite struct APITests {
    private struct Filed: Decodable {
        let number: String
        let code: String
        let entry: String
    }

    private func post(
        _ body: String, key: String? = "0123456789abcdef", to client: TestClient, type: String = "application/json"
    )
        async throws -> TestClient.Answer
    {
        var headers = ["content-type": type]
        headers["idempotency-key"] = key
        return try await client.post("/api/v1/matters", bytes: Array(body.utf8), headers: headers)
    }

    private static let body = #"{"kind":"help","text":"楼道里的灯坏了一个星期。","name":"谷雨","phone":"00012345678"}"#

    @Test func `a program files once and follows with the code`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        let first = try await post(Self.body, to: client), second = try await post(Self.body, to: client)
        #expect(first.status == 201)
        #expect(first.text == second.text)
        let filed = try JSONDecoder().decode(Filed.self, from: Data(first.text.utf8))
        #expect(filed.entry.count == 64)
        let status = try await client.get("/api/v1/matters/\(filed.number)", headers: ["receipt-code": filed.code])
        #expect(status.status == 200)
        #expect(status.text.contains("\"status\":\"received\""))
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 1)
    }

    @Test func `another body under the same key is refused`() async throws {
        let client = TestClient(try await TestDistrict().server())
        _ = try await post(Self.body, to: client)
        let other = try await post(#"{"kind":"help","text":"另外一件事情。"}"#, to: client)
        #expect(other.status == 422)
        #expect(other.text.contains("key-reused"))
    }

    @Test func `a program names the office complained about by its code`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        let answer = try await post(
            #"{"kind":"report","text":"街道的窗口不肯登记。","unit":"town:330110012"}"#, to: client)
        #expect(answer.status == 201)
        let town = try await world.unit("town:330110012")
        let (shut, named) = try await world.database.read { reader in
            (
                try reader.count("SELECT COUNT(*) AS n FROM matter_exclusions WHERE unit_id = \(town.id)"),
                try reader.count("SELECT COUNT(*) AS n FROM parties WHERE unit_id = \(town.id)")
            )
        }
        #expect(shut == 1)
        #expect(named == 1)
    }

    @Test(arguments: ["town:000", "dept:", "星桥街道", ""])
    func `an office that is not known is named as the mistake`(code: String) async throws {
        let world = try await TestDistrict()
        let answer = try await post(
            #"{"kind":"report","text":"街道的窗口不肯登记。","unit":"\#(code)"}"#, to: TestClient(try world.server()))
        #expect(answer.status == 422)
        #expect(answer.headers["content-type"]?.contains("problem+json") == true)
        #expect(answer.text.contains("\"#/unit\""))
        #expect(try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 0)
    }

    @Test func `the same key with another office is refused`() async throws {
        let client = TestClient(try await TestDistrict().server())
        _ = try await post(Self.body, to: client)
        let other = Self.body.replacing("{\"kind\"", with: "{\"unit\":\"town:330110012\",\"kind\"")
        let answer = try await post(other, to: client)
        #expect(answer.status == 422)
        #expect(answer.text.contains("key-reused"))
    }

    @Test(arguments: ["", "{", "\u{FFFD}", #"{"text":"灯坏了三天","text":"水管也坏了"}"#, #"{"text":"\uD83D灯坏了三天"}"#])
    func `what is not JSON, or says a thing twice, is answered as a problem`(body: String) async throws {
        let answer = try await post(body, to: TestClient(try await TestDistrict().server()))
        #expect(answer.status == 400)
        #expect(answer.headers["content-type"]?.contains("problem+json") == true)
    }

    @Test(arguments: [
        "[]", "null", #"{"text":1}"#, #"{"kind":"help"}"#, #"{"text":"灯坏了三天","colour":"red"}"#,
        "{\"text\":\"灯坏了三天\\u0000\"}",
    ])
    func `what is no filing is answered with what is wrong`(body: String) async throws {
        let answer = try await post(body, to: TestClient(try await TestDistrict().server()))
        #expect(answer.status == 422)
        #expect(answer.headers["content-type"]?.contains("problem+json") == true)
    }

    @Test(arguments: [nil, "", "short", "钥匙钥匙钥匙钥匙钥匙钥匙钥匙钥匙"])
    func `a filing without a usable key is refused before anything else`(key: String?) async throws {
        let answer = try await post(Self.body, key: key, to: TestClient(try await TestDistrict().server()))
        #expect(answer.status == 400)
        #expect(answer.text.contains("\"key-missing\""))
    }

    @Test func `a filing with mistakes names each of them`() async throws {
        let answer = try await post(
            #"{"kind":"x","text":"","name":"谷雨\n"}"#, to: TestClient(try await TestDistrict().server()))
        #expect(answer.status == 422)
        for field in ["#/kind", "#/text", "#/name"] { #expect(answer.text.contains("\"\(field)\"")) }
    }

    @Test func `a name is wanted of whoever wants to be named`() async throws {
        let answer = try await post(
            #"{"text":"楼道里的灯坏了","confidentiality":"named"}"#, to: TestClient(try await TestDistrict().server()))
        #expect(answer.status == 422)
        #expect(answer.text.contains("\"#/name\""))
    }

    @Test func `a key in quotation marks is the same key`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let first = try await post(Self.body, key: "\"0123456789abcdef\"", to: client)
        #expect(try await post(Self.body, to: client).text == first.text)
    }

    @Test func `a form cannot pass as a program`() async throws {
        let client = TestClient(try await TestDistrict().server())
        for type in ["text/plain", "application/x-www-form-urlencoded", "text/plain; application/json", ""] {
            let answer = try await post(Self.body, to: client, type: type)
            #expect(answer.status == 415, "\(type) answered \(answer.status)")
        }
    }

    @Test func `whoever guesses at codes is told how long to wait`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let filed = try JSONDecoder().decode(Filed.self, from: Data(try await post(Self.body, to: client).text.utf8))
        var last = try await client.get("/api/v1/matters/\(filed.number)", headers: ["receipt-code": "0000"])
        for _ in 0..<10 where last.status == 404 {
            last = try await client.get("/api/v1/matters/\(filed.number)", headers: ["receipt-code": "0000"])
        }
        #expect(last.status == 429)
        #expect(last.headers["retry-after"] == "900")
        #expect(last.headers["content-type"]?.hasPrefix("application/problem+json") == true)
    }

    @Test func `a wrong code is answered like a number that does not exist`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let filed = try JSONDecoder().decode(Filed.self, from: Data(try await post(Self.body, to: client).text.utf8))
        let wrong = try await client.get("/api/v1/matters/\(filed.number)", headers: ["receipt-code": "0000"])
        let unknown = try await client.get("/api/v1/matters/YH2019-999999-X", headers: ["receipt-code": filed.code])
        #expect(wrong.status == 404)
        #expect(unknown.status == 404)
    }
}
