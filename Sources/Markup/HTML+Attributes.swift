import Foundation

extension HTML.StringInterpolation {
    /// Puts in ` name="value"` with its leading space; nil puts in nothing.
    public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
        guard let value else { return }
        text += " \(name)=\""
        appendInterpolation(value)
        text += "\""
    }

    /// Puts in ` name="number"` with its leading space; nil puts in nothing.
    public mutating func appendInterpolation(attribute name: StaticString, _ value: Int?) {
        if let value { text += " \(name)=\"\(value)\"" }
    }

    /// Puts in ` name="/address"` with its leading space; nil puts in nothing.
    public mutating func appendInterpolation(attribute name: StaticString, _ path: Path?) {
        guard let path else { return }
        text += " \(name)=\""
        appendInterpolation(path)
        text += "\""
    }

    /// Puts in ` name`, an attribute without a value such as `checked`, where the condition holds.
    public mutating func appendInterpolation(flag name: StaticString, _ isOn: Bool) {
        if isOn { text += " \(name)=\"\(name)\"" }
    }

    /// Puts in a value as JSON, for `<script type="application/json">` only; what cannot be encoded becomes `null`.
    public mutating func appendInterpolation(json value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let encoded = (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) }
        appendInterpolation(jsonText: encoded ?? "null")
    }

    /// Puts in text that is JSON already, for `<script type="application/json">` only.
    public mutating func appendInterpolation(jsonText json: String) {
        // In JSON these characters can stand inside strings only, where an escape means the same.
        for scalar in json.unicodeScalars {
            switch scalar {
            case "<": text += "\\u003c"
            case ">": text += "\\u003e"
            case "&": text += "\\u0026"
            case "\u{2028}": text += "\\u2028"
            case "\u{2029}": text += "\\u2029"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
