import Base
import Divisions
import Testing

@Suite struct DivisionIndexTests {
    /// A square in steps of a hundredth of a degree, east and north of 120° E, 30° N.
    private func square(_ west: Int, _ south: Int, _ east: Int, _ north: Int) -> Ring {
        [(west, south), (east, south), (east, north), (west, north)].map { spot($0.0 * 10_000, $0.1 * 10_000) }
    }

    private func spot(_ x: Int, _ y: Int) -> GeoPoint {
        GeoPoint(longitudeE6: 120_000_000 + x, latitudeE6: 30_000_000 + y)
    }

    /// The plain way: every edge of every ring, whole numbers, border included, first listed wins.
    private func scan(_ shapes: [[Ring]], _ point: GeoPoint) -> Int? {
        shapes.firstIndex { rings in
            var isInside = false
            for ring in rings {
                for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                    let side =
                        (b.longitudeE6 - a.longitudeE6) * (point.latitudeE6 - a.latitudeE6)
                        - (b.latitudeE6 - a.latitudeE6) * (point.longitudeE6 - a.longitudeE6)
                    let (west, east) = (min(a.longitudeE6, b.longitudeE6), max(a.longitudeE6, b.longitudeE6))
                    let (south, north) = (min(a.latitudeE6, b.latitudeE6), max(a.latitudeE6, b.latitudeE6))
                    if side == 0, (west...east).contains(point.longitudeE6), (south...north).contains(point.latitudeE6)
                    {
                        return true
                    }
                    guard (a.latitudeE6 > point.latitudeE6) != (b.latitudeE6 > point.latitudeE6) else { continue }
                    if (side > 0) == (b.latitudeE6 > a.latitudeE6) { isInside.toggle() }
                }
            }
            return isInside
        }
    }

    private func randomPoints(_ count: Int, _ side: Int, seed: UInt64) -> [GeoPoint] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            spot(Int.random(in: -side / 8...side, using: &random), Int.random(in: -side / 8...side, using: &random))
        }
    }

    private func villages(_ count: Int, seed: UInt64) -> [[Ring]] {
        let cells = VoronoiCells(points: randomPoints(count, 200_000, seed: seed))
        return (0..<cells.count).map { [cells.ring(of: $0)] }
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `the index answers as a plain scan does`(seed: UInt64) {
        var shapes = villages(150, seed: seed)
        // A town of many parts with a hole, overlapping the villages, and outlines of nothing.
        shapes.append([square(0, 0, 18, 18), square(4, 4, 9, 9), square(20, 0, 21, 3)])
        shapes += [[], [[]], [square(1, 1, 1, 1)]]
        let index = DivisionIndex(shapes)
        var inside = 0
        let corners = shapes.flatMap { $0.flatMap { $0 } }
        for point in randomPoints(4_000, 220_000, seed: seed + 100) + corners {
            let expected = scan(shapes, point)
            #expect(index.find(at: point) == expected, "\(point)")
            if expected != nil { inside += 1 }
        }
        #expect(inside > 1_000 && inside < 4_000 + corners.count)
    }

    @Test func `an outline of thousands of points answers as a plain scan does`() {
        var random = SplitMix64(seed: 7)
        // A coast: two thousand teeth, so that every band holds a part of it.
        var coast: Ring = (0..<2_000).map { spot(Int.random(in: 50_000...90_000, using: &random), $0 * 100) }
        coast += [spot(-50_000, 200_000), spot(-50_000, 0)]
        // Poles from south to north stand in every band.
        let poles: Ring = (0..<400).map { spot(100_000 + $0 * 50, $0.isMultiple(of: 2) ? 0 : 200_000) }
        let shapes = [[coast], [poles]]
        let index = DivisionIndex(shapes)
        for point in randomPoints(3_000, 210_000, seed: 8) + coast {
            #expect(index.find(at: point) == scan(shapes, point))
        }
    }

    @Test func `a point on a common border belongs to the division listed first, and outside to none`() {
        let (west, east) = ([square(0, 0, 2, 2)], [square(2, 0, 4, 2)])
        let index = DivisionIndex([east, west])
        for north in [0, 5_000, 20_000] { #expect(index.find(at: spot(20_000, north)) == 0) }
        #expect(DivisionIndex([west, east]).find(at: spot(20_000, 5_000)) == 0)
        #expect(index.find(at: spot(19_999, 5_000)) == 1)
        #expect(index.find(at: spot(0, 0)) == 1)
        #expect(index.find(at: spot(40_000, 20_000)) == 0)
        for outside in [spot(-1, 0), spot(40_001, 0), spot(0, 20_001), spot(0, -1)] {
            #expect(index.find(at: outside) == nil)
        }
    }

    @Test func `a village in the hole of another is found, and its border belongs to one of the two`() {
        let index = DivisionIndex([[square(0, 0, 9, 9), square(3, 3, 6, 6)], [square(3, 3, 6, 6)]])
        #expect(index.count == 2)
        #expect(index.find(at: spot(10_000, 10_000)) == 0)
        #expect(index.find(at: spot(45_000, 45_000)) == 1)
        #expect(index.find(at: spot(30_000, 45_000)) == 0)
        let empty = DivisionIndex([[square(0, 0, 9, 9), square(3, 3, 6, 6)]])
        #expect(empty.find(at: spot(45_000, 45_000)) == nil)
    }

    @Test func `a point just outside is given to the nearest division within some metres`() throws {
        let index = DivisionIndex([[square(0, 0, 2, 2)], [square(3, 0, 5, 2)]])
        // 0.002 degrees of longitude at 30° N are 192.6 metres.
        let near = try #require(index.nearest(to: spot(28_000, 10_000), within: 200))
        #expect(near.number == 1 && abs(near.metres - 192.6) < 0.2)
        #expect(index.nearest(to: spot(28_000, 10_000), within: 192) == nil)
        #expect(index.nearest(to: spot(22_000, 10_000), within: 5_000)?.number == 0)
        #expect(try #require(index.nearest(to: spot(10_000, 10_000), within: 0)) == (0, 0))
        // Right in the middle the first listed is taken.
        #expect(index.nearest(to: spot(25_000, 10_000), within: 600)?.number == 0)
        #expect(index.nearest(to: spot(25_000, 10_000), within: -1) == nil)
        #expect(index.nearest(to: spot(25_000, 10_000), within: .nan) == nil)
        #expect(index.nearest(to: spot(25_000, 10_000), within: .infinity)?.number == 0)
    }

    @Test func `the nearest division is the one that measuring all of them finds`() {
        let shapes = villages(60, seed: 11)
        let index = DivisionIndex(shapes)
        for point in randomPoints(500, 260_000, seed: 12) {
            let all = shapes.indices.compactMap { number in index.metres(from: point, to: number).map { (number, $0) } }
            let least = all.min { $0.1 < $1.1 }
            let found = index.nearest(to: point, within: 2_000)
            guard let least, least.1 <= 2_000 else {
                #expect(found == nil)
                continue
            }
            #expect(found?.number == (index.find(at: point) ?? least.0) && found?.metres == least.1, "\(point)")
        }
    }

    @Test func `the metres to a border agree with the way over the globe`() throws {
        let centre = spot(0, 0)
        let index = DivisionIndex([[[centre]], []])
        for point in randomPoints(50, 80_000, seed: 5) {
            let metres = try #require(index.metres(from: point, to: 0))
            #expect(abs(metres - point.metres(to: centre)) <= metres / 1_000)
        }
        #expect(index.metres(from: centre, to: 0) == 0)
        #expect(index.metres(from: centre, to: 1) == nil)
        #expect(index.metres(from: centre, to: 2) == nil)
        #expect(index.metres(from: centre, to: -1) == nil)
    }

    @Test func `positions beyond the globe stop nothing`() {
        let far = GeoPoint(longitudeE6: .max, latitudeE6: .min)
        let index = DivisionIndex([
            [[far, GeoPoint(longitudeE6: .min, latitudeE6: .max), spot(0, 0)]], [square(0, 0, 1, 1)],
        ])
        #expect(index.find(at: GeoPoint(longitudeE6: 0, latitudeE6: 89_999_999)) == nil)
        #expect(DivisionIndex([]).find(at: far) == nil)
        #expect(DivisionIndex([]).nearest(to: far, within: 1e9) == nil)
        #expect(DivisionIndex([[square(0, 0, 1, 1)]]).nearest(to: far, within: 10) == nil)
        #expect(DivisionIndex([[square(0, 0, 1, 1)]]).nearest(to: far, within: .infinity)?.number == 0)
    }
}
