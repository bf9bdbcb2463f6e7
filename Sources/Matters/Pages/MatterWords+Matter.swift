public import Base

// The page of one matter.
extension MatterWords {
    static let said = Words("本人说的", "In their own words")
    static let facts = Words("事实", "Facts")
    static let whereAndWho = Words("在哪里、谁", "Where and who")
    static let place = Words("地点", "Place")
    static let placeUnknown = Words("还没有找到是哪里", "Not found in the address library")
    static let placeNotSaid = Words("没有说地点", "No place was given")
    static let topic = Words("主题", "Topic")
    static let topicUnknown = Words("还没有定主题", "No topic yet")
    static let confirmed = Words("已确认", "Confirmed")
    static let proposed = Words("系统建议，待确认", "Proposed, to be confirmed")
    /// Who proposed a topic, how sure and why.
    static func proposed(_ reason: TopicReason, second: Words?) -> Words {
        let who =
            reason.model.map { Words("本区模型 \($0) 建议", "Proposed by the district's model \($0)") }
            ?? Words("关键词建议", "Proposed by keywords")
        let sure = reason.score.map { Words("，把握 \($0)%", ", \($0)% sure") } ?? Words("", "")
        let because =
            reason.words.isEmpty
            ? Words("", "")
            : Words("：\(reason.words.joined(separator: "、"))", " (\(reason.words.joined(separator: ", ")))")
        let other = second.map { Words("；其次像 \($0.zh)", "; next likely: \($0.en)") } ?? Words("", "")
        return Words(
            "\(who.zh)\(sure.zh)\(because.zh)\(other.zh)，待确认",
            "\(who.en)\(sure.en)\(because.en)\(other.en); to be confirmed")
    }
    static let route = Words("派单", "Route")
    static let routeNone = Words("由收件单位自己办", "Kept by the office that took it in")
    static func routeChosen(_ unit: Words) -> Words {
        Words("登记时选定，交给\(unit.zh)", "Chosen when it was registered: \(unit.en)")
    }
    static func routePassedOn(_ unit: Words) -> Words {
        Words("收件以后转给\(unit.zh)", "Passed on to \(unit.en) after it was taken in")
    }
    static let firstReceiver = Words("首问", "First receiver")
    static let firstReceiverNote = Words("别的单位签收以前，由它负责", "Answers for it until another unit accepts")
    static let answersNow = Words("现在谁负责", "Answers now")
    static let happened = Words("发生", "Happened")
    static let ending = Words("结果", "Result")
    static let rating = Words("评价", "Rating")
    static let partiesHead = Words("当事人和单位", "People and units")
    static let lead = Words("主办", "Lead")
    static let cohandler = Words("协办", "Co-handler")
    static let termsHead = Words("时限", "Time limits")
    static let termsNone = Words("这件事没有法定时限", "No statutory time limit runs")
    static let otherTerms = Words("其他时限", "Other limits")
    static let provisional = Words("暂定：那一年的放假安排还没公布", "Provisional: that year's holidays are not known yet")
    static func consequence(_ words: Words) -> Words { Words("后果：\(words.zh)", "Consequence: \(words.en)") }
    static func lawNote(_ note: Words) -> Words { Words("注：\(note.zh)", "Note: \(note.en)") }
    static let endUnconfirmed = Words("失效日期待核", "end not confirmed")
    static let whyThisDay = Words("为什么是这一天？", "Why this day?")
    static let actsHead = Words("现在可以做", "What you can do now")
    static let barredHead = Words("现在不能做", "Not possible now")
    static let barredWord = Words("不能", "Not now")
    static let timelineHead = Words("经过", "What happened")
    static let filesHead = Words("材料", "Files")
    static let filesNone = Words("没有材料。", "No files.")
    static let filesAdd = Words("加材料", "Add files")
    static let filesHint = Words(
        "照片、PDF、录音，\(FileWords.limits.zh)", "Photographs, PDF, recordings: \(FileWords.limits.en)")
    static let filesSend = Words("上传", "Upload")
    static let fileErased = Words("文件名已删除", "Name erased")
    static let recordHead = Words("留痕", "The record")
    static let recordBroken = Words(
        "有留痕和记录的摘要对不上。请马上报告审计岗位。", "An entry does not fit its hash. Report it to the auditor at once."
    )
    static let crumbs = Words("位置", "Where you are")
    static let clockAndSteps = Words("时限和操作", "Time limits and steps")
    static let seenButton = Words("知道了", "Seen")
    static let attentionHead = Words("请留意", "Please look")
    static let anonymous = Words("没有留名", "Did not give a name")
    static let nameErased = Words("姓名已依法删除", "Name erased")
    static let complained = Words("看不到这件事", "cannot see this matter")

