import Base

/// The words about parents, children and those who follow a matter.
enum ParentWords {
    static let parent = Words("牵头事项", "Parent matter")
    static let parentNote = Words(
        "同一个问题由它统筹，这一件照样各自答复。", "The trouble is seen to there as a whole; this matter is answered by itself.")
    static let children = Words("它牵头的各件", "Its matters")
    static let childrenNote = Words("全部办结以后，牵头事项才能办结。", "The parent ends when all of them have.")
    static func stillOpen(_ count: Int) -> Words {
        Words(
            "还有 \(count) 件没有办结，牵头事项要最后办结",
            "\(count) of its matters \(count == 1 ? "is" : "are") still open: the parent ends last")
    }
    static let open = Words("在办", "Open")
    static let ended = Words("已办结", "Ended")

    static let likely = Words("可能已经有了", "Perhaps known already")
    static let look = Words("看看有没有相似的事项", "Look for matters about the same")

    // Followers
    static let followed = Words("有人来关注这件事", "Somebody follows it")
    static func followers(_ count: Int) -> Words { Words("关注的人（\(count)）", "Who follows it (\(count))") }
    static let alreadyEnded = Words("这件已经办结，不能再关注；请另外登记一件", "It has ended already: please take the matter in anew")
    static let nameMissing = Words("请写来人的姓名", "Please give the person's name")
    static func tooLong(_ most: Int) -> Words { Words("最多 \(most) 个字", "At most \(most) characters") }
    static let noWay = Words("要告诉结果，请留电话", "To be told how it ends, leave a telephone number")
    static let known = Words("这个人已经在这件事里了", "This person is part of the matter already")
    static let noRoom = Words("关注的人已经很多，请另外登记一件", "Very many follow it already: please take the matter in anew")
}
