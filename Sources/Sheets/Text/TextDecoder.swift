import Glibc

/// Turns the bytes of a text into UTF-8, a chunk at a time; what cannot be read becomes the byte FF, which UTF-8 never has.
final class TextDecoder {
    static let unreadable: UInt8 = 0xFF

    private let source: ByteSource
    private let converter: iconv_t?
    // Bytes that a character which cannot be read takes away.
    private let unit: Int
    private var offset: Int
    private var carry: [UInt8] = []

    /// Begins behind the mark. Throws `SheetError.system` where the system does not know the encoding.
    init(_ source: ByteSource, encoding: TextEncoding, mark: Int) throws(SheetError) {
        (self.source, offset) = (source, mark)
        unit = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? 2 : 1
        guard encoding != .utf8 else {
            converter = nil
            return
        }
        let opened = iconv_open("UTF-8", encoding == .gb18030 ? "GB18030" : encoding.rawValue)
        guard let opened, Int(bitPattern: opened) != -1 else {
            converter = nil
            throw SheetError.system(number: errno)
        }
        converter = opened
    }

    deinit { if let converter { iconv_close(converter) } }

    /// The next bytes, as they are where the text is UTF-8; nil at the end. Throws `SheetError.system`.
    func next() throws(SheetError) -> [UInt8]? {
        let chunk = try source.read(at: offset, 1 << 18)
        offset += chunk.count
        guard let converter else { return chunk.isEmpty ? nil : chunk }
        if chunk.isEmpty {
            defer { carry = [] }
            return carry.isEmpty ? nil : [Self.unreadable]
        }
        return convert(carry + chunk, converter)
    }

    private func convert(_ bytes: [UInt8], _ converter: iconv_t) -> [UInt8] {
        var input = bytes
        // Two bytes make at most three of UTF-8, and one makes one.
        let room = bytes.count * 2 + 16
        var left = 0
        let output = [UInt8](unsafeUninitializedCapacity: room) { output, filled in
            (left, filled) = input.withUnsafeMutableBufferPointer { convert($0, into: output, converter) }
        }
        carry = Array(bytes.suffix(left))
        return output
    }

    /// How many bytes of a cut character are left, and how many were written.
    private func convert(
        _ input: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
        _ converter: iconv_t
    ) -> (left: Int, written: Int) {
        var source = UnsafeMutableRawPointer(input.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var target = UnsafeMutableRawPointer(output.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var (left, room) = (input.count, output.count)
        while left > 0, room > 0 {
            guard iconv(converter, &source, &left, &target, &room) == -1, errno == EILSEQ, room > 0 else { break }
            target?.pointee = CChar(bitPattern: Self.unreadable)
            let skipped = min(unit, left)
            (source, target) = (source?.advanced(by: skipped), target?.advanced(by: 1))
            (left, room) = (left - skipped, room - 1)
        }
        return (left, output.count - room)
    }
}
