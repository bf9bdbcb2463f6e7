import Base
import Markup
import Matters
import Web

/// The words of the resident's pages, Chinese and English side by side.
enum IntakeWords {
    // The start page
    static let startTitle = Words("有事，说一声", "Something wrong? Tell us")
    static let startLead = Words(
        "邻里纠纷、拖欠工资、投诉、举报、求助、问政策，都在这里说。该哪个单位管，我们来找；哪天给您答复，您随时查得到。",
        "Quarrels with neighbours, unpaid wages, complaints, reports, help, questions: tell us here. We find the office in charge, "
            + "and you can always see by when you get an answer."
    )
    static let begin = Words("开始说", "Start")
    static let beginHint = Words("大约 5 分钟。不用注册，可以不留名。", "About five minutes. No account needed, no name needed.")
    static let trackLink = Words("查办到哪一步了", "See how far it is")
    static let dangerWord = Words("有人受伤、起火，或者正在打架？", "Somebody hurt, a fire, a fight?")
    static let danger = Words(
        "别在这里写，马上打电话：报警 110，火警 119，急救 120。",
        "Do not write here. Call at once: police 110, fire 119, ambulance 120."
    )
    static let askHeading = Words("我们会问您四件事，再让您看一遍", "We ask four things, then show you all of it")
    static let ask = [
        Words("出了什么事，您想要我们做什么", "What happened, and what you would like us to do"),
        Words("在哪里", "Where"), Words("和谁有关", "Who is concerned"),
        Words("留不留名字，怎么找到您", "Whether to keep your name, and how to reach you"),
        Words("从头看一遍，交给我们", "Look it over and hand it in"),
    ]
    static let promiseHeading = Words("交上来以后", "Once it is in")
    static let promises = [
        Words(
            "当场给您一张回执：有号码、有查询码，还写明最晚哪天有回音、依据哪一条规定。",
            "You get a slip at once: a number, a secret code, and by which day and under which rule you will hear from us."
        ),
        Words(
            "没有单位接手以前，由收件的中心负责，不会没人管。",
            "Until an office takes it over, the centre that received it answers for it. It is never nobody’s."),
        Words(
            "您要求保密的，被反映的人和单位看不到您是谁。",
            "If you ask us to keep your name sealed, those you complain about cannot see who you are."),
        Words(
            "办完了请您打分；不满意，可以要求重办。",
            "When it is done you rate it; if you are not content, you can have it reopened."),
    ]
    static let waysHeading = Words("也可以这样找我们", "Other ways to reach us")
    static let ways = [
        (
            Words("到窗口", "Come to a window"),
            Words(
                "区、镇街、村社的矛调中心都能登记，和网上说的一样办。",
                "District, town and village centres all take it in, and it is dealt with just the same.")
        ),
        (
            Words("打电话", "Telephone"),
            Words(
                "打政务服务热线，说的和在这里写的一样登记。", "Call the government hotline; what you say is registered just like this form.")
        ),
        (
            Words("请人代写", "Have somebody write it"),
            Words("可以请家人、邻居或社区工作人员替您填。", "Family, a neighbour or your community worker may fill it in for you.")
        ),
    ]
    static let centresLink = Words("到中心取号、预约窗口", "A number or an appointment at a centre")
    static let proceduresLink = Words("每种程序怎么走、多长时间", "Every procedure: its steps and time limits")
    static let aboutLink = Words("我的信息怎么用", "How my information is used")

