import Foundation

/// A file that is open until the value goes away.
final class OpenFile {
    let path: String
    private let descriptor: Int32

    /// Opens a regular file for reading. Throws `BackupError.system`.
    init(reading path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BackupError.system(path: path, number: errno) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw BackupError.system(path: path, number: EISDIR)
        }
    }

    /// Makes a file that only its owner may read; one that is there is emptied if `replacing`.
    ///
    /// Throws `BackupError.exists` and `.system`.
    init(writing path: String, replacing: Bool = false) throws {
        self.path = path
        let how = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (replacing ? O_TRUNC : O_EXCL)
        descriptor = open(path, how, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? BackupError.exists(path) : BackupError.system(path: path, number: errno)
        }
        fchmod(descriptor, 0o600)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// How many bytes the file has now.
    func size() throws -> Int64 {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw BackupError.system(path: path, number: errno) }
        return Int64(facts.st_size)
    }

    /// The next bytes: as many as asked for, fewer only at the end of the file.
    func next(_ count: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let start = buffer.baseAddress {
                let got = read(descriptor, start + filled, count - filled)
                if got == 0 { return }
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { throw BackupError.system(path: path, number: errno) }
                filled += got
            }
        }
    }

    /// Writes bytes behind those that were written before.
    func append(_ bytes: some ContiguousBytes) throws {
        try bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let start = buffer.baseAddress {
                let put = write(descriptor, start + done, buffer.count - done)
                if put < 0, errno == EINTR { continue }
                guard put > 0 else { throw BackupError.system(path: path, number: errno) }
                done += put
            }
        }
    }

    /// Waits until all is on the disk.
    func sync() throws {
        guard fsync(descriptor) == 0 else { throw BackupError.system(path: path, number: errno) }
    }

    /// Waits until the names in a folder are on the disk; a file system that knows no such thing is let be.
    static func syncFolder(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
