import Addresses
public import Base
import Journal
import Storage

extension House {
    /// Makes every town of today a place that a text can name; answers how many it added.
    ///
    /// Districts made before towns were places have none: the migration cannot write the journal, so this comes after it
    /// whenever a house is opened, and finds nothing to do from the second time on.
    public func addMissingTowns(at now: Instant) async throws -> Int {
        let addresses = addresses, journal = journal, key = district.key
        guard try await database.read({ try addresses.lacksTowns(on: now.day, in: $0) }) else { return 0 }
        return try await database.write { transaction in
            let added = try addresses.addTowns(on: now.day, at: now, in: transaction)
            guard added > 0 else { return 0 }
            try journal.record(
                JournalRecord(
                    "places.added", subject: Subject(kind: "import", id: key), by: .system("towns"),
                    happenedAt: now, parameters: ["added": String(added), "already": "0"]
                ),
                in: transaction
            )
            return added
        }
    }
}