    // The road
    static func step(_ step: FilingStep) -> Words {
        let count = FilingStep.allCases.count
        return Words("第 \(step.number) 步，共 \(count) 步", "Step \(step.number) of \(count)")
    }
    static let tellTitle = Words("出了什么事？", "What happened?")
    static let whereTitle = Words("在哪里？", "Where is it?")
    static let whomTitle = Words("和谁有关？", "Who is concerned?")
    static let youTitle = Words("留不留名字？", "May we know who you are?")
    static let stop = Words("。", ". ")
    static let colon = Words("：", ": ")
    static let checkTitle = Words("看一遍，没错就交给我们", "Look it over, then hand it in")
    static let goOn = Words("继续", "Continue")
    static let goBack = Words("返回上一步", "Back")
    static let faultsHeading = Words("还有地方要改", "Something needs mending")
    static let nothingSent = Words("现在还没有交给我们，随时可以改。", "Nothing has been sent yet; you can change everything.")
    static let comingUp = Words("接下来", "What comes next")
    static let text = Words("照您的话写", "In your own words")
    static let textHint = Words(
        "像跟人说话一样写就行：什么时候开始的，现在怎么样，您希望怎么办。请别写身份证号和银行卡号。",
        "Write as you would say it: since when, how it is now, what you would like. Leave out identity and bank card numbers."
    )
    static let textCount = Words("最多 5,000 字", "Up to 5,000 characters")
    static let example = Words("不知道怎么写？看一个例子", "Not sure how? See an example")
    static let exampleText = Words(
        "“我在工地做了三个月，老板说年底一起结。上个月工地停了，人也找不到。我们一共 14 个人，想把工钱要回来。”",
        "“I worked on a site for three months and was to be paid at year’s end. Last month the site stopped and the boss is "
            + "gone. There are 14 of us, and we want our wages.”"
    )
    static let kind = Words("您想要我们做什么？", "What would you like us to do?")
    static func seems(_ kind: Words, because words: [String]) -> Words {
        let zh = words.joined(separator: "、"), en = words.joined(separator: ", ")
        return Words(
            "您写到“\(zh)”，像是：\(kind.zh)。对不对由您选。", "You wrote “\(en)”, which sounds like: \(kind.en). You choose."
        )
    }
    static func kindNote(_ kind: MatterKind) -> Words {
        switch kind {
        case .help: Words("比如路灯坏了、下水道堵了、家里有困难", "Such as a broken street lamp, a blocked drain, hardship at home")
        case .dispute:
            Words("比如和邻居、老板、商家、物业说不拢", "Such as a quarrel with a neighbour, an employer, a shop or a property manager")
        case .petition: Words("比如办事被推来推去、对政策有意见", "Such as being sent from office to office, or a view on a policy")
        case .report: Words("比如偷排污水、卖假货、干部作风不好", "Such as dumped waste water, fake goods, misconduct of officials")
        case .enquiry: Words("比如怎么办证、补贴怎么领", "Such as how to get a permit or a subsidy")
        }
    }
    static let titleMore = Words("自己起个标题（可以不写）", "Give it a title (not needed)")
    static let title = Words("标题", "Title")
    static let titleHint = Words("不写的话，用您的第一句话。", "Left empty, we take your first sentence.")
    static let place = Words("地点", "Place")
    static let placeHint = Words(
        "写小区、村、路名就行，越细越好，比如“汤家家园 12 幢”。说不清可以空着。",
        "A housing estate, a village or a road; the closer the better. Leave it empty if you cannot say."
    )
    static let placeFound = Words("是下面哪一个？", "Which of these is it?")
    static let placeInText = Words("您说的是这里吗？", "Is it here?")
    static let noneOfThese = Words("都不是，就按我写的", "None of these; keep what I wrote")
    static let about = Words("和哪个人、哪家店、哪个单位有关？可以不写", "A person, a shop, an organisation? You may leave it empty")
    static let aboutHint = Words("知道什么写什么，比如“楼下餐馆”“物业公司”。", "Whatever you know, such as “the restaurant downstairs”.")
    static let office = Words("如果反映的是镇街、村社或政府部门，写它的名字", "If it is about a town, village or government office, name it")
    static let officeHint = Words(
        "被反映的单位看不到这件事，也不能经手。写一两个字就行，比如“星桥”，点“继续”帮您找。",
        "The office you name cannot see or touch the matter. One word will do; “Continue” looks it up."
    )
    static let officeFound = Words("是哪个单位？", "Which office is it?")
    static let officeUnknown = Words(
        "没有找到这个单位，换个写法，或者空着", "We found no such office; write it another way or leave it empty")
    static let named = Words("可以知道", "Yes, named")
    static let namedNote = Words("办事的人能看到您的名字和电话", "Those who deal with it see your name and number")
    static let confidential = Words("留名，但请保密", "Named, but sealed")
    static let confidentialNote = Words(
        "名字和电话密封起来。谁要打开，须两个不同岗位的人同意、写明理由，并且留痕",
        "Name and number are sealed. To open them takes two people on different posts and a reason, and it is recorded"
    )
    static let anonymous = Words("不留名", "Without a name")
    static let anonymousNote = Words("我们没法打电话问您，请留好查询码自己来看", "We cannot call you back: keep your code and look here")
    static let howNamed = Words("办事的人能不能知道您是谁？", "May those who deal with it know who you are?")
    static let name = Words("怎么称呼您", "Your name")
    static let phone = Words("电话（可以不写）", "Telephone (not needed)")
    static let phoneHint = Words("要问清楚或者上门时打给您。", "So that we can ask, or call before a visit.")
    static let email = Words("邮箱（可以不写）", "E-mail (not needed)")
    static let notify = Words("有进展就告诉我", "Tell me when something happens")
    static let notifyHint = Words(
        "收到时和办完时各发一条，里面只有号码，没有您说的事。",
        "One message when we have it and one when it is done, with the number only and nothing of what you told us.")
    static let willTell = Words("有进展会告诉您", "You will be told when something happens")

