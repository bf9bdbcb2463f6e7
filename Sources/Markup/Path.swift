public import Base

/// An address of this program, such as `"/matters/\(id)/closure"`: what is put into the literal is percent-encoded.
public struct Path: ExpressibleByStringInterpolation, Hashable, Sendable, CustomStringConvertible {
    /// The address, beginning with `/`, `?` or `#`.
    public private(set) var text: String

    public var description: String { text }

    public init(stringLiteral value: String) {
        text = Self.kept(value)
    }

    public init(stringInterpolation: StringInterpolation) {
        text = Self.kept(stringInterpolation.text)
    }

    /// Makes an address from its components, each percent-encoded.
    public init(components: [String]) {
        text = "/" + components.map(Self.component).joined(separator: "/")
    }

    /// A place on the same page, by the id of an element.
    public static func anchor(_ id: String) -> Path {
        Path(stringLiteral: "#" + encoded(id))
    }

    /// This address with one more query item; nil adds nothing.
    public func query(_ name: String, _ value: String?) -> Path {
        guard let value else { return self }
        var path = self
        let fragment = text.firstIndex(of: "#").map { String(text[$0...]) } ?? ""
        path.text.removeLast(fragment.count)
        path.text += path.text.contains("?") ? "&" : "?"
        path.text += Self.encoded(name) + "=" + Self.encoded(value) + fragment
        return path
    }

    /// This address with one more query item; nil adds nothing.
    public func query(_ name: String, _ value: Int?) -> Path {
        query(name, value.map(String.init))
    }

    /// This address with the id of an element to go to.
    public func fragment(_ id: String) -> Path {
        Path(stringLiteral: String(text.prefix { $0 != "#" }) + "#" + Self.encoded(id))
    }

    /// Collects the literal parts and the percent-encoded components.
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 36)
        }

        public mutating func appendLiteral(_ literal: String) { text += literal }

        /// Puts in one component, percent-encoded.
        public mutating func appendInterpolation(_ component: String) { text += Path.component(component) }

        /// Puts in a whole number.
        public mutating func appendInterpolation(_ number: Int) { text += String(number) }

        /// Puts in the id of a record.
        public mutating func appendInterpolation(_ id: RecordID) { text += Path.component(id.text) }
    }

    // An address that began with two slashes or a scheme would lead to another host.
    private static func kept(_ text: String) -> String {
        switch text.utf8.first {
        case UInt8(ascii: "#"), UInt8(ascii: "?"): text
        default: "/" + text.drop { $0 == "/" || $0 == "\\" }
        }
    }

    // Browsers resolve `..` even when its dots are percent-encoded, and an empty component would make two slashes.
    private static func component(_ text: String) -> String {
        text.isEmpty || text == "." || text == ".." ? "_" : encoded(text)
    }

    private static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0" + digits : "%" + digits
            }
        }
        return result
    }
}
