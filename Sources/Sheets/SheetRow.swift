/// One record of a table below its header.
public struct SheetRow: Hashable, Sendable {
    /// Where it begins: the line of a text, the row of a spreadsheet, from 1.
    public let line: Int
    /// Its cells, as many as the header has unless `faults` says otherwise; at most 200.
    public let cells: [String]
    /// What is wrong with it; a row with faults is for a list of rejected rows, not for use.
    public let faults: [SheetFault]

    /// Puts a row together.
    public init(line: Int, cells: [String], faults: [SheetFault] = []) {
        (self.line, self.cells, self.faults) = (line, cells, faults)
    }
}

/// What is wrong with a single row; the rows around it are not touched by it. Columns count from 1.
public enum SheetFault: Hashable, Sendable {
    /// It has another number of cells than the header.
    case width(found: Int, expected: Int)
    /// A quotation mark is opened and not closed, or closed in the middle of a cell.
    case quote
    /// It holds bytes that are no text in the file's encoding, or marks (U+FFFD) of such bytes that were lost before.
    case undecodable
    /// It holds a zero byte, which PostgreSQL cannot store.
    case zeroByte
    /// The row has more than 1 MiB, or a cell more than a spreadsheet can hold.
    case tooLong
    /// A number of more than 15 digits: a spreadsheet has rounded it, as it does with identity numbers.
    case rounded(column: Int)
    /// The cell shows an error such as `#N/A`.
    case error(column: Int, String)
    /// A formula that no program has computed yet.
    case uncomputed(column: Int)
    /// A number under a date's format that is no day of the calendar.
    case noDay(column: Int)
    /// The cell names a text that the file does not hold.
    case lost(column: Int)
}

/// How a table is read.
public struct SheetOptions: Hashable, Sendable {
    /// The sheet of a workbook by name; nil takes the first that is not hidden.
    public var sheet: String?
    /// The separator of a text as an ASCII byte; nil finds a comma, tab or semicolon in the header.
    public var separator: UInt8?
    /// On which line the header stands, from 1, where titles stand above it; nil takes the first that is not blank.
    public var headerLine: Int?

    /// The usual way, unless something is named.
    public init(sheet: String? = nil, separator: UInt8? = nil, headerLine: Int? = nil) {
        (self.sheet, self.separator, self.headerLine) = (sheet, separator, headerLine)
    }
}

/// How much of a file is read at most.
enum SheetLimits {
    /// Columns of a table.
    static let columns = 200
    /// Rows of a sheet, as many as the format knows.
    static let rows = 1_048_576
    /// Bytes of a row of text.
    static let rowBytes = 1 << 20
    /// UTF-16 units of a cell of a workbook.
    static let cellUnits = 32_767
    /// Bytes of a cell of a workbook: each unit takes at most three.
    static let cellBytes = cellUnits * 3
    /// Bytes that all read parts of a workbook may unpack to.
    static let unpacked = 2 << 30
    /// How many times its packed size a workbook may unpack to.
    static let ratio = 200
    /// What may be unpacked whatever the ratio: nothing so small does harm.
    static let harmless = 1 << 20
    /// Bytes of the texts that a workbook keeps in one place, all of which stand in memory.
    static let sharedBytes = 512 << 20
    /// Regions of merged cells.
    static let merged = 200_000
    /// Bytes read in vain behind quotation marks that close nothing, beside four times what was read.
    static let wasted = 16 << 20
}
