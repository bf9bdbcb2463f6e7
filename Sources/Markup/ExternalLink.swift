/// An address outside this program that has been checked: https with a host, or a telephone number.
public struct ExternalLink: Hashable, Sendable, CustomStringConvertible {
    /// The address.
    public let text: String

    public var description: String { text }

    /// Checks an address; nil unless it is printable ASCII, begins with `https://`, names a host and no password.
    public init?(_ text: String) {
        let scheme = "https://"
        guard text.hasPrefix(scheme), text.utf8.count <= 2_000,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E })
        else { return nil }
        let host = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let first = host.first, first.isLetter || first.isNumber, !host.contains("@") else { return nil }
        self.text = text
    }

    /// Makes a link that dials a number; nil unless there are 3 to 20 digits, spaces and hyphens aside.
    public init?(telephone number: String) {
        let dialled = number.filter { $0 != " " && $0 != "-" }
        let digits = dialled.hasPrefix("+") ? dialled.dropFirst() : dialled[...]
        guard (3...20).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        text = "tel:" + dialled
    }
}
