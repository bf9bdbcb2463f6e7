import Base
import Glibc

/// What a number in a cell says as text.
enum CellValue {
    /// A text, or what is wrong with the number.
    enum Outcome: Equatable {
        case text(String)
        case rounded
        case noDay
        case noNumber
    }

    /// The text of a number as the file has it, under a format: as it was typed, days as ISO 8601.
    static func text(of raw: String, format: NumberFormat, isFrom1904: Bool) -> Outcome {
        let bytes = raw.utf8
        if format == .plain, (1...15).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }),
            bytes.first != 0x30 || bytes.count == 1
        {
            return .text(raw)
        }
        guard let number = Double(raw), number.isFinite else { return .noNumber }
        switch format {
        case .plain: return plain(number, digits: 0)
        case .padded(let digits): return plain(number, digits: digits)
        case .day, .moment, .time: return moment(number, format, isFrom1904: isFrom1904)
        case .duration: return duration(number)
        }
    }

    // A spreadsheet keeps 15 digits; what has more was rounded when it was typed.
    private static func plain(_ number: Double, digits: Int) -> Outcome {
        guard abs(number) < 1e15 else { return .rounded }
        guard number.rounded() == number else { return .text(decimal(number)) }
        let text = String(Int64(abs(number)))
        let padded = String(repeating: "0", count: max(0, digits - text.count)) + text
        return .text(number < 0 ? "-" + padded : padded)
    }

    // 15 digits without an exponent: 0.3 for what stands in the file as 0.30000000000000004.
    private static func decimal(_ number: Double) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        withVaList([abs(number)]) { _ = vsnprintf(&buffer, buffer.count, "%.14e", $0) }
        let parts = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            .split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]), exponent > -16 else { return String(number) }
        var digits = Array(parts[0].utf8.filter { $0 != UInt8(ascii: ".") })
        while digits.last == UInt8(ascii: "0"), digits.count > 1 { digits.removeLast() }
        let zero = UInt8(ascii: "0")
        if exponent < 0 {
            digits = [zero] + Array(repeating: zero, count: -exponent - 1) + digits
        } else if digits.count < exponent + 1 {
            digits += Array(repeating: zero, count: exponent + 1 - digits.count)
        }
        let whole = exponent < 0 ? 1 : exponent + 1
        let text = String(decoding: digits.prefix(whole), as: UTF8.self)
        let rest = String(decoding: digits.dropFirst(whole), as: UTF8.self)
        return (number < 0 ? "-" : "") + (rest.isEmpty ? text : text + "." + rest)
    }

    private static func moment(_ number: Double, _ format: NumberFormat, isFrom1904: Bool) -> Outcome {
        guard number >= 0, number < 2_958_466 else { return .noDay }
        var (days, seconds) = (Int(number), Int(((number - number.rounded(.down)) * 86_400).rounded()))
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        if format == .time, days == 0 { return .text(clock(seconds)) }
        guard let day = day(days, isFrom1904: isFrom1904) else { return .noDay }
        // A time that a day's format does not show is still what the cell says.
        return .text(format != .day || seconds > 0 ? "\(day)T\(clock(seconds))" : day.description)
    }

    // Day 60 is the 29th of February 1900, which there was not (kept from Lotus 1-2-3).
    private static func day(_ number: Int, isFrom1904: Bool) -> Day? {
        if isFrom1904 { return number > 2_957_003 ? nil : Day(year: 1904, month: 1, day: 1)?.adding(days: number) }
        guard number > 0, number != 60 else { return nil }
        return Day(year: 1899, month: 12, day: number < 60 ? 31 : 30)?.adding(days: number)
    }

    private static func duration(_ number: Double) -> Outcome {
        guard number >= 0, number < 2_958_466 else { return .noDay }
        return .text(clock(Int((number * 86_400).rounded())))
    }

    private static func clock(_ seconds: Int) -> String {
        "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
