import Divisions
import Foundation
import Testing

@Suite struct GridFileTests {
    /// Sixteen villages, a hundredth of a degree wide and high each, in a row of rows from 120° E, 30° N.
    private let villages: [(code: String, rings: [Ring])] = (0..<16).map { number in
        let (west, south) = (120_000_000 + number % 4 * 10_000, 30_000_000 + number / 4 * 10_000)
        let corners = [(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000)]
        return (
            "village-\(number)", [corners.map { GeoPoint(longitudeE6: west + $0.0, latitudeE6: south + $0.1) }]
        )
    }

    /// A ring as text: its corners in hundredths of a degree from 120° E, 30° N, as a source in some system writes them.
    private func ring(
        _ corners: [(Double, Double)], _ system: CoordinateSystem = .wgs84, latitudeFirst: Bool = false
    ) -> String {
        let positions = corners.map { corner in
            let place = system.shifted(longitude: 120 + corner.0 / 100, latitude: 30 + corner.1 / 100)
            return latitudeFirst
                ? "[\(place.latitude),\(place.longitude)]" : "[\(place.longitude),\(place.latitude)]"
        }
        return "[" + positions.joined(separator: ",") + "]"
    }

    private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [(Double, Double)] {
        [(west, south), (east, south), (east, north), (west, north), (west, south)]
    }

    private func feature(_ code: String, village: Int, _ rings: String, type: String = "Polygon") -> String {
        """
        {"type":"Feature","properties":{"code":"\(code)","name":"谷雨\(code)","village_code":"village-\(village)"},
        "geometry":{"type":"\(type)","coordinates":[\(rings)]}}
        """
    }

    /// Two grids for each village, west and east.
    private func grids(in system: CoordinateSystem) -> [String] {
        (0..<16).flatMap { number in
            let (x, y) = (Double(number % 4), Double(number / 4))
            return [
                feature("w\(number)", village: number, ring(box(x, y, x + 0.5, y + 1), system)),
                feature("e\(number)", village: number, ring(box(x + 0.5, y, x + 1, y + 1), system)),
            ]
        }
    }

    private func read(_ features: [String], _ system: CoordinateSystem = .wgs84) throws(GeoJSONError) -> GridFile {
        let text = "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
        return try GridFile(Data(text.utf8), system: system, villages: villages)
    }

    private func fault(_ feature: String) throws -> GridFault? {
        let file = try read([feature])
        #expect(file.grids.count + file.refusals.count == 1)
        return file.refusals.first?.fault
    }

