import Addresses
public import Base
import Storage

extension MatterStore {
    /// Confirms or corrects where a matter is, or says with nil that no place was found. Throws `MatterError`; when
    /// somebody else was faster, `.changedMeanwhile`.
    public func setPlace(
        _ place: RecordID?, of id: RecordID, revision: Int, by actor: Actor, at now: Instant
    ) async throws -> Matter {
        try await database.write { try setPlace(place, of: id, revision: revision, by: actor, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func setPlace(
        _ place: RecordID?, of id: RecordID, revision: Int, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> Matter {
        try sortOut("place", id, revision: revision, by: actor, at: now, in: transaction) { before in
            let found = try place.map { place in
                guard let found = try addresses.find(place, in: transaction) else {
                    throw MatterError.invalid(field: "place", MatterWords.placeChoose)
                }
                return found
            }
            return (
                """
                UPDATE matters SET place_id = \(found?.id), place_how = \(found == nil ? "none" : "confirmed"),
                  village_id = \(found?.village), town_id = \(found?.town), grid_id = \(found?.grid)
                WHERE id = \(id)
                """,
                ["place": found?.id.text, "before": before.place?.text].compactMapValues { $0 }
            )
        }
    }
}
