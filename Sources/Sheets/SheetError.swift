public import Base

/// Why a file is not read, or not read further.
public enum SheetError: ExplainedError, Hashable {
    /// There is nothing in it, or nothing on the chosen sheet.
    case empty
    /// The system refuses to read or write; its error number.
    case system(number: Int32)
    /// It is neither a workbook nor text.
    case noTable
    /// Another kind of file that there is a name for.
    case foreign(Foreign)
    /// The workbook is cut off or damaged; the part of it that could not be read.
    case damaged(part: String)
    /// A part of the workbook declares a document type, which may hide entities.
    case declaration(part: String)
    /// It unpacks to more than it may: 2 GB, or 200 times its size.
    case bomb
    /// More columns than 200.
    case tooManyColumns(Int)
    /// More rows than 1,048,576.
    case tooManyRows
    /// More texts or merged cells than stand in memory.
    case tooLarge
    /// The workbook has no sheet of this name; nil: none that can be seen.
    case noSheet(String?)
    /// Quotation marks that close nothing stand all over the file.
    case quotes
    /// A text to be written is longer than a spreadsheet can hold.
    case textTooLong
    /// A text to be written holds a zero byte, which XML cannot.
    case zeroByte
    /// The choices of a column have together more than 255 characters, or one has a comma, which parts them.
    case badChoices
    /// The library that writes workbooks says no; its error number.
    case writing(number: UInt32)

    /// Files that people take for tables, and what they are.
    public enum Foreign: String, Hashable, Sendable {
        /// A workbook of the old binary kind (.xls).
        case oldWorkbook
        /// A workbook that a password closes.
        case encrypted
        /// A text document (.docx).
        case document
        /// A presentation (.pptx).
        case presentation
        /// A workbook of the new binary kind (.xlsb).
        case binaryWorkbook
        /// An OpenDocument file (.ods).
        case openDocument
        /// An archive of something else.
        case archive
    }

    /// The fault in a sentence.
    public var explanation: String { words.en + "." }
}
