import Base
import Foundation
import TestSupport
import Testing

@testable import Backups

/// A backup gives back what went into it, or nothing.
@Suite struct BackupFormatTests {
    private static let now = Instant(milliseconds: 1_574_726_400_000)

    private let folder: URL
    private let passphrase: Passphrase

    init() throws {
        folder = try TestFolders.make("backup")
        passphrase = try Passphrase("谷雨时节 rain brings up the crops")
    }

    private var path: String { folder.appending(path: "guyu.backup").path }

    private static let label = BackupLabel(
        district: "yuhang", code: "330110", name: Words("余杭区", "Yuhang District"), createdAt: now,
        expiresAt: now.adding(seconds: 86_400), migrations: ["journal-01"], counts: ["matters": 3],
        holds: .init(data: true, keys: true)
    )

    private func make(_ files: [(String, [UInt8])]) throws {
        try? FileManager.default.removeItem(atPath: path)
        let writer = try BackupWriter(path: path, passphrase: passphrase)
        try writer.write(Self.label)
        for (index, (name, bytes)) in files.enumerated() {
            let source = folder.appending(path: "source-\(index)")
            try Data(bytes).write(to: source)
            try writer.add(try BackupSource(source.path), as: name)
        }
        _ = try writer.finish()
    }

    private func read(with words: Passphrase? = nil) throws -> [String: [UInt8]] {
        let reader = try BackupReader(path: path, passphrase: words ?? passphrase)
        #expect(reader.label == Self.label)
        var files: [String: [UInt8]] = [:]
        while let file = try reader.next() {
            var bytes: [UInt8] = []
            _ = try reader.contents { bytes += $0 }
            files[file.name] = bytes
        }
        return files
    }

