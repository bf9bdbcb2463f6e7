// Papers: letters made inside proceedings, from drafts to what was served. Contents are sealed as values of the matter, so that
// erasing the matter erases them; the row keeps number, day and digest.
import Accounts
public import Base
import Foundation
public import Journal
public import Letters
public import Matters
import Rulebook
public import Storage

/// Reads and writes papers.
public struct PaperStore: Sendable {
    /// The matters, for scopes, units and files.
    public let matters: MatterStore
    let journal: Journal
    let printer: LetterPrinter
    /// The district's name, with whose first character marks begin.
    let place: Words
    /// Whether drawn seals say that they are samples.
    let isSample: Bool
    let rulebook: Rulebook
    var database: any Database { matters.database }
    var district: DistrictKey { matters.district }

    /// The papers of a district, set in some fonts; `isSample` where the district is a demonstration.
    public init(
        matters: MatterStore, journal: Journal, place: Words, isSample: Bool, fonts: LetterFonts = LetterFonts()
    ) {
        (self.matters, self.journal, self.place, self.isSample) = (matters, journal, place, isSample)
        printer = LetterPrinter(fonts: fonts)
        rulebook = Rulebook(district: matters.district)
    }

    /// The templates that are in force on a day and without a fault, with the version of each, by code.
    func templates(on day: Day, in reader: any Reader) throws -> [String: (template: LetterTemplate, version: String)] {
        var found: [String: (template: LetterTemplate, version: String)] = [:]
        for pack in try rulebook.listCurrent(pack: "letters", on: day, in: reader) {
            // A text that nobody can read offers no letter, and takes no other away.
            guard let template = try? pack.decode(LetterTemplate.self), template.faults().isEmpty else { continue }
            found[template.code] = (template, pack.pin)
        }
        return found
    }

    /// The template of a paper: the version it began with, whatever was published since.
    func template(of paper: Paper, in reader: any Reader) throws -> LetterTemplate {
        try rulebook.get(pin: paper.version, in: reader).decode(LetterTemplate.self)
    }

    /// A proceeding as somebody stands to it. Throws `PaperError.notFound` outside their scope.
    public func desk(
        of proceeding: RecordID, in matter: RecordID, for actor: Actor, in reader: any Reader
    ) throws -> PaperDesk {
        guard let found = try? matters.getMatter(matter, scope: matters.scope(of: actor, in: reader), in: reader) else {
            throw PaperError.notFound
        }
        let file = try matters.getFile(found, in: reader)
        let all = try matters.listProceedings(of: file, in: reader)
        guard let opened = all.first(where: { $0.proceeding.id == proceeding }) else { throw PaperError.notFound }
        guard let unit = try matters.units.find(opened.unit, in: reader) else { throw PaperError.notFound }
        return PaperDesk(file: file, opened: opened, others: all, unit: unit, actor: actor)
    }

    /// A paper of a proceeding that somebody may see. Throws `PaperError.notFound`.
    public func open(_ id: RecordID, for actor: Actor, in reader: any Reader) throws -> (paper: Paper, desk: PaperDesk)
    {
        guard let paper = try find(id, in: reader) else { throw PaperError.notFound }
        return (paper, try desk(of: paper.proceeding, in: paper.matter, for: actor, in: reader))
    }

    /// A paper whatever its reader may see of it; nil when there is none.
    public func find(_ id: RecordID, in reader: any Reader) throws -> Paper? {
        try reader.row("SELECT * FROM papers WHERE id = \(id) AND district = \(district)").map(Paper.init)
    }

    /// The papers of a proceeding, oldest first. The caller has checked the scope.
    public func list(of proceeding: RecordID, in reader: any Reader) throws -> [Paper] {
        try reader.rows("SELECT * FROM papers WHERE proceeding_id = \(proceeding) ORDER BY written_at, id")
            .map(Paper.init)
    }

    /// The services of papers, oldest first, by paper; what is told of people only where the reader may read the contents.
    public func services(
        of papers: [Paper], on desk: PaperDesk, in reader: any Reader
    ) throws -> [RecordID: [PaperService]] {
        guard !papers.isEmpty else { return [:] }
        let rows = try reader.rows(
            "SELECT * FROM paper_services WHERE paper_id IN (\(list: papers.map(\.id))) ORDER BY at, id")
        let texts =
            desk.mayRead
            ? try journal.personalValues.open(ids: rows.map { try $0.id("told_id") }, in: reader) : [:]
        var found: [RecordID: [PaperService]] = [:]
        for row in rows {
            let told = texts[try row.id("told_id")].flatMap { Self.decode(ServiceTold.self, $0) }
            found[try row.id("paper_id"), default: []].append(
                PaperService(
                    id: try row.id("id"), way: ServiceWay(rawValue: try row.text("way")) ?? .handed,
                    day: try row.day("day"), told: told, receipt: try row.idOrNil("attachment_id"),
                    at: try row.instant("at")))
        }
        return found
    }

    /// The texts of a paper; nil once they were erased. Throws `PaperError.notFound` for who may not read them.
    public func texts(of paper: Paper, on desk: PaperDesk, in reader: any Reader) throws -> PaperTexts? {
        guard desk.mayRead else { throw PaperError.notFound }
        return try journal.personalValues.open(paper.values, in: reader).flatMap { Self.decode(PaperTexts.self, $0) }
    }

    /// Why a paper was withdrawn; nil when it was not, and once the words were erased.
    public func reason(of paper: Paper, on desk: PaperDesk, in reader: any Reader) throws -> String? {
        guard desk.mayRead, let reason = paper.reason else { return nil }
        return try journal.personalValues.open(reason, in: reader)
    }

    /// The file of an issued paper, as it was issued; nil for a draft and once it was erased.
    public func file(of paper: Paper, on desk: PaperDesk, in reader: any Reader) throws -> [UInt8]? {
        guard desk.mayRead else { throw PaperError.notFound }
        guard let file = paper.file, let text = try journal.personalValues.open(file, in: reader) else { return nil }
        return Data(base64Encoded: text).map { [UInt8]($0) }
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) -> Value? {
        try? JSONDecoder().decode(type, from: Data(text.utf8))
    }

    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension Paper {
    init(_ row: Row) throws {
        id = try row.id("id")
        matter = try row.id("matter_id")
        proceeding = try row.id("proceeding_id")
        unit = try row.id("unit_id")
        template = try row.text("template")
        version = try row.text("version")
        state = PaperState(rawValue: try row.text("state")) ?? .withdrawn
        number = try row.textOrNil("number")
        day = try row.dayOrNil("day")
        seal = try row.textOrNil("seal").flatMap(PaperSeal.init)
        digest = try row.textOrNil("digest")
        pages = try row.integerOrNil("pages").map(Int.init)
        issuedAt = try row.instantOrNil("issued_at")
        withdrawnAt = try row.instantOrNil("withdrawn_at")
        replaces = try row.idOrNil("replaces_id")
        writtenAt = try row.instant("written_at")
        revision = try row.int("revision")
        values = try row.id("values_id")
        file = try row.idOrNil("file_id")
        reason = try row.idOrNil("reason_id")
    }
}
