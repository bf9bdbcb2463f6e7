import Base
import Matters

/// The words of the command face, Chinese and English side by side.
enum CommandWords {
    static let signals = Words("正在热起来", "Becoming hot")
    static let allIssues = Words("全部热点问题", "All hot issues")
    static let title = Words("全区一览", "The district at a glance")
    static let way = Words("您在这里", "You are here")
    static let ownShare = Words("只数您的单位经手的事项", "Only matters your unit has a share in")
    static let live = Words("实时", "Live")
    static let wall = Words("上墙（深色）", "Wall screen (dark)")
    static let leaveWall = Words("退出大屏", "Leave the wall screen")

    static let fourFigures = Words("四个数", "Four figures")
    static let open = Words("在办", "Open")
    static let today = Words("今天到期", "Due today")
    static let overdue = Words("已超期", "Overdue")
    static let answered = Words("本周已答复", "Answered this week")
    static let unit = Words("件", "matters")
    static let needsSomebody = Words("件　▲ 需要人管", "▲ need somebody now")
    static let todayNote = Words("过了今天还没办，就算超期", "Late if not done by midnight")
    static let nothingLate = Words("没有一件超期", "Nothing is late")
    static let nobodyRated = Words("其中还没有人打分", "None of these is rated yet")

    static let byOverdue = Words("看超期", "By overdue")
    static let byOpen = Words("看在办", "By open")
    static let colourBy = Words("地图颜色", "Colour of the map")
    static let none = Words("没有", "None")
    static let noMap = Words("还没有地图：镇街和村社都没有中心点。", "No map yet: no town or village has a point.")
    static let noVillages = Words("这个镇街还没有登记村社。", "No village of this town is registered yet.")
    static let schematic = Words(
        "示意图：按村社中心点划分，不是行政界线。", "Schematic: divided by village centre points; these are not administrative borders."
    )

    static let nearer = Words("放大", "Zoom in")
    static let farther = Words("缩小", "Zoom out")

    static let town = Words("镇街", "Town")
    static let village = Words("村社", "Village")
    static let towns = Words("镇街", "towns")
    static let villages = Words("村社", "villages")
    static let oldest = Words("最久的一件", "Longest wait")
    static let placeUnknown = Words("地点还没定", "Place not known yet")
    static let onlyTown = Words("只知道镇街", "Only the town is known")
    static let somewhere = Words("地点还没定", "place not known yet")
    static let allTowns = Words("各镇街的在办和超期件数", "Open and overdue matters by town")
    static let allVillages = Words("各村社的在办和超期件数", "Open and overdue matters by village")

    static let feed = Words("刚刚发生", "Just now")
    static let feedEmpty = Words("这七天没有新的动静。", "Nothing new in the last seven days.")
    static let changed = Words("有变化", "Changed")
    static let cameIn = Words("收到", "Received")
    static let stop = Words("停住不动", "Hold still")
    static let goOn = Words("接着滚动", "Go on")

    static let ends = Words("办得怎么样", "How matters ended")
    static let lastThirty = Words("最近 30 天", "Last 30 days")
    static let endsApart = Words("“没有结果”单独算，不计入解决。", "“Without result” stands apart and never counts as solved.")
    static let byKind = Words("分类别看数字", "The figures by kind")
    static let kind = Words("类别", "Kind")
    static let all = Words("合计", "All")
    static let noEnds = Words("最近 30 天还没有办结的事项。", "Nothing has ended in the last 30 days.")

    static let trend = Words("来了多少，办了多少", "Coming in and ending")
    static let filed = Words("收到", "Received")
    static let ended = Words("办结", "Ended")
    static let byDay = Words("逐日数字", "The figures by day")
    static let day = Words("日期", "Day")
    static let dayUnit = Words("件/天", "a day")

    static let list = Words("事项", "Matters")
    static let narrow = Words("看哪些", "Which")
    static let listEmpty = Words("这里没有这样的事项", "No such matter here")
    static let listEmptyNote = Words("换一个条件看看，或者回到全区。", "Try another filter, or go back to the district.")
    static let nextPage = Words("下一页", "Next page")
    static let waiting = Words("待签收", "Waiting to be accepted")
    static let handling = Words("办理中", "In hand")
    static let noTerm = Words("没有时限", "No time limit")
    static let erased = Words("内容已按规定删除", "The words have been erased")

