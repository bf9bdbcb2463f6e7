import Base
import Clocks
import Storage
import Web

/// The procedures in force for programs: a list, one whole, and its BPMN file.
struct ProcedureAPI: Sendable {
    let store: MatterStore

    private static let code = APIOperation.Parameter.path("code", .code, "The code of the procedure, such as petition.")

    private var reading: ProcedureReading { ProcedureReading(store: store) }

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/procedures", .everyone, "The procedures in force today",
            .reading(
                "listProcedures", tag: "public",
                answers: .json(
                    .named(
                        "Procedures", .object([SchemaField("items", .list(Self.summary.schema))], isClosed: false))))
        ) { call in
            .json(["items": .array(try await reading.list(on: call.now.day).map(Self.summary.json))])
        }
        table.api(
            "GET", "/api/v1/procedures/{code}", .everyone, "One procedure: stages, steps and time limits",
            .reading(
                "getProcedure", tag: "public", [Self.code], answers: .json(Self.whole.schema), refusals: [404])
        ) { call in
            guard let found = try await reading.find(try call.path("code"), on: call.now.day) else {
                throw Problem.noSuchAddress
            }
            return .json(
                Self.whole.json(Whole(procedure: found.0, graph: ProcedureGraph(found.0), rules: found.1)))
        }
        table.api(
            "GET", "/api/v1/procedures/{code}/bpmn", .everyone, "One procedure as a BPMN 2.0 file",
            .reading("getProcedureBPMN", tag: "public", [Self.code], answers: .file, refusals: [404])
        ) { call in
            let code = try call.path("code")
            guard let text = try await reading.bpmn(code, on: call.now.day) else { throw Problem.noSuchAddress }
            return .file(ProcedureReading.file(text, name: code))
        }
    }

    struct Whole: Sendable {
        let procedure: Procedure
        let graph: ProcedureGraph
        let rules: [LawRule]
    }

    private static let summary = Shape<Procedure>("ProcedureSummary", facts { $0 })

    private static func facts<Value>(_ procedure: @escaping @Sendable (Value) -> Procedure) -> [Shape<Value>.Field] {
        [
            .text("code", .code) { procedure($0).code }, .words("name") { procedure($0).name },
            .words("plain", "The same as a resident says it.") { procedure($0).plain },
            .maybe("kind", .choice(MatterKind.self), "The kind of matter that is handled so.") {
                procedure($0).kind?.rawValue
            },
            .maybe("road", .choice(Procedure.Road.self), "Where it stands on the one road; null for the kinds.") {
                procedure($0).road?.rawValue
            },
            .text("version", .anyText, "The published versions it was read from.") { procedure($0).pin },
        ]
    }

    private static let whole = Shape<Whole>(
        "ProcedureFile",
        facts(\.procedure) + [
            .one("opening", step, "The act that begins it.") { $0.graph.opening },
            .many("stages", stage) { $0.graph.stages },
            .many("steps", step, "Each action once for each stage that it may be taken from.") { $0.graph.steps },
            .many("limits", limit, "The rows of the law that set its time limits and duties.") { $0.rules },
        ])

    private static let stage = Shape<ProcedureGraph.Stage>(
        "ProcedureStage",
        [
            .text("code", .code) { $0.code }, .words("name") { $0.name },
            .words("plain", "The same as a resident reads it.") { $0.plain }, .bool("open") { $0.isOpen },
        ])

    private static let step = Shape<ProcedureGraph.Step>(
        "ProcedureStep",
        [
            .text("code", .code) { $0.code }, .words("name") { $0.name },
            .maybe("from", .code, "The stage that it is taken from; null for the opening.") { $0.from },
            .text("to", .code, "The stage after it.") { $0.to },
            .field("by", .list(.code), "Who may take it.") { step in .array(step.by.map { .string($0.rawValue) }) },
            .maybe("on_expiry", .code, "The duty whose time must be over before the clock takes it.") { $0.onExpiry },
            .maybe("end", .code, "The end that it leads to.") { $0.end },
        ])

    private static let limit = Shape<LawRule>(
        "ProcedureLimit",
        [
            .text("rule") { $0.id }, .text("duty", .code) { $0.duty }, .words("sentence") { $0.sentence },
            .maybeWords("limit") { ProcedureWords.limit($0) }, .words("article") { $0.citation },
            .text("level", .choice(LawLevel.self)) { $0.level.rawValue },
        ])
}
