import Accounts
public import Addresses
public import Base
public import Divisions
public import Journal
public import Storage
import Text

/// Adds places under the villages of a district: a table name, type, village_code, aliases (with `;` between), and
/// perhaps grid, the code of the grid that works for the place.
public struct Gazetteer: Sendable {
    private let addresses: AddressStore
    private let divisions: DivisionStore
    private let journal: Journal

    /// What came of a table.
    public struct Outcome: Sendable, Equatable {
        /// Places added.
        public var added = 0
        /// Places that stood in the village under this name.
        public var already = 0
        /// Lines that name no place, no known type, no village of the district or no grid of the village.
        public var rejected: [Int] = []
    }

    /// A gazetteer for the places of a district.
    public init(addresses: AddressStore, divisions: DivisionStore, journal: Journal) {
        self.addresses = addresses
        self.divisions = divisions
        self.journal = journal
    }

    /// Adds what does not stand yet and records it; `origin` says who named the places. Throws `ImportError` for a
    /// wrong table.
    public func add(
        _ table: ImportTable, origin: String, at now: Instant, in transaction: any Transaction
    ) throws -> Outcome {
        let outcome = try write(table, origin: origin, at: now, in: transaction)
        try journal.record(
            JournalRecord(
                "places.added", subject: Subject(kind: "import", id: journal.district), by: .system("gazetteer"),
                happenedAt: now, parameters: ["added": String(outcome.added), "already": String(outcome.already)]
            ),
            in: transaction
        )
        return outcome
    }

    private func write(
        _ table: ImportTable, origin: String, at now: Instant, in transaction: any Transaction
    ) throws -> Outcome {
        for column in ["name", "type", "village_code"] where !table.header.contains(column) {
            throw ImportError.unknownColumn(column)
        }
        let villages = Dictionary(
            try divisions.list(.village, on: now.day, in: transaction).map { ($0.code, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let towns = Dictionary(
            try divisions.list(.town, on: now.day, in: transaction).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let grids = Dictionary(
            try divisions.list(.grid, on: now.day, in: transaction).map { ($0.code, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var outcome = Outcome()
        for line in table.lines {
            guard let cells = table.cells(of: line) else {
                outcome.rejected.append(line.line)
                continue
            }
            let row = Dictionary(zip(table.header, cells.map(\.trimmed))) { first, _ in first }
            guard let name = row["name"], Folding.fold(name).count >= 2, name.count <= 60,
                let type = row["type"].flatMap(PlaceType.init(rawValue:)), type != .town,
                let village = row["village_code"].flatMap({ villages[$0] }),
                let town = village.parent.flatMap({ towns[$0] }),
                let grid = Self.grid(row["grid"] ?? "", of: village, among: grids)
            else {
                outcome.rejected.append(line.line)
                continue
            }
            let place = Place(
                id: .make(at: now), type: type, name: name, village: village.id, town: town.id,
                villageName: village.name, townName: town.name, grid: grid.id
            )
            if let known = try standing(place, in: transaction) {
                if let grid = place.grid {
                    try addresses.setGrid(grid, of: known, on: now.day, at: now, in: transaction)
                }
                outcome.already += 1
            } else {
                let aliases = (row["aliases"] ?? "").split(separator: ";").map(String.init)
                try addresses.add(place, aliases: aliases, origin: origin, from: now.day, at: now, in: transaction)
                outcome.added += 1
            }
        }
        return outcome
    }

    private func standing(_ place: Place, in reader: any Reader) throws -> RecordID? {
        try addresses.matches(in: place.name, limit: 100, reader: reader).first {
            $0.place.name == place.name && $0.place.village == place.village
        }?.place.id
    }

    /// The grid of a code in a village: none for an empty code, nil when the village has no such grid.
    private static func grid(
        _ code: String, of village: Division, among grids: [String: Division]
    ) -> (id: RecordID?, code: String)? {
        if code.isEmpty { return (nil, "") }
        return grids[code].flatMap { $0.parent == village.id ? ($0.id, code) : nil }
    }
}
