import Divisions
import Testing

@Suite struct CoordinateSystemTests {
    private typealias Position = (longitude: Double, latitude: Double)

    // Vectors of googollee/eviltransform (BSD-2-Clause) and wandergis/coordtransform (MIT); the last one by the formula.
    @Test(arguments: [
        (121.5272106, 31.1774276, 121.531541859215, 31.17530398364597),
        (113.912316, 22.543847, 113.9171764808363, 22.540796131694766),
        (116.377817, 39.911954, 116.38404722455657, 39.91334545536069),
        (116.404, 39.915, 116.41024449916938, 39.91640428150164),
        (120.0, 30.3, 120.00468548494618, 30.29754626603128),
    ])
    func `positions of published maps are shifted there and back`(vector: (Double, Double, Double, Double)) {
        let shifted = CoordinateSystem.gcj02(longitude: vector.0, latitude: vector.1)
        #expect(abs(shifted.longitude - vector.2) < 1e-12 && abs(shifted.latitude - vector.3) < 1e-12)
        let back = CoordinateSystem.gcj02.wgs84(longitude: vector.2, latitude: vector.3)
        #expect(abs(back.longitude - vector.0) < 1e-9 && abs(back.latitude - vector.1) < 1e-9)
    }

    // A vector of wandergis/coordtransform (MIT).
    @Test func `a position of a published map is shifted to Baidu's`() {
        let shifted = CoordinateSystem.bd09(longitude: 116.404, latitude: 39.915)
        #expect(abs(shifted.longitude - 116.41036949371029) < 1e-12)
        #expect(abs(shifted.latitude - 39.92133699351021) < 1e-12)
    }

    // Places of hujiulong/gcoord (MIT), given to seven digits: WGS-84, then BD-09.
    @Test(arguments: [
        (114.0164322, 33.0133556, 114.0287781, 33.0176697),  // Zhumadian
        (92.0499619, 31.4784436, 92.0576832, 31.4824421),  // Nagqu
        (116.1174053, 24.2912377, 116.1287823, 24.2944828),  // Meizhou
        (123.2312099, 41.2651725, 123.2433178, 41.2736074),  // Liaoyang
    ])
    func `Baidu's positions come back within a metre`(vector: (Double, Double, Double, Double)) {
        let (place, shifted) = ((vector.0, vector.1), (vector.2, vector.3))
        let back = CoordinateSystem.bd09.wgs84(longitude: vector.2, latitude: vector.3)
        #expect(GreatCircle.metres(from: back, to: place) < 1)
        let there = CoordinateSystem.bd09.shifted(longitude: vector.0, latitude: vector.1)
        #expect(GreatCircle.metres(from: there, to: shifted) < 1)
        #expect(GreatCircle.metres(from: place, to: shifted) > 500)
    }

    @Test(arguments: CoordinateSystem.allCases)
    func `the way there and back ends where it began`(system: CoordinateSystem) {
        for place: Position in [(119.7, 30.2), (120.0, 30.3), (120.3, 30.5), (87.6, 43.8), (110.3, 20.0)] {
            let there = system.shifted(longitude: place.longitude, latitude: place.latitude)
            let back = system.wgs84(longitude: there.longitude, latitude: there.latitude)
            #expect(GreatCircle.metres(from: back, to: place) < 0.001, "\(place)")
        }
    }

    @Test func `a position far from China stays as it is`() {
        #expect(CoordinateSystem.gcj02(longitude: 2.35, latitude: 48.85) == (2.35, 48.85))
        #expect(CoordinateSystem.gcj02.wgs84(longitude: 2.35, latitude: 48.85) == (2.35, 48.85))
    }

    @Test func `a degree of a meridian has 111 kilometres, one of a parallel at 60 degrees half of that`() {
        func point(_ longitude: Int, _ latitude: Int) -> GeoPoint {
            GeoPoint(longitudeE6: longitude * 1_000_000, latitudeE6: latitude * 1_000_000)
        }
        #expect(abs(point(120, 30).metres(to: point(120, 31)) - 111_195) < 1)
        #expect(abs(point(0, 60).metres(to: point(1, 60)) - 55_597) < 5)
        #expect(abs(point(0, 0).metres(to: point(180, 0)) - 20_015_115) < 1)
        #expect(point(120, 30).metres(to: point(120, 30)) == 0)
        let near = GeoPoint(longitudeE6: 120_000_000, latitudeE6: 30_000_009)
        #expect(abs(near.metres(to: point(120, 30)) - 1) < 0.01)
    }

    @Test func `what is no longitude and latitude makes no point`() {
        #expect(GeoPoint(longitude: 120, latitude: 30) == GeoPoint(longitudeE6: 120_000_000, latitudeE6: 30_000_000))
        #expect(GeoPoint(longitude: 30, latitude: 120) == nil)
        #expect(GeoPoint(longitude: .nan, latitude: 30) == nil)
        #expect(GeoPoint(longitude: 120, latitude: .infinity, system: .bd09) == nil)
        #expect(GeoPoint(longitude: 12_693_763.6, latitude: 3_874_151.9, system: .bd09) == nil)
    }
}
