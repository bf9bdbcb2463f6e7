/// What a number means by the format it is shown in.
enum NumberFormat: Hashable {
    case plain
    /// Shown with so many digits, zeros in front.
    case padded(Int)
    /// A day.
    case day
    /// A day and a time.
    case moment
    /// A time of day alone.
    case time
    /// Hours that may be more than a day's.
    case duration
}

/// The formats of a workbook's cells by the number of their style (ECMA-376 part 1, 18.8).
final class NumberFormats: XMLListener {
    private var codes: [Int: NumberFormat] = [:]
    private var formats: [NumberFormat] = []
    private var isInCells = false

    /// Reads the styles of a workbook; without them all is plain.
    static func read(_ part: Archive.Part?) throws(SheetError) -> NumberFormats {
        let formats = NumberFormats()
        if let part { try XMLStream.read(part, formats) }
        return formats
    }

    /// The format of a style.
    subscript(_ style: Int) -> NumberFormat { formats.indices.contains(style) ? formats[style] : .plain }

    func begin(_ name: String, _ attributes: XMLAttributes) throws(SheetError) {
        switch name {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else {
                return
            }
            guard codes.count < 10_000 else { throw SheetError.tooLarge }
            codes[id] = Self.format(of: code)
        case "cellXfs": isInCells = true
        case "xf" where isInCells:
            guard formats.count < 100_000 else { throw SheetError.tooLarge }
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            formats.append(codes[id] ?? Self.builtIn(id))
        default: break
        }
    }

    func end(_ name: String) { if name == "cellXfs" { isInCells = false } }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    // 27 to 36 and 50 to 58 are days in Chinese editions, but for the times among them.
    private static func builtIn(_ id: Int) -> NumberFormat {
        switch id {
        case 22: .moment
        case 14...17, 27...31, 36, 50...54, 57, 58: .day
        case 18...21, 32...35, 45, 47, 55, 56: .time
        case 46: .duration
        default: .plain
        }
    }

    /// What a format code such as `yyyy"-"mm;@` means, by its first section.
    static func format(of code: String) -> NumberFormat {
        var letters = "", bracket: String?, isQuoted = false, isSkipped = false
        loop: for mark in code.lowercased().unicodeScalars {
            if isSkipped {
                isSkipped = false
            } else if isQuoted {
                isQuoted = mark != "\""
            } else if let inner = bracket {
                guard mark == "]" else {
                    bracket = inner + String(mark)
                    continue
                }
                if !inner.isEmpty, inner.unicodeScalars.allSatisfy({ "hms".unicodeScalars.contains($0) }) {
                    return .duration
                }
                bracket = nil
            } else {
                switch mark {
                case "\"": isQuoted = true
                case "\\", "_", "*": isSkipped = true
                case "[": bracket = ""
                case ";": break loop
                default: letters.unicodeScalars.append(mark)
                }
            }
        }
        return meaning(of: letters)
    }

    private static func meaning(of letters: String) -> NumberFormat {
        if letters.hasPrefix("general") { return .plain }
        if letters.count > 1, letters.count <= 15, letters.allSatisfy({ $0 == "0" }) { return .padded(letters.count) }
        let isTime = letters.contains("h") || letters.contains("s")
        let isDay = letters.contains("y") || letters.contains("d") || (letters.contains("m") && !isTime)
        if isDay { return isTime ? .moment : .day }
        return isTime ? .time : .plain
    }
}
