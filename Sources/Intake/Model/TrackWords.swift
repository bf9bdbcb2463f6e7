import Base
import Matters

/// The words of the tracking page, Chinese and English side by side.
enum TrackWords {
    static let title = Words("查办到哪一步了", "See how far it is")
    static let lead = Words("填回执上的号码和查询码。", "Type the number and the code from your slip.")
    static let number = Words("号码", "Number")
    static let numberHint = Words(
        "像 YH2019-041826-K 这样，横线可以不写。", "Such as YH2019-041826-K; the hyphens may be left out.")
    static let code = Words("查询码", "Code")
    static let codeHint = Words("四组，每组四个字母或数字，大小写都行。", "Four groups of four letters or digits, in capitals or not.")
    static let open = Words("查", "Show")
    static let wrong = Words(
        "号码和查询码对不上，请照回执再看一遍", "Number and code do not fit each other; please check them against your slip"
    )
    static let lost = Words(
        "回执丢了？带上身份证件到任何一个矛调中心，请窗口帮您查。",
        "Lost the slip? Take your identity card to any centre and ask at the window."
    )

    static let lostOtherwise = Words(
        "没留手机的，带上身份证件到任何一个矛调中心，请窗口帮您查。",
        "If you left no number, take your identity card to any centre and ask at the window."
    )

    static let now = Words("现在", "Now")
    static let answered = Words("谁答复的", "Who answered")
    static let who = Words("谁来答复您", "Who answers you")
    static func together(_ unit: Words) -> Words { Words("\(unit.zh)一起办", "together with \(unit.en)") }
    static let proxy = Words("替您代办", "Run for you by")
    static let proxyBackAsk = Words("不要代办了？", "Take it back into your own hands?")
    static let proxyBackHint = Words("收回以后由您自己跟，有进展请在这里看。", "You then follow it yourself, on this page.")
    static let proxyBack = Words("收回委托", "Take the mandate back")
    static let when = Words("最晚哪天", "By when")
    static let noTerm = Words("现在没有在走的时限", "No time limit is running now")
    static let paused = Words("时限暂停", "The clock stands still")
    static func left(_ amount: Int, working: Bool) -> Words {
        if amount == 0 { return Words("今天到期", "Due today") }
        let days =
            working
            ? Words("个工作日", amount == 1 ? "working day" : "working days") : Words("天", amount == 1 ? "day" : "days")
        return Words("还剩 \(amount) \(days.zh)", "\(amount) \(days.en) left")
    }
    static func over(_ amount: Int, working: Bool) -> Words {
        let days =
            working
            ? Words("个工作日", amount == 1 ? "working day" : "working days") : Words("天", amount == 1 ? "day" : "days")
        return Words("已超期 \(amount) \(days.zh)，上级单位已经能看到", "\(amount) \(days.en) late; the office above can see it")
    }
    static let why = Words("为什么是这一天？", "Why this day?")
    static let yours = Words("您交的内容", "What you handed in")
    static let yourFiles = Words("您放的文件", "Your files")
    static let unnamedFile = Words("文件", "File")
    static let steps = Words("一步一步", "Step by step")
    static let can = Words("您可以", "What you can do")
    static let notNow = Words("现在不能", "Not now")

