import Accounts
import App
import Base
import Foundation
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// The document and the server say the same, whatever is asked.
@Suite struct APIContractTests {
    private static let someID = "0196b5a0-0000-7000-8000-000000000000"

    private static func address(_ template: String) -> String {
        template.replacing("{number}", with: template.hasPrefix("/api/v1/matters") ? "YH2019-000001-X" : "1")
            .replacing("{code}", with: "330110004").replacing(#/\{\w+\}/#, with: someID)
    }

    @Test func `every address of the API is in the document, and everything in the document is answered`() async throws
    {
        let server = try await TestDistrict().server(), client = TestClient(server)
        let answer = try await client.call("GET", "/api/v1/openapi.json")
        #expect(answer.status == 200)
        let document = try JSONReader.read(Array(answer.text.utf8))
        guard case .object(let paths)? = document["paths"] else { throw JSONFault.grammar(at: 0) }
        var told: Set<String> = []
        for path in paths {
            guard case .object(let methods) = path.value else { continue }
            for method in methods {
                told.insert("\(method.name.uppercased()) \(path.name)")
                let asked = try await client.call(method.name.uppercased(), Self.address(path.name))
                #expect(asked.status != 405 && !asked.text.contains("\"internal\""), "\(method.name) \(path.name)")
                if asked.status == 404 { #expect(path.name.contains("{")) }
            }
        }
        let routes = server.routes.routes.filter { $0.path.hasPrefix("/api/") }
        #expect(told == Set(routes.map { "\($0.method) \($0.path)" }))
        #expect(routes.allSatisfy { $0.operation != nil })
        #expect(told.count > 25)
    }

    @Test func `operations have names of their own and every POST wants a key or keeps nothing`() async throws {
        let routes = try await TestDistrict().server().routes.routes
        let ids = routes.compactMap(\.operation?.id)
        #expect(Set(ids).count == ids.count)
        let document = OpenAPIDocument(try await TestDistrict().server().routes).json
        for route in routes where route.operation != nil && route.method == "POST" {
            let parameters = document["paths"]?[route.path]?["post"]?["parameters"]?.array ?? []
            let hasKey = parameters.contains { $0["name"] == "Idempotency-Key" && $0["required"] == true }
            #expect(hasKey || route.scope == .mattersRead, "\(route.path)")
        }
    }

    @Test func `an address that there is not, and another method, are told apart`() async throws {
        let client = TestClient(try await TestDistrict().server())
        #expect(try await client.call("GET", "/api/v1/nothing").status == 404)
        #expect(try await client.call("GET", "/api/").status == 404)
        for method in ["DELETE", "PUT", "PATCH", "OPTIONS", "TRACE", "HEAD"] {
            let answer = try await client.call(method, "/api/v1/kinds")
            #expect(answer.status == 405 && answer.headers["allow"] == "GET", "\(method)")
        }
        let both = try await client.call("DELETE", "/api/v1/desk/matters/\(Self.someID)/actions")
        #expect(both.headers["allow"] == "GET, POST")
    }

    @Test func `what a request takes is asked before it is answered`() async throws {
        let client = TestClient(try await TestDistrict().server())
        for accept in [
            "application/json", "*/*", "application/*;q=0.5, text/html", "", "text/html, application/json;q=0.1",
        ] {
            #expect(
                try await client.call("GET", "/api/v1/kinds", headers: ["accept": accept]).status == 200, "\(accept)")
        }
        for accept in ["text/html", "application/json;q=0", "application/xml, text/*", "application/json;q=0, */*"] {
            #expect(
                try await client.call("GET", "/api/v1/kinds", headers: ["accept": accept]).status == 406, "\(accept)")
        }
    }

    @Test func `a body that is too large or of another type is refused, in the language that is asked for`()
        async throws
    {
        let client = TestClient(try await TestDistrict().server())
        let long = #"{"text":"\#(String(repeating: "长", count: Site.textLimit / 3))"}"#
        let step = "/api/v1/matters/YH2019-000001-X/rating", code = ["receipt-code": "0000"]
        #expect(try await client.call("POST", step, long, headers: code).status == 413)
        // What may bring files is read as far as a form with files is.
        #expect(try await client.call("POST", "/api/v1/matters", long).status == 422)
        let larger = String(repeating: "x", count: Site.bodyLimit + 1)
        #expect(try await client.call("POST", "/api/v1/matters", larger).status == 413)
        let type = ["content-type": "text/plain", "accept-language": "en"]
        let plain = try await client.call("POST", "/api/v1/matters", "{}", headers: type)
        #expect(plain.status == 415 && plain.text.contains("must be JSON"))
        let multipart = ["content-type": "multipart/form-data; boundary=x"]
        #expect(try await client.call("POST", "/api/v1/matters", "--x--", headers: multipart).status == 415)
    }

    @Test func `a parameter that there is not, twice, or out of bounds is named`() async throws {
        let client = TestClient(try await TestDistrict().server())
        for query in [
            "limit=0", "limit=101", "limit=x", "limit=1&limit=2", "colour=red", "level=nowhere", "limit=9e999",
        ] {
            let answer = try await client.call("GET", "/api/v1/divisions?\(query)")
            #expect(answer.status == 422 && answer.text.contains("\"parameter\""), "\(query)")
        }
        #expect(try await client.call("GET", "/api/v1/divisions?level=%FF").status == 400)
    }

    @Test func `no staff address answers without a token, and a session is none`() async throws {
        let server = try await TestDistrict().server(), client = TestClient(server)
        try await client.signIn("chenglichun")
        for route in server.routes.routes where route.operation != nil && route.scope != nil {
            let answer = try await client.call(route.method, Self.address(route.path))
            #expect(answer.status == 401 && answer.headers["www-authenticate"] == "Bearer", "\(route.path)")
        }
    }

    @Test func `a token opens nothing beyond its scopes`() async throws {
        let world = try await TestDistrict()
        let server = try world.server(), client = TestClient(server)
        for scope in TokenScope.allCases {
            let token = try await world.token(of: "chenglichun", TokenScope.allCases.filter { $0 != scope })
            for route in server.routes.routes where route.operation != nil && route.scope == scope {
                let answer = try await client.call(route.method, Self.address(route.path), token: token)
                #expect(answer.status == 403 && answer.text.contains("\"token-scope\""), "\(route.path)")
            }
        }
    }

    @Test(arguments: [
        (Role.clerk, "chenglichun"), (.handler, "shenxiaoshu"), (.head, "jiangxiazhi"), (.arbiter, "shaoqingming"),
        (.custodian, "zhouguyu"), (.auditor, "zhangxiaoman"), (.administrator, "zhongmangzhong"),
    ])
    func `a token of each role is let through exactly where the table says so`(role: Role, login: String) async throws {
        let world = try await TestDistrict()
        let server = try world.server(), client = TestClient(server), token = try await world.token(of: login)
        let id = RecordID(trusted: Self.someID)
        let person = SignedIn(account: id, post: id, unit: id, role: role, name: "", unitName: Words("", ""))
        for route in server.routes.routes where route.operation != nil && route.scope != nil {
            let answer = try await client.call(route.method, Self.address(route.path), token: token)
            let isRefused = answer.status == 403 && answer.text.contains("\"not-allowed\"")
            #expect(isRefused == !route.access.admits(person), "\(role) \(route.path) answered \(answer.status)")
            #expect(answer.status < 500, "\(role) \(route.path)")
        }
    }
}
