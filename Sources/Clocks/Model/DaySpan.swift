public import Base

/// A run of days, both ends included.
public struct DaySpan: Hashable, Sendable, Codable {
    /// The first day.
    public let from: Day
    /// The last day.
    public let to: Day

    /// Makes a run of days; the earlier day becomes the first.
    public init(_ from: Day, _ to: Day) {
        self.from = min(from, to)
        self.to = max(from, to)
    }

    /// Reads `2019-10-08..2019-10-20`; nil for anything else, also where the last day is before the first.
    public init?(text: String) {
        guard let middle = text.firstRange(of: ".."), let from = Day(String(text[..<middle.lowerBound])),
            let to = Day(String(text[middle.upperBound...])), from <= to
        else { return nil }
        (self.from, self.to) = (from, to)
    }

    /// Whether a day is in the run.
    public func contains(_ day: Day) -> Bool { from <= day && day <= to }
}
