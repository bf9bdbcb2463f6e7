import Base
import Clocks
import Matters

/// The words of the page of reply times.
enum RepliesWords {
    static let title = Words("答复用时", "Reply times")
    static func lead(_ since: Day) -> Words {
        let day = DayWords.plain(since)
        return Words(
            "\(day.zh)以来登记的事项，从发生那天数到答复那天，按日历日。",
            "Matters filed since \(day.en), from the day they came to the day of the answer, in calendar days.")
    }
    static let period = Words("看多久", "Period")
    static let periods = [3, 12]
    static func period(_ months: Int) -> Words { Words("近 \(months) 个月", "\(months) months") }
    static let none = Words("这段时间没有登记事项。", "Nothing was filed in this time.")
    static let filed = Words("登记", "Filed")
    static let firstMedian = Words("首次答复，中位", "First answer, median")
    static let endMedian = Words("办结，中位", "End, median")
    static let days = Words("天", "days")
    static let half = Words("一半不超过", "half took no longer")
    static let inTime = Words("按时办结", "Ended in time")
    static func judged(_ count: Int) -> Words { Words("有时限的 \(count.grouped) 件里", "of \(count.grouped) with a term") }
    static let howLong = Words("用了多久", "How long it took")
    static let took = Words("用时", "Time")
    static let toFirst = Words("到首次答复", "To the first answer")
    static let toEnd = Words("到办结", "To the end")
    static let bands: [Words] =
        DayCounts.bands.map { Words("\($0) 天以内", "Within \($0) days") } + [Words("更久", "Later")]
    static let notYet = Words("还没有", "Not yet")
    static let overdue = Words("还没办结的里面，已过最后一天", "Of those not ended, past the last day")
    static let overdueShort = Words("已超期", "Overdue")
    static let byKind = Words("按种类", "By kind")
    static let byUnit = Words("按主办单位", "By lead unit")
    static let byMonth = Words("按登记的月份", "By month of filing")
    static let noUnit = Words("还没有单位签收", "Accepted by nobody yet")
    static func month(_ first: Day) -> Words {
        Words("\(first.parts.year)年\(first.parts.month)月", String(first.description.prefix(7)))
    }
    static let export = Words("导出 CSV", "Export CSV")
    static let checks = Words("答复发出时还开着的提示", "Hints still open when answers went out")
    static func checksNote(_ count: Int) -> Words {
        Words(
            "看过 \(count.grouped) 份答复。提示只按字面找，不评价人。",
            "\(count.grouped) answers were looked at. Hints go by the words alone and judge nobody.")
    }
    static let noChecks = Words("还没有看过的答复。", "No answer has been looked at yet.")
    static let hintOpen = Words("提示", "Hint")
    static let part = Words("占", "Share")
    static func hint(_ hint: AnswerCheck.Hint) -> Words {
        switch hint {
        case .question: Words("有一问没看到答", "A question seems unanswered")
        case .ground: Words("没看到依据", "No ground")
        case .day: Words("没看到日期", "No day")
        case .thin: Words("内容很少", "Little said")
        case .next: Words("没写再找谁", "Nobody to ask next")
        }
    }

    /// Tenths of a percent.
    static func share(_ tenths: Int?) -> String { tenths.map { "\($0 / 10).\($0 % 10)%" } ?? "—" }
}
