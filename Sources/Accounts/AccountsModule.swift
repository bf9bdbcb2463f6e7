public import Base
import Markup
public import Web

/// The door of Accounts: signing in and out, one's account, choosing a post, language and theme.
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
        SignInRoutes(store: store, faces: faces, demo: demo).add(to: &table)
        table.get("/desk/posts", .staff, "Choose among one's posts") { try await postsPage($0) }
        table.post("/desk/posts", .staff, "Act on another post") { try await choosePost($0) }
        SecurityRoutes(store: store, faces: faces).add(to: &table)
        SecondFactorRoutes(store: store, faces: faces).add(to: &table)
        TokenRoutes(store: store, faces: faces).add(to: &table)
        PeopleRoutes(store: store, faces: faces).add(to: &table)
        table.post(
            "/preferences", .everyone, "Choose language and theme", redraw: { preferences($0) }
        ) { preferences($0) }
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
