public import Base
public import Storage
import Text

/// Keeps places and finds them in a text. The address library takes this interface over.
public struct AddressStore: Sendable {
    private let district: DistrictKey

    /// A store for one district.
    public init(district: DistrictKey) {
        self.district = district
    }

    /// Adds a place with its other names; `origin` says who named it, such as `NBS` or `made-up`.
    public func add(
        _ place: Place, aliases: [String], origin: String, from day: Day, in transaction: any Transaction
    ) throws {
        let row = Self.shape.row([
            place.id.value, district.value, place.type.rawValue.value, place.name.value, place.village.value,
            place.town.value, place.grid.value, origin.value, day.value, .null,
        ])
        try transaction.insert(row, of: place.id, first: true)
        var seen = Set<String>()
        for (name, how) in [(place.name, PlaceMatch.How.exact)] + aliases.map({ ($0, .alias) }) {
            let folded = Folding.fold(name)
            guard folded.count >= 2 else { continue }
            // The same name twice, such as an alias in another script, stands once.
            guard seen.insert(folded).inserted else { continue }
            let row = Self.nameShape.row([
                district.value, String(folded.prefix(2)).value, folded.value, place.id.value, how.rawValue.value,
            ])
            try transaction.insert(row, of: place.id)
        }
    }

    private static let shape = RowShape(
        "addresses",
        ["id", "district", "type", "name", "village_id", "town_id", "grid_id", "origin", "valid_from", "valid_to"]
    )
    private static let nameShape = RowShape("address_names", ["district", "head", "folded", "address_id", "how"])

    /// Says which grid works for a place.
    public func setGrid(_ grid: RecordID, of place: RecordID, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE addresses SET grid_id = \(grid) WHERE id = \(place) AND district = \(district)")
        transaction.noteChange("addresses", of: place, id: place)
    }

    /// The place of an id, or nil.
    public func find(_ id: RecordID, in reader: any Reader) throws -> Place? {
        try reader.row("\(Self.select) WHERE a.id = \(id) AND a.district = \(district)").map(Self.place)
    }

    /// Places named in a text, best first: longer names before shorter, a place whose town or village is also named
    /// before its namesakes.
    public func matches(in text: String, limit: Int = 5, reader: any Reader) throws -> [PlaceMatch] {
        let folded = Folding.fold(String(text.prefix(2_000)))
        let heads = Self.heads(of: folded)
        guard !heads.isEmpty else { return [] }
        var found: [RecordID: PlaceMatch] = [:]
        for start in stride(from: 0, to: heads.count, by: 500) {
            for row in try named(heads[start..<min(start + 500, heads.count)], reader) {
                guard folded.contains(try row.text("folded")) else { continue }
                let match = try Self.match(row, in: folded)
                if (found[match.place.id]?.score ?? -1) < match.score { found[match.place.id] = match }
            }
        }
        let best = found.values.sorted { ($0.score, $1.place.id.text) > ($1.score, $0.place.id.text) }
        return Array(best.prefix(limit))
    }

    private func named(_ heads: ArraySlice<String>, _ reader: any Reader) throws -> [Row] {
        try reader.rows(
            """
            SELECT n.folded, n.how, a.id, a.type, a.name, a.village_id, a.town_id, a.grid_id, v.name_zh AS village_name,
              v.name_en AS village_name_en, t.name_zh AS town_name, t.name_en AS town_name_en
            FROM address_names n JOIN addresses a ON a.id = n.address_id
              JOIN divisions v ON v.id = a.village_id JOIN divisions t ON t.id = a.town_id
            WHERE n.district = \(district) AND n.head IN (\(list: Array(heads))) AND a.valid_to IS NULL
            """
        )
    }

    private static func match(_ row: Row, in text: String) throws -> PlaceMatch {
        let place = try place(row)
        let words = try row.text("folded")
        let how = PlaceMatch.How(rawValue: try row.text("how")) ?? .alias
        // A namesake is told apart by the town or village that the text also names.
        let town = text.contains(stem(place.townName.zh)) ? 6 : 0
        let village = place.type != .village && text.contains(stem(place.villageName.zh)) ? 3 : 0
        let score = words.count * 2 + town + village + (how == .exact ? 1 : 0) + (place.type == .village ? 0 : 1)
        return PlaceMatch(place: place, words: words, how: how, score: score)
    }

    private static func stem(_ name: String) -> String {
        for ending in ["街道", "社区", "镇", "村"] where name.hasSuffix(ending) && name.count > ending.count + 1 {
            return String(name.dropLast(ending.count))
        }
        return name
    }

    /// All pairs of neighbouring characters, each once: the index of names begins with two characters.
    static func heads(of text: String) -> [String] {
        var seen = Set<String>()
        for (left, right) in zip(text, text.dropFirst()) where left != " " && right != " " {
            seen.insert(String([left, right]))
        }
        return seen.sorted()
    }

    private static let select: SQL = """
        SELECT a.id, a.type, a.name, a.village_id, a.town_id, a.grid_id, v.name_zh AS village_name,
          v.name_en AS village_name_en, t.name_zh AS town_name, t.name_en AS town_name_en
        FROM addresses a JOIN divisions v ON v.id = a.village_id JOIN divisions t ON t.id = a.town_id
        """

    private static func place(_ row: Row) throws -> Place {
        Place(
            id: try row.id("id"), type: PlaceType(rawValue: try row.text("type")) ?? .road, name: try row.text("name"),
            village: try row.id("village_id"), town: try row.id("town_id"),
            villageName: Words(try row.text("village_name"), try row.text("village_name_en")),
            townName: Words(try row.text("town_name"), try row.text("town_name_en")), grid: try row.idOrNil("grid_id")
        )
    }
}
