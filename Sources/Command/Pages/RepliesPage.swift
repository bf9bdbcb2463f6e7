import Base
import Markup
import Matters

/// Reply times against limits: how long answers take, and how many end within their term.
struct RepliesPage {
    let language: Language
    let figures: ReplyFigures
    let months: Int
    let isWholeDistrict: Bool
    /// The most units that the page lists.
    private static let mostUnits = 40

    var title: String { say(RepliesWords.title) }

    private func say(_ words: Words) -> String { words.text(language) }

    var html: HTML {
        let own: HTML? = isWholeDistrict ? nil : "<p class=\"small muted\">\(say(CommandWords.ownShare))</p>"
        return """
            <div class="command-body"><div class="command-page stack-24"><div class="stack-4">\
            \(HTML.crumbs(say(CommandWords.way), [(say(CommandWords.title), CommandPaths.overview())], here: "\(title)"))\
            <h1 class="title">\(title)</h1><p class="lead">\(say(RepliesWords.lead(figures.since)))</p>\(own)</div>\
            \(periods)\(body)</div></div>
            """
    }

    private var periods: HTML {
        .filters(
            say(RepliesWords.period),
            RepliesWords.periods.map { count in
                ListLink(
                    say(RepliesWords.period(count)), to: CommandPaths.replies(months: count), isCurrent: count == months
                )
            })
    }

    private var body: HTML {
        guard figures.all.filed > 0 else { return .emptyState(say(RepliesWords.none)) }
        return """
            \(heads)\(HTML.section(say(RepliesWords.howLong), id: "bands", bands))\
            \(part(RepliesWords.byKind, "kinds", kinds))\(part(RepliesWords.byUnit, "units", units))\
            \(part(RepliesWords.byMonth, "months", figures.months.map { (say(RepliesWords.month($0.month)), $0.times) }))\
            \(HTML.section(say(RepliesWords.checks), id: "checks", checks))\
            <p>\(HTML.link(say(RepliesWords.export), to: CommandPaths.repliesExport(months: months)))</p>
            """
    }

    private var heads: HTML {
        let all = figures.all
        return .figures(
            title,
            [
                .figure(say(RepliesWords.filed), all.filed.grouped, unit: say(CommandWords.unit)),
                .figure(
                    say(RepliesWords.firstMedian), all.first.median.map(\.grouped) ?? "—", unit: say(RepliesWords.days),
                    note: say(RepliesWords.half)),
                .figure(
                    say(RepliesWords.endMedian), all.end.median.map(\.grouped) ?? "—", unit: say(RepliesWords.days),
                    note: say(RepliesWords.half)),
                .figure(
                    say(RepliesWords.inTime), RepliesWords.share(all.inTimeShare), unit: "",
                    note: say(RepliesWords.judged(all.inTime + all.late))),
            ])
    }

    private var bands: HTML {
        let all = figures.all
        let names = RepliesWords.bands
        var rows: [[HTML]] = zip(names, zip(all.first.inBands, all.end.inBands)).map { name, counts in
            ["\(say(name))", "\(counts.0.grouped)", "\(counts.1.grouped)"]
        }
        rows.append(["\(say(RepliesWords.notYet))", "\((all.filed - all.first.total).grouped)", "\(all.open.grouped)"])
        rows.append(["\(say(RepliesWords.overdue))", "", "\(all.overdue.grouped)"])
        return .table(
            say(RepliesWords.howLong),
            [
                Column(say(RepliesWords.took)), Column(say(RepliesWords.toFirst), isNumber: true),
                Column(say(RepliesWords.toEnd), isNumber: true),
            ], rows: rows)
    }