    static let add = Words("补充情况或照片", "Add something")
    static let addText = Words("要补充什么", "What would you like to add?")
    static let addFiles = Words("照片、录音、文件（可以不放）", "Pictures, recordings, papers (not needed)")
    static let addSend = Words("交上去", "Send")
    static let rate = Words("打分", "Rate it")
    static let stars = Words("办得怎么样？", "How was it done?")
    static let starNames = [
        Words("很不满意", "Very poor"), Words("不满意", "Poor"), Words("一般", "Fair"), Words("满意", "Good"),
        Words("很满意", "Very good"),
    ]
    static let rateText = Words("想说的话（可以不写）", "Anything to say? (not needed)")
    static let rateSend = Words("交评分", "Send the rating")
    static func rated(_ stars: Int) -> Words { Words("您评了 \(stars) 分", "You gave \(stars) of 5") }
    static let reopen = Words("要求重办", "Have it reopened")
    static func reopenUntil(_ day: Words) -> Words { Words("最晚 \(day.zh)", "Until \(day.en)") }
    static let reviewHead = Words("对答复不服？", "Not content with the answer?")
    static let reopenText = Words("哪里没有办好？", "What has not been done well?")
    static let reopenSend = Words("要求重办", "Reopen it")
    static let withdraw = Words("我不想办了，撤回", "Withdraw it")
    static let withdrawText = Words("为什么不想办了？比如“已经解决了”", "Why? For instance “it has been settled”")
    static let withdrawSend = Words("确定撤回", "Withdraw")
    static let verify = Words("核对记录", "Check the record")
    static func whole(_ count: Int) -> Words {
        Words(
            "这件事的 \(count) 条记录都算了一遍，环环相扣，没有被改过。",
            "All \(count) entries of this matter were computed anew. Each fits the one before; nothing has been changed."
        )
    }
    static func torn(_ number: Int64) -> Words {
        Words(
            "第 \(number) 条记录对不上。请带上回执到窗口，或者向上级单位反映。",
            "Entry \(number) does not fit. Please take your slip to a window, or tell the office above.")
    }
    static let firstHash = Words("您的第一条记录，应当和回执上的一样", "Your first entry; it should be the same as on your slip")
    static let lastHash = Words("最新一条记录", "The newest entry")
    static let proofs = Words("逐条查验留痕", "Check each entry")
    static let proofsHint = Words(
        "点一步，就能看到它的留痕摘要在签过名的总账里。查验页只显示摘要，不显示内容。",
        "Choose a step to see that its digest stands in the signed log. That page shows digests only, never what was said."
    )
    static let proofLink = Words("不用查询码，只查验回执上的留痕摘要", "Without the code: check the digest on the slip only")
    static let slipAgain = Words("再打一张回执", "Show the slip again")
    static let again = Words("再看一次最新情况", "Look again")

    static let done = Words("已经交上去了", "It has been sent")
    static let changedWord = Words("您看的时候，事情有了新进展", "Something happened while you were reading")
    static let changed = Words(
        "请先看下面最新的一步。您写的还在，需要的话再交一次。",
        "See the newest step below. What you wrote is still there; send it again if you still want to.")
    static let barredWord = Words("现在不能这样做", "This cannot be done now")

    /// What became of an ended matter, in plain words.
    static func end(_ end: MatterEnd) -> Words {
        switch end {
        case .solved: Words("已经解决", "It has been solved")
        case .answered: Words("已经答复", "It has been answered")
        case .agreed: Words("双方已经达成一致", "Both sides have agreed")
        case .withdrawn: Words("您已经撤回", "You have withdrawn it")
        case .referred: Words("要走别的法定途径，说明在下面", "It belongs on another legal route, explained below")
        case .closed: Words("已经办结，但没有结果，理由在下面", "It was closed without a result; the reason is below")
        }
    }

    /// The last day before and after terms were counted anew.
    static func moved(_ before: Words, _ after: Words) -> Words {
        Words("最晚那天从 \(before.zh) 改到 \(after.zh)", "The last day moved from \(before.en) to \(after.en)")
    }
    static let notMoved = Words("最晚那天没有变。", "The last day stays as it was.")

    /// The route that a referral names.
    static func route(_ name: Words) -> Words { Words("转到：\(name.zh)", "Referred to: \(name.en)") }
    /// The ground of a refusal.
    static func ground(_ told: Words) -> Words { Words("理由：\(told.zh)", "Reason: \(told.en)") }

