import Base
import Markup
import Web

/// The sign-in form.
struct SignInPage {
    static let formID = "sign-in"
    let visit: Visit
    let error: String?
    let demo: String?

    var html: HTML {
        let login = Field("login", visit.say(AccountWords.login), error: error)
        let password = Field("password", visit.say(AccountWords.password))
        let next = visit.method == "GET" ? visit.query.text("next") : visit.form.text("next")
        let body: HTML = """
            \(HTML.input(login, value: visit.form.text("login"), isRequired: true, autocomplete: "username"))
            \(HTML.input(password, kind: .password, isRequired: true, autocomplete: "current-password"))
            \(HTML.button(visit.say(AccountWords.enter), .primary, isBig: true))
            """
        return """
            <h1 class="title title-large">\(visit.say(AccountWords.signIn))</h1>
            \(HTML.errorSummary(visit.say(AccountWords.fault), [login]))
            \(HTML.form(to: "/sign-in", id: Self.formID, hidden: ["csrf": visit.csrf, "next": next], "<div class=\"stack-24\">\(body)</div>"))
            \(demo.map { HTML.banner(visit.say(AccountWords.demo), "<p>\($0)</p>") })
            """
    }
}

/// The posts a person may act on today.
struct PostsPage {
    let visit: Visit
    let posts: [Post]
    let current: RecordID

    var html: HTML {
        let rows: [HTML] = posts.map { post in
            let name = "\(visit.say(post.unitName)) · \(visit.say(post.role.words))"
            let form: HTML =
                post.id == current
                ? HTML.tag(visit.say(AccountWords.postNow))
                : HTML.form(
                    to: "/desk/posts", hidden: ["csrf": visit.csrf, "post": post.id.text],
                    HTML.button(visit.say(AccountWords.choose))
                )
            return "<li><span>\(name)</span>\(form)</li>"
        }
        return """
            <h1 class="title title-large">\(visit.say(AccountWords.posts))</h1><ul class="files">\(rows)</ul>
            """
    }
}
