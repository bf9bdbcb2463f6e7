/// Reads one sheet of a workbook (XLSX) row by row; its shared texts alone stand in memory.
final class WorkbookReader: RowSource {
    /// The names of the sheets, hidden ones too.
    let sheets: [String]
    private let listener: RowListener
    private let stream: XMLStream
    private var merged: MergedCells
    private var rows: ArraySlice<SheetRow> = []
    private let headerLine: Int
    private var width: Int?

    /// Opens a workbook at a sheet.
    ///
    /// Throws `SheetError.noSheet`, `.foreign`, `.damaged`, `.declaration`, `.bomb`, `.tooLarge` and `.system`.
    init(_ source: ByteSource, options: SheetOptions) throws(SheetError) {
        let archive = try Archive(source)
        let parts = try WorkbookParts(archive)
        sheets = parts.sheets.map(\.name)
        let sheet = parts.sheets.first { options.sheet == nil ? !$0.isHidden : $0.name == options.sheet }
        guard let sheet else { throw SheetError.noSheet(options.sheet) }
        let strings = try SharedStrings.read(archive.part(parts.sharedStrings ?? ""))
        let formats = try NumberFormats.read(archive.part(parts.styles ?? ""))
        merged = try MergedCells(archive, sheet: sheet.part)
        guard let part = try archive.part(sheet.part) else { throw SheetError.damaged(part: sheet.part) }
        listener = RowListener(
            strings: strings, formats: formats, isFrom1904: parts.isFrom1904, part: sheet.part)
        stream = try XMLStream(part, listener)
        headerLine = options.headerLine ?? 1
    }

    /// The next row that is not blank; nil at the end. Throws what reading a part throws, and `SheetError.tooManyRows`.
    func next() throws(SheetError) -> SheetRow? {
        while true {
            while let row = rows.popFirst() {
                guard row.line >= headerLine else { continue }
                return fit(row)
            }
            let isMore = try stream.step()
            rows = listener.take()[...]
            if rows.isEmpty, !isMore { return nil }
        }
    }

    /// How many cells the last record had: what is kept of them.
    private(set) var count = 0

    /// Says how many cells each row should have.
    func expect(_ width: Int) { self.width = width }

    // Rows end in a file where nothing follows, so that those with fewer cells are whole.
    private func fit(_ row: SheetRow) -> SheetRow {
        var (cells, faults) = (row.cells, row.faults)
        if !merged.isEmpty { merged.fill(&cells, row: row.line) }
        count = cells.count
        guard let width else { return SheetRow(line: row.line, cells: cells, faults: faults) }
        if cells.count < width { cells += Array(repeating: "", count: width - cells.count) }
        let beyond = faults.firstIndex { if case .width = $0 { true } else { false } }
        if let beyond, case .width(let found, _) = faults[beyond] {
            faults[beyond] = .width(found: found, expected: width)
        } else if cells.count > width {
            faults.append(.width(found: cells.count, expected: width))
        }
        return SheetRow(line: row.line, cells: cells, faults: faults)
    }
}