    @Test(arguments: CoordinateSystem.allCases)
    func `grids in the system declared are taken with code, name, village and outline`(system: CoordinateSystem) throws
    {
        let file = try read(grids(in: system), system)
        #expect(file.refusals == [])
        #expect(file.grids.count == 32)
        #expect(file.finding?.system == system)
        let first = try #require(file.grids.first)
        #expect((first.feature, first.code, first.name, first.village) == (0, "w0", "谷雨w0", "village-0"))
        #expect(first.isPlaceChecked)
        let corners = [(0, 0), (5_000, 0), (5_000, 10_000), (0, 10_000)]
        #expect(
            first.rings == [
                corners.map { GeoPoint(longitudeE6: 120_000_000 + $0.0, latitudeE6: 30_000_000 + $0.1) }
            ])
    }

    @Test func `a file in another system than declared is refused, feature by feature, and nothing of it taken`() throws
    {
        let broken = feature("broken", village: 3, ring([(3, 0), (4, 0), (4, 1)]))
        let file = try read(grids(in: .gcj02) + [broken], .wgs84)
        #expect(file.grids == [])
        #expect(file.refusals.count == 33)
        #expect(file.refusals.prefix(32).allSatisfy { $0.fault == .wrongSystem(.gcj02) })
        #expect(file.refusals.last?.code == "broken" && file.refusals.last?.fault == .openRing(1))
        #expect(try read(grids(in: .wgs84), .bd09).refusals.first?.fault == .wrongSystem(.wgs84))
    }

    @Test func `a bad grid is refused with its reason and the others stay whole`() throws {
        let features = [
            feature("1", village: 0, ring(box(0, 0, 1, 1))),
            feature("2", village: 99, ring(box(0, 0, 1, 1))),
            feature("3", village: 0, ring([(0, 0), (1, 0), (0, 1), (1, 1), (0, 0)])),
            "7", "null", "{\"properties\":null,\"geometry\":null}",
        ]
        let file = try read(features)
        #expect(file.grids.map(\.code) == ["1"])
        #expect(file.refusals.map(\.feature) == [1, 2, 3, 4, 5])
        #expect(file.refusals.map(\.code) == ["2", "3", nil, nil, nil])
        #expect(file.refusals.first?.fault == .unknownVillage("village-99"))
        #expect(file.refusals.dropFirst(2).allSatisfy { $0.fault == .notPolygon })
    }

    @Test func `holes and parts are kept, and rings that touch do not cross`() throws {
        let hole = ring(box(0, 0, 1, 1)) + "," + ring(box(0.2, 0.2, 0.6, 0.6))
        #expect(try read([feature("1", village: 0, hole)]).grids.first?.rings.count == 2)
        let parts = "[" + ring(box(0, 0, 0.4, 1)) + "],[" + ring(box(0.4, 0, 1, 1)) + "]"
        #expect(try read([feature("1", village: 0, parts, type: "MultiPolygon")]).grids.first?.rings.count == 2)
    }

    @Test func `an outline that crosses itself is refused with the place`() throws {
        let bow = feature("1", village: 0, ring([(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)]))
        #expect(try fault(bow) == .crossing(GeoPoint(longitudeE6: 120_005_000, latitudeE6: 30_005_000)))
        let hole = ring(box(0, 0, 1, 1)) + "," + ring(box(0.5, 0.5, 1.5, 0.8))
        guard case .crossing = try fault(feature("1", village: 0, hole)) else {
            Issue.record("taken")
            return
        }
    }

    @Test func `rings that are open, flat or endless are refused`() throws {
        #expect(try fault(feature("1", village: 0, ring([(0, 0), (1, 0), (1, 1), (0, 1)]))) == .openRing(1))
        #expect(
            try fault(feature("1", village: 0, ring(box(0, 0, 1, 1)) + "," + ring([(0.1, 0.1), (0.1, 0.1)])))
                == .openRing(2))
        #expect(try fault(feature("1", village: 0, "[]")) == .openRing(1))
        #expect(try fault(feature("1", village: 0, "")) == .notPolygon)
        #expect(try fault(feature("1", village: 0, ring([(0, 0), (1, 0), (0.5, 0), (0, 0)]))) == .noArea(1))
        let many = (0...GridFile.gridPointLimit).map { _ in (0.0, 0.0) }
        #expect(try fault(feature("1", village: 0, ring(many))) == .tooManyPoints)
    }

    @Test func `positions that are none, turned round or in metres are refused`() throws {
        #expect(try fault(feature("1", village: 0, ring(box(0, 0, 1, 1), latitudeFirst: true))) == .latitudeFirst)
        let metres = "[[12693763,3874151],[12694763,3874151],[12694763,3875151],[12693763,3874151]]"
        #expect(try fault(feature("1", village: 0, metres)) == .badPosition)
        #expect(try fault(feature("1", village: 0, "[[120],[121],[122],[120]]")) == .badPosition)
        let words = "[[\"120\",\"30\"],[\"121\",\"30\"],[\"121\",\"31\"],[\"120\",\"30\"]]"
        #expect(try fault(feature("1", village: 0, words)) == .notPolygon)
    }

    @Test func `a grid without code, name or village is refused, and of two with one code both`() throws {
        func bare(_ properties: String) -> String {
            """
            {"properties":{\(properties)},"geometry":{"type":"Polygon","coordinates":[\(ring(box(0, 0, 1, 1)))]}}
            """
        }
        #expect(try fault(bare("\"name\":\"a\",\"village\":\"village-0\"")) == .missing("code"))
        #expect(try fault(bare("\"code\":\"\",\"name\":\"a\",\"village\":\"village-0\"")) == .missing("code"))
        #expect(try fault(bare("\"code\":1,\"village\":\"village-0\"")) == .missing("name"))
        #expect(try fault(bare("\"code\":1,\"name\":\"a\"")) == .missing("village_code"))
        #expect(try read([bare("\"code\":1,\"name\":\"a\",\"village\":\"village-0\"")]).grids.first?.code == "1")
        let twice = try read(["1", "2", "1"].map { feature($0, village: 0, ring(box(0, 0, 1, 1))) })
        #expect(twice.grids.map(\.feature) == [1])
        #expect(twice.refusals.map(\.fault) == [.twice, .twice])
    }

    @Test func `a grid far from the village named is refused, and one a little outside is taken`() throws {
        guard case .farFromVillage(let metres) = try fault(feature("1", village: 3, ring(box(0, 0, 1, 1)))) else {
            Issue.record("taken")
            return
        }
        // Between two and three hundredths of a degree of longitude at 30° N.
        #expect((2_300...2_500).contains(metres))
        #expect(try fault(feature("1", village: 0, ring(box(-0.3, 0, 1, 1)))) == nil)
    }

    @Test func `where only the middle of a village is known, or nothing, a grid is taken with less certainty`() throws {
        let text = "{\"features\":[\(feature("1", village: 0, ring(box(0, 0, 1, 1))))]}"
        func taken(_ rings: [Ring]) throws -> GridFile {
            try GridFile(Data(text.utf8), system: .wgs84, villages: [("village-0", rings)])
        }
        #expect(
            try taken([[GeoPoint(longitudeE6: 120_020_000, latitudeE6: 30_010_000)]]).grids.first?.isPlaceChecked
                == true)
        #expect(try taken([]).grids.first?.isPlaceChecked == false)
        let far = try taken([[GeoPoint(longitudeE6: 120_200_000, latitudeE6: 30_010_000)]])
        #expect(far.grids == [] && far.refusals.count == 1)
    }

    @Test func `what is no collection of features is refused as a whole`() {
        func refusal(_ bytes: Data) -> GeoJSONError? {
            do throws(GeoJSONError) {
                _ = try GridFile(bytes, system: .wgs84, villages: villages)
                return nil
            } catch { return error }
        }
        #expect(refusal(Data()) == .notPolygons)
        #expect(refusal(Data("{\"type\":\"Feature\"}".utf8)) == .notPolygons)
        #expect(refusal(Data("{\"features\":[{\"properties\":".utf8)) == .notPolygons)
        // 谷雨 in GB 18030.
        #expect(
            refusal(Data("{\"features\":[],\"name\":\"".utf8) + [0xB9, 0xC8, 0xD3, 0xEA] + Data("\"}".utf8)) == .notUTF8
        )
        #expect(refusal(Data(repeating: 0x20, count: GeoJSON.textLimit + 1)) == .tooLarge)
        #expect(refusal(Data([0xEF, 0xBB, 0xBF]) + Data("{\"features\":[]}".utf8)) == nil)
        #expect(refusal(Data(String(repeating: "[", count: 100_000).utf8)) == .notPolygons)
    }

    @Test func `every fault is told in a sentence`() {
        let faults: [GridFault] = [
            .notPolygon, .missing("code"), .twice, .unknownVillage("1"), .openRing(1), .badPosition, .latitudeFirst,
            .tooManyPoints, .noArea(1), .farFromVillage(metres: 900), .wrongSystem(.gcj02),
        ]
        #expect(Set(faults.map(\.explanation)).count == faults.count)
        let point = GeoPoint(longitudeE6: 120_000_000, latitudeE6: 30_500_000)
        #expect(GridFault.crossing(point).explanation == "The outline crosses itself near 120.000000,30.500000.")
    }
}