    // Check
    static let change = Words("改", "Change")
    static let said = Words("您说的", "What you said")
    static let want = Words("您想要的", "What you would like")
    static let concerned = Words("和谁有关", "Who is concerned")
    static let yourName = Words("您的名字", "Your name")
    static let nothing = Words("没有写", "Nothing given")
    static let files = Words("有照片、录音或文件吗？可以不放", "Photographs, recordings, papers? Not needed")
    static let filesHint = Words(
        "照片、PDF、录音都行，\(FileWords.limits.zh)。", "Pictures, PDF, recordings: \(FileWords.limits.en)."
    )
    static let send = Words("交给我们", "Hand it in")
    static let sendNote = Words(
        "点了以后马上给您回执。以后还可以补充、撤回。", "You get your slip at once. You can add to it or withdraw it later."
    )

    // The slip
    static let receivedTitle = Words("已经收到了", "We have it")
    static let receivedLead = Words(
        "请把下面这张回执留好：拍照、打印，或者抄下来。有号码和查询码，才能查进度、补材料。",
        "Keep this slip: photograph it, print it or copy it down. You need number and code to follow it or add to it."
    )
    static let slip = Words("收件回执", "Slip")
    static let slipNumber = Words("号码（可以给别人看）", "Number (others may see it)")
    static let slipCode = Words("查询码（只有您知道，别给别人）", "Code (only you know it; keep it to yourself)")
    static let slipScan = Words("手机扫一扫，直接到查询页，再输入查询码。", "Scan it to come to the tracking page, then type the code.")
    static let slipScanLabel = Words("二维码：查办理进度", "QR code: follow the matter")
    static let slipDigest = Words("留痕摘要", "Digest of your entry")
    /// `place` is the address of the page that checks it.
    static func slipDigestHint(_ place: String) -> Words {
        Words(
            "日后可以拿它核对：您交的内容有没有被人改过。不用登录，在 \(place) 填上就能查。",
            "With it you can check later that nobody has changed what you handed in: type it at \(place), no account needed."
        )
    }
    static let postmark = Words("收件", "Received")
    static let print = Words("打印回执", "Print the slip")
    static let next = Words("接下来会怎样", "What happens next")
    static let nowFinding = Words("我们收到了，正在找该办的单位", "We have it and are finding the right office")
    static func nowAnswers(_ unit: Words) -> Words {
        Words(
            "现在由\(unit.zh)负责，没有别的单位接手之前，一直由它负责",
            "\(unit.en) answers for it until another office takes it over")
    }
    static func latest(_ day: Words) -> Words { Words("最晚 \(day.zh)", "By \(day.en)") }
    static func afterTaking(_ limit: Words) -> Words {
        Words("有单位接手以后 \(limit.zh)内", "Within \(limit.en) after an office takes it over")
    }
    static let afterAnswer = Words("答复以后", "After the answer")
    static let afterAnswerText = Words(
        "请您打分。不满意的，可以要求重办。", "You rate it. If you are not content, you can have it reopened."
    )
    static let sealedWord = Words("您要求保密", "You asked for your name to be sealed")
    static let sealedText = Words(
        "被反映的人和单位看不到您的名字和电话。谁要打开看，须两个不同岗位的人同意，写明理由，并且留痕。",
        "Those you complain about cannot see your name or number. To open them takes two people on different posts and a "
            + "reason, and it is recorded."
    )
}
