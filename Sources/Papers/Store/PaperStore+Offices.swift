public import Accounts
public import Base
import Foundation
import Journal
public import Letters
public import Storage

/// How a unit's papers are numbered and sealed.
public struct PaperOffice: Hashable, Sendable {
    /// The unit.
    public let unit: RecordID
    /// What its numbers begin with, such as 余示.
    public let mark: String
    /// The picture of its seal; nil where the program draws one.
    public let picture: LetterPicture?
    /// The bytes of that picture.
    public let bytes: [UInt8]
    /// Counts its changes; 0 while the unit has only what the program proposes.
    public let revision: Int
}

// Marks and seals of units. A mark belongs to one unit, so that no two papers of a district bear the same number.
extension PaperStore {
    /// The most bytes that the picture of a seal may have, and the most dots on each side.
    public static let (sealBytes, sealSide) = (1_000_000, 2_000)

    /// The office of a unit as it stands or would stand.
    public func office(of unit: Accounts.Unit, in reader: any Reader) throws -> PaperOffice {
        try office(of: unit, creating: false, in: reader)
    }

    /// Gives a unit another mark. Numbers that were given stay. Throws `PaperError`.
    public func setMark(
        _ mark: String, of unit: Accounts.Unit, revision: Int, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        if let fault = PaperNumber.fault(inMark: mark) { throw PaperError.invalid(["mark": fault]) }
        let taken = try transaction.row(
            "SELECT 1 AS n FROM paper_offices WHERE district = \(district) AND mark = \(mark) AND id <> \(unit.id)")
        guard taken == nil else {
            throw PaperError.invalid(["mark": Words("别的单位在用这个代字", "Another unit has this mark")])
        }
        try change(unit, revision: revision, "paper.mark", by: principal, at: now, in: transaction) { office in
            (mark, office.bytes)
        }
    }

    /// Gives a unit the picture of its seal, PNG or JPEG; nothing takes it away, and the program draws one again. Throws
    /// `PaperError`.
    public func setSeal(
        _ bytes: [UInt8], of unit: Accounts.Unit, revision: Int, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        if !bytes.isEmpty, (try? Self.picture(bytes)) == nil {
            throw PaperError.invalid([
                "seal": Words(
                    "要 PNG 或 JPEG 图片，不超过 1 MB，每边不超过 \(Self.sealSide) 点",
                    "A PNG or JPEG picture of 1 MB and \(Self.sealSide) dots a side at most")
            ])
        }
        try change(unit, revision: revision, "paper.seal", by: principal, at: now, in: transaction) { office in
            (office.mark, bytes)
        }
    }

    private static func picture(_ bytes: [UInt8]) throws -> LetterPicture? {
        guard bytes.count <= sealBytes else { return nil }
        let picture = try LetterPicture(bytes)
        guard picture.width <= sealSide, picture.height <= sealSide else { return nil }
        try LetterPrinter.check(picture)
        return picture
    }

    private func change(
        _ unit: Accounts.Unit, revision: Int, _ code: String, by principal: Principal, at now: Instant,
        in transaction: any Transaction, _ change: (PaperOffice) -> (mark: String, bytes: [UInt8])
    ) throws {
        let office = try office(of: unit, creating: true, in: transaction)
        // Who saw a proposal saw revision 0; the row begins with 1.
        guard office.revision == max(1, revision) else { throw PaperError.changedMeanwhile }
        let (mark, bytes) = change(office)
        let picture = bytes.isEmpty ? nil : Data(bytes).base64EncodedString()
        try transaction.execute(
            """
            UPDATE paper_offices SET mark = \(mark), picture = \(picture), revision = revision + 1
            WHERE id = \(unit.id) AND district = \(district)
            """
        )
        transaction.noteChange("paper_offices", of: unit.id, id: unit.id)
        try journal.record(
            JournalRecord(
                code, subject: Subject("unit", unit.id), by: principal, happenedAt: now,
                parameters: bytes.isEmpty ? [:] : ["sha256": Self.digest(bytes)]),
            in: transaction)
    }

    /// The office of a unit. One without a row has the first mark that no other unit has; where it is `creating`, it keeps it.
    func office(of unit: Accounts.Unit, creating: Bool, in reader: any Reader) throws -> PaperOffice {
        if let row = try reader.row("SELECT * FROM paper_offices WHERE id = \(unit.id) AND district = \(district)") {
            let bytes = try row.textOrNil("picture").flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) } ?? []
            return PaperOffice(
                unit: unit.id, mark: try row.text("mark"), picture: bytes.isEmpty ? nil : try? LetterPicture(bytes),
                bytes: bytes, revision: try row.int("revision"))
        }
        for mark in PaperNumber.marks(district: place.zh, unit: unit.name.zh, code: unit.code) {
            let taken = try reader.row(
                "SELECT 1 AS n FROM paper_offices WHERE district = \(district) AND mark = \(mark)")
            if taken != nil { continue }
            if creating, let transaction = reader as? any Transaction, try !keep(mark, of: unit, in: transaction) {
                // Taken meanwhile: by another unit, or this unit's own first letter was issued at the same time.
                let own = try reader.row("SELECT 1 AS n FROM paper_offices WHERE id = \(unit.id)")
                if own != nil { return try office(of: unit, creating: false, in: reader) }
                continue
            }
            return PaperOffice(unit: unit.id, mark: mark, picture: nil, bytes: [], revision: creating ? 1 : 0)
        }
        throw PaperError.barred(Words("请管理员先定发文代字", "An administrator must give the unit a mark first"))
    }

    /// Answers false where another unit took the mark meanwhile.
    private func keep(_ mark: String, of unit: Accounts.Unit, in transaction: any Transaction) throws -> Bool {
        let kept = try transaction.change(
            """
            INSERT INTO paper_offices (id, district, mark, picture, revision)
            VALUES (\(unit.id), \(district), \(mark), NULL, 1) ON CONFLICT DO NOTHING
            """
        )
        guard kept == 1 else { return false }
        transaction.noteChange("paper_offices", of: unit.id, id: unit.id)
        return true
    }
}
