import Base
import Storage
import TestSupport
import Testing

@testable import Command

/// Which reads go to a replica where there is one.
@Suite struct ReplicaFiguresTests {
    @Test func `the figures of a district are read from the replica`() async throws {
        let world = try await CommandWorld()
        try await world.matter()
        let store = CommandStore(
            database: Differing(leader: world.database) { try $0.execute("DELETE FROM matters") },
            district: CommandWorld.district)
        #expect(try await store.overview(world.scope("centre"), at: CommandWorld.now).open == 0)
        let town = try #require(world.divisions["10"])
        #expect(try await store.villages(of: town, world.scope("centre"), today: CommandWorld.now.day).isEmpty)
    }
}

/// An engine whose replica shows something else than the leader, so that it can be told where was read.
private struct Differing: Database {
    let leader: any Database
    let difference: @Sendable (any Transaction) throws -> Void

    private struct Seen<Result: Sendable>: Error {
        let result: Result
    }

    var dialect: Dialect { leader.dialect }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result { try await leader.read(body) }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await leader.write(body) }

    func readFromReplica<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        do {
            try await leader.write { transaction in
                try difference(transaction)
                throw Seen(result: try body(transaction))
            }
        } catch let seen as Seen<Result> {
            return seen.result
        }
        return try await leader.read(body)
    }
}
