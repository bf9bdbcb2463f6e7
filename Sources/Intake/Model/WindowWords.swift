import Base
import Clocks
import Matters

/// The words of the window form, Chinese and English side by side.
enum WindowWords {
    static let title = Words("窗口登记", "New matter")
    static let channel = Words("怎么来的", "How it came in")
    static let channels: [(Channel, Words)] = [
        (.window, Words("窗口", "Window")), (.hotline, Words("热线", "Hotline")), (.letter, Words("来信", "Letter")),
        (.police, Words("110 转来", "Police 110")), (.court, Words("法院", "Court")), (.grid, Words("网格", "Grid")),
    ]
    static let text = Words("说了什么", "What was said")
    static let textHint = Words("照原话记，不用整理。右边会边记边找。", "Write down their own words; suggestions appear at the side.")
    static let title1 = Words("标题（不写就用第一句话）", "Title (the first sentence if left empty)")
    static let kind = Words("类型", "Kind")
    static let place = Words("地点", "Place")
    static let placeHint = Words("照说的写。找到的标准地址在旁边选。", "As said; choose the address found at the side.")
    static let files = Words("来信、照片、录音（可以不放）", "Letters, photographs, recordings (if any)")
    static let filesHint = Words(
        "登记时一起存，\(FileWords.limits.zh)。页面退回来的，请再选一次。",
        "Kept when the matter is taken in: \(FileWords.limits.en). After a returned page, choose them again.")
    static let name = Words("姓名", "Name")
    static let notify = Words(
        "本人同意收短信：收到和办完各一条", "The person agrees to be told by text message: when received and when done")
    static let phone = Words("电话", "Telephone")
    static let howNamed = Words("让不让对方知道是谁说的", "May the other side know who says it?")
    static let sealedHint = Words(
        "保密：姓名和电话密封，被反映的人和单位看不到。", "Sealed: name and number cannot be seen by those complained about."
    )
    static let named = Words("可以知道", "Named")
    static let confidential = Words("保密", "Sealed")
    static let anonymous = Words("不留名", "Without a name")
    static let about = Words("被反映的人或单位（可以不写）", "Complained about (may be empty)")
    static let office = Words("反映的是我们自己的单位？写它的名字", "About an office of ours? Name it")
    static let officeHint = Words("该单位看不到这件事，也不能经手。", "That office can neither see nor touch the matter.")
    static let happened = Words("哪天说的", "Day it came in")
    static let reason = Words("早于今天的，为什么现在才登记", "If earlier than today, why only now")
    static let suggest = Words("看建议", "Show suggestions")
    static let file = Words("登记，打印回执", "Register and print the slip")
    static let lookFirst = Words(
        "请先看一眼建议的主题、地点和单位，没错再点“登记”", "Please look at topic, place and office suggested, then register")
    static let routeMoved = Words(
        "改动以后，建议的单位变了。请再看一眼，没错再点“登记”", "After your change another office is proposed. Please look, then register")
    static let note = Words("请看一眼", "Please look")
    static let barred = Words("现在不能登记", "It cannot be registered like this")

    // The side
    static let side = Words("边记边找", "Suggestions")
    static let known = Words("可能已经有了", "Perhaps known already")
    static let noneKnown = Words("一年里没有找到相近的事项。", "Nothing like it in the last year.")
    static func likely(_ same: LikelySame, today: Day) -> Words {
        let day = DayWords.plain(
            same.matter.happenedAt.day, year: same.matter.happenedAt.day.parts.year != today.parts.year)
        let state = same.matter.isOpen ? stillOpen : isEnded
        let place = same.isSamePlace ? Words("同一地点　", "same place; ") : Words("", "")
        let shared = same.shared.joined(separator: "、")
        return Words(
            "\(day.zh)　\(state.zh)　\(place.zh)都提到：\(shared)",
            "\(day.en); \(state.en); \(place.en)both say: \(same.shared.joined(separator: ", "))")
    }
    static let stillOpen = Words("在办", "open")
    static let isEnded = Words("已办结", "ended")
    static let same = Words("是同一个问题吗", "Is it the same trouble?")
    static let sameHint = Words(
        "并在一起的，各人的事项各有答复，问题放在一起看。", "Matters put together are each answered; the trouble is seen as one.")
    static let notTheSame = Words("不是，或者还看不出", "No, or not clear yet")
    static let followOnly = Words("只等结果，不另立事项", "Only follow it: no new matter")
    static let chooseSame = Words("请选是哪一件", "Please choose which one")
    static func joins(_ number: String) -> Words { Words("和 \(number) 是同一个", "The same as \(number)") }
    static let suggestions = Words("建议，由您定", "Suggestions; you decide")
    static let kindGuess = Words("像是哪一类", "It seems to be")
    static let noKind = Words("看不出是哪一类，请在表里选。", "Its words do not tell; choose in the form.")
    static func takeKind(_ name: String) -> Words { Words("就按\(name)", "Take it as: \(name)") }
    static let topic = Words("主题", "Topic")
    static let noTopic = Words("先不定主题", "No topic yet")
    static let otherTopic = Words("换一个主题", "Another topic")
    static let keepTopic = Words("用上面选的", "The one chosen above")
    static func sure(_ percent: Int) -> Words { Words("把握 \(percent)%", "\(percent)% sure") }
    static func because(_ words: String) -> Words { Words("因为：\(words)", "Because of: \(words)") }
    static let byKeywords = Words("由关键词提出", "Proposed by keywords")
    static func byModel(_ version: String, _ messages: Int) -> Words {
        Words(
            "由本区模型 \(version) 提出，学自 \(messages) 件已确认的事项",
            "Proposed by the district's model \(version), from \(messages) confirmed matters")
    }
    static let address = Words("标准地址", "Address")
    static let noAddress = Words("没有找到，就按说的写", "None found; kept as said")
    static let noneOfThese = Words("都不是", "None of these")
    static let unit = Words("反映的单位", "Office complained about")
    static let route = Words("派给", "Goes to")
    static func rule(_ number: String) -> Words { Words("派单规则 \(number)", "Routing rule \(number)") }
    static let own = Words("本单位自己办", "Our own office")
    static let other = Words("换一个单位：写名字，再点“看建议”", "Another office: name it, then show suggestions")
    static let noRule = Words("没有合适的规则，先由本单位办", "No rule fits; it stays with our office")
    static let local = Words(
        "建议从本地的规则、词表和模型算出，不用外面的服务。",
        "Worked out from local rules, word lists and models; no outside service is used.")

