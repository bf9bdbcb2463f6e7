import Base
import Matters

/// What the map is coloured by.
enum MapColour: String, CaseIterable, Sendable {
    case overdue, open
}

/// Which open matters a list holds.
enum OpenList: String, CaseIterable, Sendable {
    case open, today, overdue
}

/// The open matters of a town or village.
struct AreaCount: Hashable, Sendable {
    /// The division; nil for matters whose place is not known.
    var division: RecordID?
    var open = 0
    var overdue = 0
    var dueToday = 0
    /// The oldest due day among them.
    var oldestDue: Day?

    /// The figure that a colour stands for.
    func figure(_ colour: MapColour) -> Int { colour == .open ? open : overdue }
}

/// How many matters of a kind ended in a way on a day, and how their filers rated them.
struct EndCount: Hashable, Sendable {
    var day: Day
    var kind: MatterKind
    var end: MatterEnd
    var count: Int
    var rated: Int
    var stars: Int
}

/// One reader's figures at one moment; everything in it lies in the reader's scope.
struct Overview: Sendable {
    /// How many days the trend and the ends look back, today included.
    static let days = 30

    var today: Day
    var areas: [AreaCount]
    var ends: [EndCount]
    var filed: [Day: Int]

    var open: Int { areas.reduce(0) { $0 + $1.open } }
    var overdue: Int { areas.reduce(0) { $0 + $1.overdue } }
    var dueToday: Int { areas.reduce(0) { $0 + $1.dueToday } }
    var firstDay: Day { today.adding(days: 1 - Self.days) }
    var monday: Day { today.adding(days: 1 - today.weekday) }

    /// The most overdue matter's area and its due day.
    var oldest: (division: RecordID?, due: Day)? {
        areas.compactMap { area in area.oldestDue.map { (area.division, $0) } }
            .filter { $0.1 < today }.min { $0.1 < $1.1 }
    }

    /// This week's matters that count as answered: solved, answered or agreed.
    var answered: (count: Int, rated: Int, stars: Int) {
        ends.filter { $0.day >= monday && $0.end.isSolved }
            .reduce((0, 0, 0)) { ($0.0 + $1.count, $0.1 + $1.rated, $0.2 + $1.stars) }
    }

    /// This week's matters that ended otherwise.
    var endedOtherwise: Int {
        ends.filter { $0.day >= monday && !$0.end.isSolved }.reduce(0) { $0 + $1.count }
    }

    /// Ends of the last thirty days.
    func ended(_ end: MatterEnd, _ kind: MatterKind? = nil) -> Int {
        ends.filter { $0.end == end && (kind == nil || $0.kind == kind) }.reduce(0) { $0 + $1.count }
    }

    /// Day by day: how many came in and how many ended, the oldest day first.
    var trend: [(day: Day, filed: Int, ended: Int)] {
        var ended: [Day: Int] = [:]
        for end in ends { ended[end.day, default: 0] += end.count }
        return (0..<Self.days).map { step in
            let day = firstDay.adding(days: step)
            return (day, filed[day] ?? 0, ended[day] ?? 0)
        }
    }
}

/// Something that happened to a matter, without a word that a person wrote.
struct FeedLine: Hashable, Sendable {
    var matter: RecordID
    var at: Instant
    var number: String
    var kind: MatterKind
    var town: RecordID?
    /// The step as code; nil when the matter came in.
    var action: String?
    /// How it ended, where it did.
    var end: MatterEnd?
}
