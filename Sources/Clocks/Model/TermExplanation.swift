public import Base

/// Tells in plain words why a term ends when it does.
public struct TermExplanation: Hashable, Sendable {
    private let result: TermResult
    private let event: Words

    /// Explains a count from the event that started it; `event` is what the law calls it, where that is not the plain word.
    public init(_ result: TermResult, trigger: LawTrigger? = nil, event: Words? = nil) {
        self.result = result
        self.event = event ?? TriggerWords.event(trigger)
    }

    /// The count in one to four sentences; Traditional Chinese gets the Simplified text.
    public func sentence(_ language: Language) -> String { words.text(language) }

    /// The count in both languages.
    public var words: Words {
        var parts = [opening, end(of: result.limit, raw: result.firstRawEnd, due: result.firstDue)]
        parts += [addedEnd, otherEnd].compactMap(\.self)
        if result.provisional { parts.append(provisional) }
        return Words(parts.map(\.zh).joined(), parts.map(\.en).joined(separator: " "))
    }

    /// The days that were passed over, one run a line, such as `10月1日至7日：放假，不算`.
    public var notCounted: [Words] {
        result.notCounted.map { run in
            let days = DayWords.span(run.span, year: hasTwoYears)
            let reason = Self.reason(run.reason)
            return Words("\(days.zh)：\(reason.zh)，不算", "\(days.en): \(reason.en), not counted")
        }
    }

    private var hasTwoYears: Bool { result.eventDay.parts.year != result.due.parts.year }

    private var opening: Words {
        let day = DayWords.plain(result.eventDay, year: hasTwoYears)
        let more = [pauses, restDays, makeUpDays].compactMap(\.self)
        return Words(
            "\(day.zh)\(event.zh)，当天不算，" + more.map { $0.zh + "，" }.joined(),
            "\(event.en) on \(day.en); that day does not count." + more.map { " " + $0.en }.joined()
        )
    }

    private var pauses: Words? {
        let spans = result.notCounted.filter { $0.reason == .pause }.map { DayWords.span($0.span, year: hasTwoYears) }
        guard !spans.isEmpty else { return nil }
        let all = joined(spans)
        return Words("\(all.zh)暂停计时也不算", "The clock stood still: \(all.en).")
    }

    private var restDays: Words? {
        guard result.limit.unit == .working else { return nil }
        var items = result.notCounted.compactMap { run -> Words? in
            guard case .holiday(let name) = run.reason else { return nil }
            let days = DayWords.span(run.span, year: hasTwoYears)
            return Words("\(days.zh)\(name?.zh ?? "")放假", "\(days.en) (\(name?.en ?? "public holiday"))")
        }
        if result.notCounted.contains(where: { $0.reason == .weekend }) { items.append(Words("周末", "weekends")) }
        guard !items.isEmpty else { return nil }
        let all = joined(items)
        return Words("\(all.zh)不算", "Not counted: \(all.en).")
    }

    private var makeUpDays: Words? {
        guard !result.makeUpDays.isEmpty else { return nil }
        let all = joined(result.makeUpDays.map { DayWords.full($0, year: hasTwoYears) })
        return Words("\(all.zh)补班要算", "Worked and counted: \(all.en).")
    }

    private var addedEnd: Words? {
        guard let added = result.added else { return nil }
        let start = DayWords.plain(added.start == .rawEnd ? result.firstRawEnd : result.firstDue, year: hasTwoYears)
        let tail = end(of: added.limit, raw: result.rawEnd, due: result.due)
        return Words(
            "后来批准延长 \(added.limit.words.zh)，从 \(start.zh) 接着算，延长的\(tail.zh)",
            "It was later extended by \(added.limit.words.en), counted on from \(start.en). Of the added time: \(tail.en)"
        )
    }

    private var otherEnd: Words? {
        guard let added = result.added, let other = result.otherDue, other != result.due else { return nil }
        let start = DayWords.plain(added.start == .rawEnd ? result.firstDue : result.firstRawEnd, year: hasTwoYears)
        let day = DayWords.full(other, year: hasTwoYears)
        return Words(
            "（如果从 \(start.zh) 接着算，就是 \(day.zh)。）", "(Counted on from \(start.en) it would be \(day.en).)"
        )
    }

    private func end(of limit: TermLimit, raw: Day, due: Day) -> Words {
        let (rawDay, dueDay) = (DayWords.full(raw, year: hasTwoYears), DayWords.full(due, year: hasTwoYears))
        if result.isBefore {
            return Words(
                "往前数 \(limit.words.zh)，最迟 \(dueDay.zh)。",
                "Counted back \(limit.words.en), the last day is \(dueDay.en).")
        }
        let count = Self.ordinal(limit)
        guard raw != due else { return Words("\(count.zh)是 \(dueDay.zh)。", "\(count.en) is \(dueDay.en).") }
        // A weekday that is not worked needs a word; that Saturday is a rest day everybody knows.
        let holiday = raw.weekday < 6 ? Words("，正逢放假", ", a public holiday") : Words("", "")
        return Words(
            "\(count.zh)是 \(rawDay.zh)\(holiday.zh)，顺延到 \(dueDay.zh)。",
            "\(count.en) is \(rawDay.en)\(holiday.en), so the time runs until \(dueDay.en)."
        )
    }

    private var provisional: Words {
        let year = result.due.parts.year
        return Words(
            "\(year)年的放假安排还没公布，先按周一到周五上班算，公布后会重算。",
            "The public holidays of \(year) are not known yet: Monday to Friday is assumed, and the day will be worked "
                + "out again once they are."
        )
    }

    private func joined(_ items: [Words]) -> Words {
        Words(items.map(\.zh).joined(separator: "、"), items.map(\.en).joined(separator: ", "))
    }

    private static func ordinal(_ limit: TermLimit) -> Words {
        switch limit.unit {
        case .working: Words("第 \(limit.amount) 个工作日", "Working day \(limit.amount)")
        case .calendar: Words("第 \(limit.amount) 天", "Day \(limit.amount)")
        case .month, .year: Words("满 \(limit.words.zh)的那天", "The last day of \(limit.words.en)")
        }
    }

    private static func reason(_ reason: NotCountedReason) -> Words {
        switch reason {
        case .event: Words("起算当天", "the first day")
        case .weekend: Words("周末", "weekend")
        case .holiday(let name): Words((name?.zh ?? "") + "放假", name?.en ?? "public holiday")
        case .pause: Words("暂停计时", "the clock stood still")
        case .rolled: Words("顺延", "carried over to the next working day")
        }
    }
}

/// What the events that start a count are called in a sentence.
enum TriggerWords {
    static func event(_ trigger: LawTrigger?) -> Words {
        trigger.flatMap { known[$0.rawValue] } ?? Words("开始", "Begun")
    }

    private static let known: [String: Words] = [
        "received": Words("收到", "Received"),
        "accepted": Words("接手", "Taken up"),
        "offered": Words("交办", "Handed over"),
        "opinion-received": Words("收到书面答复", "Written reply received"),
        "review-opinion-received": Words("收到书面答复", "Written reply received"),
        "review-requested": Words("申请复查", "Review asked for"),
        "re-examination-requested": Words("申请复核", "Second review asked for"),
        "ended": Words("办结", "Ended"),
        "suggestion-received": Words("收到建议", "Suggestion received"),
    ]
}
