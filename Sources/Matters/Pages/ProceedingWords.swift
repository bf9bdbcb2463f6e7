import Base

/// The words of the one road and of the proceedings on it.
enum ProceedingWords {
    static let papers = Words("文书", "Letters")
    static let messages = Words("对方机构的来信", "Messages of the other body")
    static let waiting = Words("来信待核对", "Messages to look at")
    static let roadHead = Words("这件事的路", "The road of this matter")
    static let notGone = Words("还没走到", "Not gone so far")
    static let more = Words("开始一个程序", "Open a proceeding")
    static let moreLead = Words(
        "一件事可以同时走几个程序，各有各的时限。", "A matter may have several proceedings side by side, each with its own time limits.")
    static let moreNone = Words("现在没有能开始的程序。", "No proceeding can be opened now.")
    static let cannot = Words("现在还不能开始", "Not possible now")
    static let facts = Words("概况", "At a glance")
    static let table = Words("调解台：人、调解会、方案、协议", "Mediation table: people, sittings, offers, agreement")
    static let stage = Words("走到哪一步", "Stage")
    static let runner = Words("承办单位", "Run by")
    static let end = Words("结果", "Result")
    static let opened = Words("开始于", "Begun on")
    static let ended = Words("结束于", "Ended on")
    static let reference = Words("对方文号", "Number at the other body")
    static let clocks = Words("时限", "Time limits")
    static let clocksNone = Words("现在没有在走的时限。", "No time limit is running.")
    static let acts = Words("可以做的", "What you can do")
    static let steps = Words("做过的", "Steps so far")
    static let stepsNone = Words("还没有。", "None yet.")
    static let drawing = Words("怎么走", "The whole way")
    static let byClock = Words("期满自动", "When the time is over")
    static let learntLate = Words("期满前就办了，现在才知道", "Done before the time ran out, learnt only now")
    static let learntLateLead = Words(
        "写明是哪一天办的：在期限以内的，到期自动办的那一步不再算数。",
        "Give the day on which it was done: within the time, what the clock did no longer counts.")
    static let send = Words("确定", "Confirm")
    static let text = Words("说明或理由", "Explanation or reason")
    static let textHint = Words("记在这件事里，不能改。", "It is kept with the matter and cannot be changed.")
    static let textTold = Words("来访人也能看到。", "The resident reads it too.")
    static let unit = Words("由哪个单位承办", "Which unit runs it")
    static let own = Words("本单位", "Your own unit")
    static let ground = Words("事由", "Ground")
    static let result = Words("结果", "Result")
    static let consent = Words("各方都同意，有记录可查", "Everybody concerned agreed, and there is a record of it")
    static let referenceHint = Words("法院、仲裁委等的案号", "Such as the number of a court or an arbitration body")
    static let eventDay = Words("定在哪天", "The day that is set")
    static let eventDayHint = Words("时限按这一天算。", "The times count by this day.")
    static let happened = Words("哪天做的", "On which day")
    static let happenedHint = Words(
        "今天补记以前做的，选那一天；时限从那天算。", "For something done earlier, choose its day: the law counts from it.")
    static let wrong = Words("还有几处要改", "Some things need another look")
    static let now = Words("现在不能做", "Not possible now")
    static let bothLevels = Words(
        "国家和地方的规定不一样，两个时限都在走，先到期的排在前面。",
        "The national and the local rule differ: both times run, the one that ends first stands first.")

    static func road(_ road: Procedure.Road) -> Words {
        switch road {
        case .petition: Words("信访", "Petition")
        case .mediation: Words("调解", "Mediation")
        case .arbitration: Words("仲裁", "Arbitration")
        case .litigation: Words("诉讼", "Litigation")
        case .service: Words("相关服务", "Services beside it")
        }
    }

    static func at(_ stage: Words, _ due: Words?) -> Words {
        guard let due else { return stage }
        return Words("\(stage.zh)，最迟 \(due.zh)", "\(stage.en), until \(due.en) at the latest")
    }

    static func example(_ name: Words) -> Words { Words("\(name.zh)（示例）", "\(name.en) (example)") }
}
