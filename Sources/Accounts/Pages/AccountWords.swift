import Base

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
    static let demo = Words("演示", "Demo")
    static let account = Words("我的账户", "My account")
    static let postNow = Words("现在的岗位", "Your post now")
}
