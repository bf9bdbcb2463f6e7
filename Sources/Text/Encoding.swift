import Glibc

/// How a file that somebody brings is encoded.
public enum Encoding: String, CaseIterable, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case gb18030 = "GB 18030"

    /// Decodes a file: by its byte order mark, else as UTF-8 where that is valid, else as GB 18030.
    ///
    /// Never fails: what cannot be read becomes U+FFFD. The name of the encoding is its raw value.
    public static func decode(_ bytes: [UInt8]) -> (text: String, encoding: Encoding) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return (String(decoding: bytes.dropFirst(3), as: UTF8.self), .utf8)
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return (utf16(bytes, low: 0), .utf16LittleEndian) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (utf16(bytes, low: 1), .utf16BigEndian) }
        if let text = String(validating: bytes, as: UTF8.self) { return (text, .utf8) }
        return (gb18030Text(bytes), .gb18030)
    }

    private static func utf16(_ bytes: [UInt8], low: Int) -> String {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
            UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8
        }
        let text = String(decoding: units, as: UTF16.self)
        return bytes.count.isMultiple(of: 2) ? text : text + "\u{FFFD}"
    }

    private static func gb18030Text(_ bytes: [UInt8]) -> String {
        guard let descriptor = iconv_open("UTF-8", "GB18030"), Int(bitPattern: descriptor) != -1 else {
            return String(decoding: bytes, as: UTF8.self)
        }
        defer { iconv_close(descriptor) }
        var input = bytes.map { CChar(bitPattern: $0) }
        // Two bytes of GB 18030 make at most three of UTF-8, one byte makes one or, unreadable, three.
        var output = [CChar](repeating: 0, count: bytes.count * 3 + 16)
        let written = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                convert(descriptor, input, output)
            }
        }
        return String(decoding: output[..<written].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func convert(
        _ descriptor: iconv_t,
        _ input: UnsafeMutableBufferPointer<CChar>,
        _ output: UnsafeMutableBufferPointer<CChar>
    ) -> Int {
        var source = input.baseAddress
        var target = output.baseAddress
        var left = input.count
        var room = output.count
        while left > 0, room >= 3 {
            guard iconv(descriptor, &source, &left, &target, &room) == -1 else { break }
            // E2BIG leaves nothing to skip; EILSEQ and EINVAL mean one byte that belongs to no character.
            guard errno != E2BIG, left > 0, room >= 3 else { break }
            for byte in [0xEF, 0xBF, 0xBD] as [UInt8] {
                target?.pointee = CChar(bitPattern: byte)
                target = target?.advanced(by: 1)
            }
            room -= 3
            source = source?.advanced(by: 1)
            left -= 1
        }
        return output.count - room
    }
}
