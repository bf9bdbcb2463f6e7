import Accounts
public import Base
import Crypto
import Foundation
import Journal
public import Letters
public import Matters
public import Storage

// Issuing: number, seal, file and digest in one transaction. The file is kept as it was made: fonts and templates may change.
extension PaperStore {
    /// Issues a draft; what it answers is final. The PDF bears a QR code of `address`, the public page of the paper.
    ///
    /// Throws `PaperError`, or `LetterError` where the letter cannot be drawn. Draws the letter inside the transaction, some
    /// hundredths of a second, since the number is known there only.
    @discardableResult
    public func issue(
        _ id: RecordID, revision: Int, address: String, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> Paper {
        let (paper, desk) = try draft(id, by: actor, in: transaction)
        let template = try template(of: paper, in: transaction)
        guard let texts = try texts(of: paper, on: desk, in: transaction) else { throw PaperError.barred(Self.erased) }
        let (values, faults) = texts.read(for: template, isStrict: true, from: desk.firstDay, today: now.day)
        guard faults.isEmpty else { throw PaperError.invalid(faults) }
        try claim(paper, revision: revision, in: transaction)
        let office = try office(of: desk.unit, creating: true, in: transaction)
        let number = try nextNumber(office.mark, of: desk.unit.id, template.series, now.day.parts.year, in: transaction)
        let printed = try print(
            template, values, number: number, proof: LetterProof(address: address, code: number), seal: office.picture,
            of: desk.unit, at: now)
        guard printed.unknownCharacters == 0 else {
            throw PaperError.barred(Self.unknown(printed.unknownCharacters))
        }
        let file = try journal.personalValues.seal(
            Data(printed.bytes).base64EncodedString(), owner: Subject("matter", paper.matter), field: "paper-file",
            at: now, in: transaction)
        let digest = Self.digest(printed.bytes), seal: PaperSeal = office.picture == nil ? .drawn : .picture
        var day = now.day
        if case .day(let written) = values[PaperTexts.day] { day = written }
        try transaction.execute(
            """
            UPDATE papers SET state = \(PaperState.issued.rawValue), number = \(number), day = \(day),
              file_id = \(file.id), seal = \(seal.rawValue), digest = \(digest), pages = \(printed.pages),
              issued_by = \(actor.principal.key), issued_at = \(now)
            WHERE id = \(id)
            """
        )
        try journal.record(
            JournalRecord(
                "paper.issued", subject: Subject("paper", id), by: actor.principal, happenedAt: now,
                parameters: ["sha256": digest, "template": paper.version], personal: ["file": file]),
            in: transaction)
        guard let issued = try find(id, in: transaction) else { throw PaperError.notFound }
        return issued
    }

    /// The sheet of a paper as its pages show it; a draft with what is there, its number open, without seal and proof. Nil once
    /// its texts were erased. `faults` tells what is missing: then there is nothing to show.
    public func sheet(
        of paper: Paper, on desk: PaperDesk, address: String, copy language: Language = .simplified, at now: Instant,
        in reader: any Reader
    ) throws -> (sheet: LetterSheet?, faults: [String: Words]) {
        guard let texts = try texts(of: paper, on: desk, in: reader) else { return (nil, [:]) }
        let template = try template(of: paper, in: reader)
        // What was right on the day of issue stays right.
        let today = paper.issuedAt?.day ?? now.day
        let read = texts.read(for: template, isStrict: true, from: desk.firstDay, today: today)
        guard read.faults.isEmpty else { return (nil, read.faults) }
        let mark = try office(of: desk.unit, creating: false, in: reader).mark
        let pending = PaperNumber.pending(mark: mark, series: template.series, year: now.day.parts.year)
        let number = paper.number ?? pending
        let letter = try template.fill(Self.numbered(read.values, number, template), in: language)
        let proof = paper.number.map { LetterProof(address: address, code: $0) }
        return (
            LetterSheet(
                letter, seal: paper.wasIssued ? .drawn(unit: desk.unit.name.zh, isSample: isSample) : nil, proof: proof),
            [:]
        )
    }

    /// The PDF of a draft as it would be, without number, seal and proof, and how many characters no font can draw.
    public func draftFile(_ sheet: LetterSheet, at now: Instant) throws -> PrintedLetter {
        try printer.print(sheet, at: now)
    }

    private func print(
        _ template: LetterTemplate, _ values: [String: LetterValue], number: String, proof: LetterProof,
        seal: LetterPicture?, of unit: Accounts.Unit, at now: Instant
    ) throws -> PrintedLetter {
        let letter = try template.fill(Self.numbered(values, number, template))
        let drawn = LetterSeal.drawn(unit: unit.name.zh, isSample: isSample)
        return try printer.print(
            LetterSheet(letter, seal: seal.map { .picture($0) } ?? drawn, proof: proof), at: now)
    }

    private static func numbered(
        _ values: [String: LetterValue], _ number: String, _ template: LetterTemplate
    ) -> [String: LetterValue] {
        var values = values
        if template.findPlaceholder(PaperTexts.number) != nil { values[PaperTexts.number] = .text(number) }
        return values
    }

    private func nextNumber(
        _ mark: String, of unit: RecordID, _ series: String?, _ year: Int, in transaction: any Transaction
    ) throws -> String {
        let row = try transaction.row(
            """
            INSERT INTO paper_serials (district, unit_id, series, year, last)
            VALUES (\(district), \(unit), \(series ?? PaperNumber.standard), \(year), 1)
            ON CONFLICT (unit_id, series, year) DO UPDATE SET last = paper_serials.last + 1
            RETURNING last
            """
        )
        return PaperNumber.make(mark: mark, series: series, year: year, serial: try row?.int("last") ?? 1)
    }

    static func digest(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: Data(bytes)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static let erased = Words("个人信息已依法删除", "The personal data were erased as the law asks")

    static func unknown(_ count: Int) -> Words {
        Words(
            "文中有 \(count) 个字符没有字体，会印成方框：请换写法，或请管理员安装字体",
            "No font can draw \(count) characters of it: write them otherwise, or have a font installed")
    }
}
