import Base

/// The words of lists: the clock and the state of a matter at a glance.
extension MatterWords {
    static let centres = Words("中心、窗口和预约", "Centres, windows and bookings")
    static let issues = Words("热点问题", "Hot issues")
    // The clock
    static let clockPaused = Words("已暂停", "Paused")
    static let clockMet = Words("按时完成", "Done in time")
    static let clockMissed = Words("超期完成", "Done late")
    static let clockStopped = Words("不再计时", "No longer counted")
    static let dueToday = Words("今天到期", "Due today")
    static let overdue = Words("已超期", "Overdue")
    static func late(_ days: Int, _ unit: Words) -> Words {
        Words("超期 \(days) \(unit.zh)", "\(days) \(unit.en) late")
    }
    static func due(_ day: Words) -> Words { Words("\(day.zh)到期", "Due \(day.en)") }
    static func left(_ days: Int, _ unit: Words) -> Words {
        Words("还剩 \(days) \(unit.zh)", "\(days) \(unit.en) left")
    }

    // The search
    static let searchTitle = Words("搜索", "Search")
}
