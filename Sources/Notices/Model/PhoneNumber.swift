/// A telephone number as a gateway takes it: digits, with a plus sign before a country's code.
public struct PhoneNumber: Hashable, Sendable {
    /// Such as `+8613800000000` or `13800000000`.
    public let text: String

    /// Reads a number as people write it: with spaces, hyphens, brackets, full-width digits. Nil when it is none, or one that
    /// no short message reaches, such as one with an extension.
    public init?(_ written: String) {
        var digits = "", hasPlus = false
        for sign in written.trimmingSpaces {
            if let value = sign.wholeNumberValue, (0...9).contains(value) {
                digits += String(value)
            } else if (sign == "+" || sign == "＋"), digits.isEmpty, !hasPlus {
                hasPlus = true
            } else if !" -()（）－　".contains(sign) {
                return nil
            }
        }
        guard (6...15).contains(digits.count) else { return nil }
        text = (hasPlus ? "+" : "") + digits
    }

    /// What two ways of writing the same number have in common: without the country's own code.
    public var bare: String {
        let digits = text.drop { $0 == "+" }
        for prefix in ["0086", "86"] where digits.hasPrefix(prefix) && digits.count - prefix.count == 11 {
            return String(digits.dropFirst(prefix.count))
        }
        return String(digits)
    }

    /// Enough to tell it from another, too little to call it: `138****5678`.
    public var masked: String { Self.mask(text, front: 3, back: text.count >= 10 ? 4 : 1) }

    static func mask(_ text: String, front: Int, back: Int) -> String {
        text.count <= front + back ? "****" : "\(text.prefix(front))****\(text.suffix(back))"
    }
}

/// An e-mail address in its plain form (RFC 5321, section 4.1.2): letters, digits and a few signs, one at sign.
public struct MailAddress: Hashable, Sendable {
    /// Such as `guyu@example.org`.
    public let text: String

    /// Reads an address. Nil for anything that could end a header or a command, and for what no server takes.
    public init?(_ written: String) {
        let text = written.trimmingSpaces
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, (1...64).contains(halves[0].utf8.count), (1...253).contains(halves[1].utf8.count)
        else {
            return nil
        }
        let local = halves[0].utf8.allSatisfy { Self.isPlain($0) || "!#$%&'*+/=?^_`{|}~.".utf8.contains($0) }
        let labels = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        let isDomain = labels.allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { Self.isPlain($0) }
        }
        guard local, isDomain, !halves[0].hasPrefix("."), !halves[0].hasSuffix("."), !halves[0].contains("..") else {
            return nil
        }
        self.text = text
    }

    /// The part after the at sign.
    public var domain: String { String(text.drop { $0 != "@" }.dropFirst()) }

    /// Enough to tell it from another: `g****@example.org`.
    public var masked: String { "\(text.prefix(1))****@\(domain)" }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
    }
}

extension NoticeChannel {
    /// An address of this channel as gateways take it; nil when it is none.
    public func address(_ written: String) -> String? {
        switch self {
        case .sms: PhoneNumber(written)?.text
        case .mail: MailAddress(written)?.text
        }
    }

    /// The same with its middle left out.
    func masked(_ address: String) -> String {
        switch self {
        case .sms: PhoneNumber(address)?.masked ?? "****"
        case .mail: MailAddress(address)?.masked ?? "****"
        }
    }
}

extension StringProtocol {
    fileprivate var trimmingSpaces: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
