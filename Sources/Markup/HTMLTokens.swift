/// A page cut into tags and text, as strictly as our own pages are written.
enum HTMLToken: Equatable {
    struct Attribute: Equatable {
        var name: String
        var value: String
        var isQuoted: Bool
    }
    case opening(name: String, attributes: [Attribute], isSelfClosed: Bool)
    case closing(name: String)
    case text(String)
    /// Something that is no markup of ours, such as `<` before a space.
    case torn(String)
}

/// Cuts pages into tokens.
struct HTMLTokenizer {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func next() -> HTMLToken? {
        guard index < bytes.count else { return nil }
        if bytes[index] != UInt8(ascii: "<") { return .text(read { $0 != UInt8(ascii: "<") }) }
        if matches("<!--") {
            skip(past: "-->")
            return next()
        }
        if matches("<!") {
            skip(past: ">")
            return next()
        }
        let isClosing = matches("</")
        index += isClosing ? 2 : 1
        let name = read(Self.isNameByte).lowercased()
        if name.isEmpty { return .torn(read { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }) }
        let (attributes, isSelfClosed, isWhole) = readAttributes()
        if !isWhole { return .torn(name) }
        return isClosing
            ? .closing(name: name) : .opening(name: name, attributes: attributes, isSelfClosed: isSelfClosed)
    }

    /// The raw text of a script, style or text area, up to its closing tag.
    mutating func rawText(until name: String) -> String {
        let start = index
        while index < bytes.count, !matches("</" + name) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func readAttributes() -> ([HTMLToken.Attribute], isSelfClosed: Bool, isWhole: Bool) {
        var attributes: [HTMLToken.Attribute] = []
        var isSelfClosed = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                index += 1
                return (attributes, isSelfClosed, true)
            }
            if byte == UInt8(ascii: "<") { break }
            isSelfClosed = byte == UInt8(ascii: "/")
            if Self.isNameByte(byte) { attributes.append(readAttribute()) } else { index += 1 }
        }
        return (attributes, false, false)
    }

    private mutating func readAttribute() -> HTMLToken.Attribute {
        let name = read(Self.isNameByte).lowercased()
        guard matches("=") else { return .init(name: name, value: "", isQuoted: true) }
        index += 1
        guard matches("\"") else {
            return .init(name: name, value: read { $0 > 0x20 && $0 != UInt8(ascii: ">") }, isQuoted: false)
        }
        index += 1
        let value = read { $0 != UInt8(ascii: "\"") }
        index = min(index + 1, bytes.count)
        return .init(name: name, value: value, isQuoted: true)
    }

    private mutating func read(_ isPart: (UInt8) -> Bool) -> String {
        let start = index
        while index < bytes.count, isPart(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skip(past mark: String) {
        while index < bytes.count, !matches(mark) { index += 1 }
        index = min(index + mark.utf8.count, bytes.count)
    }

    private func matches(_ mark: String) -> Bool {
        index + mark.utf8.count <= bytes.count
            && bytes[index..<index + mark.utf8.count].elementsEqual(mark.utf8)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
