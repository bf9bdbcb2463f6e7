import App
import Base
import TestDistrict
import Testing
import Web

/// Every route asks who may.
@Suite struct RouteTests {
    @Test func `no route of the desk answers a visitor who is not signed in`() async throws {
        let world = try await TestDistrict()
        let server = try world.server()
        let client = TestClient(server)
        for route in server.routes.routes where route.access != .everyone && route.access != .receipt {
            let path = route.path.replacing(#/\{\w+\}/#, with: "0196b5a0-0000-7000-8000-000000000000")
            let answer = route.method == "GET" ? try await client.get(path) : try await client.post(path, [])
            #expect([303, 401].contains(answer.status), "\(route.method) \(route.path) answered \(answer.status)")
            if answer.status == 303 { #expect(answer.location?.hasPrefix("/sign-in") == true) }
        }
    }

    @Test(arguments: [
        (Role.clerk, "chenglichun"), (.handler, "shenxiaoshu"), (.head, "jiangxiazhi"), (.arbiter, "shaoqingming"),
        (.custodian, "zhouguyu"), (.auditor, "zhangxiaoman"), (.administrator, "zhongmangzhong"),
    ])
    func `each role is let through exactly where the table says so`(role: Role, login: String) async throws {
        let world = try await TestDistrict()
        let server = try world.server()
        let client = TestClient(server)
        try await client.signIn(login)
        // A session opens no route of the API: these are asked for with tokens, in tests of their own.
        for route in server.routes.routes where route.path != "/sign-out" && route.operation == nil {
            let path = route.path.replacing(#/\{\w+\}/#, with: "0196b5a0-0000-7000-8000-000000000000")
            let answer = try await client.ask(route.method, path, headers: ["accept": "application/json"])
            // Handlers may refuse for reasons of their own; the gate's refusal is the code not-allowed.
            let isRefused = answer.status == 403 && answer.text.contains("\"not-allowed\"")
            let isAllowed = route.access.admits(role)
            #expect(isRefused == !isAllowed, "\(role) \(route.method) \(route.path) answered \(answer.status)")
            #expect(answer.status != 401 && answer.location?.hasPrefix("/sign-in") != true, "\(route.path)")
            #expect(answer.status < 500, "\(role) \(route.method) \(route.path) answered \(answer.status)")
        }
    }

    @Test func `a form without its token is refused`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let answer = try await client.post(
            "/sign-in", [("login", "chenglichun"), ("password", "x"), ("csrf", "forged")])
        #expect(answer.status == 403)
    }

    @Test func `five wrong passwords lock a person out for a quarter of an hour`() async throws {
        let client = TestClient(try await TestDistrict().server())
        for _ in 1...5 { #expect(try await client.signIn("chenglichun", password: "wrong password").status == 422) }
        #expect(try await client.signIn("chenglichun").status == 429)
    }

    @Test func `an unknown page is a page in the visitor's language`() async throws {
        let client = TestClient(try await TestDistrict().server())
        #expect(try await client.get("/nowhere", headers: ["accept-language": "en"]).text.contains("could not find"))
        let json = try await client.get("/nowhere", headers: ["accept": "application/json"])
        #expect(json.status == 404)
        #expect(json.text.contains("\"code\":\"not-found\""))
    }
}

extension Access {
    fileprivate func admits(_ role: Role) -> Bool {
        let id = RecordID(trusted: "0196b5a0-0000-7000-8000-000000000000")
        return admits(SignedIn(account: id, post: id, unit: id, role: role, name: "", unitName: Words("", "")))
    }
}
