import Glibc

/// Looks for a few bytes among many.
enum ByteSearch {
    /// Whether the mark stands among the bytes.
    static func contains(_ bytes: UnsafeRawBufferPointer, _ mark: [UInt8]) -> Bool {
        guard let first = mark.first, var place = bytes.baseAddress else { return false }
        let end = place + bytes.count
        while place + mark.count <= end, let found = memchr(place, Int32(first), end - place) {
            let start = UnsafeRawPointer(found)
            if start + mark.count <= end, memcmp(start, mark, mark.count) == 0 { return true }
            place = start + 1
        }
        return false
    }
}
