// The words of mediation, Chinese and English side by side.
import Base

enum MediationWords {
    static let title = Words("调解台", "Mediation table"), open = Words("打开调解台", "Open the mediation table")
    static let back = Words("回到程序", "Back to the proceeding")
    static let lead = Words(
        "人、调解会、方案、协议、履行，都在这一页。", "People, sittings, offers, agreement and what was promised, on one page.")
    static let atTheTable = Words(
        "协议要在调解台上办：签名、盖章以后生效。不用调解台的，先请台上的人都退出",
        "Conclude it at the mediation table, where it is signed and sealed. Where the table is not used, let everybody leave it first"
    )
    static let choose = Words("请选择", "Choose"), send = Words("保存", "Save"), none = Words("还没有", "None yet")

    static let people = Words("当事人和代理人", "Parties and those who stand for them")
    static let addParty = Words("加一个人", "Add somebody")
    static let side = Words("哪一方", "Side"), role = Words("身份", "Part"), name = Words("姓名或者名称", "Name")
    static let phone = Words("手机号", "Telephone"), address = Words("住址", "Address")
    static let facts = Words("性别、年龄、职业", "Sex, age, occupation")
    static let actsFor = Words("代表谁", "Stands for"), mandate = Words("委托权限", "What the mandate covers")
    static let joint = Words("和同一方的其他人一起承担（连带）", "Answers together with the others of the side (joint and several)")
    static let jointTag = Words("连带", "Joint"), left = Words("已退出", "Has left")
    static let leave = Words("退出", "Leaves the table")
    static let sealedNote = Words(
        "这件事的反映人身份是密封的。除非本人同意，不要在这里写出身份。",
        "The filer's identity is sealed. Do not write it here unless they agree themselves.")

    static let mediator = Words("调解员", "Mediator"), appoint = Words("指定", "Appoint")
    static let proposed = Words("有空的调解员（懂行的在前）", "Mediators who are free, those who know the subject first")
    static let load = Words("在办", "Open")
    static let sideChooses = Words("一方选调解员", "A side chooses")
    static let sideChoosesHint = Words(
        "各方都选同一位，就自动定下。", "Once all sides have chosen the same one, that one is appointed.")
    static func chose(_ side: Words, _ name: String) -> Words {
        Words("\(side.zh)选了\(name)", "\(side.en) chose \(name)")
    }
    static let recuse = Words("回避", "Steps back"), ground = Words("事由", "Ground"), why = Words("说明", "Say more")
    static let recuseLead = Words(
        "回避以后另定一位；他单独听到的话不交给后来的人。", "Another is appointed; what was said to this one alone is not handed on.")
    static let noFree = Words("名册上没有有空的调解员", "Nobody in the register is free")

    static let sittings = Words("调解会", "Sittings"), invite = Words("约一次调解会", "Set a sitting")
    static let day = Words("日期", "Day"), from = Words("从", "From"), to = Words("到", "To")
    static let room = Words("房间", "Room"), place = Words("不用房间时写地点", "The place, where it is no room")
    static let invited = Words("通知谁", "Who is asked"), invitation = Words("怎么通知", "How")
    static func sitting(_ number: Int) -> Words { Words("第 \(number) 次", "No. \(number)") }
    static func asked(_ way: Words) -> Words { Words("\(way.zh)通知", "Asked: \(way.en.lowercased())") }
    static let hold = Words("记录这次调解会", "Record this sitting"), minutes = Words("调解笔录", "Minutes")
    static let minutesHint = Words(
        "写进卷宗的笔录；单独谈话不要写在这里。", "These go into the file; what was said to you alone does not belong here.")
    static let adjourned = Words("没谈完，休会再约", "Not finished: another will follow")
    static let nextDay = Words("没谈完的，下次哪天", "Where not finished: the next day")
    static let nextHint = Words(
        "在同一地点，通知同样的人。已经另外约好的不用填。",
        "At the same place, with the same people. Leave it empty where another is set already.")
    static let nextReason = Words("还定不了的，写为什么", "Where none can be set yet: why")
    static let cancel = Words("取消", "Call off"), reason = Words("原因", "Why")

