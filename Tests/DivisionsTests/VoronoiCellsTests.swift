import Divisions
import Foundation
import Testing

@Suite struct VoronoiCellsTests {
    /// Twenty-five villages, five by five, a kilometre or so apart and none of them quite in line.
    private let villages = (0..<25).map { index in
        let (row, column) = (index / 5, index % 5)
        return GeoPoint(
            longitudeE6: 120_000_000 + column * 10_000 + row * 1_700 + column * column * 300,
            latitudeE6: 30_300_000 + row * 9_000 + column * 900
        )
    }

    private func area(_ rings: [Ring]) -> Double { rings.reduce(0) { $0 + RingMeasure.squareMetres($1) } }

    @Test func `each cell contains its own point`() {
        let cells = VoronoiCells(points: villages)
        #expect(cells.count == villages.count)
        for (index, village) in villages.enumerated() {
            #expect(RingMeasure.contains(village, in: [cells.ring(of: index)]), "\(index)")
        }
    }

    @Test func `every position of the ground lies in the cell of the nearest point and in no other`() {
        let cells = VoronoiCells(points: villages, reachMetres: 900)
        let rings = villages.indices.map { cells.ring(of: $0) }
        for east in stride(from: 119_985_000, through: 120_060_000, by: 1_777) {
            for north in stride(from: 30_285_000, through: 30_350_000, by: 1_777) {
                let spot = GeoPoint(longitudeE6: east, latitudeE6: north)
                let metres = villages.map { village in
                    let x = Double(village.longitudeE6 - east) * 0.11132 * cos(30.32 * .pi / 180)
                    let y = Double(village.latitudeE6 - north) * 0.11132
                    return (x * x + y * y).squareRoot()
                }
                let order = villages.indices.sorted { metres[$0] < metres[$1] }
                let holders = rings.indices.filter { RingMeasure.contains(spot, in: [rings[$0]]) }
                // Within two metres of a border a rounded corner may decide either way.
                guard let first = order.first, let second = order.dropFirst().first,
                    metres[second] - metres[first] > 4, abs(metres[first] - 898) > 6
                else { continue }
                #expect(holders == (metres[first] < 898 ? [first] : []), "\(spot)")
            }
        }
    }

    @Test func `the areas of the cells sum up to the outline around all of them`() {
        let cells = VoronoiCells(points: villages)
        let sum = area(villages.indices.map { cells.ring(of: $0) })
        let whole = area(cells.outline(of: Set(villages.indices)))
        #expect(abs(sum - whole) < sum / 10_000)
        let west = Set(villages.indices.filter { $0 % 5 < 2 })
        let parts = area(cells.outline(of: west)) + area(cells.outline(of: Set(villages.indices).subtracting(west)))
        #expect(abs(parts - whole) < sum / 10_000)
    }

    @Test func `a town has one ring, a ring of towns has a hole, and far parts have a ring each`() {
        let cells = VoronoiCells(points: villages)
        #expect(cells.outline(of: [0, 1, 5, 6]).count == 1)
        let around = cells.outline(of: [6, 7, 8, 11, 13, 16, 17, 18])
        #expect(around.count == 2)
        #expect(around.map { RingMeasure.squareMetres($0) < 0 }.sorted { !$0 && $1 } == [false, true])
        #expect(cells.outline(of: [0, 24]).count == 2)
        #expect(cells.outline(of: [99]).isEmpty)
    }

    @Test func `villages on one spot get a cell each`() {
        let spot = GeoPoint(longitudeE6: 120_000_000, latitudeE6: 30_300_000)
        let cells = VoronoiCells(points: [spot, spot, spot], reachMetres: 500)
        let sum = area((0..<3).map { cells.ring(of: $0) })
        let whole = area(cells.outline(of: [0, 1, 2]))
        #expect((0..<3).allSatisfy { RingMeasure.squareMetres(cells.ring(of: $0)) > 10_000 })
        #expect(abs(sum - whole) < sum / 1_000)
    }

    @Test func `no point, one point and points in a line are drawn too`() {
        #expect(VoronoiCells(points: []).outline(of: [0]).isEmpty)
        let one = GeoPoint(longitudeE6: 120_000_000, latitudeE6: 30_300_000)
        let circle = VoronoiCells(points: [one]).ring(of: 0)
        #expect(abs(RingMeasure.squareMetres(circle) - .pi * 1e6) < 2e4)
        let line = (0..<6).map { GeoPoint(longitudeE6: 120_000_000 + $0 * 10_000, latitudeE6: 30_300_000) }
        let cells = VoronoiCells(points: line)
        #expect(cells.outline(of: Set(line.indices)).count == 1)
    }
}
