import Base
import Foundation

/// What a text must look like: a pattern for the document (ECMA-262) and the same rule for the server, side by side.
public struct TextShape: Hashable, Sendable {
    /// The name for faults and tests.
    public let name: String
    /// The pattern; nil for any text.
    public let pattern: String?
    /// The format of JSON Schema, where it has one.
    public let format: String?
    private let rule: @Sendable (String) -> Bool

    private init(
        _ name: String, _ pattern: String?, format: String? = nil, _ rule: @escaping @Sendable (String) -> Bool
    ) {
        self.name = name
        self.pattern = pattern
        self.format = format
        self.rule = rule
    }

    /// Whether a text has the shape.
    public func fits(_ text: String) -> Bool { rule(text) }

    public static func == (left: TextShape, right: TextShape) -> Bool { left.name == right.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// Any text: what people wrote, which is never judged again.
    public static let any = TextShape("any", nil) { _ in true }

    /// What people write over several lines: no control characters but line breaks and tabs.
    public static let prose = TextShape("prose", "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]*$") {
        $0.unicodeScalars.allSatisfy { isVisible($0) || $0 == "\t" || $0 == "\n" || $0 == "\r" }
    }

    /// A text of one line, without control characters.
    public static let line = TextShape("line", "^[^\\u0000-\\u001F\\u007F]*$") {
        $0.unicodeScalars.allSatisfy(isVisible)
    }

    /// Prose with so many characters at least that are no blanks; for the document it is prose, since a pattern that counts
    /// them would be slow to match for every program that checks before it sends.
    public static func said(_ least: Int) -> TextShape {
        TextShape("said-\(least)", prose.pattern) { text in
            prose.fits(text) && text.unicodeScalars.count { !isBlank($0) } >= least
        }
    }

    /// The id of a record.
    public static let id = TextShape(
        "id", "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", format: "uuid"
    ) { RecordID($0) != nil }

    /// A code such as `env.noise`, `town:330110004` or `decide-objection`.
    public static let code = TextShape("code", "^[a-z0-9][a-z0-9:._-]*$") { text in
        text.utf8.allSatisfy { isWord($0) || $0 == 58 || $0 == 46 || $0 == 95 || $0 == 45 }
            && text.utf8.first.map(isWord) ?? false
    }

    /// A calendar day.
    public static let day = TextShape("day", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", format: "date") { Day($0) != nil }

    /// A point in time with its offset.
    public static let instant = TextShape("instant", nil, format: "date-time") { Instant(iso: $0) != nil }

    /// A SHA-256 in lower-case hexadecimal digits.
    public static let hash = TextShape("hash", "^[0-9a-f]{64}$") { text in
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// Where the next page begins, as an answer gave it.
    public static let cursor = TextShape("cursor", "^[A-Za-z0-9_-]+$") { text in
        !text.isEmpty && text.utf8.allSatisfy { isWord($0) || (65...90).contains($0) || $0 == 95 || $0 == 45 }
    }

    /// A number of a matter, such as `YH2019-041826-K`.
    public static let number = TextShape("number", "^[A-Z]{1,4}[0-9]{4}-[0-9]{6,9}-[0-9A-Z]$") { text in
        text.wholeMatch(of: #/[A-Z]{1,4}[0-9]{4}-[0-9]{6,9}-[0-9A-Z]/#) != nil
    }

    /// A telephone number, or nothing.
    public static let phone = TextShape("phone", "^(?:(?:[ +()#-]*[0-9]){3,20}[ +()#-]*)?$") { text in
        text.isEmpty
            || (3...20).contains(text.utf8.count { (48...57).contains($0) })
                && text.utf8.allSatisfy { (48...57).contains($0) || Array(" +()#-".utf8).contains($0) }
    }

    /// A key that a program makes anew for each thing it wants done; quotation marks around it do not count.
    public static let key = TextShape("key", "^\"?[A-Za-z0-9._:~+/=-]{16,100}\"?$") { text in
        text.wholeMatch(of: #/"?[A-Za-z0-9._:~+\/=\-]{16,100}"?/#) != nil
    }

    /// Bytes in Base64 with its padding (RFC 4648, 4).
    public static let base64 = TextShape("base64", "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$") {
        text in
        text.utf8.count % 4 == 0 && Data(base64Encoded: text) != nil
    }

    private static func isWord(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...122).contains(byte) }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool { scalar.value > 31 && scalar.value != 127 }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x20, 0x7F...0xA0, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000, 0xFEFF:
            true
        default: false
        }
    }
}
