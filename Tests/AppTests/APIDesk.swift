import App
import Base
import Journal
import Matters
import Storage
import TestDistrict
import Web

/// A program at a desk of the small world, and one of a resident.
struct APIDesk {
    let world: TestDistrict
    let client: TestClient

    init() async throws {
        world = try await TestDistrict()
        client = TestClient(try world.server())
    }

    func get(_ path: String, as login: String) async throws -> (status: Int, body: JSONValue) {
        let answer = try await client.call("GET", path, token: try await world.token(of: login))
        return (answer.status, try JSONReader.read(Array(answer.text.utf8)))
    }

    func post(
        _ path: String, _ body: String, as login: String, key: String? = nil
    ) async throws -> (status: Int, body: JSONValue) {
        let answer = try await client.call(
            "POST", path, body, token: try await world.token(of: login),
            headers: key.map { ["idempotency-key": $0] } ?? [:])
        return (answer.status, try JSONReader.read(Array(answer.text.utf8)))
    }

    func entries(_ id: RecordID) async throws -> Int {
        try await world.database.read {
            try world.house.journal.listEntries(of: Subject("matter", id), in: $0).count
        }
    }

    /// Posts as the program of whoever holds a slip.
    func post(
        _ path: String, _ body: String, with receipt: Receipt, key: String? = nil
    ) async throws -> (status: Int, body: JSONValue) {
        var headers = ["receipt-code": receipt.code]
        headers["idempotency-key"] = key
        let answer = try await client.call("POST", "/api/v1/matters/\(receipt.number)/\(path)", body, headers: headers)
        return (answer.status, try JSONReader.read(Array(answer.text.utf8)))
    }

    func count(_ sql: SQL) async throws -> Int { try await world.database.read { try $0.count(sql) } }
}

extension JSONValue {
    /// The places that a refusal names.
    var faulty: Set<String> { Set((self["errors"]?.array ?? []).compactMap { $0["pointer"]?.string }) }
}
