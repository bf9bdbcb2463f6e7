import Divisions
import Testing

@Suite struct GridRedrawTests {
    private func square(_ west: Int, _ east: Int) -> [Ring] {
        [[(west, 0), (east, 0), (east, 10), (west, 10)].map { spot($0.0, $0.1) }]
    }

    private func spot(_ x: Int, _ y: Int) -> GeoPoint {
        GeoPoint(longitudeE6: 120_000_000 + x * 1_000, latitudeE6: 30_000_000 + y * 1_000)
    }

    private let bridge = 2
    private var points: [GeoPoint] { [spot(2, 5), spot(9, 5), spot(12, 5), spot(25, 5), spot(35, 5), spot(99, 5)] }

    @Test func `only the points between the old border and the new one move`() {
        let redraw = GridRedraw(
            before: [("east", square(10, 30)), ("west", square(0, 10))],
            after: [("west", square(0, 20)), ("east", square(20, 30))]
        )
        #expect(redraw.moves(of: points) == [GridMove(point: bridge, from: "east", to: "west")])
    }

    @Test func `a split, a new ground and a ground given up are moves too`() {
        let redraw = GridRedraw(
            before: [("west", square(0, 10)), ("east", square(10, 30))],
            after: [("west", square(0, 5)), ("new", square(5, 10)), ("far", square(30, 40))]
        )
        #expect(
            redraw.moves(of: points) == [
                GridMove(point: 1, from: "west", to: "new"), GridMove(point: bridge, from: "east", to: nil),
                GridMove(point: 3, from: "east", to: nil), GridMove(point: 4, from: nil, to: "far"),
            ]
        )
    }

    @Test func `grids in another order move nothing, and without grids nothing lies anywhere`() {
        let grids = [("west", square(0, 10)), ("east", square(10, 30))]
        // The border itself may go to either: no point stands on it here.
        #expect(GridRedraw(before: grids, after: grids.reversed()).moves(of: points) == [])
        #expect(GridRedraw(before: [], after: []).moves(of: points) == [])
        #expect(GridRedraw(before: grids, after: []).moves(of: points).count == 4)
        #expect(GridRedraw(before: grids, after: grids).moves(of: []) == [])
    }
}
