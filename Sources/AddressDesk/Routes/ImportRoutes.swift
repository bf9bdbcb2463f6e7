import AddressMatch
import Base
import Foundation
import Markup
import Sheets
import Storage
import Web

/// A system's table comes in by the browser: brought, looked at, merged.
struct ImportRoutes: Sendable {
    let desk: AddressDesk
    let faces: Faces
    let nameIn: @Sendable () throws -> NameFinder

    private static let hands = ReviewSheet.roles
    private static let shown = 30

    func add(to table: inout RouteTable) {
        table.get(
            ImportPaths.list.text, .roles(ReviewRoutes.eyes), "Where a system's table of addresses is brought in"
        ) { try await list($0) }
        table.post(ImportPaths.list.text, .roles(Self.hands), "Takes a system's table in; nothing is merged yet") {
            try await bring($0)
        }
        table.get(
            "/addresses/imports/{id}", .roles(ReviewRoutes.eyes), "A table: what would happen, or what came of it"
        ) {
            try await show($0)
        }
        table.post("/addresses/imports/{id}/columns", .roles(Self.hands), "Says which columns of a table are read") {
            try await choose($0)
        }
        table.post("/addresses/imports/{id}/start", .roles(Self.hands), "Merges a table into the library") { visit in
            try await act(visit) { id, staff in
                try await desk.database.write {
                    try desk.imports.start(id, by: staff, at: visit.now, in: $0)
                }
            }
        }
        table.post("/addresses/imports/{id}/removal", .roles(Self.hands), "Throws a table away before it is merged") {
            visit in
            try await act(visit) { id, staff in try await desk.imports.drop(id, by: staff, at: visit.now) }
        }
        table.get(
            "/addresses/imports/{id}/rejects", .roles(ReviewRoutes.eyes), "The rows of a table that were left out"
        ) {
            try await rejects($0)
        }
    }

    // MARK: - Bringing

    private func list(_ visit: Visit, fault: Words? = nil) async throws -> Reply {
        let (imports, systems) = try await desk.database.read { reader in
            (
                try desk.imports.list(limit: Self.shown, in: reader),
                try AddressLinks(desk.addresses).sources(in: reader)
            )
        }
        let page = ImportListPage(
            imports: imports, systems: systems, csrf: visit.csrf, say: visit.voice,
            chosen: visit.form.text("system"), title: visit.form.text("title"), name: visit.form.text("name"),
            fault: fault)
        return faces.desk(
            visit, title: visit.say(ImportWords.title), page.html,
            keeping: fault == nil ? .address : .page(ImportPaths.list), status: fault == nil ? 200 : 422)
    }

    private func bring(_ visit: Visit) async throws -> Reply {
        guard let upload = visit.form.files.first(where: { $0.field == "file" }) else {
            return try await list(visit, fault: ImportWords.noFile)
        }
        let chosen = visit.form.filled("system")
        do {
            let id = try await desk.imports.bring(
                upload.bytes, file: upload.name, source: chosen ?? visit.form.filled("name"),
                title: chosen == nil ? visit.form.text("title") : "", by: try visit.staff().principal, at: visit.now)
            return .redirect(ImportPaths.show(id))
        } catch let error as SheetError {
            return try await list(visit, fault: error.words)
        } catch let fault as ImportFault {
            return try await list(visit, fault: ImportWords.fault(fault))
        }
    }

    // MARK: - One table

    private func show(_ visit: Visit, fault: ImportFault? = nil) async throws -> Reply {
        let id = try visit.id("id")
        guard let one = try? await desk.database.read({ try desk.imports.find(id, in: $0) }) else {
            throw Problem.notFound
        }
        var preview: ImportPreview?
        if one.state == .brought || one.state == .failed {
            do {
                preview = try await desk.imports.preview(
                    of: one, register: desk.library.shelf().register, nameIn: nameIn())
            } catch let error where error is SheetError || error is ImportFault {
                // The file is lost: the page says so.
            }
        }
        let page = ImportPage(
            one: one, preview: preview, csrf: visit.csrf, say: visit.voice, fault: fault.map(ImportWords.fault))
        var reply = faces.desk(
            visit, title: one.title, page.html, isTitleSaid: true,
            keeping: fault == nil ? .address : .page(ImportPaths.show(id)), status: fault == nil ? 200 : 409)
        // The page follows the merge without a script.
        if one.state == .running { reply.headers.append(("refresh", "2")) }
        return reply
    }

    private func choose(_ visit: Visit) async throws -> Reply {
        var columns = SourceColumns(key: nil, address: [])
        for field in visit.form.fields {
            guard field.name.hasPrefix("column-"), let at = Int(field.name.dropFirst(7)) else { continue }
            if field.value == "key", columns.key == nil { columns.key = at }
            if field.value == "address" { columns.address.append(at) }
        }
        columns.address.sort()
        let chosen = columns
        return try await act(visit) { id, staff in
            try await desk.database.write {
                try desk.imports.choose(chosen, of: id, by: staff, at: visit.now, in: $0)
            }
        }
    }

    /// Does something and leads back to the table; what was in the way stands on its page.
    private func act(_ visit: Visit, _ body: (RecordID, Principal) async throws -> Void) async throws -> Reply {
        let id = try visit.id("id")
        do {
            try await body(id, try visit.staff().principal)
            return .redirect(ImportPaths.show(id))
        } catch let fault as ImportFault {
            return try await show(visit, fault: fault)
        }
    }

    private func rejects(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id")
        let rows = try await desk.database.read { reader in
            guard (try? desk.imports.find(id, in: reader)) != nil else { throw Problem.notFound }
            return try desk.imports.rejects(of: id, in: reader)
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "rejects-\(RecordID.make(at: visit.now))")
        defer { try? FileManager.default.removeItem(at: file) }
        let writer = try SheetWriter(
            path: file.path, format: .csv,
            columns: [SheetColumn(visit.say(ImportWords.key)), SheetColumn(visit.say(ImportWords.reason))])
        for row in rows { try writer.write([row.key, visit.say(ImportWords.reason(row.reason))]) }
        try writer.close()
        return Reply(
            headers: [
                ("content-type", "text/csv; charset=utf-8"), ("cache-control", "no-store"),
                ("content-disposition", "attachment; filename=\"rejects-\(id).csv\""),
            ], body: .bytes([UInt8](try Data(contentsOf: file))))
    }
}
