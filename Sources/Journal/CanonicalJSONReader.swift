// Reads the journal's own JSON. It is strict on purpose: text that the journal could not have written is refused,
// and nothing in a damaged database can make it trap.

extension CanonicalJSON {
    /// Reads a text; nil when it is not in the canonical form.
    init?(_ text: String) {
        var reader = CanonicalJSONReader(bytes: Array(text.utf8))
        guard let value = reader.readValue(depth: 0), reader.isAtEnd else { return nil }
        self = value
    }
}

private struct CanonicalJSONReader {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func readValue(depth: Int) -> CanonicalJSON? {
        guard depth < 8, let byte = peek() else { return nil }
        switch byte {
        case UInt8(ascii: "\""): return readText().map(CanonicalJSON.text)
        case UInt8(ascii: "{"): return readObject(depth: depth)
        case UInt8(ascii: "["): return readList(depth: depth)
        case UInt8(ascii: "n"): return take("null") ? .null : nil
        default: return readInteger()
        }
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func take(_ word: StaticString) -> Bool {
        for byte in word.description.utf8 where !take(byte) { return false }
        return true
    }

    private mutating func readInteger() -> CanonicalJSON? {
        let start = position
        _ = take(UInt8(ascii: "-"))
        while let byte = peek(), (48...57).contains(byte) { position += 1 }
        return Int64(String(decoding: bytes[start..<position], as: UTF8.self)).map(CanonicalJSON.integer)
    }

    private mutating func readText() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        var start = position
        var text: [UInt8] = []
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                text += bytes[start..<position]
                position += 1
                return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text += bytes[start..<position]
                position += 1
                guard let character = readEscape() else { return nil }
                text.append(character)
                start = position
            case 0..<32: return nil
            default: position += 1
            }
        }
        return nil
    }

    private mutating func readEscape() -> UInt8? {
        guard let byte = peek() else { return nil }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            position += 1
            return byte
        }
        guard take("u00"), position + 2 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[position..<position + 2], as: UTF8.self)
        position += 2
        return UInt8(digits, radix: 16).flatMap { $0 < 32 ? $0 : nil }
    }

    private mutating func readList(depth: Int) -> CanonicalJSON? {
        guard take(UInt8(ascii: "[")) else { return nil }
        var items: [CanonicalJSON] = []
        if take(UInt8(ascii: "]")) { return .list(items) }
        repeat {
            guard let item = readValue(depth: depth + 1) else { return nil }
            items.append(item)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .list(items) : nil
    }

    private mutating func readObject(depth: Int) -> CanonicalJSON? {
        guard take(UInt8(ascii: "{")) else { return nil }
        var members: [String: CanonicalJSON] = [:]
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            guard let key = readText(), take(UInt8(ascii: ":")), let value = readValue(depth: depth + 1),
                members.updateValue(value, forKey: key) == nil
            else { return nil }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .object(members) : nil
    }
}
