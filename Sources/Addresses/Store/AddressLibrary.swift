public import Base
public import Divisions
public import Journal
public import Storage

/// Why a load ends before its time.
public enum AddressLibraryError: ExplainedError, Hashable {
    /// Somebody else added places meanwhile, so that what stands is not known any more.
    case changedMeanwhile
    /// The positions of the list lie better in another system than the one declared; nothing was loaded.
    case wrongSystem(CoordinateSystem)

    public var explanation: String {
        switch self {
        case .changedMeanwhile:
            "Somebody else adds addresses at the same time; what was loaded so far stays, run it again."
        case .wrongSystem(let found):
            "The positions lie by their villages when they are read as \(found.rawValue): declare that; nothing was loaded."
        }
    }
}

/// Brings lists of addresses into the library, down to the room. What stands is passed over, so that a load that broke off is
/// simply run again; each batch is one transaction and one entry of the record with the root of its rows.
public struct AddressLibrary: Sendable {
    /// A line of a list, and the cells by the names of their columns.
    public typealias Line = (number: Int, cells: [String: String])

    /// What came of a list.
    public struct Outcome: Sendable {
        /// Addresses that the list names and the library had not.
        public var added = 0
        /// Places made because addresses lie below them, such as a building of which the list has only rooms.
        public var implied = 0
        /// Addresses that stood already.
        public var already = 0
        /// Lines that are no addresses of the district, and why.
        public var rejected: [(line: Int, fault: LibraryRow.Fault)] = []
    }

    private let addresses: AddressStore
    private let divisions: DivisionStore
    private let journal: Journal
    private let database: any Database

    /// A library over the stores of a district.
    public init(addresses: AddressStore, divisions: DivisionStore, journal: Journal, database: any Database) {
        (self.addresses, self.divisions, self.journal) = (addresses, divisions, journal)
        self.database = database
    }

    /// Adds what does not stand yet; `origin` says who made the list, `system` in which system its positions are, which is checked by
    /// the villages beside them. Throws `StorageError` and `AddressLibraryError`: what was committed before stays.
    public func load(
        _ lines: some Collection<Line>, origin: String, system: CoordinateSystem = .wgs84, at now: Instant,
        tell: (Outcome) -> Void = { _ in }
    ) async throws -> Outcome {
        let areas = try await areas(on: now.day)
        if let found = areas.system(of: lines), found != system { throw AddressLibraryError.wrongSystem(found) }
        var (tree, newest) = try await standing(), outcome = Outcome()
        var batch: [LibraryTree.Change] = []
        for line in lines {
            do {
                let row = try LibraryRow(line.cells, system: system)
                let changes = try tree.changes(for: row, in: try areas.area(of: row), at: now)
                outcome.count(changes)
                batch += changes
            } catch {
                outcome.rejected.append((line.number, error))
            }
            guard batch.count >= Self.batch else { continue }
            newest = try await write(batch, after: newest, origin: origin, at: now)
            batch = []
            tell(outcome)
        }
        _ = try await write(batch, after: newest, origin: origin, at: now)
        return outcome
    }

    private static let batch = 1_000

    private func standing() async throws -> (LibraryTree, newest: RecordID?) {
        try await database.readAtLength { reader in
            var tree = LibraryTree()
            try addresses.eachRecord(in: reader) { tree.take($0) }
            return (tree, try addresses.newest(in: reader))
        }
    }

    private func areas(on day: Day) async throws -> Areas {
        try await database.read { reader in
            Areas(
                villages: try divisions.list(.village, on: day, in: reader),
                towns: try divisions.list(.town, on: day, in: reader),
                grids: try divisions.list(.grid, on: day, in: reader),
                outlines: try divisions.places(of: .village, on: day, in: reader),
                locator: try divisions.locator(on: day, in: reader))
        }
    }

