import Base
import Clocks

/// Days and points in time of the account area in words.
enum MomentWords {
    static func day(_ day: Day, today: Day) -> Words {
        day == today ? Words("今天", "today") : DayWords.full(day, year: day.parts.year != today.parts.year)
    }

    static func moment(_ instant: Instant, today: Day) -> Words {
        let (hour, minute) = instant.timeOfDay
        let day = day(instant.day, today: today), time = "\(hour):\(minute < 10 ? "0" : "")\(minute)"
        return Words("\(day.zh) \(time)", "\(day.en), \(time)")
    }
}
