public import Base
import Text

/// A table of past messages, read from the bytes of a file.
public struct ImportTable: Sendable {
    /// The names of the columns.
    public let header: [String]
    /// The records below the header.
    public let lines: [ImportLine]
    /// The encoding that was found, such as `GB 18030`.
    public let encoding: String

    /// Reads a file: `.tsv` and `.csv` by name, else by its first line. Throws `ImportError.empty` or `.binary`.
    public init(bytes: [UInt8], name: String) throws {
        guard !bytes.isEmpty else { throw ImportError.empty }
        let (text, encoding) = Self.decode(bytes)
        guard !text.unicodeScalars.contains("\0"), !bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            throw ImportError.binary
        }
        let separator = Self.separator(text, name: name)
        var lines =
            separator == UInt8(ascii: "\t")
            ? DelimitedText.tabbed(text) : DelimitedText.records(text, separator: separator, quoting: true)
        guard let first = lines.first, !first.cells.contains(where: { $0.contains("\u{FFFD}") }) else {
            throw lines.isEmpty ? ImportError.empty : ImportError.binary
        }
        lines.removeFirst()
        header = first.cells.map { String($0.trimmingPrefix("\u{FEFF}")).trimmed }
        self.lines = lines
        self.encoding = encoding.rawValue
    }

    /// The cells of a line under the header; nil when their number does not fit. Empty cells at the end do not count.
    public func cells(of line: ImportLine) -> [String]? {
        if line.cells.count == header.count { return line.cells }
        guard line.cells.count > header.count, line.cells.dropFirst(header.count).allSatisfy(\.isEmpty) else {
            return nil
        }
        return Array(line.cells.prefix(header.count))
    }

    // A few broken bytes do not make a UTF-8 file one of GB 18030: only their own lines are lost.
    private static func decode(_ bytes: [UInt8]) -> (text: String, encoding: Encoding) {
        let found = Encoding.decode(bytes)
        guard found.encoding == .gb18030 else { return found }
        let text = String(decoding: bytes, as: UTF8.self)
        let (broken, foreign) = text.unicodeScalars.reduce(into: (0, 0)) { count, scalar in
            if scalar == "\u{FFFD}" { count.0 += 1 } else if !scalar.isASCII { count.1 += 1 }
        }
        return broken * 20 < foreign ? (text, .utf8) : found
    }

    private static func separator(_ text: String, name: String) -> UInt8 {
        let head = text.prefix { !$0.isNewline }
        let counts = "\t,;".utf8.map { mark in (mark, head.utf8.count { $0 == mark }) }
        let ending = name.lowercased()
        if ending.hasSuffix(".tsv"), head.contains("\t") { return UInt8(ascii: "\t") }
        if ending.hasSuffix(".csv"), head.contains(",") { return UInt8(ascii: ",") }
        return counts.max { $0.1 < $1.1 }?.0 ?? UInt8(ascii: ",")
    }
}

/// Why nothing of a file is imported.
public enum ImportError: ExplainedError, Equatable {
    /// There is nothing in it.
    case empty
    /// It is no table of text.
    case binary
    /// The map names a field that there is not.
    case unknownField(String)
    /// The map names a column that the file does not have.
    case unknownColumn(String)
    /// No column holds what every message needs.
    case missing(ImportField)
    /// The name of the source is not made of letters, digits, dots and hyphens.
    case badSource(String)
    /// The district has no centre that could take the messages in.
    case noCentre

    /// The fault in a sentence.
    public var explanation: String { words.en + "." }

    /// What is told to whoever imports.
    public var words: Words {
        switch self {
        case .empty: Words("文件是空的", "The file is empty")
        case .binary:
            Words("这不是文字表格；电子表格请先另存为 CSV", "This is no table of text; save a spreadsheet as CSV first")
        case .unknownField(let name): Words("没有这个字段：\(name)", "There is no field \(name)")
        case .unknownColumn(let name): Words("文件里没有这一列：\(name)", "The file has no column \(name)")
        case .missing(let field):
            Words("请用 --map \(field.rawValue)=列名 指明这一列", "Name the column with --map \(field.rawValue)=COLUMN")
        case .badSource(let name): Words("来源名称不对：\(name)", "Not a name for a source: \(name)")
        case .noCentre: Words("本区还没有中心可以接收", "The district has no centre to take them in")
        }
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[first...last])
    }
}
