import Base
import Web

/// The page of tokens: making one, taking one back.
struct TokenRoutes: Sendable {
    let store: AccountStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/account/tokens", .staff, "One's own tokens for programs; for administrators everybody's") {
            try await page($0)
        }
        table.post(
            "/account/tokens", .staff, "Makes a token and shows it once", redraw: { try await page($0) }
        ) { try await make($0) }
        table.post("/account/tokens/{id}/revocation", .staff, "Takes a token back at once") { visit in
            try await store.revokeToken(try visit.id("id"), by: try visit.staff(), at: visit.now)
            return .redirect(AccountPaths.tokens)
        }
    }

    private func make(_ visit: Visit) async throws -> Reply {
        let person = try visit.staff()
        let reading = TokenOrder.read(
            name: visit.form.text("name"), scopes: visit.form.all("scope"), until: visit.form.text("until"),
            known: Set(TokenScope.allCases.map(\.rawValue)), today: visit.now.day)
        guard let key = visit.form.filled("key"), key.utf8.count <= 100 else { throw Problem.unreadable }
        switch reading {
        case .faults(let faults): return try await page(visit, status: 422) { $0.faults = faults }
        case .order(let order):
            // A session that somebody left open does not leave a token behind that works for a year.
            do {
                try await store.confirm(
                    person, password: visit.form.text("password"), from: visit.signInPlace, at: visit.now)
            } catch AccountError.wrong {
                return try await page(visit, status: 422) { $0.faults = ["password": SecurityWords.passwordWrong] }
            }
            let text = try await store.issueToken(order, key: key, for: person, at: visit.now)
            return try await page(visit) { page in
                page.fresh = text
                page.isRepeated = text == nil
            }
        }
    }

    private func page(
        _ visit: Visit, status: Int = 200, _ change: (inout TokensPage) -> Void = { _ in }
    ) async throws -> Reply {
        let person = try visit.staff()
        let own = try await store.tokens(of: person.account)
        var others: [TokenLine]?
        if person.role == .administrator {
            others = try await store.tokens(of: nil).filter { line in
                line.account != person.account && line.works(on: visit.now.day)
            }
        }
        var page = TokensPage(visit: visit, person: person, own: own, others: others)
        change(&page)
        let isDone = page.fresh != nil || page.isRepeated
        return faces.desk(
            visit, title: visit.say(TokenWords.title), page.html,
            keeping: isDone ? .page(AccountPaths.tokens) : .form(TokensPage.formID, to: AccountPaths.tokens),
            status: status)
    }
}
