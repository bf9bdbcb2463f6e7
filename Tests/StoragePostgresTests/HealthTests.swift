import Base
import Foundation
import Storage
import StoragePostgres
import TestSupport
import Testing

/// What a server tells an operator about itself.
@Suite(.enabled(if: !TestEngine.isFile)) struct HealthTests {
    private static let step = Migration("shelf-01-notes", ["CREATE TABLE notes (id TEXT PRIMARY KEY) STRICT"])

    private func withServer<Result>(
        _ migrations: [Migration], _ body: (PostgresDatabase) async throws -> Result
    ) async throws -> Result {
        let address = try #require(TestEngine.server)
        let name = try TestEngine.make(on: address)
        defer { TestEngine.remove(name, on: address) }
        let database = PostgresDatabase("\(address)/\(name)", size: 2)
        if !migrations.isEmpty { try await database.migrate(migrations, at: .init(milliseconds: 0)) }
        let result = try await body(database)
        try await database.close()
        return result
    }

    @Test func `a server says its version, its settings and that it takes writes`() async throws {
        let health = try await withServer([]) { try await $0.health() }
        #expect(health.version >= 150_000)
        // The server of the tests saves itself the disk, which an operator must be told.
        #expect(health.settings["fsync"] == "off")
        #expect(health.settings["synchronous_commit"] == "off")
        #expect(health.encoding == "UTF8")
        #expect(health.collation.hasPrefix("C"))
        #expect(!health.isStandby)
        #expect(health.connections > 0)
    }

    @Test func `an empty database is foreign, and steps that are missing or unknown are named`() async throws {
        #expect(try await withServer([]) { try await $0.age(against: [Self.step]) } == .foreign)
        let more = Migration("shelf-02-more", ["SELECT 1"])
        let ages = try await withServer([Self.step]) { database in
            [
                try await database.age(against: [Self.step]), try await database.age(against: [Self.step, more]),
                try await database.age(against: []),
            ]
        }
        #expect(ages == [.current, .older(["shelf-02-more"]), .newer(["shelf-01-notes"])])
    }
}
