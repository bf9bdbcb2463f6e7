/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since the Unix epoch, UTC.
    public let milliseconds: Int64

    /// Makes an instant from milliseconds since the Unix epoch, UTC.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Makes an instant from a wall time in Asia/Shanghai (UTC+8; the summer time of 1986 to 1991 is left out).
    public init(_ day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let seconds = Int64(day.number) * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - Self.shanghaiOffset
        self.init(milliseconds: seconds * 1_000)
    }

    /// The calendar day in Asia/Shanghai.
    public var day: Day { Day(number: Int(localSeconds.flooredQuotient(by: 86_400))) }

    /// The hour (0...23) and minute (0...59) in Asia/Shanghai.
    public var timeOfDay: (hour: Int, minute: Int) {
        let second = Int(localSeconds - localSeconds.flooredQuotient(by: 86_400) * 86_400)
        return (second / 3_600, second % 3_600 / 60)
    }

    /// ISO 8601 text in Asia/Shanghai, such as `2019-11-26T09:30:00+08:00`.
    public var iso: String {
        let second = Int(localSeconds - localSeconds.flooredQuotient(by: 60) * 60)
        let time = timeOfDay
        return "\(day)T\(two(time.hour)):\(two(time.minute)):\(two(second))+08:00"
    }

    /// Reads a time with its offset, such as `2019-11-26T09:30:00+08:00` or `2019-11-26T01:30:00.5Z` (RFC 3339); nil for
    /// anything else. A leap second counts as the second after.
    public init?(iso text: String) {
        let shape = #/(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+\-])(\d{2}):(\d{2}))/#
            .asciiOnlyDigits()
        guard let parts = text.wholeMatch(of: shape)?.output, let day = Day(String(parts.1)), let hour = Int64(parts.2),
            let minute = Int64(parts.3), let second = Int64(parts.4), hour < 24, minute < 60, second <= 60
        else { return nil }
        let east = Int64(parts.7 ?? "0") ?? 0, eastMinute = Int64(parts.8 ?? "0") ?? 0
        guard east < 24, eastMinute < 60 else { return nil }
        let offset = (east * 60 + eastMinute) * (parts.6 == "-" ? -60 : 60)
        let fraction = Int64((String(parts.5 ?? "") + "000").prefix(3)) ?? 0
        let seconds = Int64(day.number) * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.init(milliseconds: seconds * 1_000 + fraction)
    }

    /// This instant moved by a number of seconds.
    public func adding(seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1_000) }

    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    private static let shanghaiOffset: Int64 = 8 * 3_600
    private var localSeconds: Int64 { milliseconds.flooredQuotient(by: 1_000) + Self.shanghaiOffset }
}

extension Int64 {
    func flooredQuotient(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}

func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
