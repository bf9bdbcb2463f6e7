import Base

/// The words of the checklist beside an answer.
enum AnswerWords {
    static let head = Words("发出前看一眼", "Before it goes out")
    static let before = Words(
        "来访人问了这些；边写边看答到了没有。", "This is what was asked. As you write, the list shows what is answered.")
    static let note = Words(
        "只是按字面找的提示，可能看漏，也可能看错；照样可以发出。",
        "Found by the words alone, so it may miss or mistake something. You can send it as it is.")
    static let look = Words("看看答全了没有", "Check the answer")
    static let asked = Words("问的", "Asked")
    static let answeredBy = Words("像是答在", "Seems answered by")
    static let notAnswered = Words("没看到答这一句的。", "No sentence seems to answer this.")
    static let look2 = Words("看一下", "Look")
    static let found = Words("写了", "Says")
    static let ground = Words("依据", "Ground")
    static let day = Words("日期", "Date")
    static let next = Words("再找谁", "Whom to ask")
    static let length = Words("篇幅", "Length")

    static func hint(_ hint: AnswerCheck.Hint) -> Words {
        switch hint {
        case .question: notAnswered
        case .ground:
            Words("没看到依据。哪部法规哪一条，或者哪天查到了什么？", "No ground. Which rule and article, or what was found and when?")
        case .day:
            Words("没看到哪天办好。还有要办的，写上最晚哪一天。", "No day. Where something is still to be done, say by when at the latest.")
        case .thin:
            Words("写得不多。查了什么、为什么、接下来怎样？", "Not much yet. What was looked into, why, and what comes next?")
        case .next: Words("没写不清楚时再找谁。留个部门、窗口或电话。", "Nobody to ask next. Name an office, a window or a telephone.")
        }
    }

    /// What stands beside a point on which nothing is open and nothing can be quoted.
    static func fine(_ hint: AnswerCheck.Hint) -> Words {
        switch hint {
        case .ground: Words("没引法规，但写了不少时间和数字。", "No rule cited, but dates and figures are given.")
        default: Words("够了。", "Enough.")
        }
    }
}
