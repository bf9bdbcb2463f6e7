/// Makes strings of the cells of a text.
enum CellText {
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
    private static let quote = UInt8(ascii: "\""), apostrophe = UInt8(ascii: "'")

    /// The text of a cell, and whether some of its bytes were none.
    static func string(
        _ cell: RecordScanner.Cell, in bytes: UnsafeBufferPointer<UInt8>
    ) -> (text: String, isBroken: Bool) {
        let part = UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end])
        guard cell.isDoubled || part.first == apostrophe else { return string(part) }
        var inner = Array(part)
        if cell.isDoubled { inner = single(inner) }
        let text = inner.withUnsafeBufferPointer { string($0) }
        return (GuardedCell.unguarded(text.text), text.isBroken)
    }

    /// A cell of a text with tabs, which has no quoting but that of a spreadsheet: around a cell with a comma or a
    /// quotation mark inside, and these doubled.
    static func unquoted(
        _ cell: RecordScanner.Cell, in bytes: UnsafeBufferPointer<UInt8>
    ) -> RecordScanner.Cell {
        guard cell.end - cell.start >= 3, bytes[cell.start] == quote, bytes[cell.end - 1] == quote else { return cell }
        let inner = bytes[(cell.start + 1)..<(cell.end - 1)]
        let marks = inner.reduce(0) { $0 + ($1 == quote ? 1 : 0) }
        guard marks > 0 || inner.contains(UInt8(ascii: ",")), areDoubled(inner) else { return cell }
        return RecordScanner.Cell(start: cell.start + 1, end: cell.end - 1, isDoubled: marks > 0)
    }

    /// Whether a record holds U+FFFD, which stands where something could not be read earlier.
    static func hasReplacement(_ bytes: UnsafeRawBufferPointer) -> Bool {
        ByteSearch.contains(bytes, replacement)
    }

    private static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> (text: String, isBroken: Bool) {
        if let text = String(validating: bytes, as: UTF8.self) { return (text, false) }
        return (String(decoding: bytes, as: UTF8.self), true)
    }

    private static func single(_ bytes: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var isSecond = false
        for byte in bytes {
            if byte == quote, isSecond {
                isSecond = false
                continue
            }
            isSecond = byte == quote
            kept.append(byte)
        }
        return kept
    }

    private static func areDoubled(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var run = 0
        for byte in bytes {
            if byte == quote {
                run += 1
            } else if run.isMultiple(of: 2) {
                run = 0
            } else {
                return false
            }
        }
        return run.isMultiple(of: 2)
    }
}
