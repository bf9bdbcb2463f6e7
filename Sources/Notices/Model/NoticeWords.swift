public import Base

/// What notices say, and the words about them.
enum NoticeWords {
    /// The subject of a letter, and what lists call the notice.
    static func title(_ template: NoticeTemplate) -> Words {
        switch template {
        case .filingReceipt: Words("您反映的事已收到", "We received your matter")
        case .ratingInvitation: Words("请给办理打分", "How was it done?")
        case .followedEnd: Words("您关注的事办结了", "What you follow has ended")
        case .oneTimeCode: Words("查询验证码", "Your one-time code")
        }
    }

    /// The text; `origin` is the address of the program, without which no link is given.
    static func text(_ template: NoticeTemplate, _ parameters: [String: String], place: Words, origin: String?) -> Words
    {
        let number = parameters["number"] ?? ""
        let link = origin.map { "\($0)/track?number=\(number)" }
        let (zh, en): (String, String)
        switch template {
        case .filingReceipt:
            zh = "您反映的事已收到，号码 \(number)。用回执上的查询码可以查办到哪一步了\(link.map { "：\($0)" } ?? "。")"
            en =
                "we received your matter \(number). With the code on your slip you can see how far it is"
                + "\(link.map { ": \($0)" } ?? ".")"
        case .ratingInvitation:
            zh = "您反映的事（号码 \(number)）办完了。办得怎么样，请用查询码打个分\(link.map { "：\($0)" } ?? "。")"
            en =
                "your matter \(number) has ended. Please rate how it was done, with the code on your slip"
                + "\(link.map { ": \($0)" } ?? ".")"
        case .followedEnd:
            zh = "您关注的事（号码 \(number)）办结了。想知道结果，或者问题还在，请到登记的窗口说一声。"
            en =
                "the matter \(number) that you follow has ended. To hear how, or if the trouble is still there, ask at the "
                + "window where you were written down."
        case .oneTimeCode:
            let code = parameters["code"] ?? ""
            zh = "验证码 \(code)，10 分钟内有效，只能用一次，用来查 \(number)。不要告诉任何人；不是您要的，不用理会。"
            en =
                "\(code) is your code for \(number). It holds for 10 minutes and works once. Tell nobody; if you did not ask "
                + "for it, ignore it."
        }
        return Words("【\(place.zh)】\(zh)", "\(place.en.isEmpty ? place.zh : place.en): \(en)")
    }

    static func channel(_ channel: NoticeChannel) -> Words {
        switch channel {
        case .sms: Words("短信", "Text message")
        case .mail: Words("电子邮件", "E-mail")
        }
    }

    static func state(_ state: NoticeState) -> Words {
        switch state {
        case .queued: Words("等待发送", "Waiting")
        case .sent: Words("已发出", "Sent")
        case .delivered: Words("已送达", "Delivered")
        case .failed: Words("没有送到", "Not delivered")
        case .givenUp: Words("不再发送", "Given up")
        }
    }

    static func reason(_ failure: NoticeFailure) -> Words {
        let code = failure.code.map { Words("（对方代码 \($0)）", " (their code \($0))") } ?? Words("", "")
        let why =
            switch failure.reason {
            case .unreachable: Words("连不上网关，或者中途断了", "The gateway could not be reached, or the line broke")
            case .silent: Words("网关一直没有回答", "The gateway did not answer")
            case .insecure: Words("没有安全连接，没有发", "No secure connection, so nothing was sent")
            case .signIn: Words("网关不认我们的账号或密码", "The gateway does not accept our name or password")
            case .later: Words("网关让过一会儿再来", "The gateway asks to come again later")
            case .refused: Words("网关不收这一条", "The gateway refuses this one")
            case .address: Words("号码或地址不能用", "The number or address cannot be used")
            case .noGateway: Words("没有设置网关", "No gateway is set up")
            case .erased: Words("内容已经删除", "Its words were erased")
            case .tooLate: Words("过了有效时间", "Its time was over")
            case .undelivered: Words("网关收了，没有送到", "The gateway took it and could not deliver it")
            }
        return Words(why.zh + code.zh, why.en + code.en)
    }
}

/// A notice in a few words, for the story of what it is about.
public enum NoticeStory {
    /// Such as "短信已送达".
    public static func words(_ channel: NoticeChannel, _ state: NoticeState) -> Words {
        let (channel, state) = (NoticeWords.channel(channel), NoticeWords.state(state))
        return Words("\(channel.zh)\(state.zh)", "\(channel.en): \(state.en.lowercased())")
    }

    /// What the notice was about.
    public static func title(_ template: NoticeTemplate) -> Words { NoticeWords.title(template) }
}
