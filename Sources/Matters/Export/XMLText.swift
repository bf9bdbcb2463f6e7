/// Text for XML 1.0 files.
enum XMLText {
    /// What every file begins with.
    static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    /// A text for content or an attribute in double quotes: signs of markup and line ends by reference, characters that
    /// XML forbids left out.
    static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&apos;"
            case "\t", "\n", "\r": safe += "&#\(scalar.value);"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// ` name="value"` with its leading space.
    static func attribute(_ name: String, _ value: String) -> String { " \(name)=\"\(escaped(value))\"" }
}
