import Accounts
import Base
import Letters
import Markup
import Matters
import Storage
import Web

/// One letter at the desk: its page and files, and what is done with it.
struct PaperActRoutes: Sendable {
    let store: PaperStore
    let faces: Faces
    /// The program's public address; that of the visit where none is set.
    let origin: String?

    func add(to table: inout RouteTable) {
        table.get("/desk/papers/{id}", .staff, "One letter: preview, issue, service") { try await show($0) }
        table.get("/desk/papers/{id}/texts", .staff, "The form of a draft") { try await form($0) }
        table.post("/desk/papers/{id}/texts", .staff, "Changes a draft", redraw: { try await form($0) }) {
            try await rewrite($0)
        }
        table.post("/desk/papers/{id}/issue", .staff, "Issues a draft: number, seal, file, for good") { visit in
            let revision = Int(visit.form.text("revision")) ?? 0
            return try await act(visit) { id, actor, transaction in
                try store.issue(
                    id, revision: revision, address: address(of: id, visit), by: actor, at: visit.now, in: transaction)
            }
        }
        table.post("/desk/papers/{id}/withdrawal", .staff, "Withdraws a letter with a reason") { visit in
            let revision = Int(visit.form.text("revision")) ?? 0
            return try await act(visit) { id, actor, transaction in
                try store.withdraw(
                    id, because: visit.form.text("reason"), revision: revision, by: actor, at: visit.now,
                    in: transaction)
            }
        }
        table.post("/desk/papers/{id}/services", .staff, "Writes down how a letter reached somebody") { visit in
            try await act(visit) { id, actor, transaction in
                try store.serve(id, try ServiceInput(visit.form), by: actor, at: visit.now, in: transaction)
            }
        }
        table.get("/desk/papers/{id}/pdf", .staff, "The PDF of a letter; of a draft without number, seal and proof") {
            try await pdf($0)
        }
        table.get("/desk/papers/{id}/reading", .staff, "A letter as a plain document for screen readers") {
            try await reading($0)
        }
    }

    private func address(of id: RecordID, _ visit: Visit) -> String {
        (origin ?? visit.origin) + PaperPaths.proof(of: id).text
    }

    private func act(
        _ visit: Visit, _ work: @escaping @Sendable (RecordID, Actor, any Transaction) throws -> Void
    ) async throws -> Reply {
        let id = try visit.id("id"), actor = Actor(try visit.staff())
        do {
            try await store.database.write { try work(id, actor, $0) }
            return .redirect(PaperPaths.paper(id))
        } catch PaperError.invalid(let faults) {
            return try await show(visit, faults: faults, status: 422)
        } catch PaperError.barred(let why) {
            return try await show(visit, fault: why, status: 409)
        } catch PaperError.changedMeanwhile {
            return try await show(visit, fault: PaperWords.changedFirst, status: 409)
        }
    }

    private func show(
        _ visit: Visit, faults: [String: Words] = [:], fault: Words? = nil, status: Int = 200
    ) async throws -> Reply {
        let id = try visit.id("id"), actor = Actor(try visit.staff())
        let page = try await store.database.read { reader -> PaperPage in
            let (paper, desk) = try store.open(id, for: actor, in: reader)
            let found =
                desk.mayRead
                ? try store.sheet(of: paper, on: desk, address: address(of: id, visit), at: visit.now, in: reader)
                : (sheet: nil, faults: [:])
            let files = try store.matters.listAttachments(paper.matter, in: reader)
            return PaperPage(
                paper: paper, desk: desk, template: try store.template(of: paper, in: reader),
                article: found.sheet.map { LetterHTML.article($0, level: 3) }, missing: found.faults,
                reason: try store.reason(of: paper, on: desk, in: reader),
                services: try store.services(of: [paper], on: desk, in: reader)[id] ?? [],
                files: files.map { ($0.id, $0.name ?? $0.type) },
                voice: PaperVoice(visit, faults: faults, fault: fault))
        }
        return faces.desk(
            visit, title: visit.say(page.template.name), page.html, keeping: .page(PaperPaths.paper(id)),
            status: status)
    }

