import Glibc

/// The bytes of a file, or of what was sent, from any place on; never all of a file at once.
final class ByteSource {
    private let descriptor: Int32
    private let bytes: [UInt8]
    /// How many bytes there are.
    let size: Int

    /// Opens a regular file. Throws `SheetError.system`.
    init(path: String) throws(SheetError) {
        (descriptor, bytes) = (open(path, O_RDONLY | O_CLOEXEC), [])
        var facts = stat()
        guard descriptor >= 0, fstat(descriptor, &facts) == 0 else {
            size = 0
            throw SheetError.system(number: errno)
        }
        size = Int(facts.st_size)
        guard facts.st_mode & S_IFMT == S_IFREG else { throw SheetError.system(number: EISDIR) }
    }

    /// Takes bytes that are in memory already.
    init(bytes: [UInt8]) {
        (descriptor, self.bytes, size) = (-1, bytes, bytes.count)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// A descriptor of its own for the file; nil where there is none.
    func duplicate() -> Int32? {
        guard descriptor >= 0 else { return nil }
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        return copy >= 0 ? copy : nil
    }

    /// Up to `most` bytes from a place on; none at the end. Throws `SheetError.system`.
    func read(at offset: Int, _ most: Int) throws(SheetError) -> [UInt8] {
        guard descriptor >= 0 else { return Array(bytes.dropFirst(offset).prefix(most)) }
        var number: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
            while filled < most, let start = buffer.baseAddress {
                let got = pread(descriptor, start + filled, most - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { number = errno }
                guard got > 0 else { return }
                filled += got
            }
        }
        guard number == 0 else { throw SheetError.system(number: number) }
        return chunk
    }
}
