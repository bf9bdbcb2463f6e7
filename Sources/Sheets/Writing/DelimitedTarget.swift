import Glibc

/// Writes CSV: UTF-8 with a mark, CR LF (RFC 4180).
final class DelimitedTarget: RowTarget {
    private let descriptor: Int32
    private var buffer: [UInt8] = [0xEF, 0xBB, 0xBF]
    private var isOpen = true

    private static let full = 1 << 16

    /// Takes a descriptor over.
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { if isOpen { Glibc.close(descriptor) } }

    func write(_ cells: [String], isHeader: Bool) throws(SheetError) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            // A blank line is no row: a single empty cell is quoted.
            append(GuardedCell.guarded(cell), isQuoted: cells.count == 1 && cell.isEmpty)
        }
        buffer += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        if buffer.count >= Self.full { try flush() }
    }

    func close() throws(SheetError) {
        try flush()
        isOpen = false
        guard fsync(descriptor) == 0, Glibc.close(descriptor) == 0 else { throw SheetError.system(number: errno) }
    }

    private func append(_ cell: String, isQuoted: Bool) {
        guard isQuoted || cell.utf8.contains(where: isSpecial) else { return buffer.append(contentsOf: cell.utf8) }
        buffer.append(UInt8(ascii: "\""))
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { buffer.append(byte) }
            buffer.append(byte)
        }
        buffer.append(UInt8(ascii: "\""))
    }

    private func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, 0x0A, 0x0D: true
        default: false
        }
    }

    private func flush() throws(SheetError) {
        var number: Int32 = 0
        buffer.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count, number == 0, let start = bytes.baseAddress {
                let put = Glibc.write(descriptor, start + done, bytes.count - done)
                if put < 0, errno == EINTR { continue }
                if put <= 0 { number = put < 0 ? errno : EIO } else { done += put }
            }
        }
        guard number == 0 else { throw SheetError.system(number: number) }
        buffer.removeAll(keepingCapacity: true)
    }
}
