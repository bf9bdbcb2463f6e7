import Base
import Command
import Divisions
import Markup
import Storage
import Web

/// How far the address library covers the district: a map and a table for staff, the same figures for programs.
struct CoverageRoutes {
    let house: House
    let faces: Faces
    private let maps: MapStore

    init(house: House, faces: Faces) {
        (self.house, self.faces) = (house, faces)
        maps = MapStore(database: house.database, divisions: house.divisions)
    }

    func add(to table: inout RouteTable) {
        table.get("/addresses/coverage", .staff, "How many addresses each place has, on a map") { try await page($0) }
        table.api(
            "GET", "/api/v1/addresses/coverage", .staff, scope: .addressesRead,
            "How many addresses each town has, or each village and grid of one town",
            .reading(
                "getAddressCoverage", tag: "places", [.query("town", .text(.code, 1...60), "The code of a town.")],
                answers: .json(
                    .named("AddressCoverage", .object([SchemaField("items", .list(Self.line.schema))], isClosed: false))
                ))
        ) { try await figures($0) }
    }

    /// The address of the page, of the district or of one town.
    static func path(_ town: String? = nil) -> Path {
        let path: Path = "/addresses/coverage"
        return path.query("town", town)
    }

    private struct Line: Sendable {
        let place: Coverage.Place
        let parent: String?
    }

    private static let line = Shape<Line>(
        "CoverageLine",
        [
            .text("level", .choice(DivisionLevel.self)) { $0.place.division.level.rawValue },
            .text("code") { $0.place.division.code }, .words("name") { $0.place.division.name },
            .maybe("parent", .anyText, "The code of the division above.") { $0.parent },
            .integer("addresses") { $0.place.count.addresses },
            .integer("located", .count, "Those with a position.") { $0.place.count.located },
        ])

    private func figures(_ call: APICall) async throws -> APIAnswer {
        let code = call.query("town"), day = call.now.day
        let (coverage, town) = try await house.database.readFromReplica { reader -> (Coverage, Division?) in
            let town = try self.town(code, on: day, in: reader)
            if code != nil, town == nil {
                throw Problem.faulty([], parameters: [("town", CoverageWords.noTown)])
            }
            return (try Coverage(of: house, town: town?.id, on: day, in: reader), town)
        }
        let places = town == nil ? coverage.places(.town) : coverage.places(.village) + coverage.places(.grid)
        let above = Dictionary((coverage.towns + coverage.villages).map { ($0.id, $0.code) }) { first, _ in first }
        return .json([
            "items": .array(
                places.map { place in
                    Self.line.json(Line(place: place, parent: place.division.parent.flatMap { above[$0] }))
                })
        ])
    }

    private func town(_ code: String?, on day: Day, in reader: any Reader) throws -> Division? {
        guard let code else { return nil }
        return try house.divisions.list(.town, on: day, in: reader).first { $0.code == code }
    }

    private func page(_ visit: Visit) async throws -> Reply {
        let code = visit.query.filled("town"), day = visit.now.day
        let (coverage, town, grids) = try await house.database.readFromReplica {
            reader -> (Coverage, Division?, MapSketch?) in
            let town = try self.town(code, on: day, in: reader)
            if code != nil, town == nil { throw Problem.notFound }
            let coverage = try Coverage(of: house, town: town?.id, on: day, in: reader)
            return (coverage, town, try sketch(of: coverage.grids, on: day, in: reader))
        }
        let atlas = try await maps.atlas(at: visit.now)
        let page = CoveragePage(
            language: visit.language, coverage: coverage, town: town,
            sketch: town.map { grids ?? atlas.town[$0.id] ?? atlas.district } ?? atlas.district,
            isByGrid: town != nil && grids != nil)
        return faces.command(visit, title: page.title, libraries: [.leaflet], page.html)
    }

    /// The grids drawn, where each of them has an outline.
    private func sketch(of grids: [Division], on day: Day, in reader: any Reader) throws -> MapSketch? {
        let outlines = try house.divisions.shapes(.grid, on: day, in: reader)
        let drawn = grids.compactMap { grid in
            outlines[grid.id].flatMap { GeoJSON.rings(in: $0.rings) }.map { (division: grid, rings: $0) }
        }
        return grids.isEmpty || drawn.count < grids.count ? nil : MapSketch(drawn, isSchematic: false)
    }
}
