import Glibc

/// Writes text in GB 18030, which some systems still do.
enum GB18030 {
    /// The bytes of a text. What has none, which GB 18030 knows not, would be left out.
    static func encode(_ text: String) -> [UInt8] {
        guard let descriptor = iconv_open("GB18030", "UTF-8"), Int(bitPattern: descriptor) != -1 else { return [] }
        defer { iconv_close(descriptor) }
        var input = text.utf8.map { CChar(bitPattern: $0) }
        // A character takes at most four bytes in either.
        var output = [CChar](repeating: 0, count: input.count * 2 + 16)
        let left = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var (source, target) = (input.baseAddress, output.baseAddress)
                var (remaining, room) = (input.count, output.count)
                _ = iconv(descriptor, &source, &remaining, &target, &room)
                return room
            }
        }
        return output[..<(output.count - left)].map { UInt8(bitPattern: $0) }
    }
}