    // Offices complained about
    static let exclusionAsk = Words("反映的是我们自己的单位？", "Is it about an office of ours?")
    static let exclusionHint = Words(
        "写明以后，这个单位和它下面的单位看不到、收不到、也数不到这件事；正在它手里的，退回上一级。",
        "It and all offices below it then neither see, receive nor count this matter; what lies with them goes to the office above."
    )
    static let exclusionUnit = Words("哪个单位", "Which office")
    static let exclusionNone = Words("请选择单位", "Choose an office")
    static let exclusionOffice = Words("名单里没有的，写它的全名", "Not in the list? Write its whole name")
    static let exclusionWhy = Words("怎么知道反映的是它？", "How do you know it is about that office?")
    static let noOffice = Words("没有这个单位，请再选一次，或者写它的全名", "There is no such office; choose again or write its whole name")
    static let exclusionSend = Words("请它回避", "Shut it out")
    static let sharing = Words("经手过的单位", "Offices with a share")
    static let grids = Words("村社的网格", "Grids of the village")
    static let liftAsk = Words("弄错了？解除回避", "A mistake? Let the office back in")
    static let liftHint = Words(
        "已经转到别处的，不会自动回来。理由会留痕。", "What went elsewhere does not come back by itself. The reason is recorded.")
    static let liftUnit = Words("解除哪个单位的回避", "Which office")
    static let liftWhy = Words("为什么说弄错了？", "Why was it a mistake?")
    static let liftSend = Words("解除回避", "Let it back in")

    // Place
    static let placeSet = Words("补上地点", "Say where it is")
    static let placeChange = Words("改地点", "Correct the place")
    static let placeName = Words("在哪里", "Where is it?")
    static let placeNameHint = Words("写小区、道路或村社的名字。", "The name of an estate, a road or a village.")
    static let placeNameMissing = Words("请写一个地名", "Please write the name of a place")
    static let placeLook = Words("找一找", "Look it up")
    static let placeWhich = Words("是哪一个？", "Which one is it?")
    static let placeNoneNamed = Words(
        "没有找到叫这个名字的地方，可以换个名字再找。", "No place of that name was found; try another name.")
    static let placeNotFound = Words("没有找到", "Not found")
    static let placeNotFoundNote = Words("这件事先不定地点。", "The matter stays without a place for now.")
    static let placeChoose = Words("请选一个地点，或者选“没有找到”", "Choose a place, or “Not found”")
    static let placeSend = Words("就这样定", "Use this")

    // Kind
    static let kindLabel = Words("类型", "Kind")
    static let kindChange = Words("类型弄错了？", "Is the kind wrong?")
    static let kindWhich = Words("其实是哪一类", "What it really is")
    static let kindHint = Words(
        "改了以后按那一类的流程和时限办，从来件那天算起；签收以后不能再改。",
        "It then runs under that kind's procedure and time limits, counted from the day it came in; not after it is accepted."
    )
    static let kindChoose = Words("请选一类", "Choose a kind")
    static let kindSend = Words("就改成这一类", "Use this kind")

    // Topic
    static let topicChange = Words("确认或改主题", "Confirm or change the topic")
    static let topicSend = Words("就按这个主题", "Use this topic")
    static let topicNone = Words("请选择主题", "Choose a topic")
    static let suggested = Words("按主题和地点，建议交给", "By topic and place it would go to")

    // Seals
    static let sealed = Words("姓名和电话已密封", "Name and number sealed")
    static let sealedWhy = Words(
        "本人要求保密。办这件事不需要知道是谁；要联系，用“给来访人留言”。",
        "At the person's wish. You need not know who it is; to reach them, use “Message to the resident”."
    )
    static let sealWaiting = Words("已经申请打开，等密封保管人决定。", "You have asked; a custodian decides.")
    static let sealGranted = Words(
        "已经同意您打开，24 小时内有效。您看了，会记下来是谁、什么时候看的。",
        "Opening it was granted to you for 24 hours. That you looked, and when, is written down."
    )
    static let sealLook = Words("看姓名和电话（会留痕）", "Show name and number (recorded)")
    static let sealAsk = Words("申请打开", "Ask to open it")
    static let sealReason = Words("为什么一定要知道是谁？", "Why must you know who it is?")
    static let sealHint = Words(
        "由另一个单位岗位的保管人决定。理由会留痕，本人可以查到。同意后 24 小时内可看。",
        "A custodian on another post decides. The reason is recorded and the person can see it. Open for 24 hours once granted."
    )
    static let sealSend = Words("提出申请", "Send the request")
    static let sealsHead = Words("申请看密封姓名", "Requests to open a sealed name")
    static let sealsNone = Words("没有等您决定的申请", "No request waits for you")
    static let sealsNoneNote = Words("有人申请时会列在这里。", "New requests appear here.")
    static let sealsIntro = Words(
        "只有理由充分才同意。同意后，申请人 24 小时内能看到姓名和电话；谁申请、谁同意，本人都能查到。",
        "Grant only for a good reason. The asker then sees name and number for 24 hours; the person can see who asked and who agreed."
    )
    static let sealAsker = Words("谁申请", "Who asks")
    static let sealMatter = Words("事项", "Matter")
    static let sealWhen = Words("什么时候", "When")
    static let sealWhy = Words("理由", "Reason")
    static let sealDecide = Words("决定", "Decide")
    static let grant = Words("同意打开", "Grant")
    static let deny = Words("不同意", "Deny")

