/// JSON in the one form that is hashed: keys sorted by their bytes, no spaces, whole numbers only, UTF-8.
enum CanonicalJSON: Equatable {
    case null
    case integer(Int64)
    case text(String)
    case list([CanonicalJSON])
    case object([String: CanonicalJSON])

    /// The exact text; the same value always gives the same bytes.
    var encoded: String {
        var output: [UInt8] = []
        output.reserveCapacity(512)
        write(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    var integer: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }

    var list: [CanonicalJSON]? {
        if case .list(let items) = self { items } else { nil }
    }

    var object: [String: CanonicalJSON]? {
        if case .object(let members) = self { members } else { nil }
    }

    private func write(to output: inout [UInt8]) {
        switch self {
        case .null: output += "null".utf8
        case .integer(let number): output += String(number).utf8
        case .text(let text): Self.write(text, to: &output)
        case .list(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                item.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members): Self.write(members, to: &output)
        }
    }

    private static func write(_ members: [String: CanonicalJSON], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (index, member) in sorted.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(member.key, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.write(to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
            case 0..<32: output += "\\u00\(HexText.encode([byte]))".utf8
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
