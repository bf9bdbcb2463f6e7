import Base
import Clocks

// Forms of actions, and the lines of the timeline.
extension MatterWords {
    static let cancel = Words("不办了，回到事项", "Back to the matter")
    static let toldToFiler = Words("来访人会看到您写的话。", "The resident will see what you write.")
    static let notToldToFiler = Words("只有工作人员看到。", "Only staff see it.")
    static let wrongHead = Words("请改一下再提交", "Please correct this")
    static let changedHead = Words("刚才别人改过这件事", "Somebody changed this matter just now")
    static let changedText = Words(
        "您写的还在下面。看一眼新的经过，没问题就再提交一次。",
        "What you wrote is still below. Read what is new, then send it again if it still fits."
    )
    static let barredNow = Words("现在不能这样办", "This cannot be done now")
    static let openAgain = Words(
        "请重新打开这件事，看看有什么变化，再试一次。", "Open the matter again, see what changed, then repeat the step.")
    static let termFixed = Words("这个时限的法规不允许这样改", "The rule behind this term does not allow that")
    static let noSuchStep = Words("这件事没有这一步", "There is no such step for this matter")
    static let unit = Words("交给哪个单位", "Which unit")
    static let helper = Words("请哪个单位协办", "Which unit is to help")
    static let helpHint = Words("最上面是派单规则或主题写明的单位。", "Those that the routing rule or the topic names stand first.")
    static let unitNone = Words("请选择单位", "Choose a unit")
    static let suggestedGroup = Words("系统建议", "Proposed")
    static let villages = Words("本镇街的村社", "Villages and communities of our town")
    static let platforms = Words("本镇街的平台", "Platforms of our town")
    static let towns = Words("镇街", "Towns")
    static let departments = Words("区级部门", "Departments of the district")
    static let centre = Words("区中心", "The district's centre")
    static let end = Words("结果", "Result")
    static let endRoute = Words("转到哪个途径", "Which route")
    static let endRouteHint = Words("结果是“转其他法定途径”时要选。", "Only when it is referred to another route.")
    static let groundRouteHint = Words(
        "事由是应当走其他法定途径的，要选。", "Only where the ground sends it on another statutory route.")
    static func shutGround(_ ground: Words, _ why: Words) -> Words {
        Words("不能以“\(ground.zh)”为由：\(why.zh)。", "Not open: “\(ground.en)”. \(why.en).")
    }
    static let earlier = Words("原来那件事的编号，或者复核意见的文号", "Number of the earlier matter, or of its final opinion")
    static let earlierHint = Words(
        "事由是已有复核意见的，要填。", "Only where the ground is that a final opinion stands.")
    static let earlierMissing = Words(
        "请写原来那件事的编号或者复核意见的文号", "Please give the number of the earlier matter or of its final opinion")
    static func earlierIs(_ number: String) -> Words { Words("原意见：\(number)。", "Earlier opinion: \(number). ") }
    static let none = Words("不选", "None")
    static let ground = Words("事由", "Ground")
    static func longer(in unit: TermUnit) -> Words {
        switch unit {
        case .calendar: Words("延长几天", "How many days more")
        case .working: Words("延长几个工作日", "How many working days more")
        case .month: Words("延长几个月", "How many months more")
        case .year: Words("延长几年", "How many years more")
        }
    }
    static let decision = Words("异议成立吗？", "Is the objection upheld?")
    static let upheld = Words("成立，退回派单单位", "Upheld: it goes back to the unit that sent it")
    static let rejected = Words("不成立，由原单位办理", "Rejected: the unit keeps it")
    static let backDate = Words("不是现在发生的？", "Did it not happen just now?")
    static let backDay = Words("哪一天", "On which day")
    static let backTime = Words("几点", "At what time")
    static let backHint = Words(
        "写明当时的日子和时间，并在上面写为什么现在才记。", "Give day and time, and say above why it is recorded only now.")
    static let backWrong = Words("日子和时间要写全，并且不能晚于现在", "Give day and time in full, not later than now")
    static let newest = Words("最近的经过", "What happened last")
    static let count5000 = Words("最多 5,000 字", "Up to 5,000 characters")
    static let files = Words("文件", "Files")
    static let chooseFiles = Words("请选择文件", "Please choose a file")
    static let resident = Words("来访人", "The resident")
    static let system = Words("系统", "The system")

    static let byMessage = Words("来信", "message")

    static func text(_ effect: Effect) -> Words {
        switch effect {
        case .end: Words("答复内容", "The answer")
        case .message: Words("留言", "The message")
        case .note: Words("记什么", "The note")
        case .finishShare: Words("协办结果", "The result of your share")
        case .transfer, .invite: Words("为什么交给这个单位", "Why this unit")
        case .object: Words("为什么不该由本单位办", "Why it is not for your unit")
        case .decideObjection: Words("裁定理由", "Reasons of the decision")
        case .add: Words("本人补充什么", "What the resident adds")
        case .refuse: Words("不予受理的说明", "Explanation of the refusal")
        default: Words("理由", "The reason")
        }
    }

