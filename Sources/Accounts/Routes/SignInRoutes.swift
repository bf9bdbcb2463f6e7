import Base
import Markup
import Web

/// Signing in, in one step or two, and out.
struct SignInRoutes: Sendable {
    /// The cookie of a browser whose second step waits.
    private static let stepCookie = "sz_step"

    let store: AccountStore
    let faces: Faces
    let demo: Words?

    func add(to table: inout RouteTable) {
        table.get("/sign-in", .everyone, "The sign-in form") { visit in page(visit) }
        table.post("/sign-in", .everyone, "Sign in", redraw: { page($0) }) { try await signIn($0) }
        table.get("/sign-in/code", .everyone, "The second step of a sign-in") { try await codePage($0) }
        table.post(
            "/sign-in/code", .everyone, "Sign in with the code of the second factor", redraw: { try await codePage($0) }
        ) { try await finish($0) }
        table.post("/sign-out", .everyone, "Sign out") { try await signOut($0) }
    }

    private func page(_ visit: Visit, error: Words? = nil, status: Int = 200) -> Reply {
        let page = SignInPage(visit: visit, error: error.map(visit.say), demo: demo.map { visit.say($0) })
        return faces.resident(
            visit, title: visit.say(AccountWords.signIn), page.html, keeping: .form(SignInPage.formID, to: "/sign-in"),
            status: status)
    }

    private func signIn(_ visit: Visit) async throws -> Reply {
        do {
            let outcome = try await store.signIn(
                login: visit.form.text("login"), password: visit.form.text("password"), from: visit.signInPlace,
                at: visit.now)
            switch outcome {
            case .session(let token, let hasNews): return enter(token, hasNews: hasNews, visit)
            case .step(let token):
                let next = visit.form.filled("next")
                return Reply.redirect(AccountPaths.signInCode.query("next", next)).setting(
                    cookie: Cookies.short(
                        Self.stepCookie, token, seconds: Int(AccountStore.stepLength), secure: visit.isSecure))
            }
        } catch AccountError.wrong {
            return page(visit, error: AccountWords.wrong, status: 422)
        } catch AccountError.noPost {
            return page(visit, error: AccountWords.noPost, status: 403)
        }
    }

    private func codePage(_ visit: Visit, error: Words? = nil, status: Int = 200) async throws -> Reply {
        guard let step = visit.cookie(Self.stepCookie), try await store.isWaiting(step: step, at: visit.now) else {
            return page(visit, error: FactorWords.stepOver, status: 422)
        }
        return faces.resident(
            visit, title: visit.say(FactorWords.stepTitle),
            SignInCodePage(visit: visit, error: error.map(visit.say)).html,
            keeping: .form(SignInCodePage.formID, to: AccountPaths.signInCode), status: status)
    }

    private func finish(_ visit: Visit) async throws -> Reply {
        do {
            guard let step = visit.cookie(Self.stepCookie) else { throw AccountError.stepOver }
            let (token, hasNews) = try await store.finishSignIn(
                step: step, code: visit.form.text("password-code"), from: visit.signInPlace, at: visit.now)
            return enter(token, hasNews: hasNews, visit).setting(cookie: Cookies.removed(Self.stepCookie))
        } catch AccountError.wrongCode {
            return try await codePage(visit, error: FactorWords.stepWrong, status: 422)
        } catch AccountError.stepOver {
            return page(visit, error: FactorWords.stepOver, status: 422).setting(
                cookie: Cookies.removed(Self.stepCookie))
        } catch AccountError.noPost {
            return page(visit, error: AccountWords.noPost, status: 403)
        }
    }

    private func enter(_ token: String, hasNews: Bool, _ visit: Visit) -> Reply {
        Reply.redirect(hasNews ? AccountPaths.start : Self.next(visit.form.text("next"))).setting(
            cookie: Cookies.session("sz_session", token, secure: visit.isSecure))
    }

    /// Only a path of our own desk; anything else would send people elsewhere.
    private static func next(_ text: String) -> Path {
        let isOurs = ["/command", "/desk", "/account"].contains { text == $0 || text.hasPrefix($0 + "/") }
        let isPlain = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 47 }
        return isOurs && isPlain && !text.contains("//") ? Path(stringLiteral: text) : "/desk"
    }

    private func signOut(_ visit: Visit) async throws -> Reply {
        if let token = visit.sessionToken { try await store.signOut(token: token) }
        return Reply.redirect("/sign-in").setting(cookie: Cookies.removed("sz_session"))
    }
}

extension Visit {
    /// From where somebody signs in.
    var signInPlace: SignInPlace { SignInPlace(network: network, device: Device(header: header("user-agent"))) }

    var isSecure: Bool { origin.hasPrefix("https:") }

    /// The token of the session; throws when there is none.
    func session() throws -> String {
        guard let sessionToken else { throw Problem.signInFirst }
        return sessionToken
    }
}