    static let wall = Words("只有您看得到", "You alone see this")
    static let wallNote = Words(
        "单独谈话和方案只给主持的调解员看，不进卷宗，不进法院材料，不能检索，也不能导出。",
        "Caucus notes and offers are for the mediator alone: not in the file, not in the court's packet, not found by search, not exported."
    )
    static let caucus = Words("单独谈话", "Caucus notes"), note = Words("这一方私下说的", "What the side said in private")
    static let addNote = Words("记一条", "Write a note")

    static let offers = Words("方案", "Offers"), makeOffer = Words("一方提方案", "A side makes an offer")
    static func offer(_ number: Int, _ side: Words) -> Words {
        Words("方案 \(number) · \(side.zh)", "Offer \(number) · \(side.en)")
    }
    static let until = Words("有效到", "Holds until"), by = Words("谁提的", "Made by")
    static let answering = Words("是对哪个方案另提的", "Counter-offer to")
    static let firstOffer = Words("不是，新提的", "None: a new one")
    static let kind = Words("内容", "What"), owes = Words("谁来做", "Who owes it"), whom = Words("对谁", "To whom")
    static let yuan = Words("金额（元）", "Sum (CNY)"), due = Words("期限", "Until when"), text = Words("具体", "What exactly")
    static func moreLines(_ first: Int, _ last: Int) -> Words {
        Words("第 \(first) 到 \(last) 项", "Lines \(first) to \(last)")
    }
    static func line(_ number: Int) -> Words { Words("第 \(number) 项", "Line \(number)") }
    static let accept = Words("对方接受", "The other side accepts"), decline = Words("对方不接受", "Declined")
    static let takeBack = Words("撤回", "Withdrawn")

    static let agreement = Words("协议", "Agreement"), draw = Words("写协议", "Write the agreement")
    static let drawAgain = Words("另出一稿（已签的作废）", "Another version (signatures fall)")
    static let fromOffer = Words(
        "约定取自双方接受的方案，可以加条款。", "The promises are those of the offer that was accepted; clauses can be added.")
    static let noOffer = Words("还没有双方接受的方案，把谈好的约定写在下面。", "No offer was accepted yet; write what was agreed below.")
    static let fromLast = Words(
        "上一稿的约定已经填好，可以改；不要的一项，金额、期限和具体都清空。",
        "The lines of the version before are filled in and can be changed; clear sum, day and words of one that falls away."
    )
    static let truth = Words("纠纷的主要事实", "The facts"), issues = Words("争议事项", "What is quarrelled about")
    static let clauses = Words("其他条款，一行一条", "Other clauses, one a line")
    static let manner = Words("履行方式", "How it is done")
    static let form = Words("形式", "Form"), written = Words("书面", "Written"),
        oral = Words("口头，由调解员记录", "Spoken, on record")
    static func version(_ number: Int) -> Words { Words("第 \(number) 稿", "Version \(number)") }
    static let pdf = Words("看全文（PDF）", "Read it (PDF)"), read = Words("读屏版", "For screen readers")
    static let digest = Words("文本摘要", "Digest"), signUntil = Words("签名截止", "Sign until")
    static let effectiveOn = Words("生效", "In effect from")
    static let signed = Words("已签", "Signed"), unsigned = Words("没签", "Not signed")
    static let askPhones = Words("发短信请各自签名", "Ask each to sign on their phone")
    static let signHere = Words("现场签名", "Sign at the desk"), who = Words("谁签", "Who signs"), way = Words("方式", "How")
    static let scan = Words("签名页照片（纸质必附，JPG 或 PNG）", "Picture of the signed page (for paper; JPG or PNG)")
    static let witness = Words("本人当面读过全文并签名", "They read all of it and signed in front of me")
    static let reached = Words("哪天谈成的（从那天起生效）", "The day on which it was reached (it holds from then)")
    static let unwritten = Words("各方都认为不需要制作协议书", "All sides find that no written agreement is needed")
    static let unwrittenMissing = Words(
        "口头协议要各方都认为不需要制作协议书", "A spoken agreement needs all sides to want none in writing")
    static let witnessMissing = Words("请确认本人当面读过全文并签名", "Confirm that they read it and signed in front of you")
    static let picture = Words("请用 JPG 或者 PNG 图片", "Use a JPG or PNG picture")
    static let withdraw = Words("有一方不签，作废", "A side will not sign: void")
    static let conclude = Words("调解员签名，盖章，生效", "Sign and seal: it takes effect")
    static let concludeOral = Words("记录口头协议，生效", "Put the spoken agreement on record")

