import Base
import Text

/// Reads the times that other systems write. Without a zone they are times of Asia/Shanghai.
enum ImportTime {
    /// The instant of `2019/4/25 9:32:09`, `2019-04-25`, `2019年4月25日 9时32分`, `2019-04-25T09:32:09.5Z` and the like;
    /// nil for anything else.
    static func read(_ text: String) -> Instant? {
        var scanner = Scanner(text: Folding.fold(text).trimmed[...])
        guard let year = scanner.number(digits: 4...4), scanner.skip("-/.年"), let month = scanner.number(digits: 1...2),
            scanner.skip("-/.月"), let number = scanner.number(digits: 1...2),
            let day = Day(year: year, month: month, day: number), year >= 1949
        else { return nil }
        _ = scanner.skip("日")
        if scanner.isAtEnd { return Instant(day) }
        guard scanner.skip(" t") else { return nil }
        while scanner.skip(" ") {}
        guard let time = clock(&scanner) else { return nil }
        let instant = Instant(day, hour: time.hour, minute: time.minute, second: time.second)
        if scanner.isAtEnd { return instant }
        guard let zone = zone(&scanner), scanner.isAtEnd else { return nil }
        return instant.adding(seconds: Int64((8 * 60 - zone) * 60))
    }

    private static func clock(_ scanner: inout Scanner) -> (hour: Int, minute: Int, second: Int)? {
        let isLate = scanner.skip(word: "下午") || scanner.skip(word: "晚上")
        if !isLate { _ = scanner.skip(word: "上午") }
        guard var hour = scanner.number(digits: 1...2), scanner.skip(":时点") else { return nil }
        let minute = scanner.number(digits: 1...2) ?? 0
        var second = 0
        if scanner.skip(":分") { second = scanner.number(digits: 1...2) ?? 0 }
        _ = scanner.skip("秒")
        if scanner.skip(".") { _ = scanner.number(digits: 1...9) }
        let mark = scanner.rest.trimmed
        if mark == "pm" || mark == "am" {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (mark == "pm" ? 12 : 0)
            scanner.finish()
        } else if isLate, hour < 12 {
            hour += 12
        }
        return hour < 24 && minute < 60 && second < 60 ? (hour, minute, second) : nil
    }

    /// Minutes east of Greenwich.
    private static func zone(_ scanner: inout Scanner) -> Int? {
        while scanner.skip(" ") {}
        if scanner.skip("z") { return 0 }
        let isWest = scanner.rest.first == "-"
        guard scanner.skip("+-"), let hours = scanner.number(digits: 2...2), hours < 15 else { return nil }
        _ = scanner.skip(":")
        let minutes = scanner.number(digits: 2...2) ?? 0
        return (hours * 60 + minutes) * (isWest ? -1 : 1)
    }

    private struct Scanner {
        var rest: Substring

        init(text: Substring) { rest = text }

        var isAtEnd: Bool { rest.isEmpty }

        mutating func number(digits: ClosedRange<Int>) -> Int? {
            let found = rest.prefix(digits.upperBound).prefix { $0.isASCII && $0.isNumber }
            guard found.count >= digits.lowerBound, let number = Int(found) else { return nil }
            rest = rest.dropFirst(found.count)
            return number
        }

        mutating func skip(_ marks: String) -> Bool {
            guard let first = rest.first, marks.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func skip(word: String) -> Bool {
            guard rest.hasPrefix(word) else { return false }
            rest = rest.dropFirst(word.count)
            return true
        }

        mutating func finish() { rest = "" }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(self).trimmed }
}