    private static func noise(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }
    }

    /// A backup of some chunks, and its bytes.
    private func chunky() throws -> [UInt8] {
        try make([("shanzhi.sqlite", Self.noise(300_000)), ("keys/personal-1.key", Self.noise(65))])
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    private func write(_ bytes: some Sequence<UInt8>) throws { try Data(Array(bytes)).write(to: URL(filePath: path)) }

    @Test func `files of every size come back as they were`() throws {
        let sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001]
        let files = sizes.map { ("blobs/ab/file\($0)", Self.noise($0)) }
        try make(files)
        #expect(try read() == Dictionary(uniqueKeysWithValues: files))
        #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `nothing that went in stands readable in the file`() throws {
        let said = "楼道灯坏了，老人看不见"
        try make([("shanzhi.sqlite", Array(said.utf8))])
        let bytes = try Data(contentsOf: URL(filePath: path))
        for words in [said, "余杭区", "shanzhi.sqlite", "journal-01"] {
            #expect(bytes.range(of: Data(words.utf8)) == nil, "\(words)")
        }
    }

    @Test func `another passphrase opens nothing, and the same one typed with combined letters opens it`() throws {
        try make([("journal.heads", [1])])
        #expect(throws: BackupError.wrongPassphrase) {
            try read(with: Passphrase("谷雨时节 rain brings up the crop"))
        }
        #expect(throws: BackupError.passphraseTooShort) { try Passphrase("guyu 2019") }
        let composed = try Passphrase("caf\u{E9} au lait, s'il"), apart = try Passphrase("cafe\u{301} au lait, s'il")
        #expect(composed.bytes == apart.bytes)
    }

    @Test func `one flipped bit anywhere is found`() throws {
        let whole = try chunky()
        let sealed = ChunkWriter.size + ChunkWriter.tagLength
        for place in [
            76, 76 + 500, 76 + sealed - 1, 76 + sealed, 76 + 3 * sealed + 9, whole.count - 17, whole.count - 1,
        ] {
            var bytes = whole
            bytes[place] ^= 0x40
            try write(bytes)
            let chunk = (place - 76) / sealed
            #expect(throws: BackupError.damaged(at: Int64(76 + chunk * sealed)), "byte \(place)") { try read() }
        }
        for place in [0, 17, 25, 30, 43, 44, 75] {
            var bytes = whole
            bytes[place] ^= 0x40
            try write(bytes)
            #expect(throws: BackupError.self, "byte \(place) of the header") { try read() }
        }
    }

    @Test func `a cut file is told from a whole one wherever it is cut`() throws {
        let whole = try chunky()
        let sealed = ChunkWriter.size + ChunkWriter.tagLength
        for chunks in 0...3 {
            try write(whole.prefix(76 + chunks * sealed))
            #expect(throws: BackupError.cutOff, "after \(chunks) chunks") { try read() }
        }
        for length in [76 + 16, 76 + 2_000, 76 + 2 * sealed + 4_000, whole.count - 1] {
            try write(whole.prefix(length))
            #expect(throws: BackupError.self, "after \(length) bytes") { try read() }
        }
        for length in [0, 10, 75] {
            try write(whole.prefix(length))
            #expect(throws: BackupError.notABackup(path), "after \(length) bytes") { try read() }
        }
    }

    @Test func `chunks that were swapped, repeated or added are found`() throws {
        let whole = try chunky()
        let sealed = ChunkWriter.size + ChunkWriter.tagLength
        let head = Array(whole[..<76]), first = Array(whole[76..<(76 + sealed)])
        let second = Array(whole[(76 + sealed)..<(76 + 2 * sealed)]), rest = Array(whole[(76 + 2 * sealed)...])
        for bytes in [
            head + second + first + rest, head + first + first + rest, head + first + rest, whole + second, whole + [0],
        ] {
            try write(bytes)
            #expect(throws: BackupError.self) { try read() }
        }
        try write(head + first + second + rest)
        #expect(try read().count == 2, "put together again it is whole")
    }

    @Test func `a chunk of another backup under the same passphrase is found`() throws {
        let one = try chunky(), other = try chunky()
        let sealed = ChunkWriter.size + ChunkWriter.tagLength
        try write(one[..<76] + other[76..<(76 + sealed)] + one[(76 + sealed)...])
        #expect(throws: BackupError.damaged(at: 76)) { try read() }
    }

    @Test func `no name leads out of the data folder`() throws {
        for name in [
            "../shanzhi.sqlite", "/etc/passwd", "keys/../../x", "keys/.hidden", "blobs/ab", "models", "models/a/b",
            "blobs//x", "keys", "",
            "shanzhi.sqlite/x", "other", "blobs/ab/..", "keys/a\nb",
        ] {
            #expect(!BackedUpFile.isAllowed(name), "\(name)")
            #expect(throws: BackupError.self, "\(name)") { try make([(name, [1])]) }
            // The same from a writer that is not ours.
            var chunks = try ChunkWriter(OpenFile(writing: path, replacing: true), header: BackupHeader(passphrase))
            let label = try JSONEncoder().encode(Self.label)
            try chunks.write([1] + BigEndian.bytes(UInt32(label.count)) + label)
            try chunks.write(
                [2] + BigEndian.bytes(UInt16(name.utf8.count)) + Array(name.utf8) + BigEndian.bytes(UInt64(0)))
            try chunks.finish()
            #expect(throws: BackupError.malformed("no file may be called \(name)")) { try read() }
        }
        for name in [
            "shanzhi.sqlite", "journal.heads", "keys/session-2.key", "blobs/0a/0abc", "models/topics-20191126-01.model",
        ] {
            #expect(BackedUpFile.isAllowed(name), "\(name)")
        }
    }

    @Test func `a file that is there already is not written over, and one that failed leaves nothing`() throws {
        try make([("journal.heads", [1])])
        #expect(throws: BackupError.exists(path)) { try BackupWriter(path: path, passphrase: passphrase) }
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: BackupError.self) { try make([("journal.heads", [1]), ("../x", [2])]) }
        #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a restored folder has its name only when it is whole`() throws {
        try make([("journal.heads", [1, 2]), ("keys/blobs-1.key", [3])])
        let place = folder.appending(path: "new")
        do {
            let reader = try BackupReader(path: path, passphrase: passphrase)
            let target = try RestoreFolder(place)
            if let file = try reader.next() { try target.write(file, from: reader) }
            #expect(!FileManager.default.fileExists(atPath: place.path))
        }
        let beside = { try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("new") } }
        #expect(try beside().isEmpty, "a restore that was broken off leaves nothing")
        let reader = try BackupReader(path: path, passphrase: passphrase)
        let target = try RestoreFolder(place)
        while let file = try reader.next() { try target.write(file, from: reader) }
        try target.finish()
        #expect(try beside() == ["new"])
        for (name, mode) in [("", 0o700), ("keys", 0o700), ("journal.heads", 0o600), ("keys/blobs-1.key", 0o600)] {
            let facts = try FileManager.default.attributesOfItem(atPath: place.appending(path: name).path)
            #expect(facts[.posixPermissions] as? Int == mode, "\(name)")
        }
        #expect(throws: BackupError.exists(place.path)) { try RestoreFolder(place) }
    }

    @Test func `one backup at a time works in a data folder, and what a killed one left is removed`() throws {
        let data = try TestFolders.make("data")
        let work = data.appending(path: BackupWork.name)
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        try Data("left over".utf8).write(to: work.appending(path: "copy.sqlite"))
        do {
            let held = try BackupWork(in: data)
            #expect(try FileManager.default.contentsOfDirectory(atPath: work.path).isEmpty)
            try Data("a copy".utf8).write(to: held.folder.appending(path: "copy.sqlite"))
            #expect(throws: BackupError.busy(data.path)) { try BackupWork(in: data) }
            #expect(FileManager.default.fileExists(atPath: work.appending(path: "copy.sqlite").path))
            #expect(try held.take("copy.sqlite").size == 6)
            #expect(!FileManager.default.fileExists(atPath: work.appending(path: "copy.sqlite").path))
        }
        #expect(!FileManager.default.fileExists(atPath: work.path))
    }
}
