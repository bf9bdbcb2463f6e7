import Base
import Markup
import Storage
import Web

/// The work lists, the matter, the search.
struct MatterRoutes: Sendable {
    let store: MatterStore
    let faces: Faces
    /// How many messages of other bodies wait for somebody.
    var waiting: MattersModule.Waiting = { _, _ in 0 }
    private static let pageSize = 30
    private static let hitsOnAPage = 20

    private var reading: MatterReading { MatterReading(store: store) }

    func add(to table: inout RouteTable) {
        table.get("/desk", .staff, "The work lists, one of them with a matter open") { try await list($0) }
        table.get("/desk/search", .staff, "Matters whose words or number fit") { try await search($0) }
        table.get("/desk/matters/{id}", .staff, "One matter") { try await matter($0) }
        table.post("/desk/matters/{id}/seen", .staff, "Marks what a unit should look at as seen") { try await see($0) }
        table.post("/desk/matters/{id}/topic", .staff, "Confirms or changes the topic") { try await setTopic($0) }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let actor = try visit.actor()
        if actor.role == .custodian { return .redirect(MatterPaths.seals) }
        if actor.role == .administrator { return plain(visit) }
        let lists = WorkList.allCases.filter { list in actor.role.map(list.isFor) ?? false }
        let list = WorkList(rawValue: visit.query.text("list")).flatMap { lists.contains($0) ? $0 : nil }
        let page = try await store.database.read { try self.page(list, lists, actor, visit, in: $0) }
        return faces.panes(visit, title: visit.say(MatterWords.list(page.list)), page.html)
    }

    private func page(
        _ wanted: WorkList?, _ lists: [WorkList], _ actor: Actor, _ visit: Visit, in reader: any Reader
    ) throws -> MatterListPage {
        let today = visit.now.day
        let scope = try store.scope(of: actor, in: reader)
        let counts = try lists.map { list in
            // The newest are never counted: that would be the whole district.
            (list, list == .recent ? 0 : try store.count(list, for: actor, scope: scope, today: today, in: reader))
        }
        let list = wanted ?? Self.first(of: counts)
        let asked = ListFilter(visit.query)
        let choices = try reading.choices(in: list, for: actor, chosen: asked.place, on: today, in: reader)
        let filter = choices.clean(asked)
        let offset = min(max(Int(visit.query.text("offset")) ?? 0, 0), 100_000)
        let matters = try store.list(
            list, for: actor, scope: scope, today: today, filter: filter, offset: offset, limit: Self.pageSize + 1,
            in: reader
        )
        let shown = Array(matters.prefix(Self.pageSize))
        let opened = RecordID(visit.query.text("open"))
        let open = try (opened ?? shown.first?.id).flatMap { id in
            do { return try reading.view(id, for: actor, at: visit.now, in: reader) } catch MatterError.notFound {
                return nil
            }
        }
        let works = actor.role == .clerk || actor.role == .handler || actor.role == .head
        let groups = works ? try reading.groups(for: actor, town: nil, without: [], on: today, in: reader) : []
        // Of the newest only so many days are counted.
        let isCounted = list == .recent ? filter.isNarrow : true
        let count =
            isCounted
            ? try store.count(list, for: actor, scope: scope, today: today, filter: filter, in: reader) : nil
        return MatterListPage(
            language: visit.language, today: today, csrf: visit.csrf, list: list, filter: filter, choices: choices,
            offset: offset, counts: counts, others: works ? try others(actor, in: reader) : [], count: count,
            rows: try reading.rows(shown, for: actor, on: today, in: reader), hasMore: matters.count > shown.count,
            open: open, isAsked: opened != nil && open != nil,
            units: works ? UnitChoices(groups: groups, suggested: nil) : nil
        )
    }

    /// Calls to make, and what residents are to be told; what other bodies told only where something waits.
    private func others(_ actor: Actor, in reader: any Reader) throws -> [(label: Words, path: Path, count: Int)] {
        let messages = try waiting(actor, reader)
        return [
            (ChannelWords.hotlineHead, MatterPaths.hotline, try store.countCallBacks(for: actor, in: reader)),
            (ProxyWords.listLink, MatterPaths.proxies, try store.countUntold(for: actor, in: reader)),
        ] + (messages == 0 ? [] : [(ProceedingWords.waiting, MatterPaths.messages, messages)])
    }