    private func part(_ heading: Words, _ id: String, _ groups: [(String, ReplyTimes)]) -> HTML {
        let columns = [
            Column(say(heading)), Column(say(RepliesWords.filed), isNumber: true),
            Column(say(RepliesWords.firstMedian), isNumber: true), Column(say(RepliesWords.endMedian), isNumber: true),
            Column(say(RepliesWords.inTime), isNumber: true), Column(say(RepliesWords.notYet), isNumber: true),
            Column(say(RepliesWords.overdueShort), isNumber: true),
        ]
        let rows: [[HTML]] = groups.map { name, times in
            [
                "\(name)", "\(times.filed.grouped)", "\(times.first.median.map(\.grouped) ?? "—")",
                "\(times.end.median.map(\.grouped) ?? "—")", "\(RepliesWords.share(times.inTimeShare))",
                "\(times.open.grouped)", "\(times.overdue.grouped)",
            ]
        }
        return .section(say(heading), id: id, .table(say(heading), columns, rows: rows))
    }

    private var kinds: [(String, ReplyTimes)] {
        MatterKind.allCases.compactMap { kind in figures.kinds[kind].map { (say(CommandWords.kindName(kind)), $0) } }
    }

    private var units: [(String, ReplyTimes)] {
        Array(
            RepliesTable.units(figures).prefix(Self.mostUnits).map { unit, times in
                (say(unit.flatMap { figures.names[$0] } ?? RepliesWords.noUnit), times)
            })
    }

    private var checks: HTML {
        guard figures.checked > 0 else { return "<p class=\"muted\">\(say(RepliesWords.noChecks))</p>" }
        let rows: [[HTML]] = AnswerCheck.Hint.allCases.map { hint in
            let count = figures.open[hint] ?? 0
            return [
                "\(say(RepliesWords.hint(hint)))", "\(count.grouped)",
                "\(RepliesWords.share((count * 1_000 + figures.checked / 2) / figures.checked))",
            ]
        }
        return """
            <p class="small muted">\(say(RepliesWords.checksNote(figures.checked)))</p>\
            \(HTML.table(say(RepliesWords.checks), [
                Column(say(RepliesWords.hintOpen)), Column(say(CommandWords.unit), isNumber: true),
                Column(say(RepliesWords.part), isNumber: true),
            ], rows: rows))
            """
    }
}

/// The same figures as a table for other programs.
enum RepliesTable {
    /// Units by how many matters they have, the most first.
    static func units(_ figures: ReplyFigures) -> [(unit: RecordID?, times: ReplyTimes)] {
        figures.units.map { ($0.key, $0.value) }.sorted {
            ($1.1.filed, $0.0?.text ?? "") < ($0.1.filed, $1.0?.text ?? "")
        }
    }

    /// A line a group.
    static func csv(_ figures: ReplyFigures, _ language: Language) -> String {
        func say(_ words: Words) -> String { words.text(language) }
        let head =
            ["group", "name", "filed"] + names("first") + ["first_median"] + names("end") + ["end_median"]
            + ["in_time", "late", "open", "overdue"]
        var lines = [head]
        lines.append(line("all", "", figures.all))
        for kind in MatterKind.allCases {
            if let times = figures.kinds[kind] { lines.append(line("kind", say(CommandWords.kindName(kind)), times)) }
        }
        for (unit, times) in units(figures) {
            lines.append(line("unit", say(unit.flatMap { figures.names[$0] } ?? RepliesWords.noUnit), times))
        }
        for (month, times) in figures.months {
            lines.append(line("month", String(month.description.prefix(7)), times))
        }
        return CSVText.document(lines)
    }

    private static func names(_ what: String) -> [String] {
        DayCounts.bands.map { "\(what)_within_\($0)_days" } + ["\(what)_later"]
    }

    private static func line(_ group: String, _ name: String, _ times: ReplyTimes) -> [String] {
        [group, name, String(times.filed)] + times.first.inBands.map(String.init)
            + [times.first.median.map(String.init) ?? ""] + times.end.inBands.map(String.init)
            + [times.end.median.map(String.init) ?? ""]
            + [times.inTime, times.late, times.open, times.overdue].map(String.init)
    }
}
