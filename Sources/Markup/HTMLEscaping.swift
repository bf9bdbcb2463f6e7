/// Escapes text for element content and for double-quoted attributes alike.
enum HTMLEscaping {
    private static let addressEndings = ["href=\"", "src=\"", "action=\"", "srcset=\"", "srcdoc=\"", "data=\""]

    /// Appends text with `& < > " '` escaped and with control characters that HTML forbids left out.
    static func append(_ value: String, to text: inout String) {
        var value = value
        value.withUTF8 { bytes in
            var start = 0
            for index in 0..<bytes.count {
                guard let replacement = replacement(for: bytes[index]) else { continue }
                if start < index { text += String(decoding: bytes[start..<index], as: UTF8.self) }
                text += replacement
                start = index + 1
            }
            if start < bytes.count { text += String(decoding: bytes[start...], as: UTF8.self) }
        }
    }

    /// True right after the opening quote of an attribute that holds an address.
    static func endsInAddress(_ text: String) -> Bool {
        guard text.utf8.last == 0x22 else { return false }
        return addressEndings.contains { text.hasByteSuffix($0) }
    }

    private static func replacement(for byte: UInt8) -> String? {
        switch byte {
        case 0x3F...: nil
        case 0x26: "&amp;"
        case 0x3C: "&lt;"
        case 0x3E: "&gt;"
        case 0x22: "&quot;"
        case 0x27: "&#39;"
        case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F: ""
        default: nil
        }
    }
}

extension String {
    /// True when the text ends with these bytes; compares no canonical equivalents.
    fileprivate func hasByteSuffix(_ ending: String) -> Bool {
        utf8.count >= ending.utf8.count && utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }
}
