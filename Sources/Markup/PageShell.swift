public import Base

/// Light, dark, or as the visitor's system has it.
public enum Theme: String, CaseIterable, Sendable, Codable {
    case system, light, dark
}

/// Which of the faces a page belongs to.
public enum Face: String, CaseIterable, Sendable {
    /// One column, large type, for residents.
    case resident
    /// A page of the desk in one column.
    case desk
    /// The desk with rail, list and open matter; the body is what `HTML.panes` gives.
    case deskPanes
    /// The overview of the district.
    case command
}

/// The whole document around a page: head, header with its switches, body, foot.
///
/// For Traditional Chinese the text is to be sent through `Traditional.convert(html:)` afterwards.
public struct PageShell: Sendable {
    /// Which face the page belongs to.
    public var face: Face
    /// The title for the window.
    public var title: String
    /// The reader's language.
    public var language: Language
    /// The reader's theme.
    public var theme: Theme
    /// The page itself.
    public var body: HTML
    /// The words of the frame.
    public var words: ShellWords
    /// Where the mark leads.
    public var home: Path = "/"
    /// The search field of the desk.
    public var search: HTML = .empty
    /// What stands at the end of the header: links, the person signed in.
    public var header: HTML = .empty
    /// What stands at the foot.
    public var foot: HTML = .empty
    /// Where the switches of language and theme lead; nil leaves them out.
    public var switches: Switches?
    /// What scripts are told by the head of the page.
    public var metas: [(name: String, content: String)] = []
    /// The stylesheets.
    public var styles: [Path] = ["/assets/shanzhi.css"]
    /// The scripts, all deferred.
    public var scripts: [Path] = ["/assets/shanzhi.js"]
    /// True when the title holds somebody's words, which are never converted.
    public var isTitleSaid = false

    /// Puts a page into its frame.
    public init(
        _ face: Face,
        title: String,
        language: Language,
        theme: Theme = .system,
        words: ShellWords,
        body: HTML
    ) {
        self.face = face
        self.title = title
        self.language = language
        self.theme = theme
        self.words = words
        self.body = body
    }

    /// The document.
    public var html: HTML {
        """
        <!doctype html>
        <html lang="\(language.rawValue)"\(attribute: "data-theme", theme == .system ? nil : theme.rawValue)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="\(theme == .system ? "light dark" : theme.rawValue)">
        <title\(attribute: "translate", isTitleSaid ? "no" : nil)>\(title) · \(words.name)</title>
        \(metas.map { HTML("<meta name=\"\($0.name)\" content=\"\($0.content)\">\n") })\
        \(styles.map { HTML("<link rel=\"stylesheet\" href=\"\($0)\">\n") })\
        \(scripts.map { HTML("<script src=\"\($0)\" defer=\"defer\"></script>\n") })\
        </head>
        <body\(attribute: "class", face == .resident ? "resident" : nil) data-face="\(face.rawValue)">
        <a class="skip" href="#main">\(words.skip)</a>
        \(framed)
        </body>
        </html>

        """
    }

    private var framed: HTML {
        switch face {
        case .resident:
            """
            <header class="resident-top">\(mark)<div class="top-end">\(header)\(languages)</div></header>
            <main id="main" class="resident-page">\(body)</main>
            <footer class="resident-foot"><div>\(foot)\(themes)</div></footer>
            """
        case .desk:
            "<div class=\"desk\">\(deskTop)\n<main id=\"main\" class=\"matter\">\(body)</main>\(deskFoot)</div>"
        case .deskPanes:
            "<div class=\"desk\">\(deskTop)\n\(body)\(deskFoot)</div>"
        case .command:
            """
            <div class="command"><header class="command-top">\(mark)<div class="top-end">\(header)\(languages)\(themes)\
            </div></header>
            <main id="main">\(body)</main>\(deskFoot)</div>
            """
        }
    }

    private var deskTop: HTML {
        """
        <header class="desk-top">\(mark)\(search)<div class="desk-top-end">\(header)\(languages)\(themes)</div></header>
        """
    }

    private var deskFoot: HTML? {
        foot.isEmpty ? nil : "<footer class=\"desk-foot\">\(foot)</footer>"
    }

    private var mark: HTML {
        """
        <a class="mark\(face == .resident ? " mark-seal" : "")" href="\(home)">\(Icon.mark)<span>\(words.name)</span>\
        <span class="mark-place">\(words.place)</span></a>
        """
    }
}

extension HTML {
    /// The three panes of the desk: work lists, the list, and the open matter, which keeps the list in sight.
    public static func panes(rail: HTML, list: HTML, open: HTML) -> HTML {
        """
        <div class="desk-panes">\(rail)<div class="list">\(list)</div>\
        <main id="main"><div class="open">\(open)</div></main></div>
        """
    }

    /// The head of the desk's list: its title, what stands beside it, and its filters.
    public static func listHead(_ title: String, beside: HTML = .empty, filters: HTML = .empty) -> HTML {
        """
        <div class="list-head"><div class="list-head-line"><h2 class="head">\(title)</h2>\(beside)</div>\(filters)</div>
        """
    }

    /// The desk's search field, which `/` goes to.
    public static func search(
        _ label: String, placeholder: String, to path: Path, value: String = "", id: String = "find"
    ) -> HTML {
        """
        <form class="search" role="search" aria-label="\(label)" method="get" action="\(path)">\
        <label class="aside-only" for="\(id)">\(label)\
        </label><input class="input" id="\(id)" type="search" name="q" value="\(value)" placeholder="\(placeholder)">\
        \(HTML.key("/"))</form>
        """
    }
}
