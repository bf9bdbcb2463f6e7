import Glibc

/// A column of a table that is written.
public struct SheetColumn: Hashable, Sendable {
    /// Its name in the header.
    public var name: String
    /// How wide a workbook shows it, in characters of one byte's width; a Chinese character takes two.
    public var width: Int
    /// What a workbook offers as a list for its cells and takes nothing else than; empty: anything.
    public var choices: [String]

    /// Describes a column.
    public init(_ name: String, width: Int = 16, choices: [String] = []) {
        (self.name, self.width, self.choices) = (name, width, choices)
    }
}

/// Writes a table row by row, as a workbook (XLSX) or as CSV; every cell is a text and comes back from `SheetReader` as it was.
///
/// The file stands under its name only when `close` has returned; before, and when it is given up, there is nothing.
public final class SheetWriter {
    /// How the table is written.
    public enum Format: String, Hashable, Sendable {
        /// A workbook of one sheet: the header in bold and frozen, all cells text, so that 3-2-501 becomes no date.
        case xlsx
        /// UTF-8 with a mark, which Excel wants; a cell that Excel would compute gets an apostrophe.
        case csv
    }

    private let target: any RowTarget
    private let path: String
    private let part: String
    private let width: Int
    private var isOpen = true

    /// Begins a file that only its owner may read and writes the header; what stands there is replaced at the end.
    ///
    /// Throws `SheetError.system`, `.writing`, `.tooManyColumns`, `.textTooLong`, `.zeroByte` and `.badChoices`.
    public init(
        path: String, format: Format, columns: [SheetColumn], sheet: String = "Sheet1"
    ) throws(SheetError) {
        guard columns.count <= SheetLimits.columns else { throw SheetError.tooManyColumns(columns.count) }
        (self.path, part, width) = (path, path + ".part", columns.count)
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SheetError.system(number: errno) }
        do throws(SheetError) {
            switch format {
            case .csv: target = DelimitedTarget(descriptor)
            case .xlsx:
                Glibc.close(descriptor)
                target = try WorkbookTarget(path: part, columns: columns, sheet: sheet)
            }
            try target.write(columns.map(\.name), isHeader: true)
        } catch {
            unlink(part)
            throw error
        }
    }

    deinit { if isOpen { unlink(part) } }

    /// Writes a row; cells that are missing are empty.
    ///
    /// Throws `SheetError.textTooLong`, `.zeroByte`, `.tooManyColumns` for more cells than columns and `.tooManyRows` where
    /// a sheet can hold no more, all of which leave the file as it was; `.system` and `.writing`, after which it is lost.
    public func write(_ cells: [String]) throws(SheetError) {
        guard cells.count <= width else { throw SheetError.tooManyColumns(cells.count) }
        guard !cells.contains(where: { $0.utf8.contains(0) }) else { throw SheetError.zeroByte }
        try target.write(cells + Array(repeating: "", count: width - cells.count), isHeader: false)
    }

    /// Ends the file and puts it under its name. Throws `SheetError.system` and `.writing`.
    public func close() throws(SheetError) {
        guard isOpen else { return }
        isOpen = false
        do throws(SheetError) {
            try target.close()
            guard rename(part, path) == 0 else { throw SheetError.system(number: errno) }
        } catch {
            unlink(part)
            throw error
        }
    }
}

/// Where the rows of a table go.
protocol RowTarget: AnyObject {
    /// Takes a row with as many cells as there are columns.
    func write(_ cells: [String], isHeader: Bool) throws(SheetError)
    /// Ends the file.
    func close() throws(SheetError)
}
