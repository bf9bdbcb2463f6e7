import Base
import Markup
import Storage
import Web

/// Files of a matter: reached through the matter only.
struct MatterFileRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.post("/desk/matters/{id}/attachments", .staff, "Adds files to a matter") { try await attach($0) }
        table.get("/desk/matters/{id}/attachments/{file}", .staff, "One file of a matter") { try await show($0) }
        table.get("/desk/matters/{id}/attachments/{file}/view", .staff, "One file of a matter on a page of its own") {
            try await view($0)
        }
    }

    private func attach(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        do {
            let mayAdd = try await store.database.read { reader in
                let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: reader), in: reader)
                return MatterPolicy.maySortOut(try store.getFile(matter, in: reader), actor)
            }
            guard mayAdd else { throw MatterError.barred(MatterPolicy.notInvolved) }
            let files = visit.form.files.filter { $0.field == "files" }.map { (name: $0.name, bytes: $0.bytes) }
            guard !files.isEmpty else { throw MatterError.invalid(field: "files", MatterWords.chooseFiles) }
            try await store.attach(files, to: id, by: actor.principal, at: visit.now)
        } catch let error as MatterError {
            return try await MatterRoutes(store: store, faces: faces).refused(error, id, visit)
        }
        return .redirect(MatterPaths.matter(id).fragment("files-head"))
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let (id, attachment) = try await find(visit)
        let (type, bytes) = try await store.getAttachment(attachment.id, of: id)
        return FileReply.make(
            type, bytes, name: attachment.name, range: visit.header("range"), isKept: visit.query.filled("keep") != nil)
    }

    private func view(_ visit: Visit) async throws -> Reply {
        let (id, attachment) = try await find(visit)
        let page = FilePage(file: attachment, matter: id, language: visit.language, today: visit.now.day)
        return faces.desk(visit, title: visit.say(MatterWords.files), page.html)
    }

    /// The file of an address, for those who may see its matter. Throws `MatterError.notFound`.
    private func find(_ visit: Visit) async throws -> (matter: RecordID, file: Attachment) {
        let (id, file, actor) = (try visit.id("id"), try visit.id("file"), try visit.actor())
        let attachment = try await store.database.read { reader in
            let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: reader), in: reader)
            return try store.listAttachments(matter.id, in: reader).first { $0.id == file }
        }
        guard let attachment else { throw MatterError.notFound }
        return (id, attachment)
    }
}