    static func textHint(_ effect: Effect) -> Words? {
        switch effect {
        case .end:
            Words(
                "查到了什么，怎么处理，依据哪一条，不满意可以怎么办。",
                "What you found, what was done, under which article, and what to do if not satisfied.")
        case .message: Words("凭查询码就能看到，不用知道是谁。", "They read it with their code; you need not know who they are.")
        default: nil
        }
    }

    static func recorded(_ when: Words) -> Words { Words("\(when.zh) 补记", "recorded \(when.en)") }

    static func entry(_ code: String) -> Words? {
        switch code {
        case "matter.filed": Words("登记", "Registered")
        case "matter.attachment": Words("加了一个文件", "A file was added")
        case "matter.kind": Words("改类型", "Kind corrected")
        case "matter.topic": Words("定主题", "Topic set")
        case "matter.place": Words("定地点", "Place set")
        case "matter.seal-requested": Words("申请打开密封姓名", "Asked to open the sealed name")
        case "matter.seal-granted": Words("同意打开密封姓名", "The sealed name may be opened")
        case "matter.seal-denied": Words("不同意打开密封姓名", "The sealed name stays sealed")
        case "matter.seal-opened": Words("打开看了密封姓名", "Looked at the sealed name")
        case "matter.exclusion": Words("被反映的单位回避", "Office complained about shut out")
        case "matter.exclusion-lifted": Words("解除回避", "Office let back in")
        case "matter.proxy": Words("受本人委托代办", "Run for the resident under a mandate")
        case "matter.proxy-told": Words("已告诉本人", "The resident was told")
        case "matter.proxy-withdrawn": Words("本人收回委托", "Mandate taken back")
        case "matter.call-back": Words("约了回电", "A call was agreed")
        case "matter.call": Words("打了电话", "A call was made")
        case "matter.call-number": Words("看了密封的号码", "Looked at the sealed number")
        case "matter.followed": ParentWords.followed
        case "matter.handover": Words("110 与 12345 交接", "Handed over between 110 and 12345")
        case "matter.handover-returned": Words("对方没有接，退回", "Came back: the other line did not take it")
        case "matter.due-soon": Words("快到期，已提醒本单位和上级", "Due soon; the unit and the one above were told")
        case "matter.recount": Words("放假安排公布，重算时限", "Terms counted anew after a holiday notice")
        case "matter.law-recount": Words("法条更正或有新规定，重算时限", "Terms counted anew after a change in the law pack")
        case "matter.proceeding": Words("开始一个程序", "A proceeding was opened")
        case "matter.step": Words("程序有进展", "A step of a proceeding")
        case "matter.message-held": Words("对方机构来信，等核对", "A message of another body waits for a look")
        case "matter.message-taken": Words("签收了对方机构的来信", "A message of another body was signed for")
        case "matter.message-set-aside": Words("对方机构的来信没有采用", "A message of another body was set aside")
        case "matter.lapsed": Words("期限届满，没有使用", "A time ran out unused")
        case "matter.escalated": Words("超期，已告知上级", "Overdue; the unit above was told")
        case "matter.opened-by-code": Words("用短信验证码打开了查询页", "Opened with a one-time code")
        case "matter.erased": Words("个人信息已依法删除", "Personal data erased")
        default: step(code)
        }
    }

    /// What was done, where the name of the step would read like an order.
    private static func step(_ code: String) -> Words? {
        switch code {
        case "matter.accept": Words("签收", "Accepted")
        case "matter.objection": Words("对派单提异议", "Objected to the dispatch")
        case "matter.objection-decision": Words("裁定异议", "Objection decided")
        case "matter.transfer": Words("转办", "Transferred")
        case "matter.invitation": Words("请单位协办", "Co-handler invited")
        case "matter.share": Words("交回协办结果", "Co-handling result returned")
        case "matter.note": Words("记一笔", "Note")
        case "matter.pause": Words("暂停时限", "Clock paused")
        case "matter.resumption": Words("恢复时限", "Clock resumed")
        case "matter.extension": Words("延长时限", "Term extended")
        case "matter.answer": Words("答复办结", "Answered and closed")
        case "matter.spot-answer": Words("当场答复", "Answered on the spot")
        case "matter.refusal": Words("不予受理", "Refused")
        case "matter.withdrawal": Words("撤回", "Withdrawn")
        case "matter.addition": Words("补充", "Something was added")
        case "matter.rating": Words("评价", "Rated")
        case "matter.reopening": Words("要求重办", "Reopened")
        default: nil
        }
    }

    /// What the rules propose, by which rule, and who would be asked to help.
    static func proposal(_ decision: RouteDecision) -> Words {
        let tail = [decision.asking, rule(decision.rule)].compactMap(\.self)
        let parts = [decision.sentence] + decision.because.map(\.words) + tail
        return Words(parts.map(\.zh).joined(separator: "；"), parts.map(\.en).joined(separator: "; "))
    }

    static func to(_ unit: Words) -> Words { Words("交给\(unit.zh)", "to \(unit.en)") }
    static func moved(_ before: Words, _ after: Words) -> Words {
        Words("\(before.zh) 改到 \(after.zh)", "\(before.en) moved to \(after.en)")
    }
    static let notMoved = Words("日子没有变", "no day moved")
    static func by(_ time: TermLimit) -> Words { Words(time.words.zh, "by \(time.words.en)") }
}
