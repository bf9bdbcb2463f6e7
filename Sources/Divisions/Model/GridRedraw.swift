/// A point that another grid answers for once the grids are redrawn.
public struct GridMove: Hashable, Sendable {
    /// The place of the point in the list that was given.
    public let point: Int
    /// The code of the grid before, nil for none.
    public let from: String?
    /// The code of the grid after, nil for none.
    public let to: String?

    /// Puts a move together.
    public init(point: Int, from: String?, to: String?) {
        self.point = point
        self.from = from
        self.to = to
    }
}

/// Grids before and after they are redrawn. A grid is the same when its code is.
public struct GridRedraw: Sendable {
    private let before: (codes: [String], index: DivisionIndex)
    private let after: (codes: [String], index: DivisionIndex)

    /// Prepares the outlines of both days: each grid's code and rings.
    public init(before: [(code: String, rings: [Ring])], after: [(code: String, rings: [Ring])]) {
        self.before = (before.map(\.code), DivisionIndex(before.map(\.rings)))
        self.after = (after.map(\.code), DivisionIndex(after.map(\.rings)))
    }

    /// The points that move from one grid to another, into one or out of all, in their order.
    public func moves(of points: [GeoPoint]) -> [GridMove] {
        points.enumerated().compactMap { number, point in
            let from = before.index.find(at: point).map { before.codes[$0] }
            let to = after.index.find(at: point).map { after.codes[$0] }
            return from == to ? nil : GridMove(point: number, from: from, to: to)
        }
    }
}
