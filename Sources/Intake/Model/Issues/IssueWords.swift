import Base
import Clocks
import Matters

/// The words of the pages about issues.
enum IssueWords {
    static let title = Words("热点问题", "Hot issues")
    static let way = Words("您在这里", "You are here")
    static let lead = Words(
        "说的是同一件事的，放在一起看。热度数的是多少人，一个人说十次也算一次；越近越热，人在变多的更热。",
        "What several people tell about the same trouble, together. Heat counts people: who writes ten times counts once; "
            + "the later the hotter, and hotter where more come.")
    static let none = Words("这段时间没有两件以上说同一个问题的。", "In this time no two matters tell of the same trouble.")
    static let noneNote = Words(
        "新来的事项当场归并，夜里再重新理一遍。", "New matters are put together at once, and looked at again every night.")
    static let window = Words("看多久", "How far back")
    static func days(_ days: Int) -> Words { Words("近 \(days) 天", "\(days) days") }
    static let year = Words("近一年", "A year")
    static func upTo(_ day: Day) -> Words { Words("截至 \(DayWords.plain(day).zh)", "Up to \(DayWords.plain(day).en)") }
    static let asOf = Words("截至哪天", "Up to which day")
    static let look = Words("看", "Look")
    static func heat(_ value: Double) -> Words {
        let shown = "\(Int(value * 10 + 0.5) / 10).\(Int(value * 10 + 0.5) % 10)"
        return Words("热度 \(shown)", "Heat \(shown)")
    }
    static func people(_ people: Int, _ matters: Int, _ open: Int) -> Words {
        Words(
            "\(people) 人，\(matters) 件" + (open > 0 ? "，\(open) 件在办" : "，都已办结"),
            "\(people) \(people == 1 ? "person" : "people"), \(matters) matters, "
                + (open > 0 ? "\(open) open" : "all ended"))
    }
    static func growth(_ lately: Int, _ before: Int) -> Words {
        Words("近 30 天 \(lately) 人，前 30 天 \(before) 人", "\(lately) people in 30 days, \(before) in the 30 before")
    }
    static func span(_ first: Day, _ last: Day) -> Words {
        first == last
            ? DayWords.plain(first)
            : Words(
                "\(DayWords.plain(first).zh)至\(DayWords.plain(last).zh)",
                "\(DayWords.plain(first).en) to \(DayWords.plain(last).en)")
    }
    static func curve(_ counts: [Int], _ days: Int) -> Words {
        let list = counts.map(String.init)
        return Words(
            "近 \(days) 天分十二段，每段件数：\(list.joined(separator: "、"))",
            "Matters in twelve parts of \(days) days: \(list.joined(separator: ", "))")
    }
    static let rising = Words("人在变多", "Growing")
    static let signalled = Words("已提示", "Signalled")
    static func signal(_ people: Int, _ lately: Int, _ before: Int) -> Words {
        Words(
            "\(people) 人反映同一问题；\(growth(lately, before).zh)",
            "\(people) people about the same; \(growth(lately, before).en)")
    }
    static let placeUnknown = Words("地点不一或不明", "No common place")
    static let noTopic = Words("主题未定", "No topic yet")
    static let erased = Words("内容已清除", "Erased")

    // One issue
    static let saidHead = Words("大家怎么说", "What people say")
    static let saidHint = Words("从原话里选的，没有改写。", "Chosen from their own words; nothing is rewritten.")
    static let mattersHead = Words("这些事项", "The matters")
    static let curveHead = Words("什么时候来的", "When they came")
    static let curveDates = Words("从", "From")
    static func tick(_ number: String) -> Words { Words("选 \(number)", "Choose \(number)") }
    static let splitHead = Words("不是同一个问题的，拆出来", "Take out what is about something else")
    static let splitHint = Words(
        "在上面勾选，再按这里。拆开以后夜里不会再并回去。", "Tick above, then press. What is taken out stays out, at night too.")
    static let split = Words("拆出勾选的", "Take out what is ticked")
    static let mergeHead = Words("还有别的也是同一个问题", "Another is about the same")
    static let mergeNumber = Words("那件事的编号", "Its number")
    static let mergeHint = Words(
        "那件事和它所在的问题一起并进来，以后一直在一起。", "That matter comes here with all of its issue, and they stay together.")
    static let merge = Words("并进来", "Put together")
    static let parentHead = Words("作为一件事来办", "Deal with it as one")
    static let parentHint = Words(
        "立一件牵头事项，由一个单位统筹。各人的事项照样各自答复。",
        "A parent matter is opened, which one office sees to as a whole. Each matter is still answered by itself.")
    static let parentKind = Words("类型", "Kind")
    static let parentTitle = Words("标题", "Title")
    static let parent = Words("立牵头事项", "Open a parent matter")
    static let parentIs = Words("牵头事项", "Parent matter")
    static let hasParent = Words("这个问题已经有牵头事项了", "This issue has a parent matter already")
    static let twoOffices = Words(
        "这些事项反映了不同的单位，请拆开以后分别立", "The matters complain about different offices: take them apart first")
    static func parentSaid(_ topic: String, _ place: String) -> String {
        let both = [place, topic].filter { !$0.isEmpty }.joined(separator: "：")
        return both.isEmpty ? "多人反映同一问题" : both
    }
    static func parentText(_ line: IssueLine) -> String {
        let numbers = line.matters.suffix(50).map(\.number).joined(separator: "、")
        let since = line.span.map { "，自\(DayWords.plain($0.first.day).zh)以来" } ?? ""
        return "热点问题牵头办理。\(line.heat.people) 人、\(line.matters.count) 件\(since)。涉及事项：\(numbers)。"
    }
    static let forTheCentre = Words("这要由区里的中心来定", "This is for the district's centre to decide")
    static let twoParents = Words("两边各有一件牵头事项，不能并在一起", "Both have a parent matter: they cannot become one")
    static let dismiss = Words("先不处理", "Nothing for now")
    static let dismissHint = Words(
        "指挥面上不再提示，三十天内不会再因为同一个问题提示。", "The signal goes, and none is raised about it for thirty days.")
    static let chooseSome = Words("请先勾选要拆出来的事项", "Please tick what is to be taken out")
    static let notAll = Words("全部拆出来就不用拆了：请留下一些", "All of them would be the same again: leave some")
    static let numberUnknown = Words("没有找到这个编号，或者您看不到它", "No such number, or it is not yours to see")
    static let same = Words("它已经在这个问题里了", "It is part of this issue already")
    static let wrong = Words("还不行", "Not yet")
}
