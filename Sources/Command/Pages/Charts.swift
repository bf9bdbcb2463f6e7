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
        let most = counts.max() ?? 0
        guard most > 0 else { return "<p class=\"muted\">\(CommandWords.noEnds.text(language))</p>" }
        let lines: [HTML] = zip(ends, counts).map { end, count in
            let name = end == .closed ? "bar-amber" : end.isSolved ? "bar" : "bar-muted"
            return """
                <span>\(CommandWords.endName(end).text(language))</span>\
                <svg viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true">\
                <rect class="\(name)" x="0" y="2" width="\(count == 0 ? 0 : max(1, count * 200 / most))" height="10"/></svg>\
                <span class="num">\(CommandWords.grouped(count))</span>
                """
        }
        return """
            <div class="bars">\(lines)</div><p class="hint">\(CommandWords.endsApart.text(language))</p>\
            \(HTML.more(CommandWords.byKind.text(language), table(ends)))
            """
    }

    private func table(_ ends: [MatterEnd]) -> HTML {
        let columns =
            [Column(CommandWords.kind.text(language))]
            + ends.map { Column(CommandWords.endName($0).text(language), isNumber: true) }
        let kinds: [[HTML]] = MatterKind.allCases.map { kind in
            ["\(CommandWords.kindName(kind).text(language))"]
                + ends.map { "\(CommandWords.grouped(overview.ended($0, kind)))" }
        }
        let all: [HTML] =
            ["<strong>\(CommandWords.all.text(language))</strong>"]
            + ends.map { "<strong>\(CommandWords.grouped(overview.ended($0)))</strong>" }
        return HTML.table(CommandWords.byKind.text(language), columns, rows: kinds + [all], isDense: true)
    }
}

/// Thirty days of matters received and ended, as two lines, with the figures by day below.
struct TrendChart {
    var language: Language
    var overview: Overview

    private static let (left, right, top, bottom) = (44, 552, 10, 130)

    /// Where a script draws the same figures so that they answer to a pointer; it reads them in the part with that id.
    static func movable(from part: String, _ language: Language) -> HTML {
        """
        <div class="trend-chart no-print" data-trend="\(part)" role="img" \
        aria-label="\(CommandWords.trend.text(language))" hidden="hidden"></div>
        """
    }

    var html: HTML {
        let trend = overview.trend
        let most = Self.ceiling(trend.map { max($0.filed, $0.ended) }.max() ?? 0)
        let filed = trend.reduce(0) { $0 + $1.filed }
        let ended = trend.reduce(0) { $0 + $1.ended }
        return """
            <p class="legend trend-legend"><span><svg class="trend-key" viewBox="0 0 18 12" aria-hidden="true">\
            <path class="trend-filed" d="M0 6H18"/></svg>\(say(CommandWords.filed)) \(say(CommandWords.sum(filed)))</span>\
            <span><svg class="trend-key" viewBox="0 0 18 12" aria-hidden="true"><path class="trend-ended" d="M0 6H18"/></svg>\
            \(say(CommandWords.ended)) \(say(CommandWords.sum(ended)))</span></p>
            <svg class="trend" viewBox="0 0 560 156" role="img" aria-label="\(say(CommandWords.trend))">\
            \(grid(most))<path class="trend-filed" d="\(line(trend.map(\.filed), most))"/>\
            <path class="trend-ended" d="\(line(trend.map(\.ended), most))"/>\(days(trend.map(\.day)))\(tips(trend))</svg>
            \(HTML.more(say(CommandWords.byDay), table(trend)))
            """
    }

    private func say(_ words: Words) -> String { words.text(language) }

    private func grid(_ most: Int) -> HTML {
        let lines: [HTML] = [0, most / 2, most].map { value in
            let y = Self.height(value, most)
            return """
                <path class="trend-grid" d="M\(Self.left) \(y)H\(Self.right)"/>\
                <text class="trend-end" x="\(Self.left - 6)" y="\(y + 4)">\(CommandWords.grouped(value))</text>
                """
        }
        return HTML.joined(lines)
    }

    private func line(_ values: [Int], _ most: Int) -> String {
        let points = values.enumerated().map { index, value in
            "\(Self.left + (Self.right - Self.left) * index / max(1, values.count - 1)) \(Self.height(value, most))"
        }
        return points.isEmpty ? "" : "M" + points.joined(separator: "L")
    }

    private func days(_ days: [Day]) -> HTML {
        let ends: [(Day?, Int, String)] = [
            (days.first, Self.left, "trend-start"),
            (days.dropFirst(days.count / 2).first, (Self.left + Self.right) / 2, "trend-mid"),
            (days.last, Self.right, "trend-end"),
        ]
        let texts: [HTML] = ends.compactMap { day, x, name in
            day.map { "<text class=\"\(name)\" x=\"\(x)\" y=\"150\">\(say(DayWords.plain($0, year: false)))</text>" }
        }
        return HTML.joined(texts)
    }

    /// What a pointer over a day reads; the table below says the same.
    private func tips(_ trend: [(day: Day, filed: Int, ended: Int)]) -> HTML {
        let step = (Self.right - Self.left) / max(1, trend.count - 1)
        let areas: [HTML] = trend.enumerated().map { index, line in
            let x = Self.left + (Self.right - Self.left) * index / max(1, trend.count - 1) - step / 2
            return """
                <rect class="trend-day" x="\(x)" y="\(Self.top)" width="\(step)" height="\(Self.bottom - Self.top)">\
                <title>\(say(CommandWords.dayTip(DayWords.full(line.day, year: false), line.filed, line.ended)))</title></rect>
                """
        }
        return HTML.joined(areas)
    }

    private func table(_ trend: [(day: Day, filed: Int, ended: Int)]) -> HTML {
        let columns = [
            Column(say(CommandWords.day)), Column(say(CommandWords.filed), isNumber: true),
            Column(say(CommandWords.ended), isNumber: true),
        ]
        let rows: [[HTML]] = trend.reversed().map { line in
            [
                "\(say(DayWords.full(line.day, year: false)))", "\(CommandWords.grouped(line.filed))",
                "\(CommandWords.grouped(line.ended))",
            ]
        }
        return HTML.table(say(CommandWords.byDay), columns, rows: rows, isDense: true)
    }

    private static func height(_ value: Int, _ most: Int) -> Int { bottom - (bottom - top) * value / max(1, most) }

    /// The next even and round number, so that the middle line is a whole one too.
    private static func ceiling(_ most: Int) -> Int {
        var unit = 2
        while unit * 10 < most { unit *= 10 }
        return max(unit, (most + unit - 1) / unit * unit)
    }
}
