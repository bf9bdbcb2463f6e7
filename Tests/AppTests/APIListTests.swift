import Accounts
import App
import Base
import Foundation
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// Lists by program: every matter once, whatever is filed meanwhile, and none that the reader may not see.
@Suite struct APIListTests {
    private static let people = [
        "chenglichun", "hanchunfen", "zhangxiaoman", "zhongmangzhong", "jiangxiazhi", "shenxiaoshu", "zhengxiaoxue",
        "lyuqingming",
    ]

    private func walk(
        _ path: String, _ client: TestClient, _ token: String, between: () async throws -> Void = {}
    ) async throws -> [JSONValue] {
        var items: [JSONValue] = [], next: String? = path
        while let path = next {
            let answer = try await client.call("GET", path, token: token)
            #expect(answer.status == 200, "\(path): \(answer.text)")
            let body = try JSONReader.read(Array(answer.text.utf8))
            items += body["items"]?.array ?? []
            next = body["next"]?.string
            if next != nil { try await between() }
            guard items.count < 10_000 else { break }
        }
        return items
    }

    @Test(arguments: ["list=recent", "list=open", ""])
    func `a walk through a list meets each matter once while others are filed`(list: String) async throws {
        let world = try await TestDistrict(), client = TestClient(try world.server())
        let token = try await world.token(of: "chenglichun")
        var before: Set<String> = []
        for step in 0..<7 {
            // Some in one moment, so that only the id tells them apart.
            let at = TestDistrict.morning.adding(seconds: Int64(step / 3) - 10)
            before.insert(try await world.file(step.isMultiple(of: 2) ? .petition : .enquiry, at: at).matter.text)
        }
        let items = try await walk("/api/v1/desk/matters?limit=2&\(list)", client, token) {
            _ = try await world.file()
        }
        let ids = items.compactMap { $0["id"]?.string }
        #expect(Set(ids).count == ids.count)
        #expect(before.isSubset(of: ids))
    }

    @Test func `pages in one list are those of the list at once`() async throws {
        let world = try await TestDistrict(), client = TestClient(try world.server())
        let token = try await world.token(of: "chenglichun")
        for _ in 0..<5 { _ = try await world.file(to: "town:330110004") }
        for path in [
            "/api/v1/desk/matters?list=recent", "/api/v1/desk/search?q=%E4%B8%89%E6%A5%BC%E7%9A%84%E7%81%AF",
            "/api/v1/units?level=town", "/api/v1/divisions?level=town", "/api/v1/statistics/matters?which=open",
            "/api/v1/journal/heads?limit=100",
        ] {
            let mark = path.contains("?") ? "&" : "?"
            let whole = try await walk("\(path)\(path.contains("limit") ? "" : "\(mark)limit=100")", client, token)
            let small = try await walk(
                path.contains("limit") ? path.replacing("limit=100", with: "limit=1") : "\(path)\(mark)limit=2", client,
                token)
            #expect(whole == small, "\(path)")
            #expect(!whole.isEmpty || path.contains("heads"), "\(path)")
        }
    }

