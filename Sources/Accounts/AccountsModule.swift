public import Base
import Markup
public import Web

/// The door of Accounts: signing in and out, choosing a post, language and theme.
public struct AccountsModule: Sendable {
    private let store: AccountStore
    private let faces: Faces
    private let demo: Words?

    /// Opens the module; `demo` names the demo accounts on the sign-in page.
    public init(store: AccountStore, faces: Faces, demo: Words? = nil) {
        self.store = store
        self.faces = faces
        self.demo = demo
    }

    /// Adds the module's addresses.
    public func addRoutes(to table: inout RouteTable) {
        table.get("/sign-in", .everyone, "The sign-in form") { visit in signInPage(visit) }
        table.post("/sign-in", .everyone, "Sign in", redraw: { signInPage($0) }) { try await signIn($0) }
        table.post("/sign-out", .everyone, "Sign out") { try await signOut($0) }
        table.get("/desk/posts", .staff, "Choose among one's posts") { try await postsPage($0) }
        table.post("/desk/posts", .staff, "Act on another post") { try await choosePost($0) }
        TokenRoutes(store: store, faces: faces).add(to: &table)
        table.post(
            "/preferences", .everyone, "Choose language and theme", redraw: { preferences($0) }
        ) { preferences($0) }
    }

    private func signInPage(_ visit: Visit, error: String? = nil, status: Int = 200) -> Reply {
        let page = SignInPage(visit: visit, error: error, demo: demo.map { visit.say($0) })
        return faces.resident(
            visit, title: visit.say(AccountWords.signIn), page.html, keeping: .form(SignInPage.formID, to: "/sign-in"),
            status: status)
    }

    private func signIn(_ visit: Visit) async throws -> Reply {
        do {
            let token = try await store.signIn(
                login: visit.form.text("login"), password: visit.form.text("password"), address: visit.network,
                at: visit.now
            )
            return Reply.redirect(Self.next(visit.form.text("next"))).setting(
                cookie: Cookies.session("sz_session", token, secure: visit.origin.hasPrefix("https:")))
        } catch AccountError.wrong {
            return signInPage(visit, error: visit.say(AccountWords.wrong), status: 422)
        } catch AccountError.noPost {
            return signInPage(visit, error: visit.say(AccountWords.noPost), status: 403)
        }
    }

    /// Only a path of our own desk; anything else would send people elsewhere.
    private static func next(_ text: String) -> Path {
        let isOurs = text == "/command" || text == "/desk" || text.hasPrefix("/desk/") || text.hasPrefix("/command/")
        let isPlain = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 47 }
        return isOurs && isPlain && !text.contains("//") ? Path(stringLiteral: text) : "/desk"
    }

    private func signOut(_ visit: Visit) async throws -> Reply {
        if let token = visit.sessionToken { try await store.signOut(token: token) }
        return Reply.redirect("/sign-in").setting(cookie: Cookies.removed("sz_session"))
    }

    private func postsPage(_ visit: Visit) async throws -> Reply {
        let person = try visit.staff()
        let posts = try await store.posts(of: person.account, on: visit.now.day)
        let page = PostsPage(visit: visit, posts: posts, current: person.post)
        return faces.desk(visit, title: visit.say(AccountWords.posts), page.html)
    }

    private func choosePost(_ visit: Visit) async throws -> Reply {
        guard let post = RecordID(visit.form.text("post")), let token = visit.sessionToken else {
            throw Problem.notFound
        }
        try await store.choose(post: post, token: token, account: try visit.staff().account, at: visit.now)
        return .redirect("/desk")
    }

    /// Back to where the switch was pressed; the site sets what was chosen.
    private func preferences(_ visit: Visit) -> Reply {
        let back = visit.form.text("back")
        let isPlain =
            back.hasPrefix("/") && !back.hasPrefix("//") && !back.contains("\\")
            && back.utf8.allSatisfy { $0 > 32 && $0 < 127 }
        return .redirect(isPlain ? Path(stringLiteral: back) : "/")
    }
}