    static func part(_ part: Party.Part) -> Words {
        switch part {
        case .filer: Words("来访人", "Filed by")
        case .respondent: Words("被反映", "Complained of")
        case .representative: Words("代表", "Speaks for them")
        case .member: Words("一起提的", "Filed with")
        case .follower: Words("关注的人", "Follows it")
        }
    }

    static func kind(_ kind: MatterKind) -> Words {
        switch kind {
        case .enquiry: Words("咨询", "Enquiry")
        case .help: Words("求助", "Help")
        case .report: Words("举报", "Report")
        case .petition: Words("信访", "Petition")
        case .dispute: Words("纠纷", "Dispute")
        }
    }

    static func channel(_ channel: Channel) -> Words {
        switch channel {
        case .web: Words("网上提交", "Filed online")
        case .window: Words("窗口登记", "Taken in at a window")
        case .hotline: Words("电话登记", "Taken in by telephone")
        case .letter: Words("来信登记", "Came by letter")
        case .court: Words("法院转来", "Referred by a court")
        case .police: Words("110 转来", "Passed on by the police")
        case .grid: Words("网格上报", "Reported by a grid worker")
        case .imported: Words("导入", "Imported")
        }
    }

    static func placeHow(_ how: String) -> Words {
        switch how {
        case "confirmed": Words("本人或窗口确认", "confirmed")
        case "exact": Words("按名称找到", "found by its name")
        case "alias": Words("按别名找到", "found by another name")
        default: Words("没有找到", "not found")
        }
    }

    /// What a duty is called; in a petition the decision to take it on has a name in law.
    static func duty(_ duty: String, of kind: MatterKind) -> Words {
        switch duty {
        case "acceptance" where kind == .petition: Words("受理时限", "Acceptance decision")
        case "registration": Words("登记时限", "Registration")
        case "acceptance": Words("签收时限", "Acceptance")
        case "completion": Words("办结时限", "Completion")
        case "objection": Words("提异议时限", "Objection")
        default: Words("时限", "Limit")
        }
    }

    static func state(_ state: AssignmentState) -> Words {
        switch state {
        case .offered: Words("待签收", "to be accepted")
        case .accepted: Words("已签收", "accepted")
        case .refused: Words("不予受理", "refused")
        case .objected: Words("已提异议", "objected")
        case .ended: Words("已结束", "ended")
        }
    }

    static func placeSaid(_ said: String) -> Words { Words("原话“\(said)”", "In their words: “\(said)”") }

    static func rule(_ id: String, _ version: String? = nil) -> Words {
        let version = version.map { " · \($0)" } ?? ""
        return Words("派单规则 \(id)\(version)", "Routing rule \(id)\(version)")
    }

    /// A person sent it elsewhere than the rules proposed.
    static func overruled(_ rule: String, unit: Words) -> Words {
        Words("由人选定；派单规则 \(rule) 建议交给\(unit.zh)", "Chosen by a person; rule \(rule) proposed \(unit.en)")
    }

    static func entries(_ count: Int) -> Words {
        // Of the entries only: the rows beside them are for `shanzhi journal verify`.
        Words(
            "\(count) 条留痕，首尾相连，刚刚核对，没有一条被改过。",
            count == 1
                ? "1 entry, checked just now: it was not changed."
                : "\(count) linked entries, checked just now: none of them was changed.")
    }

    static func stars(_ stars: Int) -> Words { Words("\(stars) 分（满分 5 分）", "\(stars) of 5 stars") }

    static func received(_ when: Words, _ channel: Words) -> Words {
        Words("\(when.zh) \(channel.zh)", "\(channel.en), \(when.en)")
    }
}

extension Channel {
    /// What the way in is called.
    public var name: Words { MatterWords.channel(self) }
}
