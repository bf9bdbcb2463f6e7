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

    /// The text, at most 300 characters.
    public let text: String
    /// Whether a number was masked.
    public let isMasked: Bool

    /// No text.
    static let none = SourceText()

    private init() { (text, isMasked) = ("", false) }

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
        (text, isMasked) = Self.masked(said)
    }

    /// What clerks write where they know nothing.
    private static let nothing: Set<String> = ["无", "不详", "NULL", "待补", "未知", "测试", "XX", "同户籍地址", "同上", "暂无"]

    /// Long runs of digits with all but the first three and last two masked: no door has a number of eleven digits.
    static func masked(_ said: String) -> (String, Bool) {
        var text = "", run = "", isMasked = false
        func close() {
            let isPerson = run.count >= 11
            isMasked = isMasked || isPerson
            text += isPerson ? run.prefix(3) + String(repeating: "*", count: run.count - 5) + run.suffix(2) : run[...]
            run = ""
        }
        for character in said {
            if character.isWholeNumber, character.isASCII || ("０"..."９").contains(character) {
                run.append(character)
            } else if !run.isEmpty, run.count == 17, character == "X" || character == "x" {
                run.append(character)
            } else {
                close()
                text.append(character)
            }
        }
        close()
        return (text, isMasked)
    }
}
