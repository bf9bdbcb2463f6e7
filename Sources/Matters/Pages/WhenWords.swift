public import Base
import Clocks

/// Points in time in words: 今天 10:26; 11月25日 星期一 17:40; with the year when it is another one.
public enum WhenWords {
    /// An instant as somebody says it on a day.
    public static func say(_ instant: Instant, today: Day) -> Words {
        let (hour, minute) = instant.timeOfDay
        let time = "\(hour):\(minute < 10 ? "0" : "")\(minute)"
        let day = instant.day
        if day == today { return Words("今天 \(time)", "today, \(time)") }
        if day == today.adding(days: -1) { return Words("昨天 \(time)", "yesterday, \(time)") }
        let words = DayWords.full(day, year: day.parts.year != today.parts.year)
        return Words("\(words.zh) \(time)", "\(words.en), \(time)")
    }
}

/// A page that speaks one language.
protocol Speaking {
    var language: Language { get }
}

extension Speaking {
    func say(_ words: Words) -> String { words.text(language) }
}
