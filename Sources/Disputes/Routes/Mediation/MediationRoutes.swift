import Accounts
import Base
import Letters
import Markup
import Matters
import Storage
import Web

/// The mediation table at the desk: its page, its acts and its papers.
struct MediationRoutes: Sendable {
    let desk: DisputeDesk
    let store: MediationStore
    let faces: Faces
    /// The program's public address; that of the visit where none is set.
    let origin: String?
    private static let place = "/desk/matters/{id}/proceedings/{proceeding}/mediation"

    func add(to table: inout RouteTable) {
        table.get(Self.place, CentreRoutes.workers, "People, sittings, offers, agreement and fulfilment of a mediation")
        {
            try await show($0)
        }
        for act in MediationAct.allCases {
            table.post("\(Self.place)/\(act.rawValue)", CentreRoutes.workers, act.summary) { try await take(act, $0) }
        }
        table.get("\(Self.place)/agreements/{agreement}", CentreRoutes.workers, "A version of an agreement as PDF") {
            try await agreement($0, isText: false)
        }
        table.get(
            "\(Self.place)/agreements/{agreement}/text", CentreRoutes.workers,
            "A version of an agreement for screen readers"
        ) { try await agreement($0, isText: true) }
        table.get("\(Self.place)/packet", CentreRoutes.workers, "The packet for judicial confirmation as one PDF") {
            try await packet($0)
        }
        table.get("\(Self.place)/deadlock", CentreRoutes.workers, "The notice that mediation ended, as PDF") {
            try await deadlock($0)
        }
    }

    private func reader(_ visit: Visit) throws -> MediationReader { MediationReader(Actor(try visit.staff())) }

    private func mediation(_ visit: Visit, in reader: any Reader) throws -> Mediation {
        try store.get(visit.id("proceeding"), of: visit.id("id"), for: self.reader(visit), at: visit.now, in: reader)
    }

    private func show(_ visit: Visit, fault: (field: String?, words: Words)? = nil) async throws -> Reply {
        let today = visit.now.day, voice = DisputeVoice(visit, fault: fault)
        let page = try await desk.database.read { reader -> MediationPage in
            let mediation = try self.mediation(visit, in: reader)
            let unit = mediation.opened.unit
            let isOpen = mediation.rights.mayArrange && mediation.opened.proceeding.isOpen
            let line = try [unit] + desk.centres.matters.units.ancestors(of: unit, in: reader).filter { $0 != unit }
            let houses = try line.filter { id in
                try desk.centres.matters.units.find(id, in: reader).map { CentreStore.levels.contains($0.level) }
                    ?? false
            }
            let centres = isOpen ? try houses.map { try desk.centres.get($0, in: reader) } : []
            return MediationPage(
                mediation: mediation,
                proposals: isOpen
                    ? try store.propose(mediation, about: skill(of: mediation), on: today, in: reader) : [],
                register: try store.mediators.list(at: unit, on: today, in: reader), centres: centres,
                court: try papers(visit).court(in: reader), voice: voice)
        }
        return faces.desk(
            visit, title: "\(visit.say(MediationWords.title)) \(page.matter.number)", page.html,
            keeping: .page(DisputePaths.mediation(page.mediation.id, of: page.matter.id)),
            status: fault == nil ? 200 : 422)
    }

    /// What the mediator should know about: read from the kind of mediation, then from the topic.
    private func skill(of mediation: Mediation) -> MediatorSkill? {
        let code = mediation.opened.procedure.code
        for (mark, skill) in [
            ("labour", MediatorSkill.wages), ("traffic", .traffic), ("medical", .medical), ("land", .land),
        ]
        where code.hasPrefix(mark) { return skill }
        let topic = mediation.opened.file.matter.topic ?? ""
        let marks: [(String, MediatorSkill)] = [
            ("wage", .wages), ("labour", .wages), ("neighbour", .neighbours), ("noise", .neighbours),
            ("family", .family),
            ("traffic", .traffic), ("medical", .medical), ("consumer", .consumers), ("land", .land),
            ("property", .housing),
            ("housing", .housing), ("contract", .business),
        ]
        return marks.first { topic.contains($0.0) }?.1
    }

