// The words of reception days, Chinese and English side by side.
import Base

enum ReceptionWords {
    static func rule(_ rule: ReceptionRule) -> Words {
        Words(
            "每月 \(rule.dayOfMonth) 日 \(rule.times.text)，遇休息日\(rule.roll == .next ? "顺延到下一个工作日" : "不接访")，每次 \(rule.length) 分钟，同时接待 \(rule.lanes) 人。",
            "The \(rule.dayOfMonth) of each month, \(rule.times.text); \(rule.roll == .next ? "the next working day when it is a day off" : "none when it is a day off"); \(rule.length) minutes each, \(rule.lanes) at a time."
        )
    }
    static let noRule = Words("还没有定接访日", "No reception day is set yet")
    static let setRule = Words("定接访日", "Set the reception day")
    static let dayOfMonth = Words("每月几日", "Day of the month"), lanes = Words("同时接待几人", "How many at a time")
    static let minutes = Words("每次几分钟", "Minutes each"), since = Words("从哪天起", "From")
    static let roll = Words("遇休息日", "When it is a day off")
    static let rollNext = Words("顺延到下一个工作日", "The next working day"), rollSkip = Words("当月不接访", "None that month")
    static let plan = Words("排出后六个月", "Plan six months")
    static let days = Words("接访日", "Reception days"), noDays = Words("还没有排", "None planned yet")
    static let leaders = Words("谁接访", "Who sits"), addLeader = Words("排上", "Put on the roster")
    static let noLeaders = Words("还没有排人", "Nobody on the roster yet"), vacant = Words("岗位空缺", "Post vacant")
    static let table = Words("接访台账", "Table of receptions")
    static let matters = Words("接访件数", "Matters"), solved = Words("当场解决", "Solved on the spot")
    static let passed = Words("转代办", "Passed to a proxy"), open = Words("还没定", "Not decided")
    static let receptions = Words("接访次数", "Receptions"), ended = Words("代办已办结", "Passed on and ended")
    static func adding(_ table: ReceptionTable) -> Words {
        Words(
            "\(table.matters) = \(table.solved) + \(table.passed)\(table.open > 0 ? " + \(table.open)" : "")，一件事来几次都只算一件。",
            "\(table.matters) = \(table.solved) + \(table.passed)\(table.open > 0 ? " + \(table.open)" : ""): each matter once, however often it was received."
        )
    }
    static let from = Words("从", "From"), to = Words("到", "To")
    static let follow = Words("跟踪到办结", "Followed to the end"), nothingOpen = Words("没有要跟踪的", "Nothing to follow up")
    static let booked = Words("预约来的", "Booked"), nobody = Words("没有人预约", "Nobody has booked")
    static let received = Words("接访记录", "Receptions"), none = Words("还没有记录", "None recorded yet")
    static let record = Words("记一次接访", "Record a reception")
    static let number = Words("事项编号（新的先登记）", "Number of the matter (take a new one in first)")
    static let outcome = Words("结果", "What came of it")
    static let leader = Words("接访人", "Who received"), proxy = Words("由谁代办", "Who runs it from here on")
    static func outcome(_ outcome: ReceptionOutcome) -> Words {
        switch outcome {
        case .solved: solved
        case .passed: passed
        case .open: open
        }
    }
    static let back = Words("全部接访日", "All reception days")
    static let mandate = Words("写委托", "Record the mandate")
}
