import Addresses
public import Base
import Jobs
import Journal
import Storage

extension MatterStore {
    /// Confirms or corrects where a matter is, or says with nil that no place was found. Throws `MatterError`; when
    /// somebody else was faster, `.changedMeanwhile`.
    public func setPlace(
        _ place: RecordID?, of id: RecordID, revision: Int, by actor: Actor, at now: Instant
    ) async throws -> Matter {
        try await database.write { transaction in
            let before = try getMatter(id, scope: try scope(of: actor, in: transaction), in: transaction)
            guard MatterPolicy.maySortOut(try getFile(before, in: transaction), actor) else {
                throw MatterError.barred(MatterPolicy.notInvolved)
            }
            let found = try place.map { place in
                guard let found = try AddressStore(district: district).find(place, in: transaction) else {
                    throw MatterError.invalid(field: "place", MatterWords.placeChoose)
                }
                return found
            }
            let edited = try journal.listEdited(of: "matters", [id], in: transaction)
            try claim(id, revision: revision, in: transaction)
            try transaction.execute(
                """
                UPDATE matters SET place_id = \(found?.id), place_how = \(found == nil ? "none" : "confirmed"),
                  village_id = \(found?.village), town_id = \(found?.town), grid_id = \(found?.grid)
                WHERE id = \(id)
                """
            )
            var parameters: [String: String] = [:]
            parameters["place"] = found?.id.text
            parameters["before"] = before.place?.text
            try journal.record(
                JournalRecord(
                    "matter.place", subject: Subject("matter", id), by: actor.principal, happenedAt: now,
                    parameters: parameters,
                    states: try states(matter: id, assignments: [], less: edited, in: transaction)
                ),
                in: transaction
            )
            _ = try Outbox.append(
                "matters.changed", district: district, body: "{\"action\":\"place\",\"matter\":\"\(id)\"}",
                in: transaction, at: now
            )
            return try getAny(id, in: transaction)
        }
    }
}
