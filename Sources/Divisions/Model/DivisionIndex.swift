/// Outlines of many divisions, prepared so that a point finds its division in microseconds.
///
/// Each division has a number: its place in the list that was given. A point on a border belongs to the division; on a
/// border of two, and where outlines overlap, to the one listed first. So every point belongs to one division or none.
///
/// Two steps, both over flat arrays: a uniform raster of cells says which few divisions come near, then the outline's
/// edges, sorted into horizontal bands, decide by even-odd crossings in whole numbers, without rounding. The thousand or
/// two divisions of a level are much of a size, so that equal cells serve, and no tree of boxes or library is needed.
public struct DivisionIndex: Sendable {
    let outlines: [BandedOutline]
    private let raster: BoxRaster

    /// Prepares outlines: for each division its rings, holes and parts in any order and direction.
    ///
    /// A ring of one point stands for a division of which only the centre is known: it contains nothing else, but has
    /// distances. Positions beyond the globe are brought to its edge; outlines across the 180th meridian are not known.
    public init(_ shapes: [[Ring]]) {
        outlines = shapes.map(BandedOutline.init)
        raster = BoxRaster(outlines.map(\.box))
    }

    /// How many divisions there are.
    public var count: Int { outlines.count }

    /// The number of the division that a point lies in, or nil.
    public func find(at point: GeoPoint) -> Int? {
        let spot = GridSpot(point)
        for number in raster.candidates(at: spot) where outlines[Int(number)].contains(spot) { return Int(number) }
        return nil
    }

    /// The number of the division that a point lies in (at 0 metres), or else of the nearest one within some metres.
    ///
    /// The metres are those to its border, on a flat map around the point. Of two at one distance the first listed is
    /// taken. The work grows with the reach.
    public func nearest(to point: GeoPoint, within metres: Double) -> (number: Int, metres: Double)? {
        if let number = find(at: point) { return (number, 0) }
        guard metres > 0 else { return nil }
        let scale = FlatScale(at: GridSpot(point))
        var best: (number: Int, metres: Double)?
        for number in raster.candidates(in: scale.box(around: metres)) {
            let outline = outlines[Int(number)]
            let reach = best?.metres ?? metres
            guard let way = outline.way(in: scale, within: reach), way.length <= reach else { continue }
            // Candidates come in the order of their numbers: an equal later one does not displace an earlier one.
            if best.map({ way.length < $0.metres }) ?? true { best = (Int(number), way.length) }
        }
        return best
    }

    /// The metres from a point to a division: 0 inside, else those to its border.
    ///
    /// Nil for a number that no division has and for a division without an outline.
    public func metres(from point: GeoPoint, to number: Int) -> Double? {
        way(from: point, to: number)?.length
    }

    /// The shortest way from a point to a division, nil as above.
    func way(from point: GeoPoint, to number: Int) -> FlatWay? {
        guard outlines.indices.contains(number) else { return nil }
        let spot = GridSpot(point)
        if outlines[number].contains(spot) { return FlatWay(east: 0, north: 0) }
        return outlines[number].way(in: FlatScale(at: spot), within: .infinity)
    }
}
