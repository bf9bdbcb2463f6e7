public import AddressDesk
public import AddressMatch
import AddressText
public import Addresses
public import Base
import Divisions
public import Foundation
public import Jobs
import Logging
import ServiceLifecycle
import Storage
import Synchronization

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
                LibrarySurroundings(
                    above: own + around.above, elsewhere: around.elsewhere,
                    elsewhereInShort: around.elsewhereInShort), ids: ids, divisions: divisions, on: day, in: reader)
            return (register, try addresses.feed.last(in: reader))
        }
    }

    /// The tables of addresses that people bring into the browser.
    public var imports: ImportStore {
        ImportStore(
            addresses: addresses, journal: journal, database: database, folder: folder.appending(path: "imports"))
    }

    /// Merges a table that somebody brought into the browser.
    public func importJob(_ library: LibraryService, _ names: UnknownNames) -> JobKind {
        let attempts = 5, imports = imports
        return JobKind(ImportStore.job, maximumAttempts: attempts) { job, instant in
            do {
                try await imports.merge(
                    job.payload, register: { try await library.shelf().register }, nameIn: names.finder, at: instant)
            } catch {
                if job.attempt == attempts { await imports.giveUp(job.payload, at: instant) }
                throw error
            }
        }
    }

    /// The library as a server keeps it.
    public func library(home: URL, now: @escaping @Sendable () -> Instant) -> LibraryService {
        LibraryService(
            read: { try await register(home: home, ids: .records, on: $0) },
            newest: { try await database.read { try addresses.feed.last(in: $0) } }, today: { now().day },
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

/// Which name and road a text has that the library does not know, as the parser of Rules reads it. The model is read when it is first
/// needed, and kept.
public final class UnknownNames: Sendable {
    private let file: URL
    private let model = Mutex<AddressModel?>(nil)

    /// The parser's model below `home`.
    public init(home: URL) { file = home.appending(path: "Rules/addresses/default.model") }

    /// Throws `AddressModelError`, and `CocoaError` when there is no model.
    public func finder() throws -> NameFinder {
        let model = try model.withLock { kept in
            let model = try kept ?? AddressModel(try Data(contentsOf: file))
            kept = model
            return model
        }
        var parser = AddressParser(model)
        return { text in
            let levels = AddressLevels(parser.parse(text), of: text)
            return (levels.name, levels.road)
        }
    }
}
