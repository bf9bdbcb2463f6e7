public import Base

/// What a checked file of grids changes on a day; nothing is stored.
///
/// A grid is the same when its code is. The file is the whole of every village that it names: a grid of such a village that is
/// not in it ends. Villages that it does not name keep their grids.
public struct GridPlan: Sendable {
    /// One thing to be written.
    public enum Step: Sendable {
        /// A grid begins.
        case add(Division, rings: [Ring])
        /// A grid has another name or village.
        case change(Division, DivisionPatch)
        /// A grid has another outline.
        case redraw(Division, rings: [Ring])
        /// A grid ends.
        case end(Division)
    }

    /// The day.
    public let on: Day
    /// The steps, in the order in which they can be written.
    public let steps: [Step]
    /// The grids that stand from the day on, with their outlines; no rings where none is known.
    public let after: [(division: Division, rings: [Ring])]

    /// Compares the grids of a file with those that stand on a day and their outlines. `villages` are those of the day;
    /// `codeSystem` says who gave the codes of new grids; `make` gives new ids.
    public init(
        _ grids: [GridFile.Grid], over standing: [Division], outlines: [RecordID: [Ring]], villages: [Division],
        codeSystem: String, on day: Day, make: () -> RecordID
    ) {
        let homes = Dictionary(villages.map { ($0.code, $0) }) { first, _ in first }
        let known = Dictionary(standing.map { ($0.code, $0) }) { first, _ in first }
        var (steps, after): ([Step], [(division: Division, rings: [Ring])]) = ([], [])
        for grid in grids {
            guard let village = homes[grid.village] else { continue }
            guard let division = known[grid.code] else {
                let division = Division(
                    id: make(), level: .grid, code: grid.code, codeSystem: codeSystem, name: Words(grid.name, ""),
                    kind: DivisionLevel.grid.rawValue, parent: village.id, point: nil, validFrom: day, validTo: nil)
                steps.append(.add(division, rings: grid.rings))
                after.append((division, grid.rings))
                continue
            }
            let patch = DivisionPatch(
                name: division.name.zh == grid.name ? nil : Words(grid.name, ""), parent: village.id)
            let changed = division.changed(by: patch)
            if changed != division { steps.append(.change(division, patch)) }
            if outlines[division.id] != grid.rings { steps.append(.redraw(division, rings: grid.rings)) }
            after.append((changed, grid.rings))
        }
        let (named, listed) = (Set(grids.compactMap { homes[$0.village]?.id }), Set(grids.map(\.code)))
        for division in standing where !listed.contains(division.code) {
            guard let village = division.parent, named.contains(village) else {
                after.append((division, outlines[division.id] ?? []))
                continue
            }
            steps.append(.end(division))
        }
        (on, self.steps, self.after) = (day, steps, after)
    }
}
