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
        case .paused: (words, self.state) = (MatterWords.clockPaused, .paused)
        case .met: (words, self.state) = (MatterWords.clockMet, .met)
        case .missed: (words, self.state) = (MatterWords.clockMissed, .none)
        case .stopped: (words, self.state) = (MatterWords.clockStopped, .none)
        case .running:
            words = Self.left(due, unit == .working ? .working : .calendar, daysLeft, today)
            self.state = light == .late ? .over : light == .soon ? .soon : .normal
        }
    }

    private static func left(_ due: Day, _ unit: TermUnit, _ daysLeft: Int, _ today: Day) -> Words {
        if due == today { return MatterWords.dueToday }
        let count = unit.words(abs(daysLeft))
        if today > due {
            guard daysLeft < 0 else { return MatterWords.overdue }
            return MatterWords.late(-daysLeft, count)
        }
        guard daysLeft > 0 else {
            return MatterWords.due(DayWords.plain(due, year: false))
        }
        return MatterWords.left(daysLeft, count)
    }
}
