import Base
import Matters
import Storage
import TestSupport
import Testing

@testable import Command

/// What figures may be read behind the leader, and what they must not miss.
@Suite struct LagTests {
    @Test func `the figures of a district are read where they may be some seconds old`() async throws {
        let world = try await CommandWorld()
        try await world.matter()
        let behind = Behind(leader: world.database) { try $0.execute("DELETE FROM matters") }
        let store = CommandStore(database: behind, district: CommandWorld.district)
        #expect(try await store.overview(world.scope("centre"), at: CommandWorld.now).open == 0)
        let town = try #require(world.divisions["10"])
        #expect(try await store.villages(of: town, world.scope("centre"), today: CommandWorld.now.day).isEmpty)
    }

    @Test(arguments: ["centre", "town10"])
    func `an office that is shut out counts the matter no more, though the replica has not heard of it`(
        unit: String
    ) async throws {
        let world = try await CommandWorld()
        let id = try await world.matter(share: [unit])
        let (district, shut) = (CommandWorld.district, try #require(world.units[unit]))
        try await world.database.write { transaction in
            try transaction.execute(
                "INSERT INTO matter_exclusions (matter_id, unit_id, district) VALUES (\(id), \(shut), \(district))")
            try transaction.execute("DELETE FROM matter_units WHERE matter_id = \(id) AND unit_id = \(shut)")
        }
        let behind = Behind(leader: world.database) { transaction in
            try transaction.execute("DELETE FROM matter_exclusions")
            try transaction.execute(
                "INSERT INTO matter_units (unit_id, matter_id, district) VALUES (\(shut), \(id), \(district))")
        }
        let store = CommandStore(database: behind, district: district)
        #expect(try await store.overview(world.scope(unit), at: CommandWorld.now).open == 0)
        let town = try #require(world.divisions["10"])
        #expect(try await store.villages(of: town, world.scope(unit), today: CommandWorld.now.day).isEmpty)
    }
}

/// An engine with a replica that does not know yet what the leader did last.
private struct Behind: Database {
    let leader: any Database
    /// Takes back what the replica has not heard of.
    let undo: @Sendable (any Transaction) throws -> Void

    private struct Seen<Result: Sendable>: Error {
        let result: Result?
    }

    var dialect: Dialect { leader.dialect }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result { try await leader.read(body) }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await leader.write(body) }

    func readWhereLagIsAllowed<Result: Sendable>(
        if fits: @escaping @Sendable (any Reader) throws -> Bool,
        _ body: @escaping @Sendable (any Reader) throws -> Result
    ) async throws -> Result {
        do {
            try await leader.write { transaction in
                try undo(transaction)
                throw Seen(result: try fits(transaction) ? try body(transaction) : nil)
            }
        } catch let seen as Seen<Result> {
            if let result = seen.result { return result }
        }
        return try await leader.read(body)
    }
}