    static let fulfilment = Words("履行", "What was promised"), done = Words("记履行", "Record that it was done")
    static let doneOn = Words("哪天", "On"), proof = Words("凭据（转账单号、收条等）", "What shows it (receipt, transfer)")
    static let which = Words("哪一项", "Which")
    static let breachHelp = Words(
        "逾期的：双方可以再谈；协议生效 30 日内可以共同申请司法确认，确认后可以申请强制执行；也可以起诉。",
        "Where it was not kept: the sides may talk again; within 30 days of its effect they may ask the court together to confirm it, then it can be enforced; or a side may sue."
    )
    static let court = Words("法院", "Court"), packet = Words("司法确认材料（PDF）", "Packet for the court (PDF)")
    static let packetHint = Words(
        "申请书、协议书、签名记录、签名页，带目录。没有笔录，没有单独谈话。",
        "Application, agreement, record of signatures, signed pages, with an index. No minutes, nothing said in caucus."
    )

    static let endings = Words("谈不成或者可能激化", "When it fails or may harden")
    static let harden = Words("可能激化，报告公安", "It may harden: report to the police")
    static let hardenHint = Words(
        "写的内容会进卷宗，单独谈话不要写在这里。", "What you write goes into the file; what was said to you alone does not belong here.")
    static let deadlock = Words("终止调解告知书（PDF）", "Notice that mediation ended (PDF)")

    static let register = Words("调解员名册", "Register of mediators")
    static let registerLead = Words(
        "谁能调解、擅长什么、手上几件、哪天休息。", "Who mediates, what they know, how much they have, when they rest.")
    static let addMediator = Words("加一位调解员", "Add a mediator")
    static let mediatorKind = Words("身份", "Who they are"), skills = Words("擅长", "Knows about")
    static let most = Words("同时最多几件", "At most at a time"),
        account = Words("登录账号（没有可以不填）", "Account (none if they do not sign in)")
    static let rest = Words("休息", "Rests"), rests = Words("休息日", "Rest days"),
        endService = Words("不再担任", "No longer serves")
    static let dueList = Words("协议履行", "Promises to watch"), dueNone = Words("没有待履行的", "Nothing is due")
    static let dueLead = Words("调解协议里到期和快到期的，最早的在前。", "What was promised in agreements, the earliest first.")
    static let matter = Words("事项", "Matter"), state = Words("状态", "State")
    static func rests(_ from: String, _ to: String) -> Words { Words("\(from) 至 \(to)", "\(from) to \(to)") }
}

enum SigningWords {
    static let title = Words("签调解协议", "Sign the agreement")
    static let lead = Words(
        "先验证是您本人的手机，再看协议全文，看清了再决定签不签。",
        "First show that this is your phone, then read the whole agreement, then decide whether you sign.")
    static func phone(_ masked: String) -> Words { Words("验证码发到 \(masked)", "The code goes to \(masked)") }
    static let askCode = Words("发送验证码", "Send a code"), code = Words("六位验证码", "The six digits")
    static let sent = Words("已发送，10 分钟内有效", "Sent; it holds for 10 minutes")
    static let tooMany = Words("一小时内发得太多了，请过一会儿再试", "Too many codes within an hour; try again later")
    static let open = Words("看协议全文", "Read the agreement"),
        sign = Words("我看清了全文，同意并签名", "I have read all of it and sign")
    static let decline = Words("我不签", "I do not sign")
    static let declineNote = Words(
        "不签的话，这一稿对谁都不算数，可以再谈。", "If you do not sign, this version holds for nobody; you may talk again.")
    static let declined = Words(
        "您没有签。这一稿已经作废，调解员会和您联系。", "You did not sign. This version is void; the mediator will be in touch.")
    static let done = Words("您已签名", "You have signed")
    static let doneNote = Words(
        "各方都签名、调解员签名并盖章以后生效。文本摘要可以留着核对。",
        "It takes effect when everybody and the mediator have signed and the seal is set. Keep the digest to compare.")
    static let noPhone = Words("没有可以发短信的手机号，请到中心签名", "No number is known for a code; please sign at the centre")
    static let barred = Words("现在不能签", "It cannot be signed now")
    static let until = Words("请在这之前签完", "Sign before")
}
