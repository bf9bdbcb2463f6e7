import Base
import Clocks
import Storage
import Web

/// The procedures in force, for everybody: what each is, its stages and steps, its time limits, and its BPMN file.
struct ProcedureRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/procedures", .everyone, "The procedures in force, in plain words") { try await list($0) }
        table.get("/procedures/{code}", .everyone, "One procedure: stages, steps, time limits, a drawing") {
            try await show($0)
        }
        table.get("/procedures/{code}/bpmn", .everyone, "One procedure as a BPMN 2.0 file") { visit in
            guard
                let text = try await ProcedureReading(store: store).bpmn(try visit.parameter("code"), on: visit.now.day)
            else { throw Problem.notFound }
            return ProcedureReading.file(text, name: try visit.parameter("code"))
        }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let page = ProcedureListPage(
            procedures: try await ProcedureReading(store: store).list(on: visit.now.day), language: visit.language)
        return faces.resident(visit, title: visit.say(ProcedureWords.title), page.html)
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let reading = ProcedureReading(store: store), code = try visit.parameter("code")
        guard let (procedure, rules) = try await reading.find(code, on: visit.now.day) else { throw Problem.notFound }
        let page = ProcedurePage(
            procedure: procedure, graph: ProcedureGraph(procedure), rules: rules, language: visit.language)
        return faces.resident(visit, title: visit.say(procedure.name), page.html)
    }
}

/// Reads procedures with the rows of the law that set their time limits.
struct ProcedureReading: Sendable {
    let store: MatterStore

    /// Those in force on a day: how the kinds of matter are handled, then the others along the one road.
    func list(on day: Day) async throws -> [Procedure] {
        let found = try await store.database.read { try store.book.rules(on: day, in: $0).procedures }
        return found.values.sorted { Self.order($0) < Self.order($1) }
    }

    /// One in force on a day, with its rows of the law; nil where there is none.
    func find(_ code: String, on day: Day) async throws -> (Procedure, [LawRule])? {
        try await store.database.read { reader in
            guard let procedure = try store.book.rules(on: day, in: reader).procedures[code] else { return nil }
            let law = try store.terms.rules.rules(on: day, asOf: day, in: reader).law
            let rules = law.rules.filter { $0.isInForce(on: day) && $0.isFor(procedure: code) && $0.level != .model }
            return (procedure, rules)
        }
    }

    /// One as a BPMN file; nil where there is none.
    func bpmn(_ code: String, on day: Day) async throws -> String? {
        try await store.database.read { reader in
            let procedure = try store.book.rules(on: day, in: reader).procedures[code]
            return procedure.map { BPMNDocument(ProcedureGraph($0), version: $0.pin).text }
        }
    }

    /// The answer with a BPMN file.
    static func file(_ text: String, name: String) -> Reply {
        Reply(
            headers: [
                ("content-type", "application/xml; charset=utf-8"), ("cache-control", "no-store"),
                ("content-disposition", "attachment; filename=\"\(FileNames.plain(name)).bpmn\""),
            ],
            body: .text(text))
    }

    private static func order(_ procedure: Procedure) -> (Int, Int, String) {
        let kind = procedure.kind.flatMap { MatterKind.allCases.firstIndex(of: $0) } ?? 0
        let road = procedure.road.flatMap { Procedure.Road.allCases.firstIndex(of: $0) } ?? -1
        return (road, kind, procedure.code)
    }
}
