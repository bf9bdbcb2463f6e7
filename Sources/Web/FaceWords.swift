import Base

/// The words of the frame that the faces put around every page.
enum FaceWords {
    static let home = Words("首页", "Home")
    static let track = Words("查进度", "Track")
    static let signIn = Words("工作人员登录", "Staff sign-in")
    static let offline = Words(
        "不方便上网？到任何一个社区、村的矛调中心，工作人员可以替您写，您听一遍再签字。",
        "No internet? At any community or village centre somebody writes it down for you; you hear it once, then sign."
    )
    static let search = Words("搜事项", "Search matters")
    static let searchHint = Words("号码、地点、说过的话", "Number, place, words")
    static let signOut = Words("退出", "Sign out")
    static let newMatter = Words("窗口登记", "New matter")
    static let overview = Words("总览", "Overview")
    static let addresses = Words("地址", "Addresses")
    static let operations = Words("运行情况", "Operations")
    static let account = Words("我的账户", "My account")
}
