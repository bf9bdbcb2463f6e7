import Base
import Foundation
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
        let (id, file, actor) = (try visit.id("id"), try visit.id("file"), try visit.actor())
        let attachment = try await store.database.read { reader in
            let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: reader), in: reader)
            return try store.listAttachments(matter.id, in: reader).first { $0.id == file }
        }
        guard let attachment else { throw MatterError.notFound }
        let (type, bytes) = try await store.getAttachment(file, of: id)
        return Self.reply(type, bytes, name: attachment.name)
    }

    /// The bytes, shown in the browser only for what it draws itself, and never with the rights of our pages.
    static func reply(_ type: String, _ bytes: [UInt8], name: String?) -> Reply {
        // A browser's viewer of PDF does not run in a sandbox: the page would stay empty.
        let isShown = type.hasPrefix("image/") || type.hasPrefix("audio/")
        // RFC 8187: letters, digits and a few signs stand for themselves, everything else is percent-encoded.
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        let encoded = (name ?? "file").addingPercentEncoding(withAllowedCharacters: plain) ?? "file"
        return Reply(
            status: 200,
            headers: [
                ("content-type", type), ("content-security-policy", "sandbox"), ("cache-control", "no-store"),
                ("content-disposition", "\(isShown ? "inline" : "attachment"); filename*=UTF-8''\(encoded)"),
            ],
            body: .bytes(bytes)
        )
    }
}
