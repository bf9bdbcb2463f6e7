/// What a file is by its first bytes, whatever its name says.
enum FileKind: Equatable {
    case text
    case zip
    /// A compound file: what all old office documents are, and every new one that a password closes ([MS-CFB] 2.2).
    case oldCompound(SheetError.Foreign)

    /// Looks at a file. Throws `SheetError.system` and, for other kinds of files, `.noTable`.
    static func find(_ source: ByteSource) throws(SheetError) -> FileKind {
        let head = try source.read(at: 0, 8)
        if head == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] {
            return .oldCompound(try isEncrypted(source) ? .encrypted : .oldWorkbook)
        }
        let archives: [[UInt8]] = [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8]]
        if archives.contains(where: { head.starts(with: $0) }) { return .zip }
        guard !others.contains(where: { head.starts(with: $0) }) else { throw SheetError.noTable }
        return .text
    }

    // What people send by mistake and GB 18030 might read: PNG, JPEG, GIF, PDF, gzip, 7z, RAR, and RTF.
    private static let others: [[UInt8]] = [
        [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("%PDF-".utf8), [0x1F, 0x8B, 8],
        [0x37, 0x7A, 0xBC, 0xAF], Array("Rar!".utf8), Array("{\\rtf".utf8),
    ]

    // A closed workbook is a stream of this name, which stands in the directory in UTF-16.
    private static func isEncrypted(_ source: ByteSource) throws(SheetError) -> Bool {
        let name = "EncryptedPackage".utf8.flatMap { [$0, UInt8(0)] }
        var offset = 0
        while true {
            let chunk = try source.read(at: offset, 1 << 20)
            if chunk.withUnsafeBytes({ ByteSearch.contains($0, name) }) { return true }
            guard chunk.count == 1 << 20 else { return false }
            // A name that lies across two chunks is whole in the next.
            offset += chunk.count - name.count
        }
    }
}
