public import Addresses
public import Base
import Divisions
public import Storage

/// What the systems call the places: rows linked to them.
public struct AddressLinks: Sendable {
    /// A row of a source and the place it means.
    public struct Link: Hashable, Sendable {
        /// The source and the key of the row there.
        public let source: String, key: String
        /// What it says.
        public let text: String
        /// A, B, new, R (a person linked it), C (waits) or none.
        public let band: String
        /// The code that the place came with, else its id; nil while the row waits.
        public let code: String?
    }

    private let district: DistrictKey

    /// The links into the library of a district.
    public init(_ addresses: AddressStore) { district = addresses.feed.district }

    /// Hands every link to a closure.
    public func each(in reader: any Reader, _ body: (Link) throws -> Void) throws {
        for source in try sources(in: reader) {
            var place = "", key = ""
            while true {
                let rows = try reader.rows(
                    """
                    SELECT l.address_id, l.row_key, l.text, l.band, a.code FROM address_links l
                      LEFT JOIN addresses a ON a.id = l.address_id
                    WHERE l.district = \(district) AND l.source = \(source.name)
                      AND (l.address_id, l.row_key) > (\(place), \(key))
                    ORDER BY l.address_id, l.row_key LIMIT 5000
                    """
                )
                guard let last = rows.last else { break }
                for row in rows {
                    let id = try row.text(at: 0)
                    try body(
                        Link(
                            source: source.name, key: try row.text(at: 1), text: try row.text(at: 2),
                            band: try row.text(at: 3), code: try row.textOrNil(at: 4) ?? (id.isEmpty ? nil : id)))
                }
                (place, key) = (try last.text(at: 0), try last.text(at: 1))
            }
        }
    }

    /// The sources by name, with their names for people.
    public func sources(in reader: any Reader) throws -> [(name: String, title: String)] {
        try reader.rows("SELECT name, title FROM address_sources WHERE district = \(district) ORDER BY name")
            .map { (try $0.text("name"), try $0.text("title")) }
    }

    /// How the systems write a place, or one that it took the place of: at most `limit` rows of each.
    public func links(to place: RecordID, limit: Int, in reader: any Reader) throws -> [Link] {
        let merged = try reader.rows(
            "SELECT address_id FROM address_successors WHERE successor_id = \(place) ORDER BY address_id LIMIT 50"
        ).map { try $0.text("address_id") }
        return try sources(in: reader).flatMap { source in
            try reader.rows(
                """
                SELECT row_key, text, band FROM address_links WHERE district = \(district) AND source = \(source.name)
                  AND address_id IN (\(list: [place.text] + merged)) ORDER BY address_id, row_key LIMIT \(limit)
                """
            ).map { row in
                Link(
                    source: source.name, key: try row.text("row_key"), text: try row.text("text"),
                    band: try row.text("band"), code: nil)
            }
        }
    }
}
