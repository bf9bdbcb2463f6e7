/// A calendar day of the proleptic Gregorian calendar, read in Asia/Shanghai; its text is ISO 8601 (`2019-11-26`).
public struct Day: Hashable, Comparable, Sendable, Codable, LosslessStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int

    /// Makes a day from its distance to 1970-01-01.
    public init(number: Int) {
        self.number = number
    }

    /// Makes a day from year, month and day of month; nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let candidate = Day(number: Self.number(year: year, month: month, day: day))
        let parts = candidate.parts
        guard parts.month == month, parts.day == day else { return nil }
        self = candidate
    }

    /// Reads ISO text such as `2019-11-26`; nil for anything else.
    public init?(_ text: String) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0].count == 4, fields[1].count == 2, fields[2].count == 2,
            let year = Int(fields[0]), let month = Int(fields[1]), let day = Int(fields[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day: \(text)")
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Year, month (1...12) and day of month (1...31).
    public var parts: (year: Int, month: Int, day: Int) {
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": civil_from_days.
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// ISO weekday: 1 is Monday, 7 is Sunday.
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    /// ISO text such as `2019-11-26`.
    public var description: String {
        let (year, month, day) = parts
        let text = String(year)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text + "-\(two(month))-\(two(day))"
    }

    /// This day moved by a number of calendar days.
    public func adding(days: Int) -> Day { Day(number: number + days) }

    /// The same day of a later month, or that month's last day where it is shorter (Civil Procedure Law Art. 85).
    public func adding(months: Int) -> Day {
        let (year, month, day) = parts
        let index = year * 12 + month - 1 + months
        let target = (year: index / 12, month: index % 12 + 1)
        for candidate in stride(from: day, through: 28, by: -1) {
            if let found = Day(year: target.year, month: target.month, day: candidate) { return found }
        }
        return Day(year: target.year, month: target.month, day: day) ?? self
    }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    private static func number(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
