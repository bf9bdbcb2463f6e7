/// Finds edges that cross each other: the fault of an outline whose points are in the wrong order.
enum RingCrossing {
    /// Crossings shallower than this many millionths of a degree (0.3 metres) come from rounding.
    private static let depth = 3.0

    /// Where two edges of an outline cross, the westernmost pair first; nil where none do.
    ///
    /// Rings that touch in a point or along a line do not cross. Edges are compared with those that overlap them from
    /// west to east (sweep), which takes time by the square of their number when all of them do.
    static func find(in rings: [Ring]) -> GeoPoint? {
        let edges = GridEdge.edges(of: rings).map { (edge: $0, box: $0.box) }.sorted { $0.box.west < $1.box.west }
        for (index, one) in edges.enumerated() {
            for other in edges[(index + 1)...].prefix(while: { $0.box.west <= one.box.east })
            where one.box.south <= other.box.north && other.box.south <= one.box.north {
                guard cuts(one.edge, other.edge), cuts(other.edge, one.edge) else { continue }
                return crossing(of: one.edge, with: other.edge)
            }
        }
        return nil
    }

    /// Whether the ends of an edge lie clearly on both sides of the line through another.
    private static func cuts(_ edge: GridEdge, _ line: GridEdge) -> Bool {
        let (dx, dy) = (Double(line.end.x) - Double(line.start.x), Double(line.end.y) - Double(line.start.y))
        let least = depth * (dx * dx + dy * dy).squareRoot()
        let (start, end) = (Double(line.side(of: edge.start)), Double(line.side(of: edge.end)))
        return min(abs(start), abs(end)) > least && (start > 0) != (end > 0)
    }

    private static func crossing(of edge: GridEdge, with line: GridEdge) -> GeoPoint {
        let (start, end) = (Double(line.side(of: edge.start)), Double(line.side(of: edge.end)))
        let share = start / (start - end)
        let (x, y) = (Double(edge.start.x), Double(edge.start.y))
        return GeoPoint(
            longitudeE6: Int((x + share * (Double(edge.end.x) - x)).rounded()),
            latitudeE6: Int((y + share * (Double(edge.end.y) - y)).rounded())
        )
    }
}
