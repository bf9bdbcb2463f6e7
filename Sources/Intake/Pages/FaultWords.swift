import Base
import Matters

/// What is said about a field that must be mended.
enum FaultWords {
    static let kind = Words("请选一样：您想要我们做什么", "Choose one: what would you like us to do?")
    static let text = Words("请写一写出了什么事", "Please tell us what happened")
    static let short = Words("请再多写几个字，让人看得明白", "Please write a few more words, so that we can understand")
    static let confidentiality = Words("请选一样：留不留名字", "Choose one: may your name be known?")
    static let name = Words("请写上怎么称呼您；不想留名，就选“不留名”", "Please give your name, or choose “without a name”")
    static let phone = Words("电话号码里有不认识的字符，请只写数字", "That does not look like a telephone number; digits only, please")
    static let email = Words("邮箱地址不对，请再看一遍", "That does not look like an e-mail address")
    static let noWay = Words("要收通知，请留电话或邮箱", "To be told, leave a telephone number or an e-mail address")
    static let noMessages = Words(
        "这个号码收不了短信，请写手机号，或者留邮箱", "That number takes no messages: give a mobile number, or an e-mail address")
    static let key = Words("这一页不完整，请从头再填一次", "This page is incomplete; please start again")
    static let place = Words("请从找到的地点里选一个，或者选“都不是”", "Choose one of the places found, or “none of these”")
    static let unit = Words("没有这个单位，请再选一次", "There is no such office; please choose again")
    static let backDate = Words("日期早于今天的，请写明为什么现在才登记", "For an earlier day, say why it is registered only now")
    static let future = Words("日期不能晚于今天", "The day cannot lie in the future")
    static let day = Words("请按年-月-日写日期", "Write the day as year-month-day")
    static let noProcedure = Words("那一天还没有这类流程", "No such procedure was in force on that day")
    static let choose = Words("请选一样", "Please choose one")
    static let scan = Words(
        "请附上扫描件或照片（退回来的页面要再选一次）", "Attach the scan or a photograph (choose it again after a returned page)")
    static let court = Words("请写是哪个法院", "Please name the court")
    static let caseNumber = Words("请写案号", "Please give the case number")
    static let callTime = Words("请写什么时候回电，要晚于现在", "Say when to call back, later than now")
    static let asker = Words("请写是谁委托的", "Please say who asked")
    static let channel = Words("请选来源", "Choose how it came in")
    static let files = Words(
        "只收照片、PDF 和录音，\(FileWords.limits.zh)", "Only photographs, PDF and recordings: \(FileWords.limits.en)")
    static let filesAgain = Words(
        "请重新选一次文件：换了语言或深浅，文件留不住", "Please choose the files again: a change of language or theme cannot keep them")

    /// Too long, with the limit in characters.
    static func long(_ limit: Int) -> Words { Words("太长了，最多 \(limit) 个字", "Too long: at most \(limit) characters") }
}