    /// The list that greets somebody: what they must decide, else what they hold, else what their office has.
    private static func first(of counts: [(list: WorkList, count: Int)]) -> WorkList {
        let wanted: [WorkList] = [.objections, .mine, .offered, .open]
        let full = wanted.first { list in counts.contains { $0.list == list && $0.count > 0 } }
        return full ?? counts.first?.list ?? .recent
    }

    private func plain(_ visit: Visit) -> Reply {
        let body: HTML = """
            <header class="open-head"><h1 class="title">\(visit.say(MatterWords.noMatters))</h1>\
            <p class="lead">\(visit.say(MatterWords.noMattersWhy))</p></header>\
            <p>\(HTML.link(visit.say(RoutingWords.title), to: RoutingPaths.rules))</p>
            """
        return faces.desk(visit, title: visit.say(MatterWords.noMatters), body)
    }

    private func matter(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        let view = try await store.database.read { try reading.view(id, for: actor, at: visit.now, in: $0) }
        let page = MatterPage(view: view, language: visit.language, csrf: visit.csrf)
        return faces.desk(visit, title: page.title, page.html, libraries: [.htmx])
    }

    private func search(_ visit: Visit) async throws -> Reply {
        let actor = try visit.actor()
        let typed = String(visit.query.text("q").prefix(200))
        let before = Int(visit.query.text("before"))
        let page = try await store.database.read { reader in
            let scope = try store.scope(of: actor, in: reader)
            let hits = try store.search(typed, scope: scope, before: before, limit: Self.hitsOnAPage, in: reader)
            let rows = try reading.rows(hits.matters, for: actor, on: visit.now.day, in: reader)
            return SearchPage(
                typed: typed, rows: rows, count: hits.count, next: hits.next, language: visit.language,
                today: visit.now.day
            )
        }
        if MatterNumber.read(typed) != nil, page.rows.count == 1, let hit = page.rows.first {
            return .redirect(MatterPaths.matter(hit.matter.id))
        }
        return faces.desk(visit, title: page.title, page.html)
    }

    private func see(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        _ = try await store.database.read { reader in
            try store.getMatter(id, scope: try store.scope(of: actor, in: reader), in: reader)
        }
        if let unit = actor.unit, actor.role != .auditor {
            try await store.markSeen(id, unit: unit, at: visit.now)
        }
        return .redirect(MatterPaths.matter(id))
    }

    private func setTopic(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), try visit.actor())
        do {
            _ = try await store.setTopic(
                visit.form.text("topic"), of: id, revision: try visit.revision(), by: actor, at: visit.now
            )
            return .redirect(MatterPaths.matter(id))
        } catch let error as MatterError {
            return try await refused(error, id, visit)
        }
    }

    /// The matter's page again, with what went wrong.
    func refused(
        _ error: MatterError, _ id: RecordID, _ visit: Visit, change: (inout MatterPage) -> Void = { _ in }
    ) async throws -> Reply {
        if error == .notFound { throw error }
        let notice = error.notice
        return try await again(id, visit, status: notice.status) { page in
            page.notice = visit.banner(notice.head, "<p>\(visit.say(notice.text))</p>")
            change(&page)
        }
    }

    /// The matter's page again with what was typed into one of its forms.
    func again(
        _ id: RecordID, _ visit: Visit, status: Int = 200, change: (inout MatterPage) -> Void
    ) async throws -> Reply {
        let actor = try visit.actor()
        let view = try await store.database.read { try reading.view(id, for: actor, at: visit.now, in: $0) }
        var page = MatterPage(view: view, language: visit.language, csrf: visit.csrf)
        if visit.isSwitch, let revision = Int(visit.form.text("revision")), revision != view.matter.revision {
            page.notice = visit.banner(MatterWords.changedHead, "<p>\(visit.say(MatterWords.changedText))</p>")
        }
        change(&page)
        let keeping = visit.canRedraw ? visit.sent : .page(MatterPaths.matter(id))
        return faces.desk(
            visit, title: page.title, page.html, libraries: [.htmx], keeping: keeping, status: status
        ).keptForGoingBack
    }
}
