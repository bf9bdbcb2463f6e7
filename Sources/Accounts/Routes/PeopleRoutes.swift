import Base
import Journal
import Markup
import Web

/// The accounts of the district, for administrators and auditors.
struct PeopleRoutes: Sendable {
    private static let page = 50
    private static let readers = Access.roles([.administrator, .auditor])
    private static let keepers = Access.roles([.administrator])

    let store: AccountStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/account/people", Self.readers, "The accounts of the district") { try await people($0) }
        table.get("/account/people/{id}", Self.readers, "One account, its sign-ins and what can be done") {
            try await person($0)
        }
        table.post("/account/people/{id}/sessions", Self.keepers, "Ends all sessions of somebody else") { visit in
            let id = try visit.id("id")
            try await store.endSessions(of: id, by: try visit.staff(), at: visit.now)
            return .redirect(AccountPaths.person(id))
        }
        table.post(
            "/account/people/{id}/second-factor", Self.keepers,
            "Takes somebody else's second factor off, with a reason",
            redraw: { try await person($0) }
        ) { try await reset($0) }
        table.get("/account/all-sign-ins", Self.readers, "The sign-ins of the district") { try await signIns($0) }
        table.get("/account/rules", Self.keepers, "Which roles need a second factor") { visit in
            rules(visit, try await store.factorRoles(), isSaved: visit.query["saved"] != nil)
        }
        table.post(
            "/account/rules", Self.keepers, "Says which roles need a second factor",
            redraw: { rules($0, Self.roles($0)) }
        ) { visit in
            try await store.setFactorRoles(Self.roles(visit), by: try visit.staff(), at: visit.now)
            return .redirect(AccountPaths.rules.query("saved", "1"))
        }
    }

    private func people(_ visit: Visit) async throws -> Reply {
        let text = String(visit.query.text("q").prefix(60))
        var found = try await store.people(
            holding: text, after: visit.query.text("after"), limit: Self.page + 1, at: visit.now)
        var more: Path?
        if found.count > Self.page {
            found.removeLast()
            more = AccountPaths.people.query("q", text.isEmpty ? nil : text).query("after", found.last?.login)
        }
        return faces.desk(
            visit, title: visit.say(SecurityWords.people), PeoplePage(visit: visit, people: found, more: more).html)
    }

    private func person(_ visit: Visit, error: Words? = nil) async throws -> Reply {
        let id = try visit.id("id"), reader = try visit.staff()
        let page = PersonPage(
            visit: visit, person: try await store.person(id, at: visit.now),
            signIns: try await store.signIns(of: id, limit: 20), mayAct: reader.role == .administrator,
            isOwn: id == reader.account, error: error)
        return faces.desk(
            visit, title: visit.say(page.person.name), page.html, isTitleSaid: true,
            keeping: page.mayAct && page.person.hasFactor && !page.isOwn
                ? .form(PersonPage.formID, to: AccountPaths.personFactor(id)) : .page(AccountPaths.person(id)),
            status: error == nil ? 200 : 422)
    }

    private func reset(_ visit: Visit) async throws -> Reply {
        let id = try visit.id("id"), principal = try visit.staff().principal
        let reason = String(visit.form.text("reason").prefix(500))
        guard !reason.isEmpty else { return try await person(visit, error: PeopleWords.reasonMissing) }
        try await store.resetFactor(of: id, reason: reason, by: principal, at: visit.now)
        return .redirect(AccountPaths.person(id))
    }

    private func signIns(_ visit: Visit) async throws -> Reply {
        let login = String(visit.query.text("login").prefix(64))
        let result = SignInResult(rawValue: visit.query.text("result"))
        let account = login.isEmpty ? nil : try await store.find(login: login)
        let isUnknown = !login.isEmpty && account == nil
        var lines: [SignInLine] = []
        if !isUnknown {
            lines = try await store.signIns(
                account: account, result: result, before: RecordID(visit.query.text("before")), limit: Self.page + 1)
        }
        var older: Path?
        if lines.count > Self.page {
            lines.removeLast()
            older = AccountPaths.allSignIns.query("login", login.isEmpty ? nil : login)
                .query("result", result?.rawValue).query("before", lines.last?.id.text)
        }
        let page = AllSignInsPage(visit: visit, lines: lines, isUnknown: isUnknown, older: older)
        return faces.desk(visit, title: visit.say(SecurityWords.allSignIns), page.html)
    }

    private static func roles(_ visit: Visit) -> Set<Role> {
        Set(visit.form.all("role").compactMap { Role(rawValue: $0) })
    }

    private func rules(_ visit: Visit, _ roles: Set<Role>, isSaved: Bool = false) -> Reply {
        faces.desk(
            visit, title: visit.say(SecurityWords.rules),
            AccountRulesPage(visit: visit, roles: roles, isSaved: isSaved).html,
            keeping: .form(AccountRulesPage.formID, to: AccountPaths.rules))
    }
}
