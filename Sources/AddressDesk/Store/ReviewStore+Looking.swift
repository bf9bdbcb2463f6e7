import Addresses
import Base
import Divisions
import Storage
import Text

// What stands beside a case when a person looks at it.
extension ReviewStore {
    /// What one system writes: its name for people, some of its rows.
    struct Saying: Sendable {
        var source: String, title: String
        var rows: [(key: String, text: String)]
    }

    /// At most `limit` rows of a case, as many of each of its sources.
    func sayings(of one: AddressCase, limit: Int, in reader: any Reader) throws -> [Saying] {
        let titles = Dictionary(try AddressLinks(addresses).sources(in: reader).map { ($0.name, $0.title) }) { $1 }
        let sources = one.sources.prefix(limit), each = max(1, limit / max(1, sources.count))
        return try sources.compactMap { source in
            let rows = try reader.rows(
                """
                SELECT row_key, text FROM address_links WHERE case_id = \(one.id) AND source = \(source)
                ORDER BY row_key LIMIT \(each)
                """
            ).map { (key: try $0.text("row_key"), text: try $0.text("text")) }
            return rows.isEmpty ? nil : Saying(source: source, title: titles[source] ?? source, rows: rows)
        }
    }

    /// Places that stand, in the order asked for, with how much lies directly below them.
    func choices(_ ids: [RecordID], in reader: any Reader) throws -> [PlaceChoice] {
        guard !ids.isEmpty else { return [] }
        let places = try addresses.find(ids: ids, in: reader)
        let rows = try reader.rows(
            """
            SELECT parent_id, type, COUNT(*) AS n FROM addresses WHERE parent_id IN (\(list: ids)) AND number IS NOT NULL
              AND valid_to IS NULL GROUP BY parent_id, type
            """
        )
        var below: [RecordID: [PlaceType: Int]] = [:]
        for row in rows {
            guard let type = PlaceType(rawValue: try row.text("type")) else { continue }
            below[try row.id("parent_id"), default: [:]][type] = try row.int("n")
        }
        return try ids.compactMap { id in
            guard let place = places[id], try addresses.stands(id, in: reader) else { return nil }
            return PlaceChoice(place: place, below: below[id] ?? [:])
        }
    }

    /// Places that a text names, or whose name begins with it; towns and villages are too wide to choose.
    func search(_ text: String, limit: Int, in reader: any Reader) throws -> [RecordID] {
        let named = try addresses.matches(in: text, limit: limit, reader: reader).map(\.place)
            .filter { $0.type != .town && $0.type != .village }.map(\.id)
        let folded = Folding.fold(String(text.prefix(60)))
        guard folded.count >= 2 else { return named }
        let escaped = folded.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
        let begun = try reader.rows(
            """
            SELECT DISTINCT n.address_id, a.type FROM address_names n JOIN addresses a ON a.id = n.address_id
            WHERE n.district = \(district) AND n.head = \(String(folded.prefix(2)))
              AND n.folded LIKE \(escaped + "%") ESCAPE '\\' AND a.valid_to IS NULL
              AND a.type NOT IN ('town', 'village') ORDER BY n.address_id LIMIT \(limit)
            """
        ).map { try $0.id("address_id") }
        return Array((named + begun.filter { !named.contains($0) }).prefix(limit))
    }

    /// A place by the code it came with.
    func place(code: String, in reader: any Reader) throws -> RecordID? {
        try reader.row(
            "SELECT id FROM addresses WHERE district = \(district) AND code = \(code) AND valid_to IS NULL")?.id("id")
    }

    /// The open cases before and after one in the order of the list.
    func neighbours(
        of one: AddressCase, _ filter: Filter, in reader: any Reader
    ) throws -> (previous: RecordID?, next: RecordID?) {
        guard filter.state == .open else { return (nil, nil) }
        let before = try reader.row(
            """
            SELECT id FROM address_cases WHERE \(condition(filter))
              AND (rows > \(one.rows) OR rows = \(one.rows) AND id < \(one.id)) ORDER BY rows, id DESC LIMIT 1
            """)
        let after = try reader.row(
            """
            SELECT id FROM address_cases WHERE \(condition(filter))
              AND (rows < \(one.rows) OR rows = \(one.rows) AND id > \(one.id)) ORDER BY rows DESC, id LIMIT 1
            """)
        return (try before?.id("id"), try after?.id("id"))
    }

    /// The case that somebody decided last and that still stands so.
    func lastDecided(by principal: Principal, in reader: any Reader) throws -> RecordID? {
        try reader.row(
            """
            SELECT id FROM address_cases WHERE district = \(district) AND state = \(CaseState.decided.rawValue)
              AND decided_by = \(principal.key) ORDER BY decided_at DESC, id DESC LIMIT 1
            """)?.id("id")
    }

    /// The parts of a case that wait by themselves, with their rows.
    func parts(of id: RecordID, in reader: any Reader) throws -> [AddressCase] {
        try [AddressCase.Part.rest, .more, .chosen].flatMap { part in
            try reader.rows(
                """
                SELECT * FROM address_cases WHERE district = \(district)
                  AND pattern LIKE \("\(part.rawValue)|\(id)|%") AND state = \(CaseState.open.rawValue) ORDER BY id
                """
            ).map(Self.reviewCase)
        }
    }

    /// Who decided, by name; nil for a program.
    func person(of key: String?, in reader: any Reader) throws -> Words? {
        guard let parts = key?.split(separator: ":"), parts.count == 4, parts[0] == "staff" else { return nil }
        let account = RecordID(trusted: String(parts[1]))
        return try reader.row("SELECT name, name_en FROM accounts WHERE id = \(account)").map {
            Words(try $0.text("name"), try $0.text("name_en"))
        }
    }
}
