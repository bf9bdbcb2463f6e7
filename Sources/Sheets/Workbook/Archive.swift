import CZip
import Glibc

/// The zip archive that a workbook is; counts what it really unpacks to, whatever its directory says.
final class Archive {
    private let zip: OpaquePointer
    private var left: Int

    /// Opens an archive. Throws `SheetError.damaged` where it has no directory that can be read, and `.system`.
    init(_ source: ByteSource) throws(SheetError) {
        guard let zip = try Self.open(source) else { throw SheetError.damaged(part: "zip") }
        self.zip = zip
        let most = source.size.multipliedReportingOverflow(by: SheetLimits.ratio)
        left = min(SheetLimits.unpacked, max(SheetLimits.harmless, most.overflow ? .max : most.partialValue))
    }

    deinit { zip_discard(zip) }

    /// Whether there is such a part.
    func has(_ name: String) -> Bool { zip_name_locate(zip, name, UInt32(ZIP_FL_NOCASE)) >= 0 }

    /// Opens a part; nil where there is none. Throws `SheetError.foreign(.encrypted)` and `.damaged`.
    func part(_ name: String) throws(SheetError) -> Part? {
        let index = zip_name_locate(zip, name, UInt32(ZIP_FL_NOCASE))
        guard index >= 0 else { return nil }
        var facts = zip_stat_t()
        zip_stat_init(&facts)
        guard zip_stat_index(zip, UInt64(index), 0, &facts) == 0 else { throw SheetError.damaged(part: name) }
        let isEncrypted = facts.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != 0
        guard !isEncrypted else { throw SheetError.foreign(.encrypted) }
        guard let file = zip_fopen_index(zip, UInt64(index), 0) else { throw SheetError.damaged(part: name) }
        return Part(name: name, file: file, archive: self)
    }

    private static func open(_ source: ByteSource) throws(SheetError) -> OpaquePointer? {
        if let descriptor = source.duplicate() {
            if let zip = zip_fdopen(descriptor, 0, nil) { return zip }
            close(descriptor)
            return nil
        }
        // libzip frees the copy together with the archive.
        let bytes = try source.read(at: 0, source.size)
        guard let copy = malloc(max(1, bytes.count)) else { throw SheetError.system(number: ENOMEM) }
        bytes.withUnsafeBytes { if let start = $0.baseAddress { memcpy(copy, start, $0.count) } }
        guard let buffer = zip_source_buffer_create(copy, UInt64(bytes.count), 1, nil) else {
            free(copy)
            throw SheetError.system(number: ENOMEM)
        }
        if let zip = zip_open_from_source(buffer, Int32(ZIP_RDONLY), nil) { return zip }
        zip_source_free(buffer)
        return nil
    }

    fileprivate func count(_ bytes: Int) throws(SheetError) {
        left -= bytes
        guard left >= 0 else { throw SheetError.bomb }
    }

    /// A part of the archive that is being unpacked.
    final class Part {
        let name: String
        private let file: OpaquePointer
        private let archive: Archive

        fileprivate init(name: String, file: OpaquePointer, archive: Archive) {
            (self.name, self.file, self.archive) = (name, file, archive)
        }

        deinit { zip_fclose(file) }

        /// Unpacks the next bytes; 0 at the end. Throws `SheetError.bomb` and `.damaged`.
        func read(into start: UnsafeMutableRawPointer, _ most: Int) throws(SheetError) -> Int {
            let got = Int(zip_fread(file, start, UInt64(most)))
            guard got >= 0 else { throw SheetError.damaged(part: name) }
            try archive.count(got)
            return got
        }
    }
}
