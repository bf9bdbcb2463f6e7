import CXlsxWriter
import Glibc

/// Writes a workbook of one sheet by libxlsxwriter, which keeps one row in memory at a time.
final class WorkbookTarget: RowTarget {
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let bold: UnsafeMutablePointer<lxw_format>?
    private let text: UnsafeMutablePointer<lxw_format>?
    private var row: UInt32 = 0

    /// Begins a workbook. Throws `SheetError.writing` and `.badChoices`.
    init(path: String, columns: [SheetColumn], sheet name: String) throws(SheetError) {
        var options = lxw_workbook_options()
        (options.constant_memory, options.use_zip64) = (1, 0)
        guard let book = workbook_new_opt(path, &options) else { throw SheetError.system(number: ENOMEM) }
        guard let sheet = workbook_add_worksheet(book, name) else {
            lxw_workbook_free(book)
            throw SheetError.writing(number: UInt32(LXW_ERROR_SHEETNAME_ALREADY_USED.rawValue))
        }
        (self.book, self.sheet) = (book, sheet)
        (bold, text) = (workbook_add_format(book), workbook_add_format(book))
        format_set_bold(bold)
        // 49 is text, built in: what people type over such a cell stays text too.
        format_set_num_format_index(bold, 49)
        format_set_num_format_index(text, 49)
        worksheet_freeze_panes(sheet, 1, 0)
        for (index, column) in columns.enumerated() {
            worksheet_set_column(sheet, UInt16(index), UInt16(index), Double(min(max(column.width, 1), 255)), text)
            if !column.choices.isEmpty { try offer(column.choices, in: UInt16(index)) }
        }
    }

    deinit { if let book { lxw_workbook_free(book) } }

    func write(_ cells: [String], isHeader: Bool) throws(SheetError) {
        guard row < SheetLimits.rows else { throw SheetError.tooManyRows }
        let texts = cells.map(EscapedText.encoded)
        guard texts.allSatisfy({ $0.utf16.count <= SheetLimits.cellUnits }) else { throw SheetError.textTooLong }
        for (index, cell) in texts.enumerated() where !cell.isEmpty {
            let status = worksheet_write_string(sheet, row, UInt16(index), cell, isHeader ? bold : text)
            guard status == LXW_NO_ERROR else { throw SheetError.writing(number: UInt32(status.rawValue)) }
        }
        row += 1
    }

    func close() throws(SheetError) {
        guard let book else { return }
        // It frees the workbook, also when it fails.
        self.book = nil
        let status = workbook_close(book)
        guard status == LXW_NO_ERROR else { throw SheetError.writing(number: UInt32(status.rawValue)) }
    }

    private func offer(_ choices: [String], in column: UInt16) throws(SheetError) {
        guard !choices.contains(where: { $0.contains(",") }) else { throw SheetError.badChoices }
        var list: [UnsafeMutablePointer<CChar>?] = choices.map { strdup($0) }
        defer { for text in list { free(text) } }
        list.append(nil)
        let status = list.withUnsafeMutableBufferPointer { list in
            var rule = lxw_data_validation()
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            rule.value_list = list.baseAddress
            return worksheet_data_validation_range(sheet, 1, column, UInt32(SheetLimits.rows - 1), column, &rule)
        }
        guard status != LXW_ERROR_255_STRING_LENGTH_EXCEEDED else { throw SheetError.badChoices }
        guard status == LXW_NO_ERROR else { throw SheetError.writing(number: UInt32(status.rawValue)) }
    }
}
