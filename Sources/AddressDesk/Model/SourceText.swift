import Text

/// The text of a source's row as it is kept: telephone and identity numbers masked, since a library of places holds no people.
public struct SourceText: Hashable, Sendable {
    /// Why a text is no address at all.
    public enum Fault: String, Error, Sendable, CaseIterable {
        /// Nothing, or words that say that there is nothing.
        case empty
        /// A telephone, identity or other number alone.
        case number
        /// Neither a Chinese character nor a number that may be a door's.
        case foreign
        /// More than 300 characters.
        case tooLong = "too-long"
        /// A place outside of the district.
        case elsewhere
        /// Characters that no text has: the encoding is another one.
        case unreadable
        /// A row without a key, or with the key of another row.
        case key
    }

    /// The text, at most 300 characters, with a star for each digit of a person's number.
    public let text: String
    /// The same with blanks for the stars: what is read as an address. Places in it are places in the text.
    let plain: String
    /// Whether a number was masked.
    public let isMasked: Bool

    /// No text.
    static let none = SourceText()

    private init() { (text, plain, isMasked) = ("", "", false) }

    /// Reads the text of a row. Throws `Fault` for what is no address, whatever the library holds.
    public init(_ said: String) throws(Fault) {
        guard said.unicodeScalars.count <= 300 else { throw .tooLong }
        var hanCount = 0, digits = 0, letters = 0
        for scalar in said.unicodeScalars {
            switch scalar.value {
            case 0xFFFD, 0..<9, 0xE000...0xF8FF: throw .unreadable
            case 0x3400...0x9FFF, 0x20000...0x3FFFF: hanCount += 1
            case 0x30...0x39, 0xFF10...0xFF19: digits += 1
            case 0x41...0x5A, 0x61...0x7A: letters += 1
            default: break
            }
        }
        let bare = said.filter { !$0.isWhitespace && !$0.isPunctuation }
        guard !bare.isEmpty, !Self.nothing.contains(bare.uppercased()) else { throw .empty }
        if hanCount == 0 { throw letters > 2 ? .foreign : digits >= 7 ? .number : .foreign }
        (text, plain, isMasked) = (Self.masked(said), Self.masked(said, by: " "), Self.masked(said) != said)
    }

    /// The text with the digits of telephone and identity numbers replaced.
    static func masked(_ said: String, by mask: Character = "*") -> String {
        let found = PersonNumbers.find(in: said)
        guard !found.isEmpty else { return said }
        return String(said.enumerated().map { at, character in found.contains(at) ? mask : character })
    }

    /// What clerks write where they know nothing.
    private static let nothing: Set<String> = ["无", "不详", "NULL", "待补", "未知", "测试", "XX", "同户籍地址", "同上", "暂无"]
}
