/// Why a body is not the JSON that programs may send.
public enum JSONFault: Error, Hashable, Sendable {
    /// It is not UTF-8.
    case encoding
    /// It breaks the grammar of RFC 8259 at a byte.
    case grammar(at: Int)
    /// It is nested deeper than `JSONReader.depthLimit`.
    case deep
    /// An object has one name twice.
    case twice(String)
    /// Half a surrogate pair, which stands for no character.
    case surrogate(at: Int)
    /// A number of more characters than any of ours.
    case number(at: Int)
}

/// Reads JSON that came from outside, to the letter of RFC 8259.
///
/// Foundation's decoder takes a name that stands twice without a word, and then two programs read two things in one body.
public struct JSONReader {
    /// How deep lists and objects may be nested.
    public static let depthLimit = 32
    /// How long a number may be.
    public static let numberLimit = 64

    private let bytes: [UInt8]
    private var place = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The one value of a body. Throws `JSONFault`.
    public static func read(_ bytes: [UInt8]) throws -> JSONValue {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw JSONFault.encoding }
        var reader = JSONReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.place == bytes.count else { throw JSONFault.grammar(at: reader.place) }
        return value
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 32 || byte == 9 || byte == 10 || byte == 13 { place += 1 }
    }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: mark) else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws -> JSONValue {
        guard depth <= Self.depthLimit else { throw JSONFault.deep }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws -> JSONValue {
        guard bytes[place...].starts(with: text.utf8) else { throw JSONFault.grammar(at: place) }
        place += text.utf8.count
        return value
    }

    private mutating func array(_ depth: Int) throws -> JSONValue {
        place += 1
        var elements: [JSONValue] = []
        if take("]") { return .array([]) }
        repeat { elements.append(try value(depth: depth + 1)) } while take(",")
        guard take("]") else { throw JSONFault.grammar(at: place) }
        return .array(elements)
    }

    private mutating func object(_ depth: Int) throws -> JSONValue {
        place += 1
        var members: [JSONValue.Member] = []
        // Names are the same when their code points are: `==` of Swift would take é for e and an accent.
        var names = Set<[UInt8]>()
        if take("}") { return .object([]) }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw JSONFault.grammar(at: place) }
            let name = try string()
            guard names.insert(Array(name.utf8)).inserted else { throw JSONFault.twice(String(name.prefix(60))) }
            guard take(":") else { throw JSONFault.grammar(at: place) }
            members.append(.init(name, try value(depth: depth + 1)))
        } while take(",")
        guard take("}") else { throw JSONFault.grammar(at: place) }
        return .object(members)
    }

    private mutating func number() throws -> JSONValue {
        let start = place
        if next == UInt8(ascii: "-") { place += 1 }
        let first = next
        let whole = digits()
        guard whole > 0, whole == 1 || first != UInt8(ascii: "0") else { throw JSONFault.grammar(at: start) }
        if next == UInt8(ascii: ".") {
            place += 1
            guard digits() > 0 else { throw JSONFault.grammar(at: place) }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            place += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
            guard digits() > 0 else { throw JSONFault.grammar(at: place) }
        }
        guard place - start <= Self.numberLimit else { throw JSONFault.number(at: start) }
        return .number(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = place
        while let byte = next, (48...57).contains(byte) { place += 1 }
        return place - start
    }

    private mutating func string() throws -> String {
        place += 1
        var text: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
            case 0..<32: throw JSONFault.grammar(at: place - 1)
            default: text.append(byte)
            }
        }
        throw JSONFault.grammar(at: place)
    }

    private mutating func escaped() throws -> Unicode.Scalar {
        guard let byte = next else { throw JSONFault.grammar(at: place) }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try codePoint()
        default: throw JSONFault.grammar(at: place - 1)
        }
    }

    private mutating func codePoint() throws -> Unicode.Scalar {
        let start = place - 2, high = try hexadecimal()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800..<0xDC00).contains(high), bytes[place...].starts(with: #"\u"#.utf8) else {
            throw JSONFault.surrogate(at: start)
        }
        place += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw JSONFault.surrogate(at: start) }
        return scalar
    }

    private mutating func hexadecimal() throws -> UInt32 {
        let text = String(decoding: bytes[place..<min(place + 4, bytes.count)], as: UTF8.self)
        guard text.utf8.count == 4, text.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(text, radix: 16)
        else { throw JSONFault.grammar(at: place) }
        place += 4
        return value
    }
}
