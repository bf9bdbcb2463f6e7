import Base
import Markup
import Matters

/// What the centre has done: petitions, services, proxies, channels, and how often proposals were taken.
struct CentrePage {
    let language: Language
    let figures: CentreFigures
    let today: Day
    let isWholeDistrict: Bool

    var title: String { say(CentreWords.title) }

    private func say(_ words: Words) -> String { words.text(language) }

    var html: HTML {
        let own: HTML? = isWholeDistrict ? nil : "<p class=\"small muted\">\(say(CommandWords.ownShare))</p>"
        return """
            <div class="command-body"><div class="command-page stack-24"><div class="stack-4">\
            \(HTML.crumbs(say(CommandWords.way), [(say(CommandWords.title), CommandPaths.overview())], here: "\(title)"))\
            <h1 class="title">\(title)</h1><p class="lead">\(say(CentreWords.lead(figures.from, figures.to)))</p>\(own)</div>\
            \(span)\(figures.all == 0 ? .emptyState(say(CentreWords.none)) : body)</div></div>
            """
    }

    private var span: HTML {
        let from = HTML.date(
            Field("from", say(CentreWords.from)), value: figures.from.description, last: today.description)
        let to = HTML.date(Field("to", say(CentreWords.to)), value: figures.to.description, last: today.description)
        return """
            <form method="get" action="\(CommandPaths.centre)" class="span-form">\(from)\(to)\
            \(HTML.buttons([.button(say(CentreWords.look))]))</form>
            """
    }

    private var body: HTML {
        let tables = CentreTables(figures: figures, language: language).all
        let sections: [HTML] = tables.map { table in
            let columns = table.columns.enumerated().map { Column($1, isNumber: $0 > 0) }
            let rows: [[HTML]] = table.rows.map { row in
                row.enumerated().map { $0 == 0 ? "\($1)" : "\(Int($1).map(\.grouped) ?? $1)" }
            }
            let hint: HTML? = table.hint.map { "<p class=\"hint\">\($0)</p>" }
            return .section(table.name, id: table.code, "\(HTML.table(table.name, columns, rows: rows))\(hint)")
        }
        return """
            \(heads)\(sections)\
            <p>\(HTML.link(say(CentreWords.export), to: CommandPaths.centreExport(figures.from, figures.to)))</p>\
            <p>\(HTML.link(say(CentreWords.windows), to: CommandPaths.centres))</p>
            """
    }

    private var heads: HTML {
        let petitions = figures.petitions(nil), district = figures.petitions(.district)
        let note = "\(say(CentreWords.level(.district))) \(district.filed.grouped)"
        return .figures(
            title,
            [
                .figure(say(CentreWords.all), figures.all.grouped, unit: say(CommandWords.unit)),
                .figure(
                    say(CentreWords.petitions), petitions.filed.grouped, unit: say(CommandWords.unit), note: note),
                .figure(
                    say(CentreWords.services), figures.service(nil).filed.grouped, unit: say(CommandWords.unit)),
                .figure(
                    say(CentreWords.proxies), figures.proxies(nil).all.grouped, unit: say(CommandWords.unit)),
            ])
    }
}

/// The tables of the figures, for the page and for other programs alike.
struct CentreTables {
    /// One table: the first cell of a row names it, the others are figures.
    struct Table {
        var code: String
        var name: String
        var columns: [String]
        var rows: [[String]]
        var hint: String?
    }

    let figures: CentreFigures
    let language: Language

    private func say(_ words: Words) -> String { words.text(language) }

    var all: [Table] { [petitions, services, proxies, channels, proposals].compactMap(\.self) }

    private var petitions: Table {
        let levels = ProxyLevel.allCases.reversed().map { (say(CentreWords.level($0)), figures.petitions($0)) }
        return Table(
            code: "petitions", name: say(CentreWords.petitions),
            columns: [
                CentreWords.level, CentreWords.filed, CentreWords.answered, CentreWords.otherwise, CentreWords.open,
                CentreWords.overdue,
            ].map(say),
            rows: (levels + [(say(CentreWords.sum), figures.petitions(nil))]).map { name, sum in
                [name] + [sum.filed, sum.answered, sum.otherwise, sum.open, sum.overdue].map(String.init)
            })
    }

    private var services: Table {
        let rows = Service.allCases.map { (say(CentreWords.service($0)), figures.service($0)) }
        let sum = figures.service(nil)
        let adding = CentreWords.adding(figures.petitions(nil).filed, sum.filed, figures.all)
        return Table(
            code: "services", name: say(CentreWords.services),
            columns: [CentreWords.service, CentreWords.filed, CentreWords.ended, CentreWords.solved].map(say),
            rows: (rows + [(say(CentreWords.sum), sum)]).map { name, sum in
                [name] + [sum.filed, sum.ended, sum.solved].map(String.init)
            }, hint: say(adding))
    }

    private var proxies: Table {
        let levels = ProxyLevel.allCases.reversed().map { (say(CentreWords.level($0)), figures.proxies($0)) }
        return Table(
            code: "proxies", name: say(CentreWords.proxies),
            columns: [CentreWords.levelOfProxy, CentreWords.all, CentreWords.ended, CentreWords.untold].map(say),
            rows: (levels + [(say(CentreWords.sum), figures.proxies(nil))]).map { name, sum in
                [name] + [sum.all, sum.ended, sum.untold].map(String.init)
            })
    }

    private var channels: Table {
        Table(
            code: "channels", name: say(CentreWords.channels),
            columns: [CentreWords.channel, CentreWords.filed, CentreWords.ended, CentreWords.people].map(say),
            rows: figures.channels.map { line in
                [say(line.channel.name), String(line.matters), String(line.ended), String(line.people)]
            })
    }

    private var proposals: Table? {
        guard !figures.proposals.isEmpty else { return nil }
        return Table(
            code: "proposals", name: say(CentreWords.proposals),
            columns: [
                CentreWords.by, CentreWords.judged, CentreWords.first, CentreWords.second, CentreWords.share,
            ].map(say),
            rows: figures.proposals.map { line in
                [
                    say(line.model.map(CentreWords.model) ?? CentreWords.keywords), String(line.judged),
                    String(line.first), String(line.second),
                    "\((line.first * 100 + line.judged / 2) / max(1, line.judged))%",
                ]
            })
    }

    /// RFC 4180 in one shape: table, row, figure, value.
    var csv: String {
        let lines = all.flatMap { table in
            table.rows.flatMap { row in
                zip(table.columns, row).dropFirst().map { [table.code, row[0], $0, $1] }
            }
        }
        return CSVText.document(
            [
                ["table", "row", "figure", "value"], ["span", "", "from", figures.from.description],
                ["span", "", "to", figures.to.description],
            ] + lines)
    }
}
