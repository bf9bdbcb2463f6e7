import Addresses
import Base
import Markup
import Storage
import Web

/// The review queue: what the library cannot settle by itself, and what is done with several cases at once.
struct ReviewRoutes: Sendable {
    let desk: AddressDesk
    let faces: Faces

    /// Who decides, and who may look.
    static let hands = ReviewSheet.roles
    static let eyes = hands.union([.auditor])

    func add(to table: inout RouteTable) {
        table.get("/addresses/review", .roles(Self.eyes), "What of the systems' addresses waits for a decision") {
            try await list($0)
        }
        table.post("/addresses/review/acceptances", .roles(Self.hands), "Accepts what is proposed for several cases") {
            try await accept($0)
        }
        table.post("/addresses/review/undo", .roles(Self.hands), "Takes decisions of the review queue back") {
            try await undo($0)
        }
        ReviewCaseRoutes(desk: desk, faces: faces).add(to: &table)
        ReviewSheetRoutes(desk: desk, faces: faces).add(to: &table)
    }

    // MARK: - The list

    private func list(_ visit: Visit, notice: HTML = .empty) async throws -> Reply {
        try await page(visit, ReviewAsk(visit.query), notice: notice)
    }

    /// The list as it stands, perhaps with what was just done.
    private func page(_ visit: Visit, _ ask: ReviewAsk, notice: HTML = .empty, status: Int = 200) async throws -> Reply
    {
        let review = desk.review, staff = try visit.staff(), say = ReviewVoice(language: visit.language)
        let done = RecordID(visit.query.text("done"))
        let page = try await desk.database.read { reader in
            var page = ReviewListPage(
                lines: try review.lines(ask, on: visit.now.day, in: reader),
                count: try review.count(ask.filter, in: reader),
                towns: ask.isDecided ? [] : try review.towns(on: visit.now.day, in: reader), ask: ask,
                mayDecide: Self.hands.contains(staff.role), csrf: visit.csrf, say: say, notice: notice)
            if let done, let one = try? review.find(done, in: reader), let words = try review.done(one, in: reader) {
                page.notice +=
                    ReviewToast(
                        words: words.words, name: words.name, cases: page.mayDecide ? [done] : [], ask: ask,
                        csrf: visit.csrf, say: say
                    ).html
            }
            return page
        }
        let keeping: Keeping = visit.method == "GET" ? .address : .page(ReviewPaths.list(ask))
        return faces.desk(visit, title: say(ReviewWords.title), page.html, keeping: keeping, status: status)
    }

    // MARK: - Several at once

    private func accept(_ visit: Visit) async throws -> Reply {
        let ask = ReviewAsk(visit.form), say = ReviewVoice(language: visit.language)
        let named =
            visit.form.text("which") == "shown"
            ? Self.ids(visit.form.text("shown")) : visit.form.all("pick").compactMap { RecordID($0) }
        guard !named.isEmpty else {
            let banner = HTML.banner(say(ReviewWords.wrong), "<p>\(say(ReviewWords.nothingTicked))</p>", .alarm)
            return try await page(visit, ask, notice: banner, status: 422)
        }
        let acts = ReviewActs(review: desk.review, database: desk.database)
        let outcomes = try await acts.accept(
            named.prefix(ReviewAsk.page), by: try visit.staff().principal, at: visit.now)
        return try await done(visit, outcomes)
    }

    /// The list with what came of several decisions, and a way to undo them.
    func done(_ visit: Visit, _ outcomes: [ReviewActs.Outcome]) async throws -> Reply {
        let ask = ReviewAsk(visit.form), say = ReviewVoice(language: visit.language)
        let settled = outcomes.compactMap { outcome in outcome.rows.map { (outcome.id, $0) } }
        let toast = ReviewToast(
            words: ReviewWords.accepted(settled.count, settled.reduce(0) { $0 + $1.1 }), cases: settled.map(\.0),
            ask: ask,
            csrf: visit.csrf, say: say)
        return try await page(visit, ask, notice: toast.html + (try await stayed(outcomes, say, visit)))
    }

    /// Which were not accepted, and why.
    private func stayed(_ outcomes: [ReviewActs.Outcome], _ say: ReviewVoice, _ visit: Visit) async throws -> HTML {
        let refused = outcomes.filter { $0.rows == nil }
        guard !refused.isEmpty else { return .empty }
        let review = desk.review
        let items = try await desk.database.read { reader in
            try refused.map { outcome -> HTML in
                let one = try? review.find(outcome.id, in: reader)
                let sentence = try one.map { try review.sentence($0, on: visit.now.day, in: reader) }
                let why = say(outcome.why ?? ReviewWords.nothingProposed)
                return "<li>\(sentence.map(say.callAsFunction)) <span class=\"muted\">\(why)</span></li>"
            }
        }
        return HTML.banner(say(ReviewWords.stayed), "<ul class=\"stack-4\">\(items)</ul>", .soon)
    }

    private func undo(_ visit: Visit) async throws -> Reply {
        let ask = ReviewAsk(visit.form), say = ReviewVoice(language: visit.language), staff = try visit.staff()
        let review = desk.review
        var cases = Self.ids(visit.form.text("cases"))
        if cases.isEmpty {
            let last = try await desk.database.read { try review.lastDecided(by: staff.principal, in: $0) }
            cases = [last].compactMap(\.self)
        }
        let acts = ReviewActs(review: review, database: desk.database)
        let outcomes = try await acts.undo(cases.prefix(ReviewSheet.limit), by: staff.principal, at: visit.now)
        if cases.count == 1, let outcome = outcomes.first {
            if outcome.why == nil { return .redirect(ReviewPaths.show(outcome.id, ask).query("note", "undone")) }
            if outcome.isUnknown { throw Problem.notFound }
        }
        let undone = outcomes.count { $0.why == nil }
        let words = cases.isEmpty ? ReviewWords.nothingToUndo : ReviewWords.undoneAll(undone)
        let toast = ReviewToast(words: words, ask: ask, csrf: visit.csrf, say: say)
        let refused = outcomes.filter { $0.why != nil }.map { ReviewActs.Outcome(id: $0.id, rows: nil, why: $0.why) }
        return try await page(
            visit, ask, notice: toast.html + (try await stayed(refused, say, visit)), status: undone == 0 ? 409 : 200)
    }

    private static func ids(_ text: String) -> [RecordID] {
        text.split(separator: " ").compactMap { RecordID(String($0)) }
    }
}

extension ReviewAsk {
    /// What a query or a form asks for; what cannot be read is left out.
    init(_ form: Form) {
        isDecided = form.text("state") == CaseState.decided.rawValue
        let said = form.text("town")
        town = said == "none" ? .none : RecordID(said).map(Town.one) ?? .any
        kind = CasePattern.Kind(rawValue: form.text("kind"))
        offset = Int(form.text("from")).map { min(max(0, $0), 1_000_000) } ?? 0
    }

    /// The same as the store asks.
    var filter: ReviewStore.Filter {
        var filter = ReviewStore.Filter()
        (filter.state, filter.kind) = (isDecided ? .decided : .open, kind)
        switch town {
        case .any: break
        case .none: filter.isWithoutTown = true
        case .one(let id): filter.town = id
        }
        return filter
    }
}
