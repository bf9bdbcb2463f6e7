import Accounts
import Base
import Markup
import Matters
import Notices
import Storage
import Web

/// What is known already about the same as a matter at the desk: seeing it, putting both together, following it.
struct KnownRoutes: Sendable {
    let intake: IntakeStore
    let issues: IssueStore
    let faces: Faces
    let channels: Set<NoticeChannel>
    private static let hands = Access.roles(IssueStore.hands)

    func add(to table: inout RouteTable) {
        table.get("/desk/matters/{id}/known", Self.hands, "Matters likely about the same as this one") { visit in
            reply(try await page(visit), visit)
        }
        table.get("/desk/matters/{id}/known/part", Self.hands, "The likeliest of them alone") { visit in
            faces.part(visit, try await page(visit).part)
        }
        table.post("/desk/matters/{id}/known", Self.hands, "Puts a matter and a known one together") {
            try await join($0)
        }
        table.post("/desk/matters/{id}/followers", Self.hands, "Writes down somebody who follows a matter") {
            try await follow($0)
        }
    }

    private func page(_ visit: Visit) async throws -> KnownPage {
        let (id, actor, now) = (try visit.id("id"), Actor(try visit.staff()), visit.now)
        return try await intake.matters.database.readAtLength { reader in
            let matters = intake.matters
            let scope = try matters.scope(of: actor, in: reader)
            let matter = try matters.getMatter(id, scope: scope, in: reader)
            let issue = try issues.issue(of: id, in: reader).map {
                try issues.get($0, .init(day: now.day, days: 90), scope: scope, in: reader)
            }
            return KnownPage(
                matter: matter, likely: try intake.likely(matter, scope: scope, at: now, in: reader), issue: issue,
                titles: try matters.narratives(issue?.matters ?? [], in: reader).mapValues(\.title),
                followers: try matters.followers(of: [id], in: reader).count, channels: channels, csrf: visit.csrf,
                today: now.day, say: visit.voice)
        }
    }

    private func reply(_ page: KnownPage, _ visit: Visit, status: Int = 200) -> Reply {
        faces.desk(
            visit, title: visit.say(KnownWords.title), page.html, keeping: .page(IntakePaths.known(page.matter.id)),
            status: status)
    }

    private func join(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), Actor(try visit.staff()))
        guard let same = visit.form.filled("same").flatMap({ RecordID($0) }), same != id else {
            throw MatterError.notFound
        }
        do {
            try await intake.matters.database.write { transaction in
                _ = try issues.join([same, id], by: actor, at: visit.now, in: transaction)
            }
        } catch MatterError.invalid(_, let words) {
            return try await again(visit, words, faults: [:])
        }
        return .redirect(IntakePaths.known(id))
    }

    private func follow(_ visit: Visit) async throws -> Reply {
        let (id, actor) = (try visit.id("id"), Actor(try visit.staff()))
        var answers = Answers(visit.form)
        (answers.confidentiality, answers.language) = (Confidentiality.named.rawValue, visit.language)
        do {
            let number = try await issues.follow(id, answers, by: actor, at: visit.now)
            return FollowedPage(matter: id, number: number, say: visit.voice).reply(visit, faces)
        } catch MatterError.invalid(let field, let words) {
            return try await again(visit, words, faults: [field: words])
        } catch MatterError.barred(let words) {
            return try await again(visit, words, faults: [:])
        }
    }

    private func again(_ visit: Visit, _ words: Words, faults: [String: Words]) async throws -> Reply {
        var page = try await page(visit)
        page.notice = HTML.banner(visit.say(KnownWords.wrong), "<p>\(visit.say(words))</p>", .alarm)
        (page.faults, page.typed) = (faults, Answers(visit.form))
        return reply(page, visit, status: 422)
    }
}

extension IntakeStore {
    /// Matters of a scope that are likely about the same as one of them; none once its words are erased.
    func likely(_ matter: Matter, scope: MatterScope, at now: Instant, in reader: any Reader) throws -> [LikelySame] {
        guard let said = try matters.narrative(matter, in: reader) else { return [] }
        let question = KnownMatters.Question(
            title: said.title, text: said.text, place: matter.closePlace, itself: matter.id)
        return try known.find(question, scope: scope, at: now, in: reader)
    }
}

extension IssueStore {
    /// Writes down that the person of a form follows a matter, and counts them; answers the matter's number. Throws `MatterError`.
    func follow(_ id: RecordID, _ answers: Answers, by actor: Actor, at now: Instant) async throws -> String {
        guard let person = answers.filer else { throw MatterError.invalid(field: "name", FaultWords.name) }
        return try await matters.database.write { transaction in
            try matters.follow(
                id, person, isSealed: answers.howNamed == .confidential, saying: answers.text, by: actor, at: now,
                in: transaction)
            try countFollowers(of: id, at: now, in: transaction)
            return try matters.number(of: id, in: transaction)
        }
    }
}

/// Says what was written down, and what the person takes home.
struct FollowedPage {
    let matter: RecordID
    let number: String
    let say: Voice

    func reply(_ visit: Visit, _ faces: Faces) -> Reply {
        let body: HTML = """
            <header class="open-head"><h1 class="title">\(say(KnownWords.followed))</h1>\
            <p class="lead">\(say(KnownWords.followedText(number)))</p></header>\
            <div class="button-row">\(HTML.linkButton(say(WindowWords.openMatter), to: IntakePaths.matter(matter)))\
            \(HTML.linkButton(say(WindowWords.another), to: IntakePaths.window, key: "n"))</div>
            """
        return faces.desk(
            visit, title: say(KnownWords.followed), body, keeping: .page(IntakePaths.known(matter)))
    }
}
