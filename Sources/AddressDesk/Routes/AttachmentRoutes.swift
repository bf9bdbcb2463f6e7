import Addresses
import Base
import Markup
import Storage
import Web

/// What hangs on an address: shown for a named purpose only.
struct AttachmentRoutes: Sendable {
    let desk: AddressDesk
    let faces: Faces

    /// Who works with people's matters; keeping accounts is no reason to look.
    static let hands: Set<Role> = [.clerk, .handler, .head]

    func add(to table: inout RouteTable) {
        table.post(
            "/addresses/{id}/attachments/showing", .roles(Self.hands),
            "Shows what hangs on an address, for a purpose that is recorded"
        ) { try await show($0) }
        table.post("/addresses/{id}/attachments", .roles(Self.hands), "Hangs something on an address") { visit in
            try await act(visit) { id, transaction in
                let form = visit.form, label = form.text("label")
                guard let kind = AddressAttachment.Kind(rawValue: form.text("kind")) else { throw AttachmentError.bad }
                try desk.attachments.attach(
                    kind, source: form.text("source"), externalID: form.text("external"),
                    label: label.isEmpty ? nil : label, to: id, from: visit.now.day, by: visit.staff().principal,
                    at: visit.now, in: transaction)
            }
        }
        table.post("/addresses/{id}/attachments/ending", .roles(Self.hands), "Ends what hangs on an address") { visit in
            try await act(visit) { _, transaction in
                guard let attachment = RecordID(visit.form.text("attachment")) else { throw AttachmentError.unknown }
                try desk.attachments.end(
                    attachment, on: visit.now.day, by: visit.staff().principal, at: visit.now, in: transaction)
            }
        }
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id"), staff = try visit.staff(), purpose = String(visit.form.text("purpose").prefix(200))
        do {
            let (place, items) = try await desk.database.write { [desk] transaction in
                let items = try desk.attachments.show(
                    at: id, for: purpose, by: staff.principal, at: visit.now, in: transaction)
                return (try desk.addresses.find(id, in: transaction), items)
            }
            guard let place else { throw Problem.notFound }
            let page = AttachmentsPage(place: place, items: items, purpose: purpose, csrf: visit.csrf, say: visit.voice)
            return faces.desk(visit, title: place.name, page.html, isTitleSaid: true)
        } catch let error as AttachmentError {
            throw Self.problem(error)
        }
    }

    private func act(
        _ visit: Visit, _ body: @escaping @Sendable (RecordID, any Transaction) throws -> Void
    ) async throws -> Reply {
        let id = try visit.id("id")
        do {
            try await desk.database.write { try body(id, $0) }
        } catch let error as AttachmentError {
            throw Self.problem(error)
        }
        return .redirect(AddressDeskPaths.address(id))
    }

    private static func problem(_ error: AttachmentError) -> Problem {
        if error == .unknown { return .notFound }
        let words = AddressDeskWords.problem(error)
        return Problem(status: 422, code: "attachment", title: AddressDeskWords.faults, detail: words)
    }
}
