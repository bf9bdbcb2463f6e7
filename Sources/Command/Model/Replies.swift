import Base
import Matters

/// How many took how many days.
struct DayCounts: Hashable, Sendable {
    /// The upper ends of the bands in days; what took longer is later.
    static let bands = [5, 15, 30, 60]

    private(set) var counts: [Int: Int] = [:]

    /// How many there are.
    var total: Int { counts.values.reduce(0, +) }

    mutating func add(_ days: Int, _ count: Int = 1) { counts[max(0, days), default: 0] += count }

    /// The days that half of them did not exceed; nil when there is none.
    var median: Int? {
        let half = (total + 1) / 2
        guard half > 0 else { return nil }
        var seen = 0
        for (days, count) in counts.sorted(by: { $0.key < $1.key }) {
            seen += count
            if seen >= half { return days }
        }
        return nil
    }

    /// How many lie in each band, and later.
    var inBands: [Int] {
        var result = [Int](repeating: 0, count: Self.bands.count + 1)
        for (days, count) in counts {
            result[Self.bands.firstIndex { days <= $0 } ?? Self.bands.count] += count
        }
        return result
    }
}

/// Reply times of the matters of a group: a kind, a unit, a month, or all.
struct ReplyTimes: Hashable, Sendable {
    /// How many were filed.
    var filed = 0
    /// From filing to the first words of an office to the filer.
    var first = DayCounts()
    /// From filing to the end.
    var end = DayCounts()
    /// How many ended within the term for completion, and how many after it; for others none ran.
    var inTime = 0
    var late = 0
    /// How many are not ended, and of those over their last day.
    var open = 0
    var overdue = 0

    mutating func add(_ row: ReplyRow) {
        filed += row.count
        if let days = row.firstDays { first.add(days, row.count) }
        if let days = row.endDays { end.add(days, row.count) } else { open += row.count }
        if row.isOverdue { overdue += row.count }
        if row.isKept == true { inTime += row.count }
        if row.isKept == false { late += row.count }
    }

    /// Tenths of a percent that ended within the term; nil where none ended under one.
    var inTimeShare: Int? {
        let judged = inTime + late
        return judged == 0 ? nil : (inTime * 1_000 + judged / 2) / judged
    }
}

/// Matters of one month that are alike in everything that is counted.
struct ReplyRow: Sendable {
    let kind: MatterKind
    let unit: RecordID?
    let firstDays: Int?
    let endDays: Int?
    let isKept: Bool?
    let isOverdue: Bool
    let count: Int
}

/// Reply times against limits, over some months by the day of filing.
struct ReplyFigures: Sendable {
    /// The first day of the first month.
    let since: Day
    private(set) var all = ReplyTimes()
    private(set) var kinds: [MatterKind: ReplyTimes] = [:]
    /// By the unit that leads; nil where none has accepted.
    private(set) var units: [RecordID?: ReplyTimes] = [:]
    /// By the first day of the month, oldest first.
    private(set) var months: [(month: Day, times: ReplyTimes)] = []
    /// The names of the units.
    var names: [RecordID: Words] = [:]
    /// How many answers were looked at before they went out, and at how many each hint was open.
    var checked = 0
    var open: [AnswerCheck.Hint: Int] = [:]

    init(since: Day) { self.since = since }

    mutating func add(_ rows: [ReplyRow], of month: Day) {
        var times = ReplyTimes()
        for row in rows {
            times.add(row)
            all.add(row)
            kinds[row.kind, default: ReplyTimes()].add(row)
            units[row.unit, default: ReplyTimes()].add(row)
        }
        months.append((month, times))
    }
}
