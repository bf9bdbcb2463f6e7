// The rows of a matter as they are written: by filing one at a time, and by filling a district in bulk.
import Addresses
import Base
import Storage

/// A row of `matters` with every column.
struct MatterInsertion {
    let id: RecordID
    let district: DistrictKey
    let number: String
    let filing: Filing
    let narrative: RecordID
    let receivedBy: String
    let filedAt: Instant
    let keyVersion: Int
    let searchRow: Int
    var status = MatterStatus.received
    var stage: String
    var leadUnit: RecordID?
    var end: MatterEnd?
    var due: Day?
    var endedAt: Instant?
    var revision = 1

    var sql: SQL { SQL(text: Self.text, values: values) }

    /// The row as the database would give it back.
    var row: Row { Row(columns: Self.rowColumns, values: values) }

    private static let columns = [
        "id", "district", "number", "kind", "channel", "topic", "topic_confirmed", "topic_score", "topic_words",
        "narrative_id", "place_id", "place_how", "village_id", "town_id", "grid_id", "first_receiver", "received_by",
        "lead_unit",
        "status", "stage", "end_code", "end_route", "due_day", "happened_at", "filed_at", "ended_at", "rating",
        "reopened",
        "confidentiality", "route_rule", "route_version", "import_key", "key_version", "search_row", "revision",
    ]
    private static let rowColumns = RowColumns(columns)
    private static let text = SQL.insertion(into: "matters", columns)

    private var values: [Value] {
        [
            id.value, district.value, number.value, filing.kind.rawValue.value, filing.channel.rawValue.value,
            filing.topic.value, filing.topicConfirmed.value, filing.topicScore.value,
            filing.topicWords.joined(separator: " ").value, narrative.value, (filing.place?.id).value,
            filing.placeHow.value, (filing.place?.village).value, (filing.place?.town).value,
            (filing.place?.grid).value,
            filing.receiver.value,
            receivedBy.value, leadUnit.value, status.rawValue.value, stage.value, (end?.rawValue).value, .null,
            due.value,
            filing.happenedAt.value, filedAt.value, endedAt.value, .null, 0.value,
            filing.confidentiality.rawValue.value,
            (filing.route?.rule).value, (filing.route?.version).value, filing.importKey.value, keyVersion.value,
            searchRow.value, revision.value,
        ]
    }
}

/// A row of `assignments` with every column.
struct AssignmentInsertion {
    let id: RecordID
    let district: DistrictKey
    let matter: RecordID
    let proceeding: RecordID
    let unit: RecordID
    let part: Assignment.Part
    let offeredBy: RecordID
    let offeredAt: Instant
    var state = AssignmentState.offered
    var acceptedPost: RecordID?
    var acceptedAt: Instant?
    var endedAt: Instant?

    var sql: SQL { SQL(text: Self.text, values: values) }

    /// The row as the database would give it back.
    var row: Row { Row(columns: Self.rowColumns, values: values) }

    private static let columns = [
        "id", "district", "matter_id", "proceeding_id", "unit_id", "part", "state", "offered_by", "kept",
        "accepted_post",
        "offered_at", "accepted_at", "ended_at",
    ]
    private static let rowColumns = RowColumns(columns)
    private static let text = SQL.insertion(into: "assignments", columns)

    private var values: [Value] {
        [
            id.value, district.value, matter.value, proceeding.value, unit.value, part.rawValue.value,
            state.rawValue.value,
            offeredBy.value, 0.value, acceptedPost.value, offeredAt.value, acceptedAt.value, endedAt.value,
        ]
    }
}

extension MatterStore {
    func insertion(
        ofProceeding id: RecordID, matter: RecordID, _ procedure: Procedure, stage: String, openedAt: Instant,
        endedAt: Instant? = nil
    ) -> SQL {
        """
        INSERT INTO proceedings (id, district, matter_id, procedure, version, stage, opened_at, ended_at)
        VALUES (\(id), \(district), \(matter), \(procedure.code), \(procedure.pin), \(stage), \(openedAt), \(endedAt))
        """
    }

    func insertion(
        ofParty part: Party.Part, matter: RecordID, identity: RecordID?, unit: RecordID?, isSealed: Bool,
        at now: Instant
    ) -> SQL {
        """
        INSERT INTO parties (id, district, matter_id, part, identity_id, unit_id, sealed)
        VALUES (\(RecordID.make(at: now)), \(district), \(matter), \(part.rawValue), \(identity), \(unit), \(isSealed))
        """
    }

    func insertion(
        ofRemark kind: String, matter: RecordID, isPublic: Bool, text: RecordID, by actor: Actor, at now: Instant
    ) -> SQL {
        """
        INSERT INTO matter_remarks (id, district, matter_id, kind, public, text_id, author, unit_id, at)
        VALUES (\(RecordID.make(at: now)), \(district), \(matter), \(kind), \(isPublic), \(text), \(actor.principal.key),
          \(actor.unit), \(now))
        """
    }

    /// The two statements that put a matter's words into the index.
    func insertions(ofSearchRow row: Int, matter: RecordID, words: String, units: String) -> [SQL] {
        [
            "INSERT INTO matter_search (rowid, words, units) VALUES (\(row), \(words), \(units))",
            """
            INSERT INTO matter_search_rows (search_row, district, matter_id, words, units)
            VALUES (\(row), \(district), \(matter), \(words), \(units))
            """,
        ]
    }
}

extension SQL {
    fileprivate static func insertion(into table: String, _ columns: [String]) -> String {
        let places = columns.indices.map { "$\($0 + 1)" }
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places.joined(separator: ", ")))"
    }
}
