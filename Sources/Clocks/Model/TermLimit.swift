public import Base

/// What a limit is counted in.
public enum TermUnit: String, Sendable, Codable, CaseIterable {
    /// Working days, make-up weekends included.
    case working
    /// Calendar days.
    case calendar
    /// Months, to the same day of the month (Civil Procedure Law 2021 Art. 85).
    case month
    /// Years, to the same day of the year.
    case year

    /// The unit in words, for one or for several.
    public func words(_ amount: Int) -> Words {
        let plural = amount == 1 ? "" : "s"
        return switch self {
        case .working: Words("个工作日", "working day" + plural)
        case .calendar: Words("天", "day" + plural)
        case .month: Words("个月", "month" + plural)
        case .year: Words("年", "year" + plural)
        }
    }
}

/// A length of time.
public struct TermLimit: Hashable, Sendable, Codable {
    /// The most that a rule may ask for, in its unit.
    public static let longest = 3_660
    /// How many, 0 to `longest`.
    public let amount: Int
    /// Of what.
    public let unit: TermUnit

    /// Makes a length; amounts outside 0 to `longest` become the nearest one inside.
    public init(_ amount: Int, _ unit: TermUnit) {
        self.amount = min(max(amount, 0), Self.longest)
        self.unit = unit
    }

    /// The length in words, such as 30 天 and 30 days.
    public var words: Words {
        let unit = unit.words(amount)
        return Words("\(amount) \(unit.zh)", "\(amount) \(unit.en)")
    }
}

/// From where the days of an extension are counted: the texts leave it open, so it is a parameter of the rule.
public enum ExtensionStart: String, Sendable, Codable {
    /// From the end before rolling forward.
    case rawEnd = "raw-end"
    /// From the end after rolling forward.
    case due
}

/// Days added to a term.
public struct TermExtension: Hashable, Sendable {
    /// How much is added.
    public let limit: TermLimit
    /// From where it is counted.
    public let start: ExtensionStart

    /// Makes an extension.
    public init(_ limit: TermLimit, from start: ExtensionStart = .rawEnd) {
        self.limit = limit
        self.start = start
    }
}
