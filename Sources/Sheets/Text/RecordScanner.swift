/// Finds where the cells of one record begin and end (RFC 4180; a line ends in LF, CR LF or CR).
struct RecordScanner {
    /// A stretch of the bytes.
    struct Cell {
        let start: Int
        let end: Int
        /// Whether quotation marks inside stand twice.
        var isDoubled = false
    }

    /// How the search for the end of a record went.
    enum Outcome: Equatable {
        /// It ends here: where the next begins, and how many lines it took.
        case record(next: Int, lines: Int)
        /// The bytes end before it does.
        case more
        /// A quotation mark is not closed, or closed in the middle of a cell; where that shows.
        case misquoted(at: Int)
    }

    private static let quote = UInt8(ascii: "\""), newline = UInt8(ascii: "\n"), carriage = UInt8(ascii: "\r")

    let separator: UInt8
    /// The cells of the last record; no more than can be told apart from too many.
    private(set) var cells: [Cell] = []
    /// How many cells the last record had.
    private(set) var count = 0

    init(separator: UInt8) { self.separator = separator }

    /// Looks through one record from `start` on; `isLast` says that no bytes follow these.
    mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool, quoting: Bool
    ) -> Outcome {
        cells.removeAll(keepingCapacity: true)
        (count, lines) = (0, 1)
        var index = start
        while true {
            let isQuoted = quoting && index < bytes.count && bytes[index] == Self.quote
            if let outcome = isQuoted ? quoted(bytes, &index) : plain(bytes, &index) {
                return outcome == .more && isLast && isQuoted ? .misquoted(at: bytes.count) : outcome
            }
            guard index < bytes.count else { return isLast ? .record(next: index, lines: lines) : .more }
            let byte = bytes[index]
            index += 1
            if byte == separator { continue }
            if byte == Self.carriage {
                guard index < bytes.count || isLast else { return .more }
                if index < bytes.count, bytes[index] == Self.newline { index += 1 }
            }
            return .record(next: index, lines: lines)
        }
    }

    private var lines = 1

    // To the separator, the end of the line or the end of the bytes.
    private mutating func plain(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Outcome? {
        let start = index
        while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
        add(Cell(start: start, end: index))
        return nil
    }

    // To what stands behind the closing quotation mark.
    private mutating func quoted(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Outcome? {
        let start = index + 1
        var isDoubled = false
        index = start
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == Self.quote {
                if index < bytes.count, bytes[index] == Self.quote {
                    isDoubled = true
                    index += 1
                } else if index == bytes.count || isEnd(bytes[index]) {
                    add(Cell(start: start, end: index - 1, isDoubled: isDoubled))
                    return nil
                } else {
                    return .misquoted(at: index)
                }
            } else if byte == Self.newline || byte == Self.carriage, !isPair(byte, bytes, index) {
                lines += 1
            }
        }
        return .more
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == separator || byte == Self.newline || byte == Self.carriage
    }

    // CR LF is counted at its LF.
    private func isPair(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        byte == Self.carriage && index < bytes.count && bytes[index] == Self.newline
    }

    private mutating func add(_ cell: Cell) {
        count += 1
        if cells.count <= SheetLimits.columns { cells.append(cell) }
    }
}