    @Test func `a cursor that is broken, cut or of another list is refused`() async throws {
        let world = try await TestDistrict(), client = TestClient(try world.server())
        let token = try await world.token(of: "chenglichun")
        for _ in 0..<3 { _ = try await world.file() }
        let first = try await client.call("GET", "/api/v1/desk/matters?list=recent&limit=1", token: token)
        let next = try #require(try JSONReader.read(Array(first.text.utf8))["next"]?.string)
        let cursor = String(next[try #require(next.range(of: "cursor=")).upperBound...].prefix { $0 != "&" })
        #expect(
            try await client.call("GET", "/api/v1/desk/matters?list=recent&limit=2&cursor=\(cursor)", token: token)
                .status == 200)
        for query in [
            "list=recent&cursor=\(cursor.dropLast(4))", "list=recent&cursor=AAAA", "list=recent&cursor=",
            "list=recent&cursor=%00",
            "list=recent&cursor=\(String(cursor.reversed()))", "list=open&cursor=\(cursor)",
            "list=recent&kind=help&cursor=\(cursor)",
        ] {
            let answer = try await client.call("GET", "/api/v1/desk/matters?\(query)", token: token)
            #expect(answer.status == 422 && answer.text.contains("\"cursor\""), "\(query)")
        }
        #expect(try await client.call("GET", "/api/v1/desk/search?q=x&cursor=\(cursor)", token: token).status == 422)
    }

    @Test func `no answer of the API names a matter to somebody who may not open it`() async throws {
        let world = try await TestDistrict()
        var ids: [RecordID] = []
        for unit in [
            "grid:33011000400601", nil, "town:330110004", "village:330110004007", "town:330110012", "dept:justice",
        ] {
            ids.append(try await world.file(to: unit).matter)
        }
        ids.append(try await world.file(.report, to: "town:330110004", complained: "village:330110004006").matter)
        ids.append(try await world.file(.petition, to: "dept:petition-bureau", complained: "town:330110004").matter)
        let server = try world.server(), client = TestClient(server), store = world.house.matters
        let routes = server.routes.routes.filter { $0.operation != nil && $0.scope != nil }
        for login in Self.people {
            let actor = try await world.actor(login), token = try await world.token(of: login), all = ids
            let shut = try await world.database.read { reader in
                let scope = try store.scope(of: actor, in: reader)
                return try all.filter { try !scope.contains($0, in: reader) }
            }
            for route in routes where route.method == "GET" && !route.path.contains("{") {
                let query =
                    route.path.hasSuffix("search") || route.path.hasSuffix("addresses") ? "?q=%E4%B8%89%E6%A5%BC" : ""
                let answer = try await client.call("GET", route.path + query, token: token)
                #expect(!shut.contains { answer.text.contains($0.text) }, "\(login) on \(route.path)")
                guard route.path == "/api/v1/desk/matters" else { continue }
                #expect(all.filter { !shut.contains($0) }.allSatisfy { answer.text.contains($0.text) }, "\(login)")
            }
            for route in routes where route.path.contains("/matters/{id}") {
                for id in shut {
                    let path = route.path.replacing("{id}", with: id.text).replacing("{number}", with: "1")
                        .replacing("{file}", with: id.text).replacing("{proceeding}", with: id.text)
                    let answer = try await client.call(route.method, path, Self.body(route.path), token: token)
                    #expect(answer.status == 404, "\(login) \(route.path): \(answer.status) \(answer.text)")
                    #expect(!answer.text.contains("三楼的灯"))
                }
            }
        }
    }

    private static func body(_ path: String) -> String? {
        switch path.split(separator: "/").last {
        case "actions": #"{"action":"note","text":"我来看看","revision":1}"#
        case "topic": #"{"topic":"env.noise","revision":1}"#
        case "kind": #"{"kind":"enquiry","revision":1}"#
        case "place": #"{"place":null,"revision":1}"#
        case "exclusions", "lift": #"{"unit":"town:330110004","reason":"我来看看这件事","revision":1}"#
        case "proxy": #"{"asker":"谷雨","way":"phone","day":"2019-11-26","revision":1}"#
        case "told":
            #"{"reports":["0196b5a0-0000-7000-8000-000000000000"],"way":"phone","day":"2019-11-26","revision":1}"#
        case "withdrawal": #"{"reason":"不用代办了","revision":1}"#
        case "calls": #"{"due":"2019-11-26T15:00:00+08:00","revision":1}"#
        case "handover": #"{"class":"danger","revision":1}"#
        case "return": #"{"revision":1}"#
        case "attachments": #"{"files":[{"name":"a.pdf","content":"JVBERi0xLjQKJSVFT0YK"}]}"#
        case "proceedings": #"{"procedure":"mediation","revision":1}"#
        case "steps": #"{"step":"acceptance","revision":1}"#
        case "papers": #"{"template":"service-record","texts":[]}"#
        case "seen": "{}"
        case "known": #"{"same":"0196b5a0-0000-7000-8000-000000000000"}"#
        case "followers": #"{"name":"小满"}"#
        case "answer-check": #"{"text":"您好"}"#
        default: nil
        }
    }
}
