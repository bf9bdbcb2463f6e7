public import Divisions

/// One line of a list of addresses: where it lies, and its parts as the list writes them.
public struct LibraryRow: Hashable, Sendable {
    /// Why a line is no address of the district.
    public enum Fault: String, Error, Sendable, CaseIterable {
        /// No village of the district has the code.
        case unknownVillage = "unknown-village"
        /// The village has no grid of the code.
        case unknownGrid = "unknown-grid"
        /// Neither road nor estate nor name, or a name of one character or more than sixty.
        case noName = "no-name"
        /// A number, building, unit, floor or room that begins with neither digit nor letter, or has no road before it.
        case notANumber = "not-a-number"
        /// A position that is no number of degrees, or outside of China.
        case badPosition = "bad-position"
        /// A position more than ten kilometres from the village that the line names.
        case farPosition = "far-position"
        /// Another line has the code.
        case takenCode = "taken-code"
    }

    /// A part that is told from its neighbours by a number.
    struct Part: Hashable, Sendable {
        var type: PlaceType
        /// As the list writes it: `3幢`.
        var text: String
        /// The number alone, capital and without zeros before it.
        var number: String
    }

    /// The columns; those that a list lacks are empty.
    public static let columns = [
        "id", "village_code", "grid", "road", "number", "estate", "building", "unit", "floor", "room", "name",
        "aliases", "longitude", "latitude", "quality",
    ]

    let code: String
    let villageCode: String
    let gridCode: String
    let road: String
    let number: Part?
    /// The estate, or the name of a place without a number.
    let name: String
    let nameType: PlaceType
    let aliases: [String]
    let parts: [Part]
    let position: AddressPosition?

    /// Reads a line by the names of its columns; its position, if any, is in `system`. Throws `Fault`.
    public init(_ cells: [String: String], system: CoordinateSystem = .wgs84) throws(Fault) {
        func cell(_ column: String) -> String { cells[column] ?? "" }
        (code, villageCode, gridCode, road) = (cell("id"), cell("village_code"), cell("grid"), cell("road"))
        let estate = cell("estate")
        (name, nameType) = estate.isEmpty ? (cell("name"), .landmark) : (estate, .estate)
        for said in [road, name] where !said.isEmpty && !(2...60).contains(said.count) { throw .noName }
        guard !road.isEmpty || !name.isEmpty else { throw .noName }
        number = try Self.part(.number, cell("number"))
        guard number == nil || !road.isEmpty else { throw .notANumber }
        aliases = cell("aliases").split(separator: ";").map(String.init).filter { (2...60).contains($0.count) }
        let room = cell("room")
        // A floor that a room lies on is said by the room's number.
        parts = [
            try Self.part(.building, cell("building")), try Self.part(.unit, cell("unit")),
            room.isEmpty ? try Self.part(.floor, cell("floor")) : nil, try Self.part(.room, room),
        ].compactMap(\.self)
        position = try Self.position(cell("longitude"), cell("latitude"), system, cell("quality"))
    }

    private static func part(_ type: PlaceType, _ text: String) throws(Fault) -> Part? {
        guard !text.isEmpty else { return nil }
        let number = text.uppercased().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let bare = number.drop { $0 == "0" }
        guard !bare.isEmpty, text.count <= 20 else { throw .notANumber }
        return Part(type: type, text: text, number: String(bare))
    }

    private static func position(
        _ longitude: String, _ latitude: String, _ system: CoordinateSystem, _ quality: String
    ) throws(Fault) -> AddressPosition? {
        if longitude.isEmpty, latitude.isEmpty { return nil }
        guard let east = Double(longitude), let north = Double(latitude), (73...136).contains(east),
            (3...54).contains(north), let point = GeoPoint(longitude: east, latitude: north, system: system),
            quality.isEmpty || AddressPosition.Quality(rawValue: quality) != nil
        else { throw .badPosition }
        return AddressPosition(point, system: system, quality: AddressPosition.Quality(rawValue: quality))
    }
}
