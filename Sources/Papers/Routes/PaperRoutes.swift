import Accounts
import Base
import Letters
import Markup
import Matters
import Storage
import Web

/// The letters of a proceeding at the desk: the list, and the form of a new one.
struct PaperRoutes: Sendable {
    let store: PaperStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        let path = "/desk/matters/{id}/proceedings/{proceeding}/papers"
        table.get(path, .staff, "The letters of a proceeding: those to be written, those written, and all others") {
            try await list($0)
        }
        table.get(path + "/new/{code}", .staff, "The form of a letter, with what is known filled in") {
            try await form($0)
        }
        table.post(
            path + "/new/{code}", .staff, "Begins a letter as a draft", redraw: { try await form($0) }
        ) { try await write($0) }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let (matter, proceeding) = (try visit.id("id"), try visit.id("proceeding")), actor = Actor(try visit.staff())
        let page = try await store.database.read { reader -> PaperListPage in
            let desk = try store.desk(of: proceeding, in: matter, for: actor, in: reader)
            let papers = try store.list(of: proceeding, in: reader)
            let templates = try store.templates(on: visit.now.day, in: reader).mapValues(\.template)
            var names = templates.mapValues(\.name)
            for paper in papers where names[paper.template] == nil {
                names[paper.template] = try store.template(of: paper, in: reader).name
            }
            return PaperListPage(
                desk: desk, duties: try store.duties(on: desk, at: visit.now, in: reader), papers: papers, names: names,
                served: try store.services(of: papers, on: desk, in: reader).mapValues(\.count),
                templates: templates.values.sorted { $0.code < $1.code }, voice: PaperVoice(visit))
        }
        return faces.desk(
            visit, title: visit.say(PaperWords.papers), page.html,
            keeping: .page(PaperPaths.papers(of: proceeding, in: matter)))
    }

    private func form(
        _ visit: Visit, faults: [String: Words] = [:], fault: Words? = nil, status: Int = 200
    ) async throws -> Reply {
        let (matter, proceeding) = (try visit.id("id"), try visit.id("proceeding")), actor = Actor(try visit.staff())
        let code = try visit.parameter("code"), named = visit.form.filled("replaces") ?? visit.query.filled("instead")
        let instead = named.flatMap { RecordID($0) }
        let page = try await store.database.read { reader -> PaperForm in
            let desk = try store.desk(of: proceeding, in: matter, for: actor, in: reader)
            try desk.checkWriter()
            guard let template = try store.templates(on: visit.now.day, in: reader)[code]?.template else {
                throw PaperError.notFound
            }
            let former = try instead.flatMap { id in
                try store.list(of: proceeding, in: reader).first { $0.id == id && $0.state == .withdrawn }
            }
            let texts =
                try former.flatMap { try store.texts(of: $0, on: desk, in: reader)?.kept(by: template) }
                ?? store.facts(on: desk, for: actor, at: visit.now, in: reader).texts(for: template)
            return PaperForm(
                desk: desk, template: template, texts: texts,
                path: PaperPaths.writing(code, in: proceeding, of: matter),
                back: (PaperWords.toPapers, PaperPaths.papers(of: proceeding, in: matter)), revision: nil,
                replaces: former?.id, voice: PaperVoice(visit, faults: faults, fault: fault))
        }
        return faces.desk(
            visit, title: visit.say(page.template.name), page.html, keeping: .form(PaperForm.formID, to: page.path),
            status: status
        ).keptForGoingBack
    }

    private func write(_ visit: Visit) async throws -> Reply {
        let (matter, proceeding) = (try visit.id("id"), try visit.id("proceeding")), actor = Actor(try visit.staff())
        let code = try visit.parameter("code"), replaces = visit.form.filled("replaces").flatMap { RecordID($0) }
        let texts = PaperTexts(visit.form), isStrict = visit.form.text("act") != "draft"
        do {
            let id = try await store.database.write { transaction in
                try store.write(
                    code, texts, in: proceeding, of: matter, insteadOf: replaces, isStrict: isStrict, by: actor,
                    at: visit.now, in: transaction)
            }
            return .redirect(PaperPaths.paper(id))
        } catch PaperError.invalid(let faults) {
            return try await form(visit, faults: PaperTexts.fields(faults), status: 422)
        } catch PaperError.barred(let why) {
            return try await form(visit, fault: why, status: 409)
        }
    }
}

extension PaperTexts {
    /// Reads the fields of a form: those whose names begin with `v.`.
    init(_ form: Form) {
        let fields = form.fields.filter { $0.name.hasPrefix("v.") }
        self.init(
            Dictionary(fields.map { (String($0.name.dropFirst(2)), $0.value) }) { first, _ in first })
    }

    /// What is wrong by placeholder as it stands at the fields of a form.
    static func fields(_ faults: [String: Words]) -> [String: Words] {
        Dictionary(faults.map { ("v." + $0.key, $0.value) }) { first, _ in first }
    }
}
