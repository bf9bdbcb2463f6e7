import Base

/// One bar of a chart, with its name before it and its figure behind.
public struct Bar: Sendable {
    /// How a bar looks.
    public enum Kind: String, CaseIterable, Sendable {
        /// What counts as done.
        case done = "bar"
        /// What went another way.
        case other = "bar-muted"
        /// What came to nothing.
        case none = "bar-amber"
    }
    /// The name.
    public var name: String
    /// The figure.
    public var count: Int
    /// How it looks.
    public var kind: Kind

    /// Describes a bar.
    public init(_ name: String, _ count: Int, _ kind: Kind = .done) {
        self.name = name
        self.count = count
        self.kind = kind
    }
}

extension HTML {
    /// Bars below each other, the longest over the whole width.
    public static func bars(_ bars: [Bar]) -> HTML {
        let most = max(1, bars.map(\.count).max() ?? 1)
        let lines: [HTML] = bars.map { bar in
            let width = bar.count <= 0 ? 0 : max(1, bar.count * 200 / most)
            return """
                <span>\(bar.name)</span><svg viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true">\
                <rect class="\(bar.kind.rawValue)" x="0" y="2" width="\(width)" height="10"/></svg>\
                <span class="num">\(bar.count.grouped)</span>
                """
        }
        return "<div class=\"bars\">\(lines)</div>"
    }
}

/// Two figures day by day as two lines: what came in, dashed, and what ended.
public struct TrendDrawing: Sendable {
    /// One of the two lines.
    public struct Line: Sendable {
        /// Its name with its sum, as the legend writes it.
        public var legend: String
        /// Its figures, the oldest day first.
        public var values: [Int]

        /// Describes a line.
        public init(_ legend: String, _ values: [Int]) {
            self.legend = legend
            self.values = values
        }
    }
    /// What the chart shows.
    public var label: String
    /// What came in.
    public var filed: Line
    /// What ended.
    public var ended: Line
    /// The first, the middle and the last day in words.
    public var marks: [String]
    /// What a pointer over a day reads, the oldest day first.
    public var tips: [String]

    private static let (left, right, top, bottom) = (44, 552, 10, 130)

    /// Describes a chart.
    public init(_ label: String, filed: Line, ended: Line, marks: [String], tips: [String]) {
        self.label = label
        self.filed = filed
        self.ended = ended
        self.marks = marks
        self.tips = tips
    }

    /// The chart with its legend; a table of the days belongs below it.
    public var html: HTML {
        let most = Self.ceiling((filed.values + ended.values).max() ?? 0)
        return """
            <p class="legend trend-legend">\(key("trend-filed", filed))\(key("trend-ended", ended))</p>
            <svg class="trend" viewBox="0 0 560 156" role="img" aria-label="\(label)">\
            \(grid(most))<path class="trend-filed" d="\(path(filed, most))"/>\
            <path class="trend-ended" d="\(path(ended, most))"/>\(days)\(areas)</svg>
            """
    }

    /// Where a script draws the same figures so that they answer to a pointer; it reads them in the part with that id.
    public static func movable(_ label: String, from part: String) -> HTML {
        """
        <div class="trend-chart no-print" data-trend="\(part)" role="img" aria-label="\(label)" hidden="hidden"></div>
        """
    }

    private func key(_ name: String, _ line: Line) -> HTML {
        """
        <span><svg class="trend-key" viewBox="0 0 18 12" aria-hidden="true"><path class="\(name)" d="M0 6H18"/></svg>\
        \(line.legend)</span>
        """
    }

    private func grid(_ most: Int) -> HTML {
        let lines: [HTML] = [0, most / 2, most].map { value in
            let y = Self.height(value, most)
            return """
                <path class="trend-grid" d="M\(Self.left) \(y)H\(Self.right)"/>\
                <text class="trend-end" x="\(Self.left - 6)" y="\(y + 4)">\(value.grouped)</text>
                """
        }
        return HTML.joined(lines)
    }

    private func path(_ line: Line, _ most: Int) -> String {
        let points = line.values.enumerated().map { index, value in
            "\(Self.place(index, of: line.values.count)) \(Self.height(value, most))"
        }
        return points.isEmpty ? "" : "M" + points.joined(separator: "L")
    }

    private var days: HTML {
        let places = [
            (Self.left, "trend-start"), ((Self.left + Self.right) / 2, "trend-mid"), (Self.right, "trend-end"),
        ]
        let texts: [HTML] = zip(marks, places).map { mark, place in
            "<text class=\"\(place.1)\" x=\"\(place.0)\" y=\"150\">\(mark)</text>"
        }
        return HTML.joined(texts)
    }

    private var areas: HTML {
        let step = (Self.right - Self.left) / max(1, tips.count - 1)
        let areas: [HTML] = tips.enumerated().map { index, tip in
            """
            <rect class="trend-day" x="\(Self.place(index, of: tips.count) - step / 2)" y="\(Self.top)" width="\(step)" \
            height="\(Self.bottom - Self.top)"><title>\(tip)</title></rect>
            """
        }
        return HTML.joined(areas)
    }

    private static func place(_ index: Int, of count: Int) -> Int { left + (right - left) * index / max(1, count - 1) }

    private static func height(_ value: Int, _ most: Int) -> Int { bottom - (bottom - top) * value / max(1, most) }

    /// The next even and round number, so that the middle line is a whole one too.
    private static func ceiling(_ most: Int) -> Int {
        var unit = 2
        while unit * 10 < most { unit *= 10 }
        return max(unit, (most + unit - 1) / unit * unit)
    }
}

extension HTML {
    /// A few counts as columns, the newest at the right; the label says them in words.
    public static func spark(_ counts: [Int], label: String) -> HTML {
        let most = max(1, counts.max() ?? 1)
        let columns: [HTML] = counts.enumerated().map { place, count in
            let height = count <= 0 ? 1 : max(3, count * 40 / most)
            return """
                <rect class="\(count > 0 ? "bar" : "bar-muted")" x="\(place * 10)" y="\(40 - height)" width="8" height="\(height)"/>
                """
        }
        return """
            <svg class="spark" viewBox="0 0 \(counts.count * 10) 40" preserveAspectRatio="none" role="img" aria-label="\(label)">\
            \(columns)</svg>
            """
    }
}
