import Base
import Divisions
import Foundation
import Testing

/// A file of grids against those that stand, and points against outlines of three levels.
@Suite struct GridPlanTests {
    private static let day = Day(number: 18_300)

    private static func box(_ west: Int, _ east: Int) -> [Ring] {
        [[(west, 0), (east, 0), (east, 10), (west, 10)].map { spot($0.0, $0.1) }]
    }

    private static func spot(_ x: Int, _ y: Int) -> GeoPoint {
        GeoPoint(longitudeE6: 120_000_000 + x * 1_000, latitudeE6: 30_000_000 + y * 1_000)
    }

    private static func division(_ level: DivisionLevel, _ code: String, below parent: String?) -> Division {
        Division(
            id: RecordID(trusted: code), level: level, code: code, codeSystem: "old", name: Words(code, "No. \(code)"),
            kind: level.rawValue, parent: parent.map(RecordID.init(trusted:)), point: nil, validFrom: Day(number: 0),
            validTo: nil)
    }

    private let villages = [division(.village, "V1", below: "T1"), division(.village, "V2", below: "T1")]
    private let standing = [
        division(.grid, "G1", below: "V1"), division(.grid, "G2", below: "V1"), division(.grid, "G3", below: "V2"),
    ]

    /// The grids of a file as it was read.
    private func file(_ grids: [(code: String, name: String, village: String, rings: [Ring])]) throws -> [GridFile.Grid]
    {
        let features = grids.map { grid in
            let ring = (grid.rings.first ?? []) + (grid.rings.first?.prefix(1) ?? [])
            let corners = ring.map { "[\(Double($0.longitudeE6) / 1e6),\(Double($0.latitudeE6) / 1e6)]" }
            return """
                {"type":"Feature","properties":{"code":"\(grid.code)","name":"\(grid.name)","village_code":"\(grid.village)"},
                "geometry":{"type":"Polygon","coordinates":[[\(corners.joined(separator: ","))]]}}
                """
        }
        let text = "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
        let file = try GridFile(Data(text.utf8), system: .wgs84, villages: villages.map { ($0.code, []) })
        #expect(file.refusals.isEmpty)
        return file.grids
    }

    private func plan(_ grids: [GridFile.Grid], _ outlines: [RecordID: [Ring]] = [:]) -> GridPlan {
        GridPlan(
            grids, over: standing, outlines: outlines, villages: villages, codeSystem: "new", on: Self.day
        ) { RecordID(trusted: "made") }
    }

    private func told(_ plan: GridPlan) -> [String] {
        plan.steps.map { step in
            switch step {
            case .add(let grid, _): "add \(grid.code) \(grid.codeSystem) \(grid.validFrom.number)"
            case .change(let grid, let patch): "change \(grid.code) \(patch.name?.zh ?? "") \(patch.parent?.text ?? "")"
            case .redraw(let grid, _): "redraw \(grid.code)"
            case .end(let grid): "end \(grid.code)"
            }
        }
    }

    @Test func `what is new begins, what is named otherwise changes, what is missing ends, what is not named stays`()
        throws
    {
        let grids = try file([
            ("G1", "新名", "V1", Self.box(0, 10)), ("G9", "G9", "V1", Self.box(10, 20)),
        ])
        let plan = plan(grids)
        #expect(told(plan) == ["change G1 新名 V1", "redraw G1", "add G9 new 18300", "end G2"])
        #expect(Set(plan.after.map(\.division.code)) == ["G1", "G9", "G3"])
    }

    @Test func `a grid as it stands is no change, and one of another village moves there`() throws {
        let outlines = [RecordID(trusted: "G1"): Self.box(0, 10), RecordID(trusted: "G3"): Self.box(20, 30)]
        let grids = try file([
            ("G1", "G1", "V1", Self.box(0, 10)), ("G2", "G2", "V1", Self.box(10, 20)),
            ("G3", "G3", "V1", Self.box(20, 30)),
        ])
        let plan = plan(grids, outlines)
        #expect(told(plan) == ["redraw G2", "change G3  V1"])
        #expect(plan.after.first { $0.division.code == "G3" }?.division.parent == RecordID(trusted: "V1"))
    }

    @Test func `a grid decides over village and town, a village where there is no grid, a town where there is neither`()
    {
        let town = Self.division(.town, "T1", below: nil), other = Self.division(.town, "T2", below: nil)
        let locator = DivisionLocator([
            (town, Self.box(0, 20)), (other, Self.box(20, 40)), (villages[0], Self.box(10, 20)), (villages[1], []),
            (standing[2], Self.box(20, 30)),
        ])
        func found(_ x: Int) -> [String?] {
            let found = locator.find(at: Self.spot(x, 5))
            return [found.grid?.code, found.village?.code, found.town?.code]
        }
        // The grid of V2 reaches into the ground drawn for T2: it belongs to V2 and so to T1.
        #expect(found(25) == ["G3", "V2", "T1"] && found(15) == [nil, "V1", "T1"])
        #expect(found(5) == [nil, nil, "T1"] && found(35) == [nil, nil, "T2"] && found(45) == [nil, nil, nil])
    }
}
