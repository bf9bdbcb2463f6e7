import Base

/// The words of the account area: its start, password, sessions and sign-ins.
enum SecurityWords {
    static let lead = Words("登录和安全，都在这里。", "Everything about how you sign in.")
    static let postsNote = Words("兼任几个岗位的，在这里换。", "For those who hold more than one.")
    static let password = Words("改密码", "Change password")
    static let passwordNote = Words("改了以后，别处的登录会话会结束。", "Sessions elsewhere end with it.")
    static let sessions = Words("登录会话", "Sessions")
    static let sessionsNote = Words("看看哪些设备上登录着，不认识的就结束。", "Where you are signed in; end what you do not know.")
    static let signIns = Words("登录记录", "Sign-ins")
    static let signInsNote = Words("最近半年谁在什么时候用您的用户名登录过。", "Who used your user name in the last half year, and when.")
    static let tokensNote = Words("让别的系统代您取数、报事。", "Let another system read and file for you.")
    static let people = Words("全区账户", "Accounts of the district")
    static let peopleNote = Words(
        "谁开了第二因素，谁登录着；手机丢了在这里处理。", "Who has a second factor and who is signed in; lost telephones.")
    static let allSignIns = Words("全区登录记录", "Sign-ins of the district")
    static let allSignInsNote = Words("按人、按结果看。", "By person and by result.")
    static let rules = Words("谁必须用第二因素", "Who needs a second factor")
    static let rulesNote = Words("按岗位职责规定。", "By role.")
    static let own = Words("我的", "Yours")
    static let district = Words("全区的", "The district’s")

    // What a person is told.
    static let tidings = Words("您的账户有变动", "Something about your account has changed")
    static let read = Words("知道了", "I have read this")
    static func factorReset(_ when: String, _ who: String) -> Words {
        Words(
            "\(when)，\(who)停用了您的第二因素。要是不是您请他做的，请马上改密码，并告诉系统管理员。",
            "\(who) took your second factor off (\(when)). If you did not ask for it, change your password now and tell an administrator."
        )
    }
    static func recoveryUsed(_ when: String) -> Words {
        Words(
            "\(when)，有人用您的一个备用码登录。要是不是您，请马上改密码、换备用码。",
            "One of your recovery codes was used to sign in (\(when)). If it was not you, change your password and make new codes."
        )
    }
    static func sessionsEnded(_ when: String, _ who: String) -> Words {
        Words("\(when)，\(who)结束了您的全部登录会话。", "\(who) ended all your sessions (\(when)).")
    }
    static let administrator = Words("系统管理员", "An administrator")

    // The password.
    static let passwordOld = Words("现在的密码", "Present password")
    static let passwordNew = Words("新密码", "New password")
    static let passwordNewHint = Words("至少 8 个字符，长一点比怪一点好。", "Eight characters or more; long is better than odd.")
    static let passwordAgain = Words("再写一遍新密码", "New password again")
    static let passwordWrong = Words("密码不对，请再试一次", "The password is wrong, please try again")
    static let passwordShort = Words("新密码至少要 8 个字符", "The new password needs eight characters or more")
    static let passwordDiffers = Words("两遍写的不一样", "The two are not the same")
    static let passwordSame = Words("新密码和现在的一样", "The new password is the present one")
    static let passwordDone = Words("密码改好了", "Your password is changed")
    static let passwordDoneText = Words("别处的登录会话都已结束。", "Sessions elsewhere have ended.")
    static let change = Words("改密码", "Change it")

    // Sessions.
    static let thisOne = Words("这一个", "This one")
    static func began(_ when: String, _ seen: String) -> Words {
        Words("\(when)登录，最近用过：\(seen)", "Signed in \(when); last used \(seen)")
    }
    static func network(_ text: String) -> Words { Words("网络 \(text)", "Network \(text)") }
    static let end = Words("结束", "End")
    static let endOthers = Words("结束其他全部登录会话", "End all other sessions")
    static let sessionsLead = Words(
        "每次登录最长 12 小时。不认识的，请结束它，再改密码。",
        "A sign-in lasts twelve hours at most. End what you do not know, then change your password.")
    static let sessionsOnly = Words("只有这一个登录会话。", "This is your only session.")
    static let oldSession = Words("较早的登录", "An earlier sign-in")

    // Sign-ins.
    static let when = Words("时间", "When")
    static let result = Words("结果", "Result")
    static let device = Words("设备", "Device")
    static let from = Words("网络", "Network")
    static let who = Words("谁", "Who")
    static let nobody = Words("没有这个用户名", "No such user name")
    static let noSignIns = Words("还没有登录记录", "No sign-ins yet")
    static let signInsLead = Words(
        "记录保存 180 天。网络是一个地址或一段地址，不是您的位置。", "Kept for 180 days. The network is an address or a range, not a place.")
    static let allLead = Words(
        "只供查账户安全，保存 180 天。没有这个用户名的，名字不留：常有人把密码错写在那里。",
        "For the safety of accounts only, kept for 180 days. Names that nobody has are not kept: people type passwords there by mistake."
    )
    static let anyResult = Words("全部结果", "All results")
    static let show = Words("查看", "Show")
    static let loginField = Words("用户名", "User name")
    static let loginHint = Words("不填就是全部。", "Empty for everybody.")
    static let noLogin = Words("没有这个用户名", "Nobody has this user name")
    static let older = Words("更早的", "Older")
    static let failed = Words("请改正下面的内容", "Please mend this")
}
