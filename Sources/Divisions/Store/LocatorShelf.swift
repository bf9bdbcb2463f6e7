public import Base
public import Storage
import Synchronization

/// Keeps the prepared outlines of a day until a division changes, so that a point costs microseconds and one short question.
public final class LocatorShelf: Sendable {
    private struct Key: Hashable { var day: Day, change: Int64 }

    private let store: DivisionStore
    private let database: any Database
    private let kept = Mutex<(key: Key, locator: DivisionLocator)?>(nil)

    /// A shelf over one district.
    public init(_ store: DivisionStore, in database: any Database) { (self.store, self.database) = (store, database) }

    /// The outlines of a day as the divisions are known now.
    public func locator(on day: Day) async throws -> DivisionLocator {
        let store = store
        let change = try await database.read { try store.lastChange(in: $0) }
        if let kept = kept.withLock({ $0 }), kept.key == Key(day: day, change: change) { return kept.locator }
        let (key, locator) = try await database.readAtLength { reader in
            (Key(day: day, change: try store.lastChange(in: reader)), try store.locator(on: day, in: reader))
        }
        kept.withLock { $0 = (key, locator) }
        return locator
    }
}
