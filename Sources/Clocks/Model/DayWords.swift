public import Base

/// Days and runs of days in words.
///
/// Chinese: 2019年12月23日 星期一; English: Monday 23 December 2019.
public enum DayWords {
    /// A day with its weekday, such as 12月23日 星期一 and Monday 23 December; the year only if asked for.
    public static func full(_ day: Day, year: Bool = true) -> Words {
        let plain = plain(day, year: year)
        return Words("\(plain.zh) \(weekday(day).zh)", "\(weekday(day).en) \(plain.en)")
    }

    /// A day without its weekday, such as 2019年12月23日 and 23 December 2019; the year only if asked for.
    public static func plain(_ day: Day, year: Bool = true) -> Words {
        let (number, month, date) = day.parts
        let tail = year ? " \(number)" : ""
        return Words("\(year ? "\(number)年" : "")\(month)月\(date)日", "\(date) \(monthName(month))\(tail)")
    }

    /// A run of days, such as 10月1日至7日 and 1 to 7 October; the year only if asked for, or if there are two.
    public static func span(_ span: DaySpan, year: Bool = false) -> Words {
        let (first, last) = (span.from.parts, span.to.parts)
        if span.from == span.to { return plain(span.from, year: year) }
        let twoYears = first.year != last.year
        let (start, end) = (plain(span.from, year: year || twoYears), plain(span.to, year: year || twoYears))
        if twoYears { return Words("\(start.zh)至\(end.zh)", "\(start.en) to \(end.en)") }
        if first.month == last.month { return Words("\(start.zh)至\(last.day)日", "\(first.day) to \(end.en)") }
        return Words(
            "\(start.zh)至\(last.month)月\(last.day)日", "\(plain(span.from, year: false).en) to \(end.en)"
        )
    }

    /// The day of the week, such as 星期一 and Monday.
    public static func weekday(_ day: Day) -> Words {
        switch day.weekday {
        case 1: Words("星期一", "Monday")
        case 2: Words("星期二", "Tuesday")
        case 3: Words("星期三", "Wednesday")
        case 4: Words("星期四", "Thursday")
        case 5: Words("星期五", "Friday")
        case 6: Words("星期六", "Saturday")
        default: Words("星期日", "Sunday")
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static func monthName(_ month: Int) -> String {
        months.indices.contains(month - 1) ? months[month - 1] : ""
    }
}
