import Base
import Markup

/// What a search found, newest first.
struct SearchPage: Speaking {
    let typed: String
    let rows: [MatterRow]
    let count: Int
    /// Where older hits begin.
    let next: Int?
    let language: Language
    let today: Day

    var title: String { say(MatterWords.searchTitle) }

    var html: HTML {
        let found = rows.isEmpty ? HTML.empty : "<p class=\"muted\">\(say(MatterWords.found(count)))</p>"
        return """
            <header class="open-head"><h1 class="title">\(title) \(HTML.said(typed))</h1>\(found)</header>\(list)\
            \(HTML.more(say(MatterWords.nextPage), to: next.map { MatterPaths.search.query("q", typed).query("before", $0) }))\
            \(DeskKeys.help(language))
            """
    }

    private var list: HTML {
        guard !rows.isEmpty else {
            return .emptyState(say(MatterWords.nothingFound), note: say(MatterWords.tryOther))
        }
        let rows = HTML.rows(
            rows.map {
                $0.listRow(to: MatterPaths.matter($0.matter.id), today: today, language: language)
            })
        return "<div class=\"wide\">\(rows)</div>"
    }
}

/// What became of each of several matters that were acted on at once.
struct BulkPage: Speaking {
    /// One matter: its number, and why it was not done.
    struct Line: Sendable {
        let matter: RecordID
        let number: String
        let failure: Words?
    }

    let lines: [Line]
    let list: WorkList
    let filter: ListFilter
    let language: Language

    var html: HTML {
        let rows: [[HTML]] = lines.map { line in
            let done = line.failure == nil
            return [
                "<a class=\"code\" href=\"\(MatterPaths.matter(line.matter))\">\(line.number)</a>",
                .status(say(done ? MatterWords.done : MatterWords.notDone), done ? .done : .closed),
                "\(line.failure.map(say))",
            ]
        }
        let columns = [
            Column(say(MatterWords.sealMatter)), Column(say(MatterWords.ending)), Column(say(MatterWords.sealWhy)),
        ]
        let table =
            lines.isEmpty
            ? HTML.emptyState(say(MatterWords.bulkNothing))
            : HTML.table(say(MatterWords.bulkResult), columns, rows: rows)
        return """
            <header class="open-head"><h1 class="title">\(say(MatterWords.bulkResult))</h1></header>\(table)\
            \(HTML.buttons([.linkButton(say(MatterWords.backToList), to: MatterPaths.list(list, filter), .primary)]))
            """
    }
}
