import Base

/// The words of the pages of notices, Chinese and English side by side.
enum NoticePageWords {
    static let title = Words("通知", "Notices")
    static let lead = Words(
        "程序发给来访人的短信和邮件，发到哪一步了。这里没有内容，号码只留头尾。",
        "How far the messages to residents have come. No words here, and of each address only its ends."
    )
    static let sandboxLead = Words("演示用的沙盒开着：通知不出这台机器。", "The sandbox is on: no notice leaves this machine.")
    static let sandboxLink = Words("看沙盒里的通知", "See what the sandbox holds")
    static func noGateway(_ channel: Words) -> Words {
        Words(
            "\(channel.zh)没有设置网关：发不出去，只记下来。怎么设置，看 Documentation/operations.md。",
            "\(channel.en): no gateway is set up, so nothing goes out and it is only written down. "
                + "Documentation/operations.md says how."
        )
    }
    static let attention = Words("要看一看", "Wants a look")
    static let figures = Words("各有多少", "How many")
    static let channel = Words("方式", "Channel")
    static let recent = Words("最近 50 条", "The newest 50")
    static let filter = Words("只看", "Show only")
    static let all = Words("全部", "All")
    static let when = Words("时间", "Time")
    static let what = Words("通知", "Notice")
    static let to = Words("给谁", "To")
    static let state = Words("到哪一步", "State")
    static let act = Words("操作", "Act")
    static let retry = Words("再发一次", "Send again")
    static let forgotten = Words("已删除", "erased")
    static let none = Words("还没有通知", "No notice yet")
    static let noneNote = Words(
        "来访人留了电话或邮箱，并且愿意收通知，才会有。", "They begin when somebody leaves a number or address and wants to be told.")
    static let retried = Words("已经放回队列，马上再发。", "It is back in the queue and goes out at once.")
    static let notRetried = Words("这一条现在不能再发", "This one cannot be sent again")
    static let notRetriedText = NoticeStore.notRetried
    static func attempts(_ count: Int) -> Words {
        Words("第 \(count) 次", count == 1 ? "1 attempt" : "\(count) attempts")
    }
    static func next(_ time: String) -> Words { Words("\(time) 再试", "again at \(time)") }

    static let sandboxTitle = Words("通知沙盒", "The sandbox")
    static let sandboxWord = Words("演示", "Demo")
    static let sandboxText = Words(
        "这里的短信和邮件都没有发出去：它们没有离开这台机器。真的安装里没有这一页。",
        "None of these messages was sent: nothing leaves this machine. A real installation has no such page."
    )
    static let sandboxNone = Words("沙盒还是空的", "The sandbox is empty")
    static let sandboxNoneNote = Words(
        "在“办一件事”里留下电话并选“给我发短信”，交上去以后一秒钟内出现在这里。",
        "File something with a number and “Send me messages”; it appears here within a second.")
    static let sandboxTo = Words("给", "To")
    static let back = Words("回到通知", "Back to notices")
}
