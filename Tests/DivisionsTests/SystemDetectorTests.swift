import Base
import Divisions
import Testing

@Suite struct SystemDetectorTests {
    private let centres: [GeoPoint]
    private let outlines: DivisionIndex

    /// Thirty-six villages about two kilometres apart.
    init() {
        centres = (0..<36).map { index in
            let (row, column) = (index / 6, index % 6)
            return GeoPoint(
                longitudeE6: 120_000_000 + column * 20_000 + row * 3_100,
                latitudeE6: 30_300_000 + row * 17_000 + column * 1_300
            )
        }
        let cells = VoronoiCells(points: centres)
        outlines = DivisionIndex((0..<cells.count).map { [cells.ring(of: $0)] })
    }

    /// Points inside each village, as a source would give them, moved by some millionths of a degree first.
    private func claims(
        _ perVillage: Int, in system: CoordinateSystem, villages: Range<Int> = 0..<36, moved: (Int, Int) = (0, 0)
    ) -> [PlaceClaim] {
        var random = SplitMix64(seed: 3)
        var claims: [PlaceClaim] = []
        for village in villages {
            var count = 0
            while count < perVillage {
                let east = centres[village].longitudeE6 + Int.random(in: -12_000...12_000, using: &random)
                let north = centres[village].latitudeE6 + Int.random(in: -12_000...12_000, using: &random)
                guard outlines.find(at: GeoPoint(longitudeE6: east, latitudeE6: north)) == village else { continue }
                count += 1
                let (x, y) = (Double(east + moved.0) / 1e6, Double(north + moved.1) / 1e6)
                claims.append(
                    PlaceClaim(division: village, positions: [system.shifted(longitude: x, latitude: y)]))
            }
        }
        return claims
    }

    private func found(_ claims: [PlaceClaim], _ divisions: DivisionIndex? = nil) -> SystemFinding? {
        SystemDetector.find(claims, among: divisions ?? outlines)
    }

    @Test(arguments: CoordinateSystem.allCases)
    func `points of each system are told by the outlines of their villages`(system: CoordinateSystem) throws {
        let claims = claims(12, in: system)
        let finding = try #require(found(claims))
        #expect(finding.system == system)
        #expect(finding.rivals.map(\.system) == CoordinateSystem.allCases.filter { $0 != system })
        for rival in finding.rivals {
            #expect(rival.foundMetres < 1 && rival.medianMetres > 50, "\(rival)")
            #expect(rival.votes.found > 30 && rival.votes.rival == 0, "\(rival)")
            #expect(rival.tellingClaims > 60 && rival.tellingClaims < claims.count, "\(rival)")
        }
    }

    @Test(arguments: CoordinateSystem.allCases)
    func `points of each system are told by the middles of their villages too`(system: CoordinateSystem) throws {
        let finding = found(claims(40, in: system), DivisionIndex(centres.map { [[$0]] }))
        #expect(finding?.system == system)
    }

    @Test func `a tenth of points beside the wrong village change nothing`() {
        let mixed = claims(20, in: .gcj02).enumerated().map { index, claim in
            index.isMultiple(of: 10) ? PlaceClaim(division: 35 - claim.division, positions: claim.positions) : claim
        }
        #expect(found(mixed)?.system == .gcj02)
    }

    @Test func `too few villages cannot tell, however many points they have`() {
        #expect(found(claims(500, in: .gcj02, villages: 0..<8)) == nil)
        #expect(found([]) == nil)
        #expect(found(claims(20, in: .gcj02), DivisionIndex([])) == nil)
    }

    @Test func `points beside any village cannot tell`() {
        var random = SplitMix64(seed: 9)
        let strewn = claims(12, in: .wgs84).map {
            PlaceClaim(division: Int.random(in: 0..<36, using: &random), positions: $0.positions)
        }
        #expect(found(strewn) == nil)
    }

    @Test func `points moved by another fault are not taken for another system`() {
        // Four kilometres to the south-east, the way in which GCJ-02 and BD-09 move.
        #expect(found(claims(12, in: .wgs84, moved: (30_000, -25_000))) == nil)
        #expect(found(claims(12, in: .wgs84, moved: (30_000, 30_000))) == nil)
    }

    @Test func `positions that are none and divisions that are none do not count`() {
        let bad = [
            PlaceClaim(division: 1, positions: [(30.3, 120)]), PlaceClaim(division: 2, positions: []),
            PlaceClaim(division: 99, positions: [(120, 30.3)]), PlaceClaim(division: 3, positions: [(.nan, 30.3)]),
        ]
        #expect(found(bad) == nil)
        let good = claims(12, in: .bd09)
        let (with, without) = (found(good + bad), found(good))
        #expect(with?.system == .bd09)
        #expect(with?.rivals.map(\.medianMetres) == without?.rivals.map(\.medianMetres))
    }
}