    private func take(_ act: MediationAct, _ visit: Visit) async throws -> Reply {
        let reader = try reader(visit), (id, matter) = (try visit.id("proceeding"), try visit.id("id"))
        let form = visit.form, now = visit.now
        do {
            let file = act == .sign ? form.files.first { $0.field == "scan" } : nil
            let scan = try file.map(Self.picture)
            try await desk.database.write { transaction in
                let change = try store.change(
                    id, of: matter, revision: Int(form.text("revision")) ?? -1, by: reader, at: now, in: transaction)
                try MediationForms(form: form, store: store, scan: scan).take(act, change)
            }
            return .redirect(DisputePaths.mediation(id, of: matter).fragment(act.section))
        } catch let error as DisputeError where error.words != nil {
            return try await show(visit, fault: error.words)
        } catch MatterError.barred(let words) {
            return try await show(visit, fault: (nil, words))
        } catch MatterError.invalid(let field, let words) {
            return try await show(visit, fault: (field, words))
        } catch MatterError.changedMeanwhile {
            return try await show(visit, fault: (nil, RoomWords.changedFirst))
        }
    }

    /// The picture of a signed page; only what can stand in a packet is taken.
    private static func picture(_ file: Form.Upload) throws -> [UInt8] {
        guard file.bytes.count <= 4_000_000, (try? LetterPicture(file.bytes)) != nil else {
            throw DisputeError.invalid(field: "scan", MediationWords.picture)
        }
        return file.bytes
    }

    // MARK: - Papers

    private func papers(_ visit: Visit) -> MediationPapers { MediationPapers(store, origin: origin ?? visit.origin) }

    private func agreement(_ visit: Visit, isText: Bool) async throws -> Reply {
        let id = try visit.id("agreement")
        let (sheet, number) = try await desk.database.read { reader -> (LetterSheet, String) in
            let mediation = try self.mediation(visit, in: reader)
            guard let agreement = mediation.agreements.first(where: { $0.id == id }) else {
                throw DisputeError.notFound
            }
            return (try papers(visit).agreement(agreement, of: mediation, in: reader), agreement.text?.number ?? "")
        }
        if isText {
            let back = DisputePaths.mediation(try visit.id("proceeding"), of: try visit.id("id"))
            let head = DisputeVoice(visit).head(number, back: (MediationWords.title, back))
            return faces.desk(visit, title: sheet.letter.title, "\(head)\(LetterHTML.article(sheet, level: 2))")
        }
        return FileReply.make(
            "application/pdf", try LetterPrinter().print(sheet, at: visit.now).bytes, name: "\(number).pdf")
    }

    private func packet(_ visit: Visit) async throws -> Reply {
        do {
            let mediation = try await desk.database.read { try self.mediation(visit, in: $0) }
            guard mediation.rights.mayArrange else { throw DisputeError.notFound }
            let court = visit.query.text("court")
            let (title, parts) = try await desk.database.read { reader -> (title: String, parts: [LetterPart]) in
                try papers(visit).packet(
                    mediation, subject: papers(visit).subject(of: mediation, in: reader), court: court,
                    scans: try mediation.agreement.map { try papers(visit).scans(of: $0, in: reader) } ?? [],
                    on: visit.now.day, in: reader)
            }
            let printed = try LetterPrinter().bundle(title, parts, at: visit.now)
            return FileReply.make("application/pdf", printed.bytes, name: "\(title).pdf")
        } catch let error as DisputeError where error.words != nil {
            return try await show(visit, fault: error.words)
        }
    }

    private func deadlock(_ visit: Visit) async throws -> Reply {
        let sheet = try await desk.database.read { reader -> LetterSheet in
            let mediation = try self.mediation(visit, in: reader)
            guard mediation.opened.proceeding.end == "failed" else { throw DisputeError.notFound }
            return try papers(visit).deadlock(
                mediation, subject: papers(visit).subject(of: mediation, in: reader), in: reader)
        }
        return FileReply.make(
            "application/pdf", try LetterPrinter().print(sheet, at: visit.now).bytes, name: "\(sheet.letter.title).pdf")
    }
}