    /// What happened, as the filer reads it.
    static func happened(_ code: String, unit: Words, target: Words) -> Words {
        switch code {
        case "matter.filed": Words("收到您说的事", "We received it")
        case "matter.accept": Words("\(unit.zh)接手了", "\(unit.en) took it over")
        case "matter.transfer": Words("转给了\(target.zh)", "Passed on to \(target.en)")
        case "matter.invitation": Words("请\(target.zh)一起办", "\(target.en) was asked to help")
        case "matter.message": Words("\(unit.zh)给您留言", "\(unit.en) left you a message")
        case "matter.pause": Words("时限暂停", "The clock was stopped")
        case "matter.resumption": Words("时限继续走", "The clock runs again")
        case "matter.extension": Words("办理时间延长了", "More time was granted")
        case "matter.answer", "matter.spot-answer": Words("\(unit.zh)答复您", "\(unit.en) answered you")
        case "matter.refusal": Words("\(unit.zh)告知不予受理", "\(unit.en) refused it, with reasons")
        case "matter.withdrawal": Words("撤回了", "It was withdrawn")
        case "matter.addition": Words("您补充了情况", "You added something")
        case "matter.attachment": Words("放进了一个文件", "A file was added")
        case "matter.rating": Words("您打了分", "You rated it")
        case "matter.reopening": Words("要求重办，已重开", "Reopened")
        case "matter.exclusion": Words("您反映的单位已经回避，看不到这件事", "The office you complain about was shut out of this")
        case "matter.exclusion-lifted":
            Words("查明与一个单位无关，它可以参与办理了", "An office was found not to be concerned and may take part")
        case "matter.seal-requested":
            Words("\(unit.zh)申请看您的姓名（理由不公开）", "\(unit.en) asked to see your name (its reason is not public)")
        case "matter.seal-granted":
            Words("\(unit.zh)同意打开您的姓名", "\(unit.en) agreed to the opening of your name")
        case "matter.seal-denied":
            Words("\(unit.zh)不同意，您的姓名没有打开", "\(unit.en) said no; your name was not opened")
        case "matter.seal-opened": Words("\(unit.zh)看了您的姓名", "\(unit.en) looked at your name")
        case "matter.place": Words("确认了地点", "The place was confirmed")
        case "matter.place-unknown": Words("地点还没有找到", "The place has not been found yet")
        case "matter.recount": Words("放假安排公布，时限重新算过", "The days were worked out anew after a holiday notice")
        case "matter.proceeding": Words("开始了一个程序", "A proceeding was opened")
        case "matter.step": Words("程序有进展", "A proceeding went on")
        case "matter.lapsed": Words("一个期限过了，没有使用", "A time ran out unused")
        case "matter.law-recount": Words("规定有变，时限重新算过", "The days were worked out anew after a change of rules")
        case "matter.kind": Words("改正了类型", "Its kind was corrected")
        case "matter.opened-by-code": Words("用短信验证码打开过这一页", "This page was opened with a one-time code")
        case "matter.proxy": Words("\(unit.zh)受您委托，替您代办", "\(unit.en) runs it for you")
        case "matter.proxy-told": Words("\(unit.zh)告诉您进展", "\(unit.en) told you how it goes")
        case "matter.proxy-withdrawn": Words("收回了委托", "The mandate was taken back")
        case "matter.call-back": Words("约了回电", "A call was agreed")
        case "matter.call": Words("\(unit.zh)给您打了电话", "\(unit.en) called you")
        case "matter.call-number": Words("\(unit.zh)为回电看了您的号码", "\(unit.en) looked at your number in order to call")
        case "matter.handover": Words("交给了\(target.zh)（110 联动）", "Handed over to \(target.en) (between 110 and 12345)")
        case "matter.handover-returned":
            Words("对方没有接，由\(target.zh)负责", "It came back; \(target.en) answers for it")
        case "matter.topic": Words("归好了类别", "It was sorted by topic")
        default: Words("办理中的一步", "A step was taken")
        }
    }
}
