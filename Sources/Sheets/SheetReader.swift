import Glibc

/// Reads a table row by row: a workbook (XLSX), or a text with commas, tabs or semicolons, told apart by content.
///
/// A text is UTF-8, GB 18030, or UTF-16 with a mark. Only a chunk of the file stands in memory, of a workbook its shared
/// texts too. What is wrong with a row stays with the row (`SheetRow.faults`); what is wrong with the file is thrown, also
/// late: a file may turn out to be cut off at its last row, so whoever must not take half of it reads it through before.
public final class SheetReader {
    /// The names of the columns, without blanks around them.
    public let header: [String]
    /// On which line the header stands.
    public let headerLine: Int
    /// How the file is made: `XLSX`, or the encoding of a text such as `GB 18030`.
    public let format: String
    /// The names of a workbook's sheets, hidden ones too; none for a text.
    public let sheets: [String]

    private let source: any RowSource
    private var fault: SheetError?
    private var isAtEnd = false

    /// Opens a file and reads its header. Throws every `SheetError`.
    public convenience init(path: String, options: SheetOptions = SheetOptions()) throws(SheetError) {
        try self.init(ByteSource(path: path), options)
    }

    /// Reads a file that is in memory already, such as one that was sent in a form. Throws every `SheetError`.
    public convenience init(bytes: [UInt8], options: SheetOptions = SheetOptions()) throws(SheetError) {
        try self.init(ByteSource(bytes: bytes), options)
    }

    private init(_ bytes: ByteSource, _ options: SheetOptions) throws(SheetError) {
        guard bytes.size > 0 else { throw SheetError.empty }
        switch try FileKind.find(bytes) {
        case .oldCompound(let kind): throw SheetError.foreign(kind)
        case .zip:
            let reader = try WorkbookReader(bytes, options: options)
            (source, format, sheets) = (reader, "XLSX", reader.sheets)
        case .text:
            let reader = try DelimitedReader(bytes, options: options)
            (source, format, sheets) = (reader, reader.encoding.rawValue, [])
        }
        guard let first = try source.next() else { throw SheetError.empty }
        (header, headerLine) = (try Self.header(first, count: source.count), first.line)
        source.expect(header.count)
    }

    /// The next row that is not blank; nil at the end. Throws `SheetError`, and the same one again ever after.
    public func next() throws(SheetError) -> SheetRow? {
        if let fault { throw fault }
        if isAtEnd { return nil }
        do throws(SheetError) {
            let row = try source.next()
            isAtEnd = row == nil
            return row
        } catch {
            fault = error
            throw error
        }
    }

    private static func header(_ row: SheetRow, count: Int) throws(SheetError) -> [String] {
        for case .width(let found, _) in row.faults { throw SheetError.tooManyColumns(found) }
        guard count <= SheetLimits.columns else { throw SheetError.tooManyColumns(count) }
        guard row.faults.isEmpty, !row.cells.contains(where: isControlled) else { throw SheetError.noTable }
        var names = row.cells.map(trimmed)
        while names.last?.isEmpty == true { names.removeLast() }
        guard !names.isEmpty else { throw SheetError.empty }
        return names
    }

    // A picture or a program that happens to be text in some encoding.
    private static func isControlled(_ text: String) -> Bool {
        text.unicodeScalars.contains { ($0.value < 0x20 && !"\t\r\n".unicodeScalars.contains($0)) || $0.value == 0x7F }
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank = { (mark: Character) in mark.isWhitespace || mark == "\u{FEFF}" }
        guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[first...last])
    }
}

/// Where the rows of a table come from.
protocol RowSource: AnyObject {
    /// The next row that is not blank; nil at the end.
    func next() throws(SheetError) -> SheetRow?
    /// Says how many cells each row should have.
    func expect(_ width: Int)
    /// How many cells the last row had, also those beyond what is kept.
    var count: Int { get }
}
