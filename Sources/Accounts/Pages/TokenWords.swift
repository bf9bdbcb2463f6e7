import Base
import Web

/// The words of the page of tokens.
enum TokenWords {
    static let title = Words("接口令牌", "API tokens")
    static let lead = Words(
        "别的系统用令牌代您取数、报事，不用您的密码。令牌只能看到、做到这个岗位能看到、做到的；岗位结束，令牌同时作废。",
        "With a token another system reads and files for you without your password. It sees and does no more than this post, "
            + "and ends with it."
    )
    static let make = Words("建一个令牌", "Make a token")
    static let name = Words("用途", "What it is for")
    static let nameHint = Words("比如“街道月报导出”，以后好认。", "Such as “monthly report of the town”, so that you know it later.")
    static let scope = Words("权限", "Permissions")
    static let until = Words("用到哪一天", "Last day")
    static let untilHint = Words("最长一年，那天过完就不能用了。", "A year at most; it stops working when that day is over.")
    static func post(_ unit: String, _ role: String) -> Words {
        Words("以“\(unit) · \(role)”的名义", "It acts as \(role), \(unit).")
    }
    static let fresh = Words("令牌建好了", "The token is made")
    static let freshText = Words(
        "请现在抄走，交给要用它的系统。离开这一页就再也看不到了；丢了就作废重建。",
        "Copy it now into the system that uses it. It is shown only this once; if it is lost, revoke it and make another."
    )
    static let copy = Words("复制", "Copy")
    static let copied = Words("已复制", "Copied")
    static let repeated = Words("这个令牌已经建过了", "This token was made before")
    static let repeatedText = Words(
        "同一张表交了两次，只建了一个。没有抄到的话，请作废它再建一个。",
        "The same form came twice and made one token. If you did not copy it, revoke it and make another."
    )
    static let own = Words("我的令牌", "My tokens")
    static let none = Words("还没有令牌", "No tokens yet")
    static let others = Words("全区其他人的令牌", "Tokens of others in the district")
    static let othersNone = Words("别人没有能用的令牌。", "Nobody else has a token that works.")
    static let holder = Words("谁的", "Whose")
    static let acts = Words("岗位", "Post")
    static let lastUsed = Words("最近用过", "Last used")
    static let neverUsed = Words("没有用过", "never")
    static let state = Words("状态", "State")
    static let works = Words("可用", "Works")
    static let over = Words("已到期", "Has run out")
    static let revoked = Words("已作废", "Revoked")
    static let revoke = Words("作废", "Revoke")

    static func scope(_ scope: TokenScope) -> Words {
        switch scope {
        case .mattersRead: Words("查看事项", "Read matters")
        case .mattersWrite: Words("登记和办理事项", "File and work on matters")
        case .statisticsRead: Words("查看统计", "Read statistics")
        case .addressesRead: Words("查看标准地址", "Read the address library")
        case .rulesRead: Words("查看派单规则", "Read the routing rules")
        case .rulesWrite: Words("修改派单规则", "Change the routing rules")
        case .noticesRead: Words("查看通知发到哪一步", "Read how far notices have come")
        case .noticesWrite: Words("让没发出的通知再发", "Have notices tried again")
        case .counterpartsRead: Words("查看移交给本机构的程序", "Read the proceedings handed over to this body")
        case .counterpartsWrite: Words("告知移交程序的进展", "Tell how handed-over proceedings go")
        }
    }
}
