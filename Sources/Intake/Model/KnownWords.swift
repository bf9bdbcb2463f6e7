import Base

/// The words about what is known already, at the desk, and about following it.
enum KnownWords {
    static let title = Words("相似的事项", "Likely the same")
    static let lead = Words(
        "按地点和说法找近一年里相近的，由您判断是不是同一件事。", "Matters of the last year that are alike by place and words; you judge.")
    static let none = Words("近一年里没有相近的。", "Nothing like it in the last year.")
    static let join = Words("是同一件事", "It is the same")
    static func joins(_ number: String) -> Words { Words("和 \(number) 是同一件事", "The same as \(number)") }
    static let inIssue = Words("已经放在一起的", "Together with")
    static func together(_ people: Int, _ matters: Int) -> Words {
        Words(
            "\(people) 人、\(matters) 件说的是同一个问题",
            "\(people) \(people == 1 ? "person" : "people"), \(matters) \(matters == 1 ? "matter" : "matters") about the same trouble"
        )
    }
    static let look = Words("看这个问题", "See the issue")
    static let takeOut = Words("这一件不是，拿出来", "This one is not: take it out")

    static let followHead = Words("有人来问同一件事", "Somebody comes about the same")
    static let followHint = Words(
        "只想等结果的，记在这里，不用另立一件。也算一个人；留电话并同意的，办结时告诉他。",
        "Whoever only waits for how it ends is written down here, without a matter of their own. They count as a person; "
            + "who leaves a number and agrees is told when it ends.")
    static let name = Words("来人姓名", "Name")
    static let phone = Words("电话", "Telephone")
    static let said = Words("来人又说了什么（可不写）", "What they add (may be left out)")
    static let tell = Words("办结时用短信告诉本人", "Tell them by text message when it ends")
    static let follow = Words("记下", "Write down")
    static func count(_ count: Int) -> Words {
        Words("已有 \(count) 人在关注", "\(count) \(count == 1 ? "person follows" : "people follow") it")
    }
    static let followed = Words("记下了，不另立事项", "Written down; no matter of its own")
    static func followedText(_ number: String) -> Words {
        Words(
            "来人关注的是 \(number)。请把这个号码写给本人，想知道结果可以来问。",
            "They follow \(number). Please give them the number: they may ask with it how it ended.")
    }
    static let wrong = Words("还不行", "Not yet")
    static let joined = Words("已和那件放在一起", "Put together with the other")
    static let notJoined = Words(
        "事项登记好了，但没有和那件放在一起：那件您看不到，或者已经变了。",
        "The matter is registered, but was not put together with the other: that one is not yours to see, or has changed."
    )
}
