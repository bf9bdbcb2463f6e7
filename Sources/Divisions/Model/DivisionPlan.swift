public import Base

/// What a list of dated changes does to the divisions of a district, all of it checked; nothing is stored.
///
/// Days come one after the other. What lies below a division with a new code follows it when its own code begins with the old
/// one and no line says otherwise (statistical codes: 6 digits county, 3 town, 3 village, then the grid's); grids end with
/// their village.
public struct DivisionPlan: Sendable {
    /// One thing to be written.
    public enum Step: Hashable, Sendable {
        /// A division begins; it came out of others.
        case add(Division, from: [RecordID])
        /// A division changes; `since` it stood as before.
        case change(Division, since: Day, into: Division)
        /// A division ends; others came out of it.
        case end(Division, since: Day, successors: [RecordID])
        /// People also say another name.
        case name(String, of: RecordID)
    }

    /// A step with its day and reason.
    public struct Entry: Hashable, Sendable {
        /// The day from which it counts.
        public let on: Day
        /// Why, in words; empty where none was said.
        public let reason: String
        /// What is written.
        public let step: Step
    }

    /// The steps, in the order in which they can be written; empty when there is a fault.
    public let entries: [Entry]
    /// The faults by line, in the order of the file.
    public let faults: [(line: Int, fault: DivisionFault)]

    /// Plans a list over all divisions of a district and the day since which each stands as it does, if it was ever changed.
    /// `make` gives new ids.
    public init(
        _ lines: [DivisionLine], over divisions: [Division], since: [RecordID: Day], make: () -> RecordID
    ) {
        var tree = PlannedTree(divisions, since: since)
        var (entries, faults): ([Entry], [(line: Int, fault: DivisionFault)]) = ([], [])
        for (day, lines) in Dictionary(grouping: lines, by: \.on).sorted(by: { $0.key < $1.key }) {
            var planned = PlannedDay(tree, on: day)
            for line in lines.sorted(by: { $0.place < $1.place }) { planned.take(line, make) }
            planned.finish()
            faults += planned.faults
            entries += planned.entries
            tree = planned.result
        }
        self.entries = faults.isEmpty ? entries : []
        self.faults = faults.sorted { $0.line < $1.line }
    }
}

extension DivisionLine {
    /// What others refer to comes first: who goes on, what is new from above, then changes from above, then the rest.
    fileprivate var place: (Int, Int, Int) {
        let turn =
            switch what {
            case .keep: 0
            case .new: 1
            case .recode, .rename, .move: 2
            case .end: 3
            case .alias: 4
            }
        return (turn, level.depth, number)
    }
}

/// All divisions as they are known, and since when.
struct PlannedTree {
    var divisions: [RecordID: Division]
    var since: [RecordID: Day]

    init(_ divisions: [Division], since: [RecordID: Day]) {
        self.divisions = Dictionary(divisions.map { ($0.id, $0) }) { first, _ in first }
        self.since = since
    }

    func since(_ division: Division) -> Day { since[division.id] ?? division.validFrom }
}
