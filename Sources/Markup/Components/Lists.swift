/// A column of a table.
public struct Column: Sendable {
    /// How the rows are sorted by this column.
    public enum Order: String, Sendable { case none, ascending, descending }
    /// The heading.
    public var title: String
    /// True for figures, which stand at the right edge.
    public var isNumber: Bool
    /// How the rows are sorted by it now.
    public var order: Order
    /// Where the rows are sorted by it; nil when they cannot be.
    public var sort: Path?

    /// Describes a column.
    public init(_ title: String, isNumber: Bool = false, order: Order = .none, sort: Path? = nil) {
        self.title = title
        self.isNumber = isNumber
        self.order = order
        self.sort = sort
    }
}

/// One matter in a list.
public struct ListRow: Sendable {
    /// Where it opens.
    public var path: Path
    /// Its title.
    public var title: HTML
    /// Its clock chip.
    public var clock: HTML?
    /// Status, kind, place.
    public var meta: [HTML]
    /// The first words of what was said.
    public var said: String?
    /// True until somebody has opened it.
    public var isNew: Bool
    /// True while it is the open one.
    public var isCurrent: Bool

    /// Describes a row.
    public init(
        to path: Path,
        title: HTML,
        clock: HTML? = nil,
        meta: [HTML] = [],
        said: String? = nil,
        isNew: Bool = false,
        isCurrent: Bool = false
    ) {
        self.path = path
        self.title = title
        self.clock = clock
        self.meta = meta
        self.said = said
        self.isNew = isNew
        self.isCurrent = isCurrent
    }

    /// The row as a link.
    public var html: HTML {
        let metaSpans: [HTML] = meta.map { $0.text.hasPrefix("<span") ? $0 : "<span>\($0)</span>" }
        let saidLine: HTML? = said.map {
            "<span class=\"row-said\" translate=\"no\"\(attribute: "lang", HTML.language(of: $0))>\($0)</span>"
        }
        return """
            <a class="row\(isNew ? " row-new" : "")" href="\(path)"\(attribute: "aria-current", isCurrent ? "true" : nil)>\
            <span class="row-line"><span class="row-title">\(title)</span>\(clock)</span>\
            <span class="row-meta">\(metaSpans)</span>\(saidLine)</a>
            """
    }
}

/// A link that narrows or switches a list, with a count where there is one.
public struct ListLink: Sendable {
    /// The words.
    public var label: String
    /// Where it leads.
    public var path: Path
    /// How many there are; -1 and nil show nothing.
    public var count: Int?
    /// True for the one that is shown.
    public var isCurrent: Bool
    /// Soon and over make the count loud.
    public var state: ClockState

    /// Describes a link.
    public init(
        _ label: String,
        to path: Path,
        count: Int? = nil,
        isCurrent: Bool = false,
        state: ClockState = .normal
    ) {
        self.label = label
        self.path = path
        self.count = count
        self.isCurrent = isCurrent
        self.state = state
    }
}

extension HTML {
    /// A table inside a frame that scrolls sideways; `label` tells what it holds.
    public static func table(_ label: String, _ columns: [Column], rows: [[HTML]], isDense: Bool = false) -> HTML {
        let heads: [HTML] = columns.map(tableHead)
        let lines: [HTML] = rows.map { row in
            let cells: [HTML] = zip(columns, row).map { column, cell in
                "<td\(attribute: "class", column.isNumber ? "num" : nil)>\(cell)</td>"
            }
            return "<tr>\(cells)</tr>"
        }
        return """
            <div class="table-wrap" tabindex="0" role="region" aria-label="\(label)">\
            <table class="table\(isDense ? " table-dense" : "")"><thead><tr>\(heads)</tr></thead>\
            <tbody>\(lines)</tbody></table></div>
            """
    }

    private static func tableHead(_ column: Column) -> HTML {
        let title: HTML = column.sort.map { "<a href=\"\($0)\">\(column.title)</a>" } ?? HTML(escaping: column.title)
        return """
            <th scope="col"\(attribute: "class", column.isNumber ? "num" : nil)\
            \(attribute: "aria-sort", column.order == .none ? nil : column.order.rawValue)>\(title)</th>
            """
    }

    /// Rows of matters, walked with j and k.
    public static func rows(_ rows: [ListRow]) -> HTML {
        "<ul class=\"rows\" data-rows=\"true\">\(rows.map { HTML("<li>\($0.html)</li>") })</ul>"
    }

    /// Links that narrow a list.
    public static func filters(_ label: String, _ links: [ListLink]) -> HTML {
        let items: [HTML] = links.map { link in
            """
            <a class="filter" href="\(link.path)"\(attribute: "aria-current", link.isCurrent ? "true" : nil)>\
            \(link.label)\(link.count.map { HTML(" \($0)") })</a>
            """
        }
        return "<nav class=\"filters\" aria-label=\"\(label)\">\(items)</nav>"
    }

    /// Links between the parts of one thing.
    public static func tabs(_ label: String, _ links: [ListLink]) -> HTML {
        let items: [HTML] = links.map { link in
            """
            <a href="\(link.path)"\(attribute: "aria-current", link.isCurrent ? "page" : nil)>\
            \(link.label)\(link.count.map { HTML(" \($0)") })</a>
            """
        }
        return "<nav class=\"tabs\" aria-label=\"\(label)\">\(items)</nav>"
    }

    /// The work lists at the left of the desk, in groups under headings.
    public static func rail(_ label: String, _ groups: [(heading: String, links: [ListLink])]) -> HTML {
        let parts: [HTML] = groups.map { group in
            let items: [HTML] = group.links.map { link in
                let loud = link.state == .over ? " n-over" : link.state == .soon ? " n-soon" : ""
                let count: HTML? = link.count.map { "<span class=\"n\(loud)\">\($0)</span>" }
                return """
                    <li><a href="\(link.path)"\(attribute: "aria-current", link.isCurrent ? "page" : nil)>\
                    \(link.label)\(count)</a></li>
                    """
            }
            return "<div><h2>\(group.heading)</h2><ul>\(items)</ul></div>"
        }
        return "<nav class=\"rail\" aria-label=\"\(label)\">\(parts)</nav>"
    }

    /// The way down to this page: each step a link, the last one the page itself.
    public static func crumbs(_ label: String, _ steps: [(String, Path)], here: HTML) -> HTML {
        let items: [HTML] = steps.map { "<li><a href=\"\($0.1)\">\($0.0)</a></li>" }
        return
            "<nav aria-label=\"\(label)\"><ol class=\"crumbs\">\(items)<li aria-current=\"page\">\(here)</li></ol></nav>"
    }

    /// The link to the next page of a list, where there is one.
    public static func more(_ label: String, to path: Path?) -> HTML {
        path.map { "<p class=\"more\"><a class=\"button\" rel=\"next\" href=\"\($0)\">\(label)</a></p>" } ?? .empty
    }
}
