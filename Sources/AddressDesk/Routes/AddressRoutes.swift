import AddressMatch
import Addresses
import Base
import Divisions
import Journal
import Markup
import Storage
import Web

/// The address library for people: search with completion, the page of an address, and what can be done with it.
struct AddressRoutes: Sendable {
    let desk: AddressDesk
    let faces: Faces

    /// Who may change the library.
    static let hands: Set<Role> = [.clerk, .handler, .head, .administrator]

    func add(to table: inout RouteTable) {
        table.get("/addresses", .staff, "Finds addresses by name, number or pinyin") { try await search($0) }
        table.get("/addresses/completions", .staff, "Offers addresses while somebody types") { try await complete($0) }
        table.get("/places", .everyone, "Offers places down to the building while a resident types") { visit in
            // No flats: strangers need not learn which there are.
            try await complete(visit, downTo: .building)
        }
        table.get("/addresses/{id}", .staff, "One address with what lies in it and everything that changed") {
            try await show($0)
        }
        table.post("/addresses/{id}/acts", .roles(Self.hands), "Changes an address, or undoes a change") {
            try await act($0)
        }
    }

    // MARK: - Search

    private static let shown = 20

    private func search(_ visit: Visit) async throws -> Reply {
        let said = String(visit.query.text("q").prefix(200))
        let mayReview = try Self.hands.contains(visit.staff().role)
        let shelf = try await desk.library.shelf()
        var resolver = AddressResolver(shelf.register)
        let found = said.isEmpty ? nil : resolver.resolve(said)
        let completed = said.isEmpty ? [] : shelf.completion.complete(said, limit: Self.shown)
        let meantIDs = (found.map { [$0.current].compactMap(\.self) + $0.candidates } ?? []).compactMap(shelf.id)
        let similarIDs = completed.compactMap { shelf.id($0.place) }.filter { !meantIDs.contains($0) }
        let places = try await desk.database.read { [addresses = desk.addresses] in
            try addresses.find(ids: meantIDs + similarIDs, in: $0)
        }
        let others = Dictionary(completed.map { (shelf.id($0.place), $0.otherName) }) { first, _ in first }
        let meant = meantIDs.compactMap { places[$0] }.map {
            AddressSearchPage.Found(place: $0, band: found?.band.rawValue)
        }
        let similar = similarIDs.compactMap { places[$0] }.map {
            AddressSearchPage.Found(place: $0, other: others[$0.id] ?? nil)
        }
        let page = AddressSearchPage(
            said: said, meant: meant, similar: similar, count: shelf.register.count, say: visit.voice,
            mayReview: mayReview)
        return faces.desk(visit, title: visit.say(AddressDeskWords.title), page.html)
    }

    private func complete(_ visit: Visit, downTo narrowest: AddressKind = .room) async throws -> Reply {
        let items = try await desk.library.completions(visit.query.text("q"), downTo: narrowest)
        return .json((["items": .array(items.map(Self.json))] as JSONValue).text())
    }

    private static func json(_ item: LibraryService.Completion) -> JSONValue {
        let marks = item.marks.map { JSONValue.array([.integer($0.lowerBound), .integer($0.upperBound)]) }
        return [
            "id": .string(item.id.text), "text": .string(item.text), "marks": .array(marks), "other": .text(item.other),
            "within": .text(item.within),
        ]
    }

    // MARK: - One address

    private func show(_ visit: Visit) async throws -> Reply {
        let page = try await page(visit)
        return faces.desk(visit, title: page.file.place.name, page.html, isTitleSaid: true)
    }

    private func page(_ visit: Visit) async throws -> AddressPage {
        let id = try visit.id("id"), role = try visit.staff().role
        do {
            let file = try await desk.database.read { [desk] in try desk.file(id, in: $0) }
            return AddressPage(
                file: file, csrf: visit.csrf, mayAct: Self.hands.contains(role),
                mayLook: AttachmentRoutes.hands.contains(role), say: visit.voice)
        } catch AddressError.unknown {
            throw Problem.notFound
        }
    }

    private func act(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id"), staff = try visit.staff(), form = visit.form
        let reason = String(form.text("reason").prefix(200)),
            value = String(form.text("value").prefix(60))
        let name = form.text("act")
        do {
            if ["name", "rename", "merge", "retire"].contains(name), reason.isEmpty { throw MissingReason() }
            let act = AddressAct(on: visit.now.day, reason: reason, at: visit.now)
            try await desk.database.write { [desk] transaction in
                try desk.act(name, on: id, value: value, form: form, by: act, in: transaction)
                try desk.journal.record(
                    JournalRecord(
                        "addresses.changed", subject: Subject("address", id), by: staff.principal,
                        happenedAt: visit.now, parameters: ["what": name], reason: reason.isEmpty ? nil : reason),
                    in: transaction)
            }
            return .redirect(AddressDeskPaths.address(id))
        } catch let error as AddressError {
            return try await again(visit, ["value": AddressDeskWords.problem(error)])
        } catch is MissingReason {
            return try await again(visit, ["reason": AddressDeskWords.reasonMissing])
        }
    }

    private struct MissingReason: Error {}

    private func again(_ visit: Visit, _ errors: [String: Words]) async throws -> Reply {
        var page = try await page(visit)
        page.errors = errors
        for name in ["act", "value", "reason"] { page.typed[name] = String(visit.form.text(name).prefix(200)) }
        let lines = errors.values.map { visit.say($0) }.joined(separator: " ")
        page.notice = HTML.banner(visit.say(AddressDeskWords.faults), "<p>\(lines)</p>", .alarm)
        return faces.desk(visit, title: page.file.place.name, page.html, isTitleSaid: true, status: 422)
    }
}

extension AddressDesk {
    fileprivate func act(
        _ name: String, on id: RecordID, value: String, form: Form, by act: AddressAct, in transaction: any Transaction
    ) throws {
        switch name {
        case "confirm": try addresses.confirm(id, by: act, in: transaction)
        case "name": try addresses.addName(value, of: id, by: act, in: transaction)
        case "rename": try addresses.rename(id, to: value, by: act, in: transaction)
        case "retire": try addresses.retire(id, by: act, in: transaction)
        case "merge":
            guard let other = RecordID(value) else { throw AddressError.unknown }
            try addresses.merge(id, into: other, by: act, in: transaction)
        case "undo":
            let history = try addresses.history(of: id, in: transaction)
            guard let done = RecordID(form.text("change")), let change = history.last(where: { $0.change.act == done })
            else { throw AddressError.unknown }
            guard try addresses.isUndoneAlone(change.change, in: transaction) else { throw AddressError.batch }
            // Its reason stands for the undoing too, so that this can be undone in its turn.
            let act = act.reason.isEmpty ? AddressAct(on: act.day, reason: change.change.reason, at: act.now) : act
            try addresses.undo(done, by: act, in: transaction)
        default: throw AddressError.unknown
        }
    }
}
