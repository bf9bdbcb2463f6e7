/// One record of a table as the file has it.
public struct ImportLine: Hashable, Sendable {
    /// The line of the file on which it begins, from 1.
    public let line: Int
    /// Its cells.
    public var cells: [String]
    /// Whether a quotation mark was opened and never closed.
    public var isUnclosed = false
}

/// Reads CSV (RFC 4180, quoted line breaks included) and TSV, without throwing: what is odd stays visible in the cells.
enum DelimitedText {
    private static let quote = UInt8(ascii: "\""), newline = UInt8(ascii: "\n"), carriage = UInt8(ascii: "\r")

    /// The records of a text; blank lines are left out.
    static func records(_ text: String, separator: UInt8, quoting: Bool) -> [ImportLine] {
        var reader = Reader(bytes: Array(text.utf8), separator: separator, quoting: quoting)
        var records: [ImportLine] = []
        while let record = reader.next() {
            if record.cells.contains(where: { !$0.isEmpty }) || record.isUnclosed { records.append(record) }
        }
        return records
    }

    /// A TSV either has no quoting at all, or that of a spreadsheet; the count of columns tells which.
    static func tabbed(_ text: String) -> [ImportLine] {
        let plain = records(text, separator: UInt8(ascii: "\t"), quoting: false)
        guard plain.contains(where: { $0.cells.count != plain.first?.cells.count }) else {
            return plain.map { line in
                ImportLine(line: line.line, cells: line.cells.map(unquoted))
            }
        }
        let quoted = records(text, separator: UInt8(ascii: "\t"), quoting: true)
        let misfits = { (lines: [ImportLine]) in
            lines.filter { $0.cells.count != lines.first?.cells.count || $0.isUnclosed }
        }
        return misfits(quoted).count < misfits(plain).count ? quoted : plain
    }

    /// A cell for a TSV that a spreadsheet reads back.
    static func cell(_ text: String) -> String {
        guard text.contains(where: { $0 == "\t" || $0.isNewline || $0 == "\"" }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    // A spreadsheet quotes a cell without tabs and line breaks only for the quotation marks in it, and doubles these.
    private static func unquoted(_ cell: String) -> String {
        guard cell.count >= 4, cell.first == "\"", cell.last == "\"", cell.contains("\"\"") else { return cell }
        let inner = cell.dropFirst().dropLast()
        return inner.replacing("\"\"", with: "").contains("\"") ? cell : String(inner.replacing("\"\"", with: "\""))
    }

    private struct Reader {
        let bytes: [UInt8]
        let separator: UInt8
        let quoting: Bool
        var index = 0
        var line = 1

        init(bytes: [UInt8], separator: UInt8, quoting: Bool) {
            (self.bytes, self.separator, self.quoting) = (bytes, separator, quoting)
        }

        mutating func next() -> ImportLine? {
            guard index < bytes.count else { return nil }
            let (start, startLine) = (index, line)
            if let cells = record(quoting: quoting) { return ImportLine(line: startLine, cells: cells) }
            // A quotation mark without its partner would swallow the rest of the file: only its own line is lost.
            (index, line) = (start, startLine)
            return ImportLine(line: startLine, cells: record(quoting: false) ?? [], isUnclosed: true)
        }

        /// The cells up to the end of the record; nil when a quoted cell never ends.
        private mutating func record(quoting: Bool) -> [String]? {
            var cells: [String] = []
            while true {
                var cell: [UInt8] = []
                if quoting, index < bytes.count, bytes[index] == DelimitedText.quote {
                    guard let inner = quoted() else { return nil }
                    cell = inner
                }
                while index < bytes.count, bytes[index] != separator, !isBreak(bytes[index]) {
                    cell.append(bytes[index])
                    index += 1
                }
                cells.append(String(decoding: cell, as: UTF8.self))
                guard index < bytes.count, bytes[index] == separator else { break }
                index += 1
            }
            endLine()
            return cells
        }

        private mutating func quoted() -> [UInt8]? {
            var cell: [UInt8] = []
            index += 1
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == DelimitedText.quote {
                    guard index < bytes.count, bytes[index] == DelimitedText.quote else { return cell }
                    index += 1
                }
                if byte == DelimitedText.newline { line += 1 }
                cell.append(byte)
            }
            return nil
        }

        private func isBreak(_ byte: UInt8) -> Bool { byte == DelimitedText.newline || byte == DelimitedText.carriage }

        private mutating func endLine() {
            guard index < bytes.count else { return }
            let isCarriage = bytes[index] == DelimitedText.carriage
            index += 1
            if isCarriage, index < bytes.count, bytes[index] == DelimitedText.newline { index += 1 }
            line += 1
        }
    }
}
