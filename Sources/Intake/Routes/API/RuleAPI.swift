import Base
import Matters
import Storage
import Web

/// The kinds and topics in force: what programs that file need to choose from.
struct RuleAPI {
    let matters: MatterStore

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/kinds", .everyone, "The kinds of matter, with the stages and ends of their procedures",
            .reading("listKinds", tag: "public", answers: .json(Self.items("Kinds", Self.kind)))
        ) { call in
            let rules = try await rules(call)
            let kinds = IntakeStore.kindOrder.compactMap { rules.procedures[$0.rawValue] }
            return .json(["items": .array(kinds.map(Self.kind.json))])
        }
        table.api(
            "GET", "/api/v1/topics", .everyone, "The tree of topics in force today",
            .reading("listTopics", tag: "public", answers: .json(Self.items("Topics", Self.topic)))
        ) { call in .json(["items": .array(try await rules(call).topics.topics.map(Self.topic.json))]) }
    }

    private static func items<Value>(_ name: String, _ shape: Shape<Value>) -> Schema {
        .named(name, .object([SchemaField("items", .list(shape.schema))], isClosed: false))
    }

    private func rules(_ call: APICall) async throws -> ProcedureBook.Rules {
        try await matters.database.read { try matters.book.rules(on: call.now.day, in: $0) }
    }

    private static let topic = Shape<Topic>(
        "Topic",
        [
            .text("code", .code) { $0.code }, .words("name") { $0.name },
            .many("leaves", leaf, "A matter has one of these.") { $0.leaves },
        ])

    private static let leaf = Shape<Topic.Leaf>(
        "TopicLeaf", [.text("code", .code) { $0.code }, .words("name") { $0.name }])

    private static let kind = Shape<Procedure>(
        "Kind",
        [
            .text("code", .choice(MatterKind.self)) { $0.code }, .words("name") { $0.name },
            .words("plain", "What a resident is told it is for.") { $0.plain },
            .many("stages", stage) { $0.stages }, .many("ends", end) { $0.ends },
        ])

    private static let stage = Shape<Procedure.Stage>(
        "Stage",
        [
            .text("code", .code) { $0.code }, .words("name") { Words($0.zh, $0.en) },
            .words("plain", "As a filer reads it.") { $0.plain }, .bool("open") { $0.open },
        ])

    private static let end = Shape<Procedure.Choice>(
        "End",
        [
            .text("code", .choice(MatterEnd.self)) { $0.code }, .words("name") { $0.name },
            .bool("solved", "Whether statistics count it as solved.") { $0.solved ?? false },
        ])
}
