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

/// The tables of a matter whose rows share one digest, as they are inserted.
private enum Shapes {
    static let proceedings = RowShape(
        "proceedings",
        [
            "id", "district", "matter_id", "procedure", "version", "stage", "opened_at", "ended_at", "road", "unit_id",
            "end_code", "reference",
        ]
    )
    static let parties = RowShape(
        "parties", ["id", "district", "matter_id", "part", "identity_id", "unit_id", "sealed"]
    )
    static let remarks = RowShape(
        "matter_remarks", ["id", "district", "matter_id", "kind", "public", "text_id", "author", "unit_id", "at"]
    )
    static let units = RowShape("matter_units", ["unit_id", "matter_id", "district"])
    static let exclusions = RowShape("matter_exclusions", ["matter_id", "unit_id", "district"])
}

extension MatterStore {
    func insertion(
        ofProceeding id: RecordID, matter: RecordID, _ procedure: Procedure, stage: String, openedAt: Instant,
        endedAt: Instant? = nil
    ) -> NewRow {
        row(
            of: Proceeding(
                id: id, procedure: procedure.code, version: procedure.pin, stage: stage, openedAt: openedAt,
                endedAt: endedAt
            ),
            matter: matter
        )
    }

    func row(of proceeding: Proceeding, matter: RecordID) -> NewRow {
        Shapes.proceedings.row([
            proceeding.id.value, district.value, matter.value, proceeding.procedure.value, proceeding.version.value,
            proceeding.stage.value, proceeding.openedAt.value, proceeding.endedAt.value,
            (proceeding.road?.rawValue).value, proceeding.unit.value, proceeding.end.value,
            proceeding.reference.value,
        ])
    }

    func insertion(
        ofParty part: Party.Part, matter: RecordID, identity: RecordID?, unit: RecordID?, isSealed: Bool,
        at now: Instant
    ) -> NewRow {
        Shapes.parties.row([
            RecordID.make(at: now).value, district.value, matter.value, part.rawValue.value, identity.value, unit.value,
            isSealed.value,
        ])
    }

    func insertion(
        ofRemark kind: String, matter: RecordID, isPublic: Bool, text: RecordID, by actor: Actor, at now: Instant
    ) -> NewRow {
        Shapes.remarks.row([
            RecordID.make(at: now).value, district.value, matter.value, kind.value, isPublic.value, text.value,
            actor.principal.key.value, actor.unit.value, now.value,
        ])
    }

    func insertion(ofShare unit: RecordID, matter: RecordID) -> NewRow {
        Shapes.units.row([unit.value, matter.value, district.value])
    }

    func insertion(ofExclusion unit: RecordID, matter: RecordID) -> NewRow {
        Shapes.exclusions.row([matter.value, unit.value, district.value])
    }

    /// The statement that keeps a matter's words, and those that put them into the indexes; `units` are the tokens of
    /// those that may see it.
    func insertions(
        ofSearchRow row: Int, matter: RecordID, words: String, units: [String], dialect: Dialect
    ) -> (kept: SQL, found: [SQL]) {
        let kept: SQL = """
            INSERT INTO matter_search_rows (search_row, district, matter_id, words, units)
            VALUES (\(row), \(district), \(matter), \(words), \(units.joined(separator: " ")))
            """
        return (
            kept,
            [
                dialect.addToSearch(table: Self.districtIndex, row: row, words: words),
                dialect.addToSearch(table: Self.unitIndex, row: row, words: Self.words(words, of: units)),
            ]
        )
    }

    /// Every word once for each unit, with the unit's token before it.
    static func words(_ words: String, of units: [String]) -> String {
        let source = Array(words.utf8)
        guard !source.isEmpty else { return "" }
        var result: [UInt8] = []
        result.reserveCapacity(source.count * 2 * units.count)
        for unit in units {
            if !result.isEmpty { result.append(UInt8(ascii: " ")) }
            result += unit.utf8
            for byte in source {
                result.append(byte)
                if byte == UInt8(ascii: " ") { result += unit.utf8 }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension SQL {
    fileprivate static func insertion(into table: String, _ columns: [String]) -> String {
        let places = columns.indices.map { "$\($0 + 1)" }
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places.joined(separator: ", ")))"
    }
}
