import Accounts
import Base
import Storage
import Web

/// The desk for programs: lists, search, a matter, its files. A token acts as its person on its post: every read goes
/// through the same scope as the pages.
struct MatterAPI: Sendable {
    let store: MatterStore

    private var reading: MatterReading { MatterReading(store: store) }

    static let id = APIOperation.Parameter.path("id", .id, "The id of the matter.")

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/desk/matters", .staff, scope: .mattersRead, "A work list, the nearest due day first",
            .reading(
                "listDeskMatters", tag: "desk", Self.filters, answers: .page("MatterPage", MatterShapes.row.schema))
        ) { try await list($0) }
        table.api(
            "GET", "/api/v1/desk/search", .staff, scope: .mattersRead,
            "Matters whose words or number fit, newest first",
            .reading(
                "searchDeskMatters", tag: "desk", [.required("q", .text(.line, 1...200), "Words or a number.")],
                answers: .page("MatterPage", MatterShapes.row.schema))
        ) { try await search($0) }
        table.api(
            "GET", "/api/v1/desk/matters/{id}", .staff, scope: .mattersRead,
            "One matter, as far as the reader may see it",
            .reading("getDeskMatter", tag: "desk", [Self.id], answers: .json(MatterFileShapes.file.schema))
        ) { call in .json(MatterFileShapes.file.json(try await view(call))) }
        table.api(
            "GET", "/api/v1/desk/matters/{id}/attachments", .staff, scope: .mattersRead,
            "The files of a matter, oldest first",
            .reading(
                "listDeskAttachments", tag: "desk", [Self.id],
                answers: .json(
                    .named(
                        "Attachments",
                        .object([SchemaField("items", .list(MatterFileShapes.attachment.schema))], isClosed: false))))
        ) { try await attachments($0) }
        table.api(
            "GET", "/api/v1/desk/matters/{id}/attachments/{file}", .staff, scope: .mattersRead, "One file of a matter",
            .reading(
                "getDeskAttachment", tag: "desk", [Self.id, .path("file", .id, "The id of the file.")], answers: .file)
        ) { try await attachment($0) }
    }

    private static let filters: [APIOperation.Parameter] = [
        .query("list", .choice(WorkList.self), "Which work list; `recent` unless said, which is the newest first."),
        .query("kind", .choice(MatterKind.self)),
        .query("topic", .code, "The code of a first-level topic, or `open` for matters without one."),
        .query("place", .code, "The code of the unit of a town or village, or `open` for matters without a place."),
        .query("channel", .choice(Channel.self)), .query("status", .choice(MatterStatus.self)),
    ]

    private func list(_ call: APICall) async throws -> APIAnswer {
        let actor = try call.visit.actor(), today = call.now.day
        let list = call.query("list").flatMap(WorkList.init(rawValue:)) ?? .recent
        let parts = try call.position(of: ListPosition.count), place = parts.flatMap { ListPosition($0) }
        guard parts == nil || place != nil else { throw call.brokenCursor }
        let filter = ListFilter(call.visit.query), limit = call.limit
        let (rows, last) = try await store.database.read { reader in
            let scope = try store.scope(of: actor, in: reader)
            let found = try store.list(
                list, for: actor, scope: scope, today: today, filter: filter, after: place, limit: limit + 1, in: reader
            )
            let shown = Array(found.prefix(limit))
            let rows = try reading.rows(shown, for: actor, on: today, in: reader)
            return (rows, found.count > limit ? shown.last.map { ListPosition($0) } : nil)
        }
        return call.page(rows.map(MatterShapes.row.json), next: last?.parts)
    }

    private func search(_ call: APICall) async throws -> APIAnswer {
        let actor = try call.visit.actor(), typed = call.query("q") ?? "", limit = call.limit
        let parts = try call.position(of: 1), before = parts?.first.flatMap { Int($0) }
        guard parts == nil || before != nil else { throw call.brokenCursor }
        let (rows, next) = try await store.database.read { reader in
            let scope = try store.scope(of: actor, in: reader)
            let hits = try store.search(typed, scope: scope, before: before, limit: limit, in: reader)
            return (try reading.rows(hits.matters, for: actor, on: call.now.day, in: reader), hits.next)
        }
        return call.page(rows.map(MatterShapes.row.json), next: next.map { [String($0)] })
    }

    private func view(_ call: APICall) async throws -> MatterView {
        let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
        return try await store.database.read { try reading.view(id, for: actor, at: call.now, in: $0) }
    }

    private func attachments(_ call: APICall) async throws -> APIAnswer {
        let files = try await files(call)
        return .json(["items": .array(files.map(MatterFileShapes.attachment.json))])
    }

    private func files(_ call: APICall) async throws -> [Attachment] {
        let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
        return try await store.database.read { reader in
            let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: reader), in: reader)
            return try store.listAttachments(matter.id, in: reader)
        }
    }

    private func attachment(_ call: APICall) async throws -> APIAnswer {
        let (id, file) = (try call.visit.id("id"), try call.visit.id("file"))
        guard let attachment = try await files(call).first(where: { $0.id == file }) else { throw MatterError.notFound }
        let (type, bytes) = try await store.getAttachment(file, of: id)
        return .file(FileReply.make(type, bytes, name: attachment.name, isKept: true))
    }
}
