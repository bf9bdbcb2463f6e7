import Base

/// The words of the operator's page.
enum OperationsWords {
    static let title = Words("运行情况", "Operations")
    static let lead = Words(
        "这里只有数目，没有事项，也没有人。到点未办、待送达和待编号的应当接近零，几分钟还下不去，请看服务器的日志；"
            + "失败的和搁置的要人去看。",
        "Figures only: no matter and no person. What is due, to deliver or to sequence should be near zero: if it stays "
            + "up for minutes, read the server’s log. What failed or was set aside waits for somebody."
    )
    static let what = Words("项目", "What")
    static let figure = Words("现在", "Now")
    static let meaning = Words("说明", "What it means")
    static let jobsDue = Words("到点未办的任务", "Jobs due")
    static let jobsDueMeaning = Words("到了时间，还没有谁去做", "Their time has come and nobody has taken them")
    static let jobsFailed = Words("失败的任务", "Jobs that failed")
    static let jobsFailedMeaning = Words("最近一周里试完次数也没做成的", "Given up in the last week after every attempt")
    static let events = Words("待送达的事件", "Events to deliver")
    static let eventsMeaning = Words(
        "已经记下，还没有通知各个列表和别的节点", "Written down; lists and other nodes have not been told yet")
    static let setAside = Words("搁置的事件", "Events set aside")
    static let setAsideMeaning = Words("试了多次送不到，要人去看", "Given up after many attempts; somebody has to look")
    static let entries = Words("待编号的留痕", "Entries to sequence")
    static let entriesMeaning = Words("还没有进入总账，一般一秒之内进", "Not in the log yet; usually within a second")
    static let log = Words("总账", "The log")
    static let noHead = Words("总账还是空的。", "The log is empty.")
    static func head(_ size: String, _ time: String) -> Words {
        Words("共 \(size) 条，最近一次 \(time)。账头：", "\(size) entries, the newest at \(time). Its head:")
    }
    static let headMeaning = Words(
        "请每天把账头抄给区外的人：过去要是被改过，一对就知道。",
        "Give the head to somebody outside the district every day: a rewritten past then shows itself."
    )
    static let offices = Words("各单位的发文代字和印章", "Marks and seals of units")
    static let notices = Words("短信和邮件发得怎么样", "How text messages and e-mail are doing")
    static let commands = Words(
        "在服务器上，shanzhi check 说哪里不对、怎么办，shanzhi journal verify 核对全部留痕，shanzhi backup 做备份。",
        "On the server, shanzhi check says what is wrong and what to do, shanzhi journal verify recomputes the record, and "
            + "shanzhi backup makes a backup."
    )
}
