import Glibc

/// Reads CSV and TSV record by record; holds a chunk of the text and no more than one record beyond.
final class DelimitedReader: RowSource {
    /// The encoding that was found.
    let encoding: TextEncoding
    private let decoder: TextDecoder
    private var scanner = RecordScanner(separator: UInt8(ascii: ","))
    private var buffer: [UInt8] = []
    private var start = 0
    private var line = 1
    private var isAtEnd = false
    private var (wasted, total) = (0, 0)
    // How many cells a row should have; nil before the header is read.
    private var width: Int?

    // Whether quotation marks are more than characters: always in CSV, in TSV as the header tells.
    private var isQuoting = true

    private static let quote = UInt8(ascii: "\"")
    private static let tab = UInt8(ascii: "\t"), newline = UInt8(ascii: "\n"), carriage = UInt8(ascii: "\r")

    /// Finds encoding and separator. Throws `SheetError.system` and `.empty`.
    init(_ source: ByteSource, options: SheetOptions) throws(SheetError) {
        let found = try TextEncoding.find(source)
        encoding = found.encoding
        decoder = try TextDecoder(source, encoding: found.encoding, mark: found.mark)
        try skipLines(before: options.headerLine)
        scanner = RecordScanner(separator: options.separator ?? likelySeparator())
        isQuoting = scanner.separator != Self.tab
    }

    /// The next record that is not blank; nil at the end. Throws `SheetError.system` and `.quotes`.
    func next() throws(SheetError) -> SheetRow? {
        while let row = try record() {
            if !row.faults.isEmpty || row.cells.contains(where: { !$0.isEmpty }) { return row }
        }
        return nil
    }

    /// How many cells the last record had, also those beyond what is kept.
    var count: Int { scanner.count }

    /// Says how many cells each row should have.
    func expect(_ width: Int) { self.width = width }

    // MARK: - One record

    private func record() throws(SheetError) -> SheetRow? {
        guard let width else { return try header() }
        guard let found = try scan(quoting: isQuoting) else { return nil }
        guard !isQuoting, scanner.count != width || isLastOpen else { return take(found) }
        // A tab or a line break inside a cell: only then do quotation marks tell where a record of a TSV ends.
        if let quoted = try scan(quoting: true), quoted.fault == nil, scanner.count == width {
            let isBetter = found.length == quoted.length || hasMisfits(found.length..<quoted.length, width: width)
            if isBetter, let again = try scan(quoting: true) { return take(again) }
        }
        return try scan(quoting: false).flatMap { take($0) }
    }

    // A TSV whose names all stand in quotation marks has them around every cell.
    private func header() throws(SheetError) -> SheetRow? {
        guard let found = try scan(quoting: true) else { return nil }
        guard scanner.separator == Self.tab else { return take(found) }
        isQuoting =
            found.fault == nil && scanner.cells.allSatisfy { $0.start > 0 && buffer[$0.start - 1] == Self.quote }
        guard !isQuoting, found.fault != nil else { return take(found) }
        return try scan(quoting: false).flatMap { take($0) }
    }

    // Whether the last cell begins with a quotation mark that it does not end with.
    private var isLastOpen: Bool {
        guard let cell = scanner.cells.last, cell.start < cell.end else { return false }
        return buffer[cell.start] == Self.quote
            && !buffer[cell.start..<cell.end].count(where: { $0 == Self.quote }).isMultiple(of: 2)
    }

    // Whether the lines of a quoted record would not all be rows by themselves.
    private func hasMisfits(_ range: Range<Int>, width: Int) -> Bool {
        buffer.withUnsafeBufferPointer { bytes in
            var place = start + range.lowerBound
            while place < start + range.upperBound {
                guard case .record(let next, _) = scanner.scan(bytes, from: place, isLast: true, quoting: false),
                    scanner.count == width
                else { return true }
                place = next
            }
            return false
        }
    }

    private struct Found {
        // From `start` on, which moves when more of the text is read.
        let length: Int
        let lines: Int, fault: SheetFault?, isQuoted: Bool
    }

    // The record that begins at `start`, which stays where it is; nil at the end of the text.
    private func scan(quoting: Bool) throws(SheetError) -> Found? {
        var (quoting, fault) = (quoting, SheetFault?.none)
        while true {
            if start >= buffer.count {
                guard try fill() else { return nil }
                continue
            }
            let outcome = look(quoting: quoting)
            switch outcome {
            case .record(let next, let lines):
                return Found(length: next - start, lines: lines, fault: fault, isQuoted: quoting)
            case .more where buffer.count - start <= SheetLimits.rowBytes: _ = try fill()
            case .more where !quoting: return try skipLong()
            case .more: (quoting, fault) = (try giveUp(at: buffer.count), .quote)
            case .misquoted(let place): (quoting, fault) = (try giveUp(at: place), .quote)
            }
        }
    }

