import App
import Foundation
import Storage
import TestDistrict
import TestSupport
import Testing
import Web

/// What routes and schema look like today; a change shows as a difference to review.
/// `SHANZHI_APPROVE=1 swift test --filter ApprovedTests` writes the files anew.
@Suite struct ApprovedTests {
    @Test func `the table of routes is the approved one`() async throws {
        let server = try await TestDistrict().server()
        try approve("routes.tsv", server.routes.approvedText)
    }

    @Test func `the OpenAPI document is the approved one`() async throws {
        let server = try await TestDistrict().server()
        try approve("openapi.json", OpenAPIDocument(server.routes).json.text(isIndented: true) + "\n")
    }

    @Test func `the schema is the approved one`() async throws {
        let world = try await TestDistrict()
        try approve(
            TestEngine.isFile ? "schema-sqlite.sql" : "schema-postgres.sql", try await world.database.approvedSchema())
    }

    @Test func `no migration that has shipped was changed`() async throws {
        // The SHA-256 over all statements of a step, as every database keeps it.
        let world = try await TestDistrict()
        let rows = try await world.database.read { try $0.rows("SELECT name, hash FROM schema_migrations") }
        let hashes = Dictionary(
            try rows.map { (try $0.text("name"), try $0.text("hash")) }, uniquingKeysWith: { first, _ in first })
        let lines = allMigrations.map { "\($0.name)\t\(hashes[$0.name] ?? "")\n" }.joined()
        #expect(hashes.values.allSatisfy { $0.count == 64 })
        try approve(TestEngine.isFile ? "migrations.tsv" : "migrations-postgres.tsv", lines)
        #expect(Set(allMigrations.map(\.name)).count == allMigrations.count)
    }

    private func approve(_ name: String, _ text: String) throws {
        let place = TestDistrict.home.appending(path: "Approved").appending(path: name)
        if ProcessInfo.processInfo.environment["SHANZHI_APPROVE"] != nil {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: place, atomically: true, encoding: .utf8)
        }
        let approved = (try? String(contentsOf: place, encoding: .utf8)) ?? ""
        #expect(text == approved, "Approved/\(name) differs; look at it, then write it anew with SHANZHI_APPROVE=1")
    }
}