    // What belongs to one channel
    static let letterHead = Words("来信", "The letter")
    static let letterHint = Words(
        "“哪天说的”写收到信的日子，时限从那天起算。信和信封扫描了附在下面。",
        "Under “day it came in” give the day it was received: the law counts from it. Attach scans of letter and envelope below."
    )
    /// Why paper is registered later than it came: kept with the entry, so in one language.
    static let onPaper = "书面材料，按收到的日子登记"
    static let letterWay = Words("怎么收到的", "How it was received")
    static let letterDay = Words("邮戳上的日子", "Day of the postmark")
    static let letterNumber = Words("挂号信号码", "Number of a registered letter")
    static let courtHead = Words("法院委派、委托", "Referral by a court")
    static let courtHint = Words(
        "申请人写在“姓名”，另一方写在“被反映的人”。调解的时限从签收那天起算。",
        "The applicant goes under “name”, the other side under “complained about”. The time for mediation counts from acceptance."
    )
    static let court = Words("哪个法院", "Which court")
    static let caseNumber = Words("案号", "Case number")
    static let courtWay = Words("委派还是委托", "Which referral")
    static let courtDay = Words("法院文书的日子", "Day of the court's letter")
    static let policeHead = Words("110 转来的", "From the police line")
    static let policeHint = Words(
        "说不清归谁的，先收下来，由收件单位负责。", "If it is not clear whose it is, take it: the office that received it answers for it.")
    static let incident = Words("警情号", "Incident number")
    static let policeClass = Words("属于哪一类", "Which class")
    static let chooseOne = Words("请选择", "Choose")
    static let callHead = Words("要不要回电", "A call back?")
    static let callHint = Words("约好了才填。会列在“回电”里。", "Only if one was agreed. It appears under “Calls to make”.")
    static let callDay = Words("哪天打", "On which day")
    static let callTime = Words("几点前", "By what time")
    static let callNumber = Words("打哪个号码（不写就用上面的）", "Number (the one above if left empty)")
    static let callReason = Words("回电说什么", "What for")
    static let mandateHead = Words("替本人代办？", "Do you run it for them?")
    static let mandateHint = Words(
        "记下委托，以后每一步由我们告诉本人，本人不用来。", "With a mandate on record we tell them of every step; they need not come.")
    static let mandateTick = Words("本单位替本人代办", "Our office runs it for them")
    static let asker = Words("谁委托的", "Who asked")
    static let askerHint = Words(
        "写本人的姓名；家里人替他开口的，写“女儿代本人”这样。", "The resident's name; if family spoke for them, say so.")
    static let mandateWay = Words("怎么委托的", "How it was given")
    static let mandateDay = Words("哪天委托的（不写就是今天）", "On which day (today if left empty)")
    static let mandateScope = Words("委托办什么（不写就是全程）", "What it covers (the whole matter if left empty)")
    static func mandate(_ way: MandateWay) -> Words {
        switch way {
        case .person: Words("当面", "In person")
        case .phone: Words("电话", "By telephone")
        case .written: Words("书面（附扫描件）", "In writing (attach the scan)")
        }
    }

    static let registered = Words("已登记", "Registered")
    static let openMatter = Words("打开这件事", "Open the matter")
    static let another = Words("登记下一件", "Register another")
}
