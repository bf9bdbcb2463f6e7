import Accounts
import Base
import Markup
import Storage
import Web

/// Mandates: taking one on, telling the resident what happened, and its withdrawal.
struct ProxyRoutes: Sendable {
    let store: MatterStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/desk/proxies", .staff, "Matters run for residents who have not been told what happened") {
            try await list($0)
        }
        table.get("/desk/matters/{id}/proxy", .staff, "The mandate of a matter, and what the resident was told") {
            try await show($0, ProxyPage.takeID)
        }
        table.post(
            "/desk/matters/{id}/proxy", .staff, "Records a mandate: the office runs the matter for the resident",
            redraw: { try await show($0, ProxyPage.takeID) }
        ) { try await take($0) }
        table.post(
            "/desk/matters/{id}/proxy/told", .staff, "Records that the resident was told of steps",
            redraw: { try await show($0, ProxyPage.tellID) }
        ) { try await tell($0) }
        table.post(
            "/desk/matters/{id}/proxy/withdrawal", .staff, "Records that the resident took the mandate back",
            redraw: { try await show($0, ProxyPage.withdrawID) }
        ) { try await withdraw($0) }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let actor = try visit.actor(), staff = try visit.staff()
        let page = try await store.database.read { reader in
            let untold = try store.listUntold(for: actor, on: visit.now.day, in: reader)
            let titles = try store.narratives(untold.map(\.matter), in: reader).mapValues(\.title)
            return ProxyListPage(
                rows: untold.map { ($0.proxy, $0.matter, titles[$0.matter.id], $0.reports) }, own: staff.account,
                language: visit.language, today: visit.now.day
            )
        }
        return faces.desk(visit, title: visit.say(ProxyWords.listHead), page.html)
    }

    private func show(
        _ visit: Visit, _ form: String, notice: HTML = .empty, faults: [String: Words] = [:], status: Int = 200
    ) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        let typed = TypedFields(visit.form, faults: faults)
        let page = try await store.database.read { reader in
            let view = try MatterReading(store: store).view(id, for: actor, at: visit.now, in: reader)
            let known = try store.proxy(of: view.file, for: actor, at: visit.now, in: reader)
            let proxyUnit = view.file.proxyUnit
            let isOwn = proxyUnit != nil && proxyUnit == actor.unit
            return ProxyPage(
                view: view, proxy: known?.proxy, reports: known?.reports ?? [],
                unit: try known.flatMap { try store.units.find($0.proxy.unit, in: reader)?.name } ?? Words("", ""),
                mayTake: view.maySortOut && view.matter.isOpen && proxyUnit == nil, mayTell: actor.works && isOwn,
                mayWithdraw: actor.works && (isOwn || view.file.answerable == actor.unit), language: visit.language,
                csrf: visit.csrf, typed: typed, notice: notice
            )
        }
        let path = [
            ProxyPage.tellID: MatterPaths.proxyTold(of: id), ProxyPage.withdrawID: MatterPaths.proxyWithdrawal(of: id),
        ]
        let kept = visit.method == "POST" ? form : page.kept
        let keeping: Keeping =
            kept.map { .form($0, to: path[$0] ?? MatterPaths.proxy(of: id)) } ?? .page(MatterPaths.proxy(of: id))
        return faces.desk(
            visit, title: visit.say(ProxyWords.head), page.html, keeping: keeping, status: status
        ).keptForGoingBack
    }

    private func take(_ visit: Visit) async throws -> Reply {
        let files = visit.form.files.filter { $0.field == "files" }.map { (name: $0.name, bytes: $0.bytes) }
        return try await change(visit, ProxyPage.takeID) { id, actor in
            guard let way = MandateWay(rawValue: visit.form.text("mandate-way")) else {
                throw MatterError.invalid(field: "mandate-way", ChannelWords.choose)
            }
            guard let day = Day(visit.form.text("mandate-day")) else {
                throw MatterError.invalid(field: "mandate-day", ChannelWords.dayWrong)
            }
            let mandate = Mandate(asker: visit.form.text("asker"), way: way, day: day, scope: visit.form.text("scope"))
            try await store.takeMandate(
                mandate, for: id, files: files, revision: try visit.revision(), by: actor, at: visit.now)
        }
    }

    private func tell(_ visit: Visit) async throws -> Reply {
        try await change(visit, ProxyPage.tellID) { id, actor in
            guard let way = TellingWay(rawValue: visit.form.text("told-way")) else {
                throw MatterError.invalid(field: "told-way", ChannelWords.choose)
            }
            guard let day = Day(visit.form.text("told-day")) else {
                throw MatterError.invalid(field: "told-day", ChannelWords.dayWrong)
            }
            try await store.tellResident(
                of: visit.form.all("reports").compactMap { RecordID($0) }, matter: id, on: day, by: way,
                note: visit.form.text("note"), revision: try visit.revision(), by: actor, at: visit.now
            )
        }
    }

    private func withdraw(_ visit: Visit) async throws -> Reply {
        try await change(visit, ProxyPage.withdrawID) { id, actor in
            try await store.withdrawMandate(
                of: id, note: visit.form.text("reason"), revision: try visit.revision(), by: actor, at: visit.now)
        }
    }

    private func change(
        _ visit: Visit, _ form: String, _ act: (RecordID, Actor) async throws -> Void
    ) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        do {
            try await act(id, actor)
            return .redirect(MatterPaths.proxy(of: id))
        } catch let error as MatterError {
            if error == .notFound { throw error }
            if case .invalid(let field, let words) = error {
                return try await show(visit, form, faults: [field: words], status: 422)
            }
            let notice = visit.banner(error.notice.head, "<p>\(visit.say(error.notice.text))</p>")
            return try await show(visit, form, notice: notice, status: error.notice.status)
        }
    }
}

extension TypedFields {
    init(_ form: Form, faults: [String: Words] = [:]) {
        var values: [String: String] = [:]
        for field in form.fields where values[field.name] == nil { values[field.name] = form.text(field.name) }
        self.init(values: values, picked: Set(form.all("reports")), faults: faults)
    }
}
