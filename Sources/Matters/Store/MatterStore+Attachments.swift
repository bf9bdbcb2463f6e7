public import Base
import Journal
public import Storage
import Text

/// A file that belongs to a matter.
public struct Attachment: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The name it came with; nil once erased.
    public let name: String?
    /// The media type that its bytes show, never what the sender said.
    public let type: String
    /// Bytes.
    public let size: Int
    /// When it came.
    public let at: Instant
}

extension MatterStore {
    /// The most one file may have, in bytes.
    public static let attachmentLimit = 8 << 20
    /// The most files a matter may have.
    public static let attachmentCount = 20

    /// Adds files to a matter. Throws `MatterError.invalid` for a type we do not take or a file that is too large.
    public func attach(
        _ files: [(name: String, bytes: [UInt8])], to matter: RecordID, by principal: Principal, at now: Instant
    ) async throws {
        guard !files.isEmpty else { return }
        try await keeping(files, of: matter) { kept in
            try await database.write { try attach(kept, to: matter, by: principal, at: now, in: $0) }
        }
    }

    /// Takes one step on a matter and adds its files, both or neither. Throws `MatterError` like `act` and `attach`.
    public func act(
        _ code: String, on id: RecordID, revision: Int, input: ActionInput,
        files: [(name: String, bytes: [UInt8])], by actor: Actor, at now: Instant
    ) async throws -> Matter {
        try await keeping(files, of: id) { kept in
            try await database.write { transaction in
                let matter = try act(
                    code, on: id, revision: revision, input: input, by: actor, at: now, in: transaction)
                try attach(kept, to: id, by: actor.principal, at: now, in: transaction)
                return matter
            }
        }
    }

    /// Puts the bytes where they stay before their rows are written, and takes them away again when these are not.
    func keeping<Result>(
        _ files: [(name: String, bytes: [UInt8])], of matter: RecordID?, _ write: ([KeptFile]) async throws -> Result
    ) async throws -> Result {
        guard !files.isEmpty else { return try await write([]) }
        let pictures = try files.map(Self.checked)
        // Before a byte is written: whoever has twenty files may not fill the disk with a twenty-first.
        let there = try await database.read { reader in
            try matter.map { try reader.count("SELECT COUNT(*) AS n FROM attachments WHERE matter_id = \($0)") } ?? 0
        }
        guard there < Self.attachmentCount, files.count <= Self.attachmentCount else { throw Self.tooMany }
        var puts: [BlobFolder.Put] = []
        do {
            var kept: [KeptFile] = []
            for (name, kind, bytes) in pictures {
                let put = try blobs.put(bytes)
                puts.append(put)
                kept.append(KeptFile(name: name, kind: kind, size: bytes.count, blob: put.name))
            }
            let result = try await write(kept)
            for put in puts { blobs.keep(put) }
            return result
        } catch {
            for put in puts { blobs.takeBack(put) }
            throw error
        }
    }

    private static let tooMany = MatterError.invalid(field: "files", Words("最多 20 个文件", "At most 20 files"))

    private static func checked(
        _ file: (name: String, bytes: [UInt8])
    ) throws -> (name: String, kind: Sniff.Kind, bytes: [UInt8]) {
        guard file.bytes.count <= attachmentLimit else {
            throw MatterError.invalid(field: "files", Words("一个文件不能超过 8 MB", "One file may have 8 MB at most"))
        }
        guard let kind = Sniff.kind(of: file.bytes) else {
            throw MatterError.invalid(
                field: "files", Words("只收照片、PDF 和录音", "Only photographs, PDF and recordings")
            )
        }
        // The end of a long name says what kind of file it is.
        let name = String(file.name.suffix(120)).exceeds(60) ? String(file.name.unicodeScalars.suffix(60)) : file.name
        // A photograph says where and when it was taken, and by whose telephone: nobody asked for that.
        return (name, kind, PictureCleaning.clean(file.bytes, kind: kind))
    }

    /// What the matter has already is not added again: somebody pressed twice, or sent a form again.
    func attach(
        _ files: [KeptFile], to matter: RecordID, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        guard !files.isEmpty else { return }
        let rows = try transaction.rows("SELECT blob FROM attachments WHERE matter_id = \(matter)")
        let there = rows.count
        var known = Set(try rows.map { try $0.text("blob") })
        let files = files.filter { known.insert($0.blob).inserted }
        guard there + files.count <= Self.attachmentCount else { throw Self.tooMany }
        // A file is often named after its owner: where a name is kept back, files are only counted.
        let isNamed = try self.isNamed(matter, in: transaction)
        for (index, file) in files.enumerated() {
            let name = isNamed ? file.name : "附件\(there + index + 1).\(file.kind.fileExtension)"
            try insert(file, name, matter, principal, now, transaction)
        }
    }

    private static let attachmentShape = RowShape(
        "attachments", ["id", "district", "matter_id", "name_id", "type", "size", "blob", "author", "at"]
    )

    struct KeptFile {
        let name: String
        let kind: Sniff.Kind
        let size: Int
        let blob: String
    }

    private func isNamed(_ matter: RecordID, in reader: any Reader) throws -> Bool {
        try reader.row("SELECT confidentiality FROM matters WHERE id = \(matter)")?.text("confidentiality")
            == Confidentiality.named.rawValue
    }

    private func insert(
        _ file: KeptFile, _ fileName: String, _ matter: RecordID, _ principal: Principal, _ now: Instant,
        _ transaction: any Transaction
    ) throws {
        let subject = Subject("matter", matter)
        let name = try personal.seal(fileName, owner: subject, field: "file-name", at: now, in: transaction)
        let id = RecordID.make(at: now)
        let row = Self.attachmentShape.row([
            id.value, district.value, matter.value, name.id.value, file.kind.mediaType.value, file.size.value,
            file.blob.value,
            principal.key.value, now.value,
        ])
        try transaction.insert(row, of: matter)
        try journal.record(
            JournalRecord(
                "matter.attachment", subject: subject, by: principal, happenedAt: now,
                parameters: [
                    "attachment": id.text, "blob": file.blob, "type": file.kind.mediaType, "size": String(file.size),
                ],
                personal: ["name": name]
            ),
            in: transaction
        )
    }

    /// The files of a matter, oldest first. The caller has checked the scope.
    public func listAttachments(_ matter: RecordID, in reader: any Reader) throws -> [Attachment] {
        let rows = try reader.rows("SELECT * FROM attachments WHERE matter_id = \(matter) ORDER BY at, id")
        let names = try personal.open(ids: rows.map { try $0.id("name_id") }, in: reader)
        return try rows.map { row in
            Attachment(
                id: try row.id("id"), name: names[try row.id("name_id")], type: try row.text("type"),
                size: try row.int("size"), at: try row.instant("at")
            )
        }
    }

    /// Type and bytes of a file of a matter. Throws `MatterError.notFound`. The caller has checked the scope.
    public func getAttachment(_ id: RecordID, of matter: RecordID) async throws -> (type: String, bytes: [UInt8]) {
        let row = try await database.read { reader in
            try reader.row("SELECT type, blob FROM attachments WHERE id = \(id) AND matter_id = \(matter)")
                .map { (try $0.text("type"), try $0.text("blob")) }
        }
        guard let (type, blob) = row, let bytes = try? blobs.get(blob) else { throw MatterError.notFound }
        return (type, bytes)
    }
}
