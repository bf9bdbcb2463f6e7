import Base
import Markup
import Web

/// The words of Accounts.
enum AccountWords {
    static let signIn = Words("工作人员登录", "Staff sign-in")
    static let login = Words("用户名", "User name")
    static let password = Words("密码", "Password")
    static let enter = Words("登录", "Sign in")
    static let wrong = Words("用户名或密码不对，请再试一次。", "User name or password is wrong. Please try again.")
    static let noPost = Words("您今天没有岗位，请找本单位负责人。", "You hold no post today. Please ask the head of your unit.")
    static let posts = Words("换岗位", "Change post")
    static let choose = Words("以这个岗位工作", "Work on this post")
    static let fault = Words("请改正下面的内容", "Please mend this")

}

/// The sign-in form.
struct SignInPage {
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
            \(HTML.form(to: "/sign-in", hidden: ["csrf": visit.csrf, "next": next], "<div class=\"stack-24\">\(body)</div>"))
            \(demo.map { HTML.banner(visit.say("演示", "Demo"), "<p>\($0)</p>") })
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
                ? HTML.tag(visit.say("现在的岗位", "Your post now"))
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
