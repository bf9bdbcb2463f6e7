/// Puts the rows of a sheet together from its elements (ECMA-376 part 1, 18.3.1).
final class RowListener: XMLListener {
    /// Rows that were read and not taken yet; cells end with the last that is not empty.
    private(set) var rows: [SheetRow] = []

    private let strings: SharedStrings
    private let formats: NumberFormats
    private let isFrom1904: Bool
    private let part: String

    private var row = 0
    private var cells: [String] = []
    private var faults: [SheetFault] = []
    // The cell that is being read, columns from 1.
    private var column = 0
    private var type = ""
    private var style = 0
    private var value: [UInt8] = []
    private var isCut = false
    private var (hasFormula, hasValue) = (false, false)
    private var isInValue = false
    private var phonetic = 0

    init(strings: SharedStrings, formats: NumberFormats, isFrom1904: Bool, part: String) {
        (self.strings, self.formats, self.isFrom1904, self.part) = (strings, formats, isFrom1904, part)
    }

    /// The rows that were read since the last time.
    func take() -> [SheetRow] {
        defer { rows.removeAll(keepingCapacity: true) }
        return rows
    }

    func begin(_ name: String, _ attributes: XMLAttributes) throws(SheetError) {
        switch name {
        case "row": try beginRow(attributes)
        case "c": beginCell(attributes)
        case "v": (isInValue, hasValue) = (true, true)
        case "t": isInValue = phonetic == 0
        case "f": hasFormula = true
        case "rPh": phonetic += 1
        default: break
        }
    }

    func end(_ name: String) throws(SheetError) {
        switch name {
        case "row": endRow()
        case "c": endCell()
        case "v", "t": isInValue = false
        case "rPh": phonetic -= 1
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isInValue else { return }
        if value.count + bytes.count > SheetLimits.cellBytes { isCut = true } else { value.append(contentsOf: bytes) }
    }

    // MARK: - Rows

    private func beginRow(_ attributes: XMLAttributes) throws(SheetError) {
        let number = attributes["r"].flatMap { Int($0) } ?? row + 1
        guard number > row else { throw SheetError.damaged(part: part) }
        guard number <= SheetLimits.rows else { throw SheetError.tooManyRows }
        row = number
        (cells, faults, column) = ([], [], 0)
    }

    private func endRow() {
        if !cells.isEmpty || !faults.isEmpty { rows.append(SheetRow(line: row, cells: cells, faults: faults)) }
    }

    // MARK: - Cells

    private func beginCell(_ attributes: XMLAttributes) {
        column = attributes["r"].flatMap { CellReference($0)?.column } ?? column + 1
        type = attributes["t"] ?? "n"
        style = attributes["s"].flatMap { Int($0) } ?? 0
        value.removeAll(keepingCapacity: true)
        (isCut, hasFormula, hasValue) = (false, false, false)
    }

    private func endCell() {
        if isCut { faults.append(.tooLong) }
        if type == "inlineStr" || type == "str" { return put(EscapedText.decoded(value[...])) }
        guard hasValue, !value.isEmpty else {
            if hasFormula { faults.append(.uncomputed(column: column)) }
            return
        }
        let raw = String(decoding: value, as: UTF8.self)
        switch type {
        case "s": putShared(raw)
        case "b": put(raw == "1" || raw == "true" ? "TRUE" : "FALSE")
        case "e":
            faults.append(.error(column: column, raw))
            put(raw)
        case "d": put(raw)
        default: putNumber(raw)
        }
    }

    private func putShared(_ raw: String) {
        guard let found = Int(raw).flatMap({ strings.find($0) }) else {
            faults.append(.lost(column: column))
            return
        }
        if found.isCut { faults.append(.tooLong) }
        put(found.text)
    }

    private func putNumber(_ raw: String) {
        switch CellValue.text(of: raw, format: formats[style], isFrom1904: isFrom1904) {
        case .text(let text): return put(text)
        case .rounded: faults.append(.rounded(column: column))
        case .noDay: faults.append(.noDay(column: column))
        case .noNumber: faults.append(.lost(column: column))
        }
        put(raw)
    }

    // Cells that are only coloured stand far to the right; what holds nothing makes a row no longer.
    private func put(_ text: String) {
        guard !text.isEmpty, column > 0 else { return }
        if text.utf8.contains(0) { faults.append(.zeroByte) }
        guard column <= SheetLimits.columns else {
            faults.removeAll { if case .width = $0 { true } else { false } }
            return faults.append(.width(found: column, expected: SheetLimits.columns))
        }
        while cells.count < column { cells.append("") }
        cells[column - 1] = text
    }
}
