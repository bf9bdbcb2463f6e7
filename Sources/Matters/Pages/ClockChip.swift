public import Base
import Clocks
public import Markup

/// A clock in words and as a shape: how much time is left, or that it is over.
public struct ClockChip: Hashable {
    /// What it says.
    public let words: Words
    /// How it looks.
    public let state: ClockState

    /// The chip of a list's clock.
    public init(_ clock: DueClock, today: Day) {
        self.init(
            state: clock.state, due: clock.due, unit: clock.unit, daysLeft: clock.daysLeft, light: clock.light,
            today: today
        )
    }

    init(_ account: TermAccount, today: Day) {
        let term = account.term
        self.init(
            state: term.state, due: term.due, unit: term.unit, daysLeft: account.daysLeft(from: today),
            light: account.light(on: today), today: today
        )
    }

    init(state: TermState, due: Day, unit: TermUnit, daysLeft: Int, light: TermLight, today: Day) {
        switch state {
        case .paused: (words, self.state) = (Words("已暂停", "Paused"), .paused)
        case .met: (words, self.state) = (Words("按时完成", "Done in time"), .met)
        case .missed: (words, self.state) = (Words("超期完成", "Done late"), .none)
        case .stopped: (words, self.state) = (Words("不再计时", "No longer counted"), .none)
        case .running:
            words = Self.left(due, unit == .working ? .working : .calendar, daysLeft, today)
            self.state = light == .late ? .over : light == .soon ? .soon : .normal
        }
    }

    private static func left(_ due: Day, _ unit: TermUnit, _ daysLeft: Int, _ today: Day) -> Words {
        if due == today { return Words("今天到期", "Due today") }
        let count = unit.words(abs(daysLeft))
        if today > due {
            guard daysLeft < 0 else { return Words("已超期", "Overdue") }
            return Words("超期 \(-daysLeft) \(count.zh)", "\(-daysLeft) \(count.en) late")
        }
        guard daysLeft > 0 else {
            let day = DayWords.plain(due, year: false)
            return Words("\(day.zh)到期", "Due \(day.en)")
        }
        return Words("还剩 \(daysLeft) \(count.zh)", "\(daysLeft) \(count.en) left")
    }
}
