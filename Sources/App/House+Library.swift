public import AddressDesk
public import AddressMatch
import AddressText
public import Addresses
public import Base
import Divisions
public import Foundation
import Jobs
import Logging
import ServiceLifecycle
import Storage

// The address library in memory.
extension House {
    /// The library of the district with the number of the feed at which it was read; `home` holds Rules, which tell the names around the
    /// district. Takes seconds for a million places.
    public func register(
        home: URL, ids: AddressStore.RegisterIDs, on day: Day
    ) async throws -> (AddressRegister, number: Int64) {
        let file = home.appending(path: "Rules/addresses/divisions.txt")
        let tree = DivisionTree(try String(contentsOf: file, encoding: .utf8))
        return try await database.readAtLength { reader in
            let own = try divisions.list(.district, on: day, in: reader).map(\.name.zh)
            let around = tree.surroundings(of: own.first ?? "", neighbour: own.first ?? "")
            let register = try addresses.register(
                LibrarySurroundings(above: own + around.above, elsewhere: around.elsewhere), ids: ids,
                divisions: divisions, on: day, in: reader)
            return (register, try addresses.feed.last(in: reader))
        }
    }

    /// The library as a server keeps it.
    public func library(home: URL, now: @escaping @Sendable () -> Instant) -> LibraryService {
        LibraryService(
            read: { try await register(home: home, ids: .records, on: now().day) },
            newest: { try await database.read { try addresses.feed.last(in: $0) } },
            told: { addresses.shelf.put($0.register) })
    }
}

/// Keeps the library of a server in memory from its start on, so that nobody waits for it and intake reads texts by it.
struct LibraryKeeper: Service {
    let library: LibraryService
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var failure = RepeatedFailure("reading the address library", logger: logger)
            while !Task.isCancelled {
                do {
                    _ = try await library.shelf()
                    failure.worked()
                } catch {
                    failure.failed(error)
                }
                // Another node or a command may have changed it.
                try? await Task.sleep(for: .seconds(10))
            }
        }
    }
}
