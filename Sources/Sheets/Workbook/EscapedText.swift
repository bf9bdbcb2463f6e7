/// Characters that XML cannot hold stand in a workbook as `_x000D_` (ECMA-376 part 1, 22.9.2.19).
enum EscapedText {
    private static let mark: [UInt8] = [UInt8(ascii: "_"), UInt8(ascii: "x")]

    /// The text of a cell.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard hasMark(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        var (kept, rest) = ([UInt8](), bytes)
        while let byte = rest.first {
            if byte == UInt8(ascii: "_"), let scalar = scalar(rest.prefix(7)) {
                kept += Array(String(Character(scalar)).utf8)
                rest = rest.dropFirst(7)
            } else {
                kept.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// A text in which nothing is taken for such a character; those that are in it are left to whoever writes the file.
    static func encoded(_ text: String) -> String {
        var rest = Array(text.utf8)[...]
        guard hasMark(rest) else { return text }
        var kept: [UInt8] = []
        while let byte = rest.first {
            kept += scalar(rest.prefix(7)) == nil ? [byte] : Array("_x005F_".utf8)
            rest = rest.dropFirst()
        }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func hasMark(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBytes { ByteSearch.contains($0, mark) }
    }

    private static func scalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard bytes.count == 7, bytes.last == UInt8(ascii: "_"), bytes.dropFirst().first == UInt8(ascii: "x") else {
            return nil
        }
        let digits = bytes.dropFirst(2).dropLast()
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap { Unicode.Scalar($0) }
    }
}
