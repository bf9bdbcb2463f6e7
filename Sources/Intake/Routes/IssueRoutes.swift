import Base
import Markup
import Matters
import Storage
import Web

/// Hot issues: the list, one issue, and what people do with it.
struct IssueRoutes: Sendable {
    let intake: IntakeStore
    let issues: IssueStore
    let faces: Faces
    private static let shown = 30
    private static let hands = Access.roles(IssueStore.hands)

    func add(to table: inout RouteTable) {
        table.get("/desk/issues", .staff, "Matters about the same trouble, the hottest first") { try await list($0) }
        table.get("/desk/issues/{id}", .staff, "One trouble that several matters are about") { try await show($0) }
        table.post("/desk/issues/{id}/split", Self.hands, "Takes matters out of an issue for good") { visit in
            try await act(visit) { actor, issue, transaction in
                let ids = visit.form.all("matters").compactMap { RecordID($0) }
                try issues.split(ids, from: issue, by: actor, at: visit.now, in: transaction)
                return issue
            }
        }
        table.post("/desk/issues/{id}/merge", Self.hands, "Puts another matter and its issue to this one") { visit in
            try await act(visit) { try merge(visit, $0, $1, in: $2) }
        }
        table.post("/desk/issues/{id}/parent", Self.hands, "Opens a matter under which an issue is dealt with") {
            try await open($0)
        }
        table.post("/desk/issues/{id}/dismissal", Self.hands, "Ends the signal of an issue that needs nothing") {
            visit in
            try await act(visit) { actor, issue, transaction in
                try issues.dismiss(issue, by: actor, at: visit.now, in: transaction)
                return issue
            }
        }
    }

    private func window(_ visit: Visit) -> IssueStore.Window {
        let today = visit.now.day
        let day = Day(visit.query.text("day")).map { min($0, today) } ?? today
        let days = Int(visit.query.text("days")).flatMap { IssuesPage.windows.contains($0) ? $0 : nil } ?? 90
        return .init(day: day, days: days)
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let (actor, window) = (Actor(try visit.staff()), window(visit))
        let lines = try await intake.matters.database.read { reader in
            try issues.list(
                window, scope: try intake.matters.scope(of: actor, in: reader), limit: Self.shown, in: reader)
        }
        let page = IssuesPage(lines: lines, window: window, today: visit.now.day, say: visit.voice)
        return faces.desk(visit, title: visit.say(IssueWords.title), page.html)
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let page = try await page(try visit.id("id"), visit)
        return faces.desk(visit, title: page.line.title, page.html, isTitleSaid: true)
    }

    private func page(_ id: RecordID, _ visit: Visit) async throws -> IssuePage {
        let actor = Actor(try visit.staff()), window = window(visit)
        let (line, titles, kinds) = try await intake.matters.database.read { reader in
            let line = try issues.get(
                id, window, scope: try intake.matters.scope(of: actor, in: reader), in: reader)
            let rules = try intake.matters.book.rules(on: visit.now.day, in: reader)
            let titles = try intake.matters.narratives(line.matters, in: reader).mapValues(\.title)
            return (line, titles, IntakeStore.kindOrder.compactMap { rules.procedures[$0.rawValue] })
        }
        let topic = line.topic.map { visit.say($0) } ?? "", place = line.place.map { visit.say($0) } ?? ""
        return IssuePage(
            line: line, titles: titles, kinds: kinds, window: window,
            mayChange: actor.role.map(IssueStore.hands.contains) ?? false, csrf: visit.csrf, say: visit.voice,
            parentTitle: IssueWords.parentSaid(topic, place))
    }

    private func merge(
        _ visit: Visit, _ actor: Actor, _ issue: RecordID, in transaction: any Transaction
    ) throws -> RecordID {
        let scope = try intake.matters.scope(of: actor, in: transaction)
        guard let number = MatterNumber.read(visit.form.text("number")),
            let other = try intake.matters.search(number, scope: scope, in: transaction).matters.first
        else { throw MatterError.invalid(field: "number", IssueWords.numberUnknown) }
        let window = IssueStore.Window(day: visit.now.day, days: 90)
        let line = try issues.get(issue, window, scope: scope, in: transaction)
        guard let first = line.matters.first, !line.matters.contains(where: { $0.id == other.id }) else {
            throw MatterError.invalid(field: "number", IssueWords.same)
        }
        return try issues.join([first.id, other.id], by: actor, at: visit.now, in: transaction)
    }

    /// Does something with an issue and shows it, or the page again with what is wrong.
    private func act(
        _ visit: Visit, _ body: @escaping @Sendable (Actor, RecordID, any Transaction) throws -> RecordID
    ) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), Actor(try visit.staff()))
        do {
            let issue = try await intake.matters.database.write { try body(actor, id, $0) }
            return .redirect(IntakePaths.issue(issue))
        } catch MatterError.invalid(_, let words) {
            return try await again(id, words, visit)
        }
    }

    /// Opens the parent matter, for those who may see all of the issue.
    private func open(_ visit: Visit) async throws -> Reply {
        let (id, staff) = (try visit.id("id"), try visit.staff()), actor = Actor(staff)
        let page = try await page(id, visit), line = page.line
        let typed = visit.form.text("title")
        let title = typed.isEmpty ? page.parentTitle : String(typed.prefix(Answers.titleLimit))
        if let parent = line.parent { return .redirect(IntakePaths.matter(parent.id)) }
        let number = try await intake.matters.reserveNumbers(1, year: visit.now.day.parts.year)
        do {
            // Together: of two who press at once one opens the matter, the other is told.
            let parent = try await intake.matters.database.write { transaction in
                try issues.checkAll(of: id, by: actor, in: transaction)
                let filing = try issues.parentFiling(
                    of: line, kind: visit.form.text("kind"), title: title, for: staff.unit, at: visit.now,
                    in: transaction)
                let receipt = try intake.matters.file(
                    filing, number: number[0], by: staff.principal, at: visit.now, in: transaction)
                try issues.setParent(receipt.matter, of: id, by: actor, at: visit.now, in: transaction)
                return receipt.matter
            }
            return .redirect(IntakePaths.matter(parent))
        } catch MatterError.barred(let words) {
            return try await again(id, words, visit)
        } catch MatterError.invalid(_, let words) {
            return try await again(id, words, visit)
        }
    }

    private func again(_ id: RecordID, _ words: Words, _ visit: Visit) async throws -> Reply {
        var page = try await page(id, visit)
        page.notice = HTML.banner(visit.say(IssueWords.wrong), "<p>\(visit.say(words))</p>", .alarm)
        page.number = visit.form.text("number")
        page.ticked = Set(visit.form.all("matters"))
        if let title = visit.form.filled("title") { page.parentTitle = title }
        page.parentKind = visit.form.text("kind")
        return faces.desk(
            visit, title: page.line.title, page.html, isTitleSaid: true, keeping: .page(IntakePaths.issue(id)),
            status: 422)
    }
}
