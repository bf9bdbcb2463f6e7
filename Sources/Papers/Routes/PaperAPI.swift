import Accounts
import Base
import Letters
import Markup
import Matters
import Storage
import Web

/// Letters for programs: the same as at the desk.
struct PaperAPI: Sendable {
    let store: PaperStore
    let origin: String?
    static let id = APIOperation.Parameter.path("id", .id, "The id of the letter.")
    private static let place: [APIOperation.Parameter] = [
        .path("id", .id, "The id of the matter."), .path("proceeding", .id, "The id of the proceeding."),
    ]
    private static let path = "/api/v1/desk/matters/{id}/proceedings/{proceeding}/papers"
    private static let one = "/api/v1/desk/papers/{id}"

    func add(to table: inout RouteTable) {
        table.api(
            "GET", Self.path, .staff, scope: .mattersRead, "The letters of a proceeding, and those to be written",
            .reading("listDeskPapers", tag: "papers", Self.place, answers: .json(PaperShapesAPI.list.schema))
        ) { call in
            let (matter, proceeding) = (try call.visit.id("id"), try call.visit.id("proceeding"))
            return try await reading(call) { actor, reader in
                let desk = try store.desk(of: proceeding, in: matter, for: actor, in: reader)
                return PaperShapesAPI.list.json(
                    .init(
                        duties: try store.duties(on: desk, at: call.now, in: reader),
                        papers: try store.list(of: proceeding, in: reader)))
            }
        }
        table.api(
            "GET", "/api/v1/paper-templates/{code}", .staff, scope: .mattersRead,
            "The fields of a letter, as they stand in its template",
            .reading(
                "getPaperTemplate", tag: "papers", [.path("code", .code, "The code of the template.")],
                answers: .json(PaperShapesAPI.template.schema))
        ) { call in
            let code = try call.path("code")
            return try await reading(call) { _, reader in
                guard let template = try store.templates(on: call.now.day, in: reader)[code]?.template else {
                    throw PaperError.notFound
                }
                return PaperShapesAPI.template.json(template)
            }
        }
        table.api(
            "GET", Self.one, .staff, scope: .mattersRead, "One letter with its fields and services",
            .reading("getDeskPaper", tag: "papers", [Self.id], answers: .json(PaperShapesAPI.told.schema))
        ) { call in
            let id = try call.visit.id("id")
            return try await reading(call) { PaperShapesAPI.told.json(try told(id, for: $0, in: $1)) }
        }
        table.api(
            "GET", Self.one + "/pdf", .staff, scope: .mattersRead,
            "The PDF of a letter; of a draft without number, seal and proof",
            .reading("getDeskPaperFile", tag: "papers", [Self.id], answers: .file, refusals: [409])
        ) { call in
            let id = try call.visit.id("id"), actor = Actor(try call.visit.staff())
            let found = try await store.database.read {
                try store.pdf(id, address: address(of: id, call), for: actor, at: call.now, in: $0)
            }
            return .file(
                FileReply.make("application/pdf", found.bytes, name: found.name, isKept: found.isFinal))
        }
        addActs(to: &table)
    }

    private func addActs(to table: inout RouteTable) {
        let revision = SchemaField("revision", .integer(1...1_000_000_000))
        act(
            Self.path, "Begins a letter as a draft", "writeDeskPaper", Self.place,
            [
                SchemaField("template", .code), PaperShapesAPI.fields,
                .optional("replaces", .nullable(.id), "The withdrawn letter in whose place it stands."),
            ], in: &table
        ) { call, actor, transaction in
            try store.write(
                call.text("template") ?? "", PaperTexts(call), in: try call.visit.id("proceeding"),
                of: try call.visit.id("id"), insteadOf: call.text("replaces").flatMap { RecordID($0) }, by: actor,
                at: call.now, in: transaction)
        }
        act(
            Self.one + "/texts", "Changes a draft", "changeDeskPaper", [Self.id], [revision, PaperShapesAPI.fields],
            in: &table
        ) { call, actor, transaction in
            let id = try call.visit.id("id")
            try store.rewrite(
                id, PaperTexts(call), revision: try call.revision(), by: actor, at: call.now, in: transaction)
            return id
        }
        act(
            Self.one + "/issue", "Issues a draft: number, seal, file, for good", "issueDeskPaper", [Self.id],
            [revision], in: &table
        ) { call, actor, transaction in
            let id = try call.visit.id("id")
            try store.issue(
                id, revision: try call.revision(), address: address(of: id, call), by: actor, at: call.now,
                in: transaction)
            return id
        }
        act(
            Self.one + "/withdrawal", "Withdraws a letter with a reason", "withdrawDeskPaper", [Self.id],
            [revision, SchemaField("reason", .text(.line, 1...ServiceInput.limit))], in: &table
        ) { call, actor, transaction in
            let id = try call.visit.id("id")
            try store.withdraw(
                id, because: call.text("reason") ?? "", revision: try call.revision(), by: actor, at: call.now,
                in: transaction)
            return id
        }
        act(
            Self.one + "/services", "Writes down how a letter reached somebody", "serveDeskPaper", [Self.id],
            PaperShapesAPI.service, in: &table
        ) { call, actor, transaction in
            let id = try call.visit.id("id")
            try store.serve(id, try ServiceInput(call), by: actor, at: call.now, in: transaction)
            return id
        }
    }

    private func act(
        _ path: String, _ summary: String, _ name: String, _ parameters: [APIOperation.Parameter],
        _ fields: [SchemaField], in table: inout RouteTable,
        _ work: @escaping @Sendable (APICall, Actor, any Transaction) throws -> RecordID
    ) {
        let operation = APIOperation.acting(
            name, tag: "papers", parameters,
            takes: .body(name.prefix(1).uppercased() + name.dropFirst(), fields), answers: PaperShapesAPI.paper.schema,
            refusals: [409])
        table.api("POST", path, .staff, scope: .mattersWrite, summary, operation) { call in
            let actor = Actor(try call.visit.staff())
            do {
                return .json(
                    try await store.matters.once(call, by: actor) { transaction in
                        let id = try work(call, actor, transaction)
                        guard let paper = try store.find(id, in: transaction) else { throw PaperError.notFound }
                        return PaperShapesAPI.paper.json(paper)
                    })
            } catch PaperError.invalid(let faults) {
                throw Problem.faulty(
                    faults.sorted { $0.key < $1.key }.map { SchemaFault(pointer: "/\($0.key)", words: $0.value) })
            }
        }
    }

    private func address(of id: RecordID, _ call: APICall) -> String {
        (origin ?? call.visit.origin) + PaperPaths.proof(of: id).text
    }

    private func told(_ id: RecordID, for actor: Actor, in reader: any Reader) throws -> PaperShapesAPI.Told {
        let (paper, desk) = try store.open(id, for: actor, in: reader)
        return PaperShapesAPI.Told(
            paper: paper, texts: desk.mayRead ? try store.texts(of: paper, on: desk, in: reader) : nil,
            services: try store.services(of: [paper], on: desk, in: reader)[id] ?? [])
    }

    private func reading(
        _ call: APICall, _ work: @escaping @Sendable (Actor, any Reader) throws -> JSONValue
    ) async throws -> APIAnswer {
        let actor = Actor(try call.visit.staff())
        return .json(try await store.database.read { try work(actor, $0) })
    }
}
