public import Base
public import Divisions
public import Storage

/// Makes the maps: loaded outlines where there are some, schematic cells around the villages elsewhere.
public struct MapStore: Sendable {
    /// The divisions of a day and how they are drawn.
    public struct Atlas: Sendable {
        /// The towns, by code.
        public var towns: [Division]
        /// The villages, by code.
        public var villages: [Division]
        /// The towns drawn.
        public var district: MapSketch
        /// Sketches of the villages of each town; one without a village on the map is a single area.
        public var town: [RecordID: MapSketch]
    }

    let database: any Database
    let divisions: DivisionStore
    private let kept = Kept<Day, Atlas>()

    /// Maps of the divisions of a district.
    public init(database: any Database, divisions: DivisionStore) {
        self.database = database
        self.divisions = divisions
    }

    /// The maps of a day, at most a minute old.
    public func atlas(at now: Instant) async throws -> Atlas {
        try await kept.value(now.day, at: now, seconds: 60) {
            try await database.readFromReplica { reader in
                Self.draw(
                    towns: try divisions.list(.town, on: now.day, in: reader),
                    villages: try divisions.list(.village, on: now.day, in: reader),
                    loaded: try divisions.shapes(.town, in: reader).merging(
                        divisions.shapes(.village, in: reader), uniquingKeysWith: { first, _ in first }
                    ).compactMapValues { GeoJSON.rings(in: $0.rings) }
                )
            }
        }
    }

    static func draw(towns: [Division], villages: [Division], loaded: [RecordID: [Ring]]) -> Atlas {
        let parents = Set(villages.filter { $0.point != nil }.compactMap(\.parent))
        // A town without a village on the map is a cell of its own.
        let sites = villages.filter { $0.point != nil } + towns.filter { $0.point != nil && !parents.contains($0.id) }
        let cells = VoronoiCells(points: sites.compactMap(\.point))
        var members: [RecordID: Set<Int>] = [:]
        for (index, site) in sites.enumerated() {
            members[site.level == .town ? site.id : site.parent ?? site.id, default: []].insert(index)
        }
        let district = MapSketch(
            towns.map { ($0, loaded[$0.id] ?? cells.outline(of: members[$0.id] ?? [])) },
            isSchematic: !towns.allSatisfy { loaded[$0.id] != nil }
        )
        var sketches: [RecordID: MapSketch] = [:]
        for town in towns {
            let indices = (members[town.id] ?? []).sorted().filter { sites[$0].level == .village }
            let outlines = indices.map { (sites[$0], loaded[sites[$0].id] ?? [cells.ring(of: $0)]) }
            let whole = (town, loaded[town.id] ?? cells.outline(of: members[town.id] ?? []))
            sketches[town.id] = MapSketch(
                indices.isEmpty ? [whole] : outlines,
                isSchematic: indices.isEmpty
                    ? loaded[town.id] == nil : !indices.allSatisfy { loaded[sites[$0].id] != nil }
            )
        }
        return Atlas(towns: towns, villages: villages, district: district, town: sketches)
    }
}
