import Base

/// The words of the pages about everybody's accounts.
enum PeopleWords {
    static let find = Words("找人", "Find somebody")
    static let findHint = Words("姓名或用户名", "Name or user name")
    static let name = Words("姓名", "Name")
    static let factor = Words("第二因素", "Second factor")
    static let on = Words("已开", "On")
    static let off = Words("没有开", "Off")
    static let sessions = Words("登录会话", "Sessions")
    static let lastIn = Words("最近登录", "Last sign-in")
    static let never = Words("半年内没有", "none in half a year")
    static let disabled = Words("已停用", "Shut")
    static let nobody = Words("没有找到这个人", "Nobody was found")
    static let more = Words("后面的", "More")
    static func open(_ count: Int) -> Words {
        switch count {
        case 0: Words("现在没有登录", "Not signed in now")
        case 1: Words("1 个登录会话", "1 session")
        default: Words("\(count) 个登录会话", "\(count) sessions")
        }
    }
    static let endAll = Words("结束全部登录会话", "End all sessions")
    static let endAllNote = Words("马上生效，下次登录时本人会看到。", "At once; the person is told at the next sign-in.")
    static let reset = Words("停用第二因素", "Take the second factor off")
    static let resetNote = Words(
        "只在手机和备用码都没有了、您当面或打电话认准了本人时用。登录会话全部结束，本人下次登录时会看到是您停用的，这件事记入留痕。",
        "Only when telephone and recovery codes are both lost and you have made sure, in person or by telephone, who is asking. All "
            + "sessions end, the person is told that it was you, and it goes into the journal."
    )
    static let reason = Words("原因", "Reason")
    static let reasonHint = Words("怎么认准了本人，写一句。", "One sentence: how you made sure who is asking.")
    static let reasonMissing = Words("请写一句原因", "Please give the reason in a sentence")
    static let ownNote = Words("自己的第二因素，在“我的账户”里停用。", "Your own is turned off under “My account”.")
    static let recent = Words("最近的登录", "Recent sign-ins")
    static let rulesLead = Words(
        "选中的岗位职责，登录时必须用第二因素。还没有开的人，下次打开任何一页先去开通，别的都打不开。",
        "These roles sign in with a second factor. Who has not set it up is led there by the next page they open, and nothing else opens before."
    )
    static let roles = Words("岗位职责", "Roles")
    static let save = Words("保存", "Save")
    static let saved = Words("已保存", "Saved")
}
