import Base
import Matters

/// The words for several people with one demand, Chinese and English side by side.
enum GroupWords {
    static let head = Words("几个人一起提的？", "Are there several of you?")
    static let lead = Words(
        "上面写的人是第一位代表。其他代表和一起提的人分别写，一行一个：姓名，再写电话（没有就不写）。",
        "The person above is the first to speak for all. Name the others below, one a line: the name, then a number if there is one."
    )
    static let representatives = Words("其他代表（大家推选的）", "Others chosen to speak for all")
    static let members = Words("一起提的其他人", "Everybody else")
    static let membersHint = Words(
        "可以整张名单粘贴进来。名单密封存放，不会公开。", "You may paste a whole list. It is stored sealed and never published.")
    static func total(_ people: Int, _ representatives: Int) -> Words {
        Words(
            "一共 \(people) 人，代表 \(representatives) 人，按一件算",
            "\(people) people, \(representatives) speak for all; one matter")
    }
    static func slip(_ people: Int, _ representatives: Int) -> Words {
        Words(
            "\(people) 人一起提的，按一件办。这张回执交给代表（\(representatives) 人），谁拿着号码和查询码都能查。",
            "\(people) people file this as one matter. The slip is for those who speak for all (\(representatives)); whoever has number and code can follow it."
        )
    }
    static let together = Words("一起提的人", "Filed together")
}
