import Addresses
import Base
import Divisions
import Markup
import Storage
import Web

/// One case of the review queue: looking at it, deciding, parting its rows.
struct ReviewCaseRoutes: Sendable {
    let desk: AddressDesk
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/addresses/review/{id}", .roles(ReviewRoutes.eyes), "One pattern of addresses that a person decides")
        {
            try await show($0)
        }
        table.post(
            "/addresses/review/{id}/decision", .roles(ReviewRoutes.hands), "Decides what a pattern of addresses means",
            redraw: { try await again($0) }
        ) { try await decide($0) }
        table.post("/addresses/review/{id}/part", .roles(ReviewRoutes.hands), "Takes rows out of a case") { visit in
            try await divide(visit, saying: "parted") { review, id, principal, transaction in
                let rows = visit.form.all("row").compactMap { row -> (source: String, key: String)? in
                    let halves = row.split(separator: " ", maxSplits: 1).map(String.init)
                    return halves.count == 2 ? (halves[0], halves[1]) : nil
                }
                return try review.part(rows, from: id, by: principal, at: visit.now, in: transaction)
            }
        }
        table.post("/addresses/review/{id}/whole", .roles(ReviewRoutes.hands), "Puts rows back to their case") {
            visit in
            try await divide(visit, saying: "joined") { review, id, principal, transaction in
                try review.join(id, by: principal, at: visit.now, in: transaction)
            }
        }
    }

    // MARK: - Looking

    private func show(_ visit: Visit) async throws -> Reply {
        let (page, title) = try await page(visit, ReviewAsk(visit.query), find: visit.query.text("find"))
        return faces.desk(visit, title: title, page.html, isTitleSaid: true)
    }

    /// The page with what was typed for a new place.
    private func again(_ visit: Visit) async throws -> Reply { try await refused(visit, status: 200) }

    private func refused(
        _ visit: Visit, notice: HTML = .empty, faults: [String: Words] = [:], status: Int
    ) async throws -> Reply {
        var (page, title) = try await page(visit, ReviewAsk(visit.form))
        page.notice = notice
        page.faults = faults
        if visit.form.text("decision") == "new" || visit.isSwitch {
            page.typed = NewPlace(name: visit.form["name"], kind: visit.form["what"], village: visit.form["village"])
        }
        let keeping: Keeping =
            page.look.one.state == .open
            ? .form(ReviewCasePage.newID, to: ReviewPaths.decision(page.look.one.id))
            : .page(AddressDeskPaths.reviewCase(page.look.one.id))
        return faces.desk(visit, title: title, page.html, isTitleSaid: true, keeping: keeping, status: status)
    }

    private func page(
        _ visit: Visit, _ ask: ReviewAsk, find: String = ""
    ) async throws -> (ReviewCasePage, title: String) {
        let id = try visit.id("id"), staff = try visit.staff(), review = desk.review
        let say = ReviewVoice(language: visit.language)
        let asked = String(find.prefix(60)), done = RecordID(visit.query.text("done"))
        let (look, toast) = try await desk.database.read { reader in
            do {
                var look = try review.look(
                    at: id, ask.filter, find: asked, by: staff.principal, on: visit.now.day, in: reader)
                var words: ReviewLook.Done?
                if let done, let one = try? review.find(done, in: reader) { words = try review.done(one, in: reader) }
                look.isJustDone = words != nil
                return (look, words)
            } catch CaseError.unknown {
                throw Problem.notFound
            }
        }
        var page = ReviewCasePage(
            look: look, ask: ask, mayDecide: ReviewRoutes.hands.contains(staff.role), csrf: visit.csrf, say: say)
        if let toast, let done {
            page.notice =
                ReviewToast(
                    words: toast.words, name: toast.name, cases: page.mayDecide ? [done] : [], ask: ask,
                    csrf: visit.csrf,
                    say: say
                ).html
        } else if let words = Self.notes[visit.query.text("note")] {
            page.notice = ReviewToast(words: words, ask: ask, csrf: visit.csrf, say: say).html
        }
        return (page, look.sentence.text(visit.language))
    }

    private static let notes = [
        "undone": ReviewWords.undone, "parted": ReviewWords.parted, "joined": ReviewWords.joined,
    ]

    // MARK: - Deciding

    private func decide(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id"), staff = try visit.staff(), ask = ReviewAsk(visit.form), review = desk.review
        let answer = ReviewAnswer(visit.form)
        guard let decision = answer.decision else {
            let say = ReviewVoice(language: visit.language)
            let banner: HTML =
                answer.faults.isEmpty
                ? .banner(say(ReviewWords.wrong), "<p>\(say(ReviewWords.nothingChosen))</p>", .alarm) : .empty
            return try await refused(visit, notice: banner, faults: answer.faults, status: 422)
        }
        do {
            let next = try await desk.database.write { transaction in
                let one = try review.find(id, in: transaction)
                try review.decide(id, decision, by: staff.principal, at: visit.now, in: transaction)
                return try review.neighbours(of: one, ask.filter, in: transaction).next
                    ?? review.list(ask.filter, limit: 1, in: transaction).first?.id
            }
            return .redirect((next.map { ReviewPaths.show($0, ask) } ?? ReviewPaths.list(ask)).query("done", id.text))
        } catch {
            return try await refusal(error, visit)
        }
    }

    /// A refusal in words, over the page as it stands now: of a case that somebody else decided it says what was decided.
    private func refusal(_ error: any Error, _ visit: Visit) async throws -> Reply {
        if error as? CaseError == .unknown { throw Problem.notFound }
        guard let words = ReviewWords.refusal(error) else { throw error }
        let isLate = error as? CaseError == .decided
        let say = ReviewVoice(language: visit.language)
        let banner = HTML.banner(
            say(isLate ? ReviewWords.somebody : ReviewWords.wrong),
            "<p>\(say(isLate ? ReviewWords.lateNote : words))</p>",
            isLate ? .soon : .alarm)
        return try await refused(visit, notice: banner, status: isLate ? 409 : 422)
    }

    private func divide(
        _ visit: Visit, saying note: String,
        _ body: @escaping @Sendable (ReviewStore, RecordID, Principal, any Transaction) throws -> RecordID
    ) async throws -> Reply {
        let id = try visit.id("id"), principal = try visit.staff().principal, review = desk.review
        do {
            let other = try await desk.database.write { try body(review, id, principal, $0) }
            return .redirect(ReviewPaths.show(other, ReviewAsk(visit.form)).query("note", note))
        } catch {
            return try await refusal(error, visit)
        }
    }
}

/// What a form decides, or what is wrong with it by field.
struct ReviewAnswer {
    var decision: CaseDecision?
    var faults: [String: Words] = [:]

    init(_ form: Form) {
        guard form.text("decision") == "new" else {
            decision = CaseDecision(line: form.text("decision"))
            return
        }
        let name = form.text("name")
        if !PlaceName.isSound(name) { faults["name"] = ReviewWords.nameFault }
        let kind = CaseDecision.PlaceKind(rawValue: form.text("what"))
        if kind == nil { faults["what"] = ReviewWords.kindFault }
        let village = RecordID(form.text("village"))
        if village == nil { faults["village"] = ReviewWords.villageFault }
        if faults.isEmpty, let kind, let village { decision = .new(kind, name: name, village: village) }
    }
}
