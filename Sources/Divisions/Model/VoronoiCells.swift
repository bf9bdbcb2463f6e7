import Foundation

/// Schematic cells around centre points: every position belongs to the nearest point, as far as the reach goes.
///
/// The ground is all that lies within the reach of some point, so that a crescent of villages stays a crescent. A cell
/// is then its Voronoi cell cut by the circle around its own point, and the cells part the ground without gap or overlap.
public struct VoronoiCells: Sendable {
    /// A corner of a cell, and which cell lies across the side that begins here; nil at the edge of the ground.
    private struct Corner: Sendable {
        var at: PlanePoint
        var across: Int?
    }

    /// How far a cell reaches from its point at most, in metres.
    public let reachMetres: Double
    private let plane: LocalPlane
    private let cells: [[Corner]]
    private static let circleSides = 48

    /// Makes a cell for each point, in their order; points on one spot are moved apart by some metres first.
    ///
    /// Without a reach the smallest one is taken that joins all points, and some more.
    public init(points: [GeoPoint], reachMetres: Double? = nil) {
        let plane = LocalPlane(around: points)
        let sites = Self.movedApart(points.map(plane.flat))
        let reach = max(1, reachMetres ?? Self.joiningReach(of: sites))
        let order = sites.indices.sorted { sites[$0].x < sites[$1].x }
        var cells = [[Corner]](repeating: [], count: sites.count)
        for (place, index) in order.enumerated() {
            cells[index] = Self.cell(of: index, at: place, in: order, sites: sites, reach: reach)
        }
        self.plane = plane
        self.reachMetres = reach
        self.cells = cells
    }

    /// How many cells there are.
    public var count: Int { cells.count }

    /// The ring of the cell of a point, counter-clockwise; empty for an index that no point has.
    public func ring(of index: Int) -> Ring {
        cells.indices.contains(index) ? cells[index].map { plane.round($0.at) } : []
    }

    /// The outline of several cells together: sides between two of them are left out.
    ///
    /// Holes run clockwise.
    public func outline(of members: Set<Int>) -> [Ring] {
        var rings: [Ring] = []
        var seen: Set<Side> = []
        for cell in members.sorted() where cells.indices.contains(cell) {
            for corner in cells[cell].indices {
                let start = Side(cell: cell, corner: corner)
                guard partner(of: start, in: members) == nil, !seen.contains(start) else { continue }
                rings.append(walk(from: start, members, &seen).map(plane.round))
            }
        }
        return rings
    }

    private struct Side: Hashable {
        var cell: Int
        var corner: Int
    }

    /// Follows the outer sides of the members until the walk comes back to its start.
    private func walk(from start: Side, _ members: Set<Int>, _ seen: inout Set<Side>) -> [PlanePoint] {
        var line: [PlanePoint] = []
        var side = start
        repeat {
            seen.insert(side)
            line.append(cells[side.cell][side.corner].at)
            side = next(side)
            // Around a corner several members may meet: turn from one to the next until a side is an outer one.
            var turns = 0
            while let across = partner(of: side, in: members), turns < cells.count {
                side = next(across)
                turns += 1
            }
        } while side != start && !seen.contains(side)
        return line
    }

    private func next(_ side: Side) -> Side {
        Side(cell: side.cell, corner: (side.corner + 1) % max(1, cells[side.cell].count))
    }

    /// The same side as another member sees it.
    ///
    /// A side too short to be seen from both counts as an outer one.
    private func partner(of side: Side, in members: Set<Int>) -> Side? {
        guard let other = cells[side.cell][side.corner].across, members.contains(other),
            let corner = cells[other].firstIndex(where: { $0.across == side.cell })
        else { return nil }
        return Side(cell: other, corner: corner)
    }
}

// How a cell is cut.
extension VoronoiCells {
    /// Only points within twice the reach can cut a cell: in the order from west to east they stand side by side.
    private static func cell(
        of index: Int, at place: Int, in order: [Int], sites: [PlanePoint], reach: Double
    ) -> [Corner] {
        let site = sites[index]
        var cell = (0..<circleSides).map { step in
            let angle = 2 * Double.pi * Double(step) / Double(circleSides)
            return Corner(at: PlanePoint(x: site.x + reach * cos(angle), y: site.y + reach * sin(angle)), across: nil)
        }
        let west = order[..<place].reversed().prefix { site.x - sites[$0].x < 2 * reach }
        let east = order[(place + 1)...].prefix { sites[$0].x - site.x < 2 * reach }
        for other in Array(west) + Array(east) where sites[other].distance(to: site) < 2 * reach {
            cell = cut(cell, site, from: other, sites[other])
        }
        return cell
    }

    /// Keeps what lies nearer to the site than to the other one.
    private static func cut(_ cell: [Corner], _ site: PlanePoint, from other: Int, _ rival: PlanePoint) -> [Corner] {
        let (dx, dy) = (rival.x - site.x, rival.y - site.y)
        let middle = PlanePoint(x: (site.x + rival.x) / 2, y: (site.y + rival.y) / 2)
        let depths = cell.map { (middle.x - $0.at.x) * dx + (middle.y - $0.at.y) * dy }
        guard depths.contains(where: { $0 < 0 }) else { return cell }
        var kept: [Corner] = []
        for (index, corner) in cell.enumerated() {
            let after = (index + 1) % cell.count
            if depths[index] >= 0 { kept.append(corner) }
            guard (depths[index] >= 0) != (depths[after] >= 0) else { continue }
            let share = depths[index] / (depths[index] - depths[after])
            let crossing = PlanePoint(
                x: corner.at.x + share * (cell[after].at.x - corner.at.x),
                y: corner.at.y + share * (cell[after].at.y - corner.at.y)
            )
            kept.append(Corner(at: crossing, across: depths[index] >= 0 ? other : corner.across))
        }
        return kept
    }

    /// Points on one spot would have no border between them: the second and later ones move out on a spiral.
    private static func movedApart(_ sites: [PlanePoint]) -> [PlanePoint] {
        var taken: Set<PlanePoint> = []
        return sites.map { site in
            var moved = site
            var step = 0.0
            while !taken.insert(moved).inserted {
                step += 1
                let (angle, distance) = (step * 2.399_963, 80 * step.squareRoot())
                moved = PlanePoint(x: site.x + distance * cos(angle), y: site.y + distance * sin(angle))
            }
            return moved
        }
    }

    /// Half the longest step of the shortest tree through all points joins them (Prim's algorithm); a quarter more
    /// rounds the waists.
    private static func joiningReach(of sites: [PlanePoint]) -> Double {
        guard sites.count > 1, let first = sites.first else { return 1_000 }
        var distance = sites.map { $0.distance(to: first) }
        var isJoined = [Bool](repeating: false, count: sites.count)
        isJoined[0] = true
        var longest = 0.0
        for _ in 1..<sites.count {
            guard let nearest = sites.indices.filter({ !isJoined[$0] }).min(by: { distance[$0] < distance[$1] })
            else { break }
            longest = max(longest, distance[nearest])
            isJoined[nearest] = true
            for index in sites.indices where !isJoined[index] {
                distance[index] = min(distance[index], sites[index].distance(to: sites[nearest]))
            }
        }
        return max(200, longest * 0.625)
    }
}
