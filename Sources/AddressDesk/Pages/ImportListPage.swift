import Addresses
import Base
import Markup
import Web

/// Where a system's table is brought in, and those that were.
struct ImportListPage {
    let imports: [AddressImport]
    let systems: [(name: String, title: String)]
    let csrf: String
    let say: Voice
    /// What was chosen and typed before, and what is wrong with it.
    var chosen = "", title = "", name = ""
    var fault: Words?

    var html: HTML {
        """
        \(HTML.crumbs(say(AddressDeskWords.way), [(say(AddressDeskWords.title), AddressDeskPaths.search)], here: "\(say(ImportWords.title))"))\
        <header class="open-head"><h1 class="title">\(say(ImportWords.title))</h1>\
        <p class="lead">\(say(ImportWords.lead))</p></header>\
        \(fault.map { HTML.banner(say(ImportWords.unreadable), "<p>\(say($0))</p>", .alarm) })\(form)\(list)
        """
    }

    private var form: HTML {
        let choices = systems.map { Choice($0.name, said: $0.title) }
        return HTML.ruled(
            say(ImportWords.bring), id: "bring",
            HTML.form(
                to: ImportPaths.list, hidden: ["csrf": csrf], hasFiles: true,
                """
                \(HTML.file(Field("file", say(ImportWords.file), hint: say(ImportWords.fileHint)), accept: [".xlsx", ".csv", ".tsv", ".txt"], takesSeveral: false))\
                \(choices.isEmpty ? nil : HTML.select(Field("system", say(ImportWords.system)), choices, chosen: chosen, none: say(ImportWords.newSystem)))\
                \(HTML.input(Field("title", say(ImportWords.newTitle), hint: say(ImportWords.newTitleHint)), value: title, maximum: 60))\
                \(HTML.input(Field("name", say(ImportWords.shortName), hint: say(ImportWords.shortNameHint)), value: name, kind: .code, isShort: true, maximum: 40))\
                <p class="small muted">\(say(ImportWords.privacy))</p>\
                \(HTML.buttons([.button(say(ImportWords.send), .primary)]))
                """))
    }

    private var list: HTML {
        guard !imports.isEmpty else {
            return HTML.ruled(
                say(ImportWords.list), id: "brought", "<p class=\"muted\">\(say(ImportWords.none))</p>")
        }
        let rows = imports.map { one in
            ListRow(
                to: ImportPaths.show(one.id), title: "\(HTML.said(one.title))",
                clock: ImportPage.status(one.state, say),
                meta: [.said(one.file), "\(say(ImportWords.rows(one.rows)))", "\(one.broughtAt.day.description)"])
        }
        return HTML.ruled(say(ImportWords.list), id: "brought", HTML.rows(rows))
    }
}
