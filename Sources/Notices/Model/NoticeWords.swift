public import Base

/// What notices say, and the words about them.
enum NoticeWords {
    /// The subject of a letter, and what lists call the notice.
    static func title(_ template: NoticeTemplate) -> Words {
        switch template {
        case .filingReceipt: Words("您反映的事已收到", "We received your matter")
        case .ratingInvitation: Words("请给办理打分", "How was it done?")
        case .proceedingMoved: Words("您的事有新进展", "Your matter has come further")
        case .followedEnd: Words("您关注的事办结了", "What you follow has ended")
        case .oneTimeCode: Words("查询验证码", "Your one-time code")
        case .sittingInvitation: Words("请来调解", "You are asked to a mediation")
        case .signingInvitation: Words("请签调解协议", "An agreement waits for your signature")
        case .signingCode: Words("签名验证码", "Your code for signing")
        case .fulfilmentReminder: Words("协议快到期了", "What was agreed is due soon")
        case .fulfilmentBreach: Words("协议到期没有履行", "What was agreed was not kept")
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
        case .proceedingMoved:
            zh = "您反映的事（号码 \(number)）有新进展，有的期限从这里开始算。请用查询码看\(link.map { "：\($0)" } ?? "，或者到窗口问。")"
            en =
                "your matter \(number) has come further, and times may run from here. See with the code on your slip"
                + "\(link.map { ": \($0)" } ?? ", or ask at the window.")"
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
        default: (zh, en) = mediation(template, parameters, number, origin)
        }
        return Words("【\(place.zh)】\(zh)", "\(place.en.isEmpty ? place.zh : place.en): \(en)")
    }

    /// The messages of a mediation. They name nobody and tell nothing of the quarrel: telephones lie on tables.
    private static func mediation(
        _ template: NoticeTemplate, _ parameters: [String: String], _ number: String, _ origin: String?
    ) -> (String, String) {
        let due = parameters["day"] ?? "", parts = Day(due)?.parts
        let day = Words(parts.map { "\($0.month)月\($0.day)日" } ?? due, due)
        switch template {
        case .sittingInvitation:
            let time = parameters["time"] ?? "", place = parameters["place"] ?? ""
            return (
                "\(number) 的调解定在\(day.zh) \(time)，\(place)。不能来请提前说一声；可以带一个信得过的人，也可以请人代理。",
                "the mediation \(number) is on \(day.en), \(time), \(parameters["place-en"] ?? place). Tell us if you cannot come; "
                    + "you may bring somebody you trust, or send a representative."
            )
        case .signingInvitation:
            let link = origin.map { "\($0)/sign/\(parameters["place"] ?? "")" }
            return (
                "\(number) 的调解协议等您签名。先看清全文再签，不签也可以\(link.map { "：\($0)" } ?? "，请到中心办理。")",
                "the agreement in \(number) waits for you. Read all of it first; you need not sign\(link.map { ": \($0)" } ?? ". Please come to the centre.")"
            )
        case .signingCode:
            let code = parameters["code"] ?? ""
            return (
                "验证码 \(code)，10 分钟内有效，用来打开 \(number) 的调解协议。不要告诉任何人；不是您要的，不用理会。",
                "\(code) opens the agreement in \(number). It holds for 10 minutes. Tell nobody; if you did not ask for it, ignore it."
            )
        case .fulfilmentReminder:
            return (
                "\(number) 的协议，有一项约定在\(day.zh)到期，请按时履行。",
                "under the agreement in \(number) something is due on \(day.en)."
            )
        case .fulfilmentBreach:
            return (
                "\(number) 的协议，\(day.zh)到期的一项还没有履行的记录。请和调解员联系；申请司法确认、申请执行都有期限。",
                "under the agreement in \(number) what was due on \(day.en) is not on record. Please speak with the mediator: asking the court to confirm or enforce it has its days."
            )
        default: return ("", "")
        }
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