    static func which(_ list: OpenList) -> Words {
        switch list {
        case .open: open
        case .today: today
        case .overdue: overdue
        }
    }

    static func colour(_ colour: MapColour) -> Words { colour == .open ? byOpen : byOverdue }

    static func mapTitle(_ count: Int, _ areas: Words, _ colour: MapColour) -> Words {
        let (zh, en) = colour == .open ? ("在办", "open") : ("超期", "overdue")
        return Words("\(count) 个\(areas.zh)，按\(zh)件数", "\(count) \(areas.en) by \(en) matters")
    }

    static func wholeTitle(_ town: Words, _ colour: MapColour) -> Words {
        let (zh, en) = colour == .open ? ("在办", "open") : ("超期", "overdue")
        return Words("\(town.zh)，按\(zh)件数", "\(town.en) by \(en) matters")
    }

    static func kindName(_ kind: MatterKind) -> Words {
        switch kind {
        case .enquiry: Words("咨询", "Enquiry")
        case .help: Words("求助", "Request for help")
        case .report: Words("举报", "Report")
        case .petition: Words("信访", "Petition")
        case .dispute: Words("纠纷", "Dispute")
        }
    }

    static func endName(_ end: MatterEnd) -> Words {
        switch end {
        case .solved: Words("解决", "Solved")
        case .answered: Words("答复", "Answered")
        case .agreed: Words("达成协议", "Agreed")
        case .referred: Words("转到别的途径", "Referred")
        case .withdrawn: Words("撤回", "Withdrawn")
        case .closed: Words("没有结果", "Without result")
        }
    }
}

// Sentences with figures in them.
extension CommandWords {
    static func todaysTraffic(_ filed: Int, _ ended: Int) -> Words {
        Words("今天收到 \(filed.grouped) 件，办结 \(ended.grouped) 件", "Today \(filed.grouped) in, \(ended.grouped) ended")
    }

    static func dayTip(_ day: Words, _ filed: Int, _ ended: Int) -> Words {
        Words("\(day.zh)：收到 \(filed) 件，办结 \(ended) 件", "\(day.en): \(filed) in, \(ended) ended")
    }

    static func longest(_ days: Int, _ place: Words) -> Words {
        Words("最久超期 \(days) 天，\(place.zh)", "Longest \(late(days).en), \(place.en)")
    }

    static func late(_ days: Int) -> Words {
        Words("超期 \(days) 天", days == 1 ? "1 day late" : "\(days) days late")
    }

    static func rated(_ people: Int, _ stars: Int) -> Words {
        guard people > 0 else { return nobodyRated }
        let tenths = (stars * 10 + people / 2) / people
        let mean = "\(tenths / 10).\(tenths % 10)"
        return Words("\(people.grouped) 人打分，平均 \(mean) 分", "\(people.grouped) rated, \(mean) of 5 on average")
    }

    static func otherwise(_ count: Int) -> Words {
        Words("另有 \(count.grouped) 件转走、撤回或没有结果", "\(count.grouped) more referred, withdrawn or without result")
    }

    static func area(_ name: Words, _ count: AreaCount) -> Words {
        Words(
            "\(name.zh)：超期 \(count.overdue) 件，在办 \(count.open) 件",
            "\(name.en): \(count.overdue) overdue, \(count.open) open"
        )
    }

    static func range(_ range: (from: Int, to: Int?)) -> Words {
        guard let to = range.to else { return Words("\(range.from) 件以上", "\(range.from) or more") }
        return to <= range.from
            ? Words("\(range.from) 件", "\(range.from)") : Words("\(range.from)–\(to) 件", "\(range.from)–\(to)")
    }

    static func sum(_ count: Int) -> Words { Words("\(count.grouped) 件", count.grouped) }

    /// A time of day such as 09:05; a short date for an earlier day.
    static func moment(_ instant: Instant, today: Day) -> Words {
        guard instant.day < today else { return Words(clock(instant), clock(instant)) }
        let parts = instant.day.parts
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let month = months.indices.contains(parts.month - 1) ? months[parts.month - 1] : ""
        return Words("\(parts.month)月\(parts.day)日", "\(parts.day) \(month)")
    }

    /// A time of day such as 09:05.
    static func clock(_ instant: Instant) -> String {
        let (hour, minute) = instant.timeOfDay
        return (hour < 10 ? "0\(hour)" : "\(hour)") + (minute < 10 ? ":0\(minute)" : ":\(minute)")
    }
}
