/// A line between two neighbouring points of a ring.
struct GridEdge: Hashable, Sendable {
    let start: GridSpot
    let end: GridSpot

    var box: GridBox {
        GridBox(
            west: min(start.x, end.x), south: min(start.y, end.y), east: max(start.x, end.x), north: max(start.y, end.y)
        )
    }

    /// On which side of the line a point lies: positive on the left, 0 on the line.
    ///
    /// Exact: the differences need 30 bits, their products 60.
    func side(of spot: GridSpot) -> Int64 {
        (Int64(end.x) - Int64(start.x)) * (Int64(spot.y) - Int64(start.y))
            - (Int64(end.y) - Int64(start.y)) * (Int64(spot.x) - Int64(start.x))
    }

    static func edges(of rings: [Ring]) -> [GridEdge] {
        rings.flatMap { ring in
            let spots = ring.map(GridSpot.init)
            return zip(spots, spots.dropFirst() + spots.prefix(1)).map { GridEdge(start: $0, end: $1) }
        }
    }
}

/// The outline of one division, its edges sorted into horizontal bands: a point looks at the edges of its band only.
struct BandedOutline: Sendable {
    /// Nil for a division without any point.
    let box: GridBox?
    private let edges: [GridEdge]
    // Band b holds the edges at `order[starts[b]..<starts[b + 1]]`; an edge stands in each band that it touches.
    private let order: [Int32]
    private let starts: [Int32]
    private let bandHeight: Int32

    init(_ rings: [Ring]) {
        edges = GridEdge.edges(of: rings)
        box = GridBox(around: edges.map(\.start))
        let bands = Self.bands(of: edges, in: box)
        bandHeight = bands.height
        order = bands.lists.flatMap { $0 }
        starts = BoxRaster.starts(of: bands.lists)
    }

    /// Eight edges a band keep the band short and the bands few.
    ///
    /// Edges that all run from south to north would stand in every band: then fewer bands serve as well.
    private static func bands(of edges: [GridEdge], in box: GridBox?) -> (lists: [[Int32]], height: Int32) {
        let (south, north) = (box?.south ?? 0, box?.north ?? 0)
        let spans = edges.map { (min($0.start.y, $0.end.y) - south, max($0.start.y, $0.end.y) - south) }
        var count = Int32(max(1, min(4_096, edges.count / 8)))
        var height: Int32 { (north - south) / count + 1 }
        func places(_ height: Int32) -> Int { spans.reduce(0) { $0 + Int($1.1 / height - $1.0 / height + 1) } }
        while count > 1, places(height) > 16 * edges.count { count /= 2 }
        var lists = [[Int32]](repeating: [], count: Int(count))
        for (index, span) in spans.enumerated() {
            for band in Int(span.0 / height)...Int(span.1 / height) { lists[band].append(Int32(index)) }
        }
        return (lists, height)
    }

    /// Whether a point lies inside or on the border.
    func contains(_ spot: GridSpot) -> Bool {
        guard let box, box.contains(spot) else { return false }
        let band = Int((spot.y - box.south) / bandHeight)
        var isInside = false
        for place in Int(starts[band])..<Int(starts[band + 1]) {
            let edge = edges[Int(order[place])]
            let crosses = (edge.start.y > spot.y) != (edge.end.y > spot.y)
            guard crosses || edge.start.y == spot.y || edge.end.y == spot.y else { continue }
            let side = edge.side(of: spot)
            if side == 0, edge.box.contains(spot) { return true }
            // A crossing east of the point: the point is on the left of an edge that climbs.
            if crosses, (side > 0) == (edge.end.y > edge.start.y) { isInside.toggle() }
        }
        return isInside
    }

    /// The shortest way to the border, at least when it is no longer than the reach; nil when all is farther away.
    func way(in scale: FlatScale, within reach: Double) -> FlatWay? {
        guard let box else { return nil }
        guard let window = reach.isFinite ? box.shared(with: scale.box(around: reach)) : box else { return nil }
        let first = Int((window.south - box.south) / bandHeight)
        let last = Int((window.north - box.south) / bandHeight)
        var best: FlatWay?
        for place in Int(starts[first])..<Int(starts[last + 1]) {
            let edge = edges[Int(order[place])]
            let way = scale.way(from: edge.start, to: edge.end)
            if best.map({ way.length < $0.length }) ?? true { best = way }
        }
        return best
    }
}