    private func look(quoting: Bool) -> RecordScanner.Outcome {
        buffer.withUnsafeBufferPointer { scanner.scan($0, from: start, isLast: isAtEnd, quoting: quoting) }
    }

    // A quotation mark without its partner would swallow what follows: only its own line is lost.
    private func giveUp(at place: Int) throws(SheetError) -> Bool {
        wasted += place - start
        guard wasted <= SheetLimits.wasted + 4 * total else { throw SheetError.quotes }
        return false
    }

    private func skipLong() throws(SheetError) -> Found {
        while true {
            if let end = buffer[start...].firstIndex(where: { $0 == Self.newline || $0 == Self.carriage }) {
                start = end
                return Found(length: 0, lines: 0, fault: .tooLong, isQuoted: false)
            }
            start = buffer.count
            guard try fill() else { return Found(length: 0, lines: 0, fault: .tooLong, isQuoted: false) }
        }
    }

    private func take(_ found: Found) -> SheetRow {
        defer {
            start += found.length
            line += found.lines
        }
        if found.fault == .tooLong { return SheetRow(line: line, cells: [], faults: [.tooLong]) }
        let (cells, isBroken, isZeroed) = texts(upTo: start + found.length, isQuoted: found.isQuoted)
        var faults: [SheetFault] = []
        if let fault = found.fault { faults.append(fault) }
        if isBroken { faults.append(.undecodable) }
        if isZeroed { faults.append(.zeroByte) }
        return fit(cells, faults)
    }

    private func texts(upTo next: Int, isQuoted: Bool) -> (cells: [String], isBroken: Bool, isZeroed: Bool) {
        buffer.withUnsafeBufferPointer { bytes in
            let record = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<next])
            var isBroken = CellText.hasReplacement(record)
            let isTabbed = scanner.separator == Self.tab && !isQuoted
            let cells = scanner.cells.map { cell in
                let made = CellText.string(isTabbed ? CellText.unquoted(cell, in: bytes) : cell, in: bytes)
                isBroken = isBroken || made.isBroken
                return made.text
            }
            return (cells, isBroken, record.baseAddress.map { memchr($0, 0, record.count) != nil } ?? false)
        }
    }

    // Empty cells behind the last column do not count.
    private func fit(_ cells: [String], _ faults: [SheetFault]) -> SheetRow {
        guard let width, cells.count != width else { return SheetRow(line: line, cells: cells, faults: faults) }
        if scanner.count == cells.count, cells.count > width, cells.dropFirst(width).allSatisfy(\.isEmpty) {
            return SheetRow(line: line, cells: Array(cells.prefix(width)), faults: faults)
        }
        let kept = cells.count > SheetLimits.columns ? Array(cells.prefix(SheetLimits.columns)) : cells
        // A blank row is none, however many cells it has.
        guard !cells.allSatisfy(\.isEmpty) else { return SheetRow(line: line, cells: kept, faults: faults) }
        let fault = SheetFault.width(found: scanner.count, expected: width)
        return SheetRow(line: line, cells: kept, faults: faults + [fault])
    }

    // MARK: - The text

    private func fill() throws(SheetError) -> Bool {
        guard let chunk = try decoder.next() else {
            isAtEnd = true
            return start < buffer.count
        }
        buffer.removeFirst(min(start, buffer.count))
        start = 0
        buffer += chunk
        total += chunk.count
        return true
    }

    private func skipLines(before headerLine: Int?) throws(SheetError) {
        while line < headerLine ?? 1 {
            guard let found = try scan(quoting: false) else { throw SheetError.empty }
            start += found.length
            line += max(1, found.lines)
        }
        while true {
            guard start < buffer.count else {
                guard try fill() else { break }
                continue
            }
            guard buffer[start] == Self.newline || buffer[start] == Self.carriage else { return }
            guard let found = try scan(quoting: false) else { break }
            start += found.length
            line += found.lines
        }
        throw SheetError.empty
    }

    // The mark that the header has most of, outside quotation marks.
    private func likelySeparator() -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in buffer[start...].prefix(1 << 16) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == Self.newline || byte == Self.carriage { break }
            counts[byte, default: 0] += 1
        }
        let marks: [UInt8] = [UInt8(ascii: ","), Self.tab, UInt8(ascii: ";")]
        return marks.reduce(marks[0]) { counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0 }
    }
}