    /// Answers the newest record afterwards.
    private func write(
        _ batch: [LibraryTree.Change], after newest: RecordID?, origin: String, at now: Instant
    ) async throws -> RecordID? {
        guard !batch.isEmpty else { return newest }
        return try await database.writeInBackground { [addresses, journal] transaction in
            guard try addresses.newest(in: transaction) == newest else { throw AddressLibraryError.changedMeanwhile }
            let act = AddressAct(on: now.day, at: now)
            try addresses.add(
                batch.compactMap { if case .add(let addition) = $0 { addition } else { nil } }, origin: origin,
                from: now.day, act: act.id, at: now, in: transaction)
            for change in batch {
                switch change {
                case .add: continue
                case .locate(let id, let number): try addresses.locate(id, at: number, by: act, in: transaction)
                case .confirm(let id, let code, let position, _):
                    try addresses.confirm(id, code: code, position: position, by: act, in: transaction)
                }
            }
            try journal.recordBatch(
                JournalRecord(
                    "addresses.loaded", subject: Subject(kind: "import", id: journal.district),
                    by: .system("addresses"),
                    happenedAt: now, parameters: ["origin": origin, "rows": String(batch.count)]),
                in: transaction)
            return try addresses.newest(in: transaction)
        }
    }
}

extension AddressLibrary.Outcome {
    fileprivate mutating func count(_ changes: [LibraryTree.Change]) {
        switch changes.last {
        case nil, .locate, .confirm(_, _, _, wasImplied: false): already += 1
        case .add:
            added += 1
            implied -= 1
        case .confirm: added += 1
        }
        implied += changes.count { if case .add = $0 { true } else { false } }
    }
}

/// Villages, towns and grids by their codes.
private struct Areas {
    /// How far a position may lie from its village, in metres: outlines are often rough, mistakes of a digit are not.
    private static let reach = 10_000.0
    /// Lines that are asked for the system of their positions.
    private static let sample = 5_000

    private var villages: [String: Division] = [:], towns: [RecordID: Division] = [:], grids: [String: Division] = [:]
    /// The outlines of villages, and the number of each there by its code.
    private let outlines: DivisionIndex
    private let numbers: [String: Int]
    private let locator: DivisionLocator

    init(
        villages: [Division], towns: [Division], grids: [Division], outlines: [(code: String, rings: [Ring])],
        locator: DivisionLocator
    ) {
        self.outlines = DivisionIndex(outlines.map(\.rings))
        numbers = Dictionary(outlines.enumerated().map { ($1.code, $0) }) { first, _ in first }
        self.locator = locator
        for village in villages { self.villages[village.code] = village }
        for town in towns { self.towns[town.id] = town }
        for grid in grids { self.grids[grid.code] = grid }
    }

    func area(of row: LibraryRow) throws(LibraryRow.Fault) -> LibraryTree.Area {
        guard let village = villages[row.villageCode], let town = village.parent.flatMap({ towns[$0] }) else {
            throw .unknownVillage
        }
        if let point = row.position?.point, let number = numbers[village.code],
            let metres = outlines.metres(from: point, to: number), metres > Self.reach
        {
            throw .farPosition
        }
        guard !row.gridCode.isEmpty else {
            // Who says no grid but where it lies has said the grid.
            let grid = row.position.flatMap { locator.find(at: $0.point).grid }
            return LibraryTree.Area(village: village, town: town, grid: grid?.parent == village.id ? grid?.id : nil)
        }
        guard let grid = grids[row.gridCode], grid.parent == village.id else { throw .unknownGrid }
        return LibraryTree.Area(village: village, town: town, grid: grid.id)
    }

    /// The system that the positions of a list are in, by the villages beside them; nil when they cannot tell.
    func system(of lines: some Collection<AddressLibrary.Line>) -> CoordinateSystem? {
        let step = max(1, lines.count / Self.sample)
        let claims = lines.enumerated().compactMap { at, line -> PlaceClaim? in
            guard at % step == 0, let number = numbers[line.cells["village_code"] ?? ""],
                let east = Double(line.cells["longitude"] ?? ""), let north = Double(line.cells["latitude"] ?? "")
            else { return nil }
            return PlaceClaim(division: number, positions: [(east, north)])
        }
        return SystemDetector.find(claims, among: outlines)?.system
    }
}
