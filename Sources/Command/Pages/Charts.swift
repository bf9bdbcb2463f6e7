import Base
import Clocks
import Markup
import Matters

/// Ends of the last thirty days as bars, with the figures by kind below.
struct EndBars {
    var language: Language
    var overview: Overview

    private static let solved: [MatterEnd] = [.solved, .answered, .agreed]
    private static let others: [MatterEnd] = [.referred, .withdrawn]

    var html: HTML {
        let ends = Self.solved + Self.others + [.closed]
        let counts = ends.map { overview.ended($0) }
        guard counts.contains(where: { $0 > 0 }) else {
            return "<p class=\"muted\">\(CommandWords.noEnds.text(language))</p>"
        }
        let bars = zip(ends, counts).map { end, count in
            Bar(CommandWords.endName(end).text(language), count, end == .closed ? .none : end.isSolved ? .done : .other)
        }
        return """
            \(HTML.bars(bars))<p class="hint">\(CommandWords.endsApart.text(language))</p>\
            \(HTML.more(CommandWords.byKind.text(language), table(ends)))
            """
    }

    private func table(_ ends: [MatterEnd]) -> HTML {
        let columns =
            [Column(CommandWords.kind.text(language))]
            + ends.map { Column(CommandWords.endName($0).text(language), isNumber: true) }
        let kinds: [[HTML]] = MatterKind.allCases.map { kind in
            ["\(CommandWords.kindName(kind).text(language))"]
                + ends.map { "\(overview.ended($0, kind).grouped)" }
        }
        let all: [HTML] =
            ["<strong>\(CommandWords.all.text(language))</strong>"]
            + ends.map { "<strong>\(overview.ended($0).grouped)</strong>" }
        return HTML.table(CommandWords.byKind.text(language), columns, rows: kinds + [all], isDense: true)
    }
}

/// Thirty days of matters received and ended, as two lines, with the figures by day below.
struct TrendChart {
    var language: Language
    var overview: Overview

    /// Where a script draws the same figures so that they answer to a pointer.
    static func movable(from part: String, _ language: Language) -> HTML {
        TrendDrawing.movable(CommandWords.trend.text(language), from: part)
    }

    var html: HTML {
        let trend = overview.trend
        return """
            \(drawing(trend).html)
            \(HTML.more(say(CommandWords.byDay), table(trend)))
            """
    }

    private func say(_ words: Words) -> String { words.text(language) }

    private func drawing(_ trend: [(day: Day, filed: Int, ended: Int)]) -> TrendDrawing {
        func line(_ name: Words, _ values: [Int]) -> TrendDrawing.Line {
            TrendDrawing.Line("\(say(name)) \(say(CommandWords.sum(values.reduce(0, +))))", values)
        }
        let days = trend.map(\.day)
        let marked = [days.first, days.dropFirst(days.count / 2).first, days.last].compactMap(\.self)
        return TrendDrawing(
            say(CommandWords.trend), filed: line(CommandWords.filed, trend.map(\.filed)),
            ended: line(CommandWords.ended, trend.map(\.ended)),
            marks: marked.map { say(DayWords.plain($0, year: false)) },
            tips: trend.map { say(CommandWords.dayTip(DayWords.full($0.day, year: false), $0.filed, $0.ended)) }
        )
    }

    private func table(_ trend: [(day: Day, filed: Int, ended: Int)]) -> HTML {
        let columns = [
            Column(say(CommandWords.day)), Column(say(CommandWords.filed), isNumber: true),
            Column(say(CommandWords.ended), isNumber: true),
        ]
        let rows: [[HTML]] = trend.reversed().map { line in
            [
                "\(say(DayWords.full(line.day, year: false)))", "\(line.filed.grouped)",
                "\(line.ended.grouped)",
            ]
        }
        return HTML.table(say(CommandWords.byDay), columns, rows: rows, isDense: true)
    }
}
