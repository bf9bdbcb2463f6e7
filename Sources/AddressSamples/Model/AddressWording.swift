/// The parts of a written address, from left to right.
enum AddressPart: Int, CaseIterable, Comparable, Sendable {
    case head, province, city, district, town, village, road, number, estate, name, building, unit, floor, room, tail

    static func < (left: AddressPart, right: AddressPart) -> Bool { left.rawValue < right.rawValue }
}

/// An address while it is being written: a text for each part, empty where it is left out.
struct AddressWording {
    private var texts = [String](repeating: "", count: AddressPart.allCases.count)
    /// Stands between two parts.
    var blank = ""
    var isFullWidth = false

    subscript(part: AddressPart) -> String {
        get { texts[part.rawValue] }
        set { texts[part.rawValue] = newValue }
    }

    mutating func clear() {
        for index in texts.indices where !texts[index].isEmpty { texts[index] = "" }
        (blank, isFullWidth) = ("", false)
    }

    /// Adds the parts of one column.
    ///
    /// Two numbers without a word between them are kept apart by a dash, as everybody does who reads it again.
    func write(_ parts: ClosedRange<AddressPart>, into line: inout String) {
        let start = line.utf8.endIndex
        var lastIsDigit = false, isFirst = true
        for index in parts.lowerBound.rawValue...parts.upperBound.rawValue where !texts[index].isEmpty {
            let text = texts[index]
            if !isFirst {
                if lastIsDigit, text.utf8.first.map(Self.isDigit) == true { line += "-" } else { line += blank }
            }
            line += text
            lastIsDigit = text.utf8.last.map(Self.isDigit) ?? false
            isFirst = false
        }
        if isFullWidth { Self.widen(&line, from: start) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Digits, letters and dashes in full width (U+FF01 to U+FF5E), as input methods leave them.
    private static func widen(_ line: inout String, from start: String.Index) {
        let wide = String(
            String.UnicodeScalarView(
                line[start...].unicodeScalars.map { scalar in
                    (0x21...0x7E).contains(scalar.value) ? UnicodeScalar(scalar.value + 0xFEE0) ?? scalar : scalar
                }))
        line.replaceSubrange(start..., with: wide)
    }
}
