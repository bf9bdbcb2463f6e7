import Accounts
import Base
import Markup
import Matters
import Storage
import Web

/// The marks and seals of units, which administrators keep.
struct OfficeRoutes: Sendable {
    let store: PaperStore
    let faces: Faces
    static let keepers = Access.roles([.administrator])

    func add(to table: inout RouteTable) {
        table.get("/offices", Self.keepers, "The marks and seals under which units issue letters") {
            try await list($0)
        }
        table.get("/offices/{unit}", Self.keepers, "The mark and the seal of a unit") { try await show($0) }
        table.get("/offices/{unit}/seal/picture", Self.keepers, "The picture of a unit's seal") {
            try await picture($0)
        }
        table.post("/offices/{unit}/mark", Self.keepers, "Gives a unit another mark") { visit in
            try await change(visit) { unit, revision, principal, transaction in
                try store.setMark(
                    visit.form.text("mark"), of: unit, revision: revision, by: principal, at: visit.now,
                    in: transaction)
            }
        }
        table.post("/offices/{unit}/seal", Self.keepers, "Gives a unit the picture of its seal, or takes it away") {
            visit in
            let bytes = visit.form.files.first { $0.field == "seal" }?.bytes ?? []
            let takesAway = visit.form.text("none") == "yes"
            return try await change(visit) { unit, revision, principal, transaction in
                guard takesAway || !bytes.isEmpty else {
                    throw PaperError.invalid(["seal": PaperWords.choose])
                }
                try store.setSeal(
                    takesAway ? [] : bytes, of: unit, revision: revision, by: principal, at: visit.now,
                    in: transaction)
            }
        }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let page = try await store.database.read { reader in
            OfficeListPage(lines: try store.offices(in: reader), voice: PaperVoice(visit))
        }
        return faces.desk(visit, title: visit.say(PaperProofWords.offices), page.html)
    }

    private func unit(_ visit: Visit, in reader: any Reader) throws -> Accounts.Unit {
        guard let unit = try store.matters.units.find(try visit.id("unit"), in: reader) else {
            throw PaperError.notFound
        }
        return unit
    }

    private func show(
        _ visit: Visit, faults: [String: Words] = [:], fault: Words? = nil, status: Int = 200
    ) async throws -> Reply {
        let page = try await store.database.read { reader in
            let unit = try unit(visit, in: reader)
            return OfficePage(
                unit: unit, office: try store.office(of: unit, in: reader),
                voice: PaperVoice(visit, faults: faults, fault: fault))
        }
        return faces.desk(
            visit, title: visit.say(page.unit.name), page.html, keeping: .page(PaperPaths.office(page.unit.id)),
            status: status)
    }

    private func picture(_ visit: Visit) async throws -> Reply {
        let bytes = try await store.database.read { reader in
            try store.office(of: try unit(visit, in: reader), in: reader).bytes
        }
        guard !bytes.isEmpty else { throw PaperError.notFound }
        let type = bytes.first == 0x89 ? "image/png" : "image/jpeg"
        return Reply(headers: [("content-type", type), ("cache-control", "no-store")], body: .bytes(bytes))
    }

    private func change(
        _ visit: Visit,
        _ work: @escaping @Sendable (Accounts.Unit, Int, Principal, any Transaction) throws -> Void
    ) async throws -> Reply {
        let principal = try visit.staff().principal, revision = Int(visit.form.text("revision")) ?? 0
        do {
            try await store.database.write { transaction in
                try work(try unit(visit, in: transaction), revision, principal, transaction)
            }
            return .redirect(PaperPaths.office(try visit.id("unit")))
        } catch PaperError.invalid(let faults) {
            return try await show(visit, faults: faults, status: 422)
        } catch PaperError.changedMeanwhile {
            return try await show(visit, fault: PaperWords.changedFirst, status: 409)
        }
    }
}

extension PaperStore {
    /// Every unit with its office, by level and code.
    func offices(in reader: any Reader) throws -> [(unit: Accounts.Unit, office: PaperOffice)] {
        try matters.units.list(levels: UnitLevel.allCases, in: reader).map { ($0, try office(of: $0, in: reader)) }
    }
}