    private func form(_ visit: Visit, faults: [String: Words] = [:], status: Int = 200) async throws -> Reply {
        let id = try visit.id("id"), actor = Actor(try visit.staff())
        let page = try await store.database.read { reader -> PaperForm in
            let (paper, desk) = try store.draft(id, by: actor, in: reader)
            guard let texts = try store.texts(of: paper, on: desk, in: reader) else {
                throw PaperError.barred(PaperStore.erased)
            }
            return PaperForm(
                desk: desk, template: try store.template(of: paper, in: reader), texts: texts,
                path: PaperPaths.texts(of: id), back: (PaperWords.toPapers, PaperPaths.paper(id)),
                revision: paper.revision, replaces: nil, voice: PaperVoice(visit, faults: faults))
        }
        return faces.desk(
            visit, title: visit.say(page.template.name), page.html, keeping: .form(PaperForm.formID, to: page.path),
            status: status
        ).keptForGoingBack
    }

    private func rewrite(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id"), actor = Actor(try visit.staff()), revision = Int(visit.form.text("revision")) ?? 0
        let texts = PaperTexts(visit.form), isStrict = visit.form.text("act") != "draft"
        do {
            try await store.database.write { transaction in
                try store.rewrite(
                    id, texts, revision: revision, isStrict: isStrict, by: actor, at: visit.now, in: transaction)
            }
            return .redirect(PaperPaths.paper(id))
        } catch PaperError.invalid(let faults) {
            return try await form(visit, faults: PaperTexts.fields(faults), status: 422)
        }
    }

    private func pdf(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id"), actor = Actor(try visit.staff())
        let found = try await store.database.read { reader in
            try store.pdf(id, address: address(of: id, visit), for: actor, at: visit.now, in: reader)
        }
        return FileReply.make(
            "application/pdf", found.bytes, name: found.name, range: visit.header("range"), isKept: found.isFinal)
    }

    private func reading(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id"), actor = Actor(try visit.staff())
        let language: Language = visit.query.text("copy") == "english" ? .english : .simplified
        let sheet = try await store.database.read { reader -> LetterSheet? in
            let (paper, desk) = try store.open(id, for: actor, in: reader)
            return try store.sheet(
                of: paper, on: desk, address: address(of: id, visit), copy: language, at: visit.now, in: reader
            ).sheet
        }
        guard let sheet else { throw PaperError.notFound }
        return .page(HTML(trusted: LetterHTML.document(sheet)))
    }
}

extension ServiceInput {
    /// Reads what was posted. Throws `PaperError.invalid`.
    init(_ form: Form) throws {
        guard let way = ServiceWay(rawValue: form.text("way")) else {
            throw PaperError.invalid(["way": PaperWords.choose])
        }
        guard let day = Day(form.text("day")) else { throw PaperError.invalid(["day": PaperWords.choose]) }
        self.init(way, to: form.text("recipient"), on: day)
        (number, witness, note) = (form.text("number"), form.text("witness"), form.text("note"))
        receipt = form.filled("receipt").flatMap { RecordID($0) }
    }
}

extension PaperStore {
    /// The PDF of a paper: as it was issued, or a draft as it would be. Throws `PaperError`.
    func pdf(
        _ id: RecordID, address: String, for actor: Actor, at now: Instant, in reader: any Reader
    ) throws -> (bytes: [UInt8], name: String, isFinal: Bool) {
        let (paper, desk) = try open(id, for: actor, in: reader)
        if paper.wasIssued {
            guard let bytes = try file(of: paper, on: desk, in: reader) else { throw PaperError.notFound }
            return (bytes, (paper.number ?? paper.template) + ".pdf", true)
        }
        guard let sheet = try sheet(of: paper, on: desk, address: address, at: now, in: reader).sheet else {
            throw PaperError.barred(PaperWords.missing)
        }
        return (try draftFile(sheet, at: now).bytes, paper.template + ".pdf", false)
    }
}
