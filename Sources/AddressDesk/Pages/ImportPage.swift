import Addresses
import Base
import Markup
import Sheets
import Web

/// One table: which columns are read and what would happen; while it is merged how far it is; afterwards what came of it.
struct ImportPage {
    let one: AddressImport
    /// What would happen, while nothing has.
    let preview: ImportPreview?
    let csrf: String
    let say: Voice
    var fault: Words?

    var html: HTML {
        """
        \(HTML.crumbs(say(AddressDeskWords.way), [(say(AddressDeskWords.title), AddressDeskPaths.search), (say(ImportWords.title), ImportPaths.list)], here: .said(one.title)))\
        <header class="open-head"><h1 class="title">\(HTML.said(one.title))</h1>\
        <p class="row-meta">\(Self.status(one.state, say)) <span>\(HTML.said(one.file))</span> <span>\(one.format)</span> \
        <span>\(say(ImportWords.rows(one.rows)))</span></p></header>\
        \(fault.map { HTML.banner(say(ReviewWords.wrong), "<p>\(say($0))</p>", .alarm) })\(content)
        """
    }

    static func status(_ state: AddressImport.State, _ say: Voice) -> HTML {
        let kind: StatusKind =
            switch state {
            case .brought: .waiting
            case .running: .working
            case .done: .done
            case .failed: .waiting
            case .dropped: .closed
            }
        return HTML.status(say(ImportWords.state(state)), kind)
    }

    private var content: HTML {
        switch one.state {
        case .brought: "\(columns)\(outcome)\(acts(ImportWords.start))"
        case .running: running
        case .done: report
        case .failed:
            """
            \(HTML.banner(say(ImportWords.failed), "<p>\(say(preview == nil ? ImportWords.gone : ImportWords.failedNote))</p>", .soon))\
            \(preview == nil ? nil : HTML("\(columns)\(acts(ImportWords.again))"))
            """
        case .dropped:
            HTML.emptyState(
                say(ImportWords.dropped), next: .linkButton(say(ImportWords.back), to: ImportPaths.list))
        }
    }

    // MARK: - Before

    private var columns: HTML? {
        preview.map { preview in
            let choices = [Choice("key", say(ImportWords.useKey)), Choice("address", say(ImportWords.useAddress))]
            let fields = one.header.enumerated().map { at, name in
                let chosen = one.columns.key == at ? "key" : one.columns.address.contains(at) ? "address" : ""
                let examples = preview.examples.indices.contains(at) ? preview.examples[at] : []
                return HTML.select(
                    Field("column-\(at)", name, hint: examples.isEmpty ? nil : examples.joined(separator: " · ")),
                    choices,
                    chosen: chosen, none: say(ImportWords.useNothing))
            }
            return HTML.ruled(
                say(ImportWords.columns), id: "columns",
                HTML.form(
                    to: ImportPaths.columns(one.id), hidden: ["csrf": csrf],
                    """
                    <p class="hint">\(say(ImportWords.columnsHint))</p><div class="narrow-form">\(fields)</div>\
                    \(HTML.buttons([.button(say(ImportWords.look))]))
                    """))
        }
    }

    private var outcome: HTML? {
        guard let preview, !preview.lines.isEmpty else { return nil }
        let rows: [[HTML]] = preview.lines.map { line in
            [
                "<span class=\"code\">\(HTML.said(line.key))</span>", .said(line.text),
                "\(say(line.words))\(line.place.map { HTML(" \(HTML.said($0))") })",
            ]
        }
        let faults = preview.faults.map { HTML("<li>\(say(ImportWords.line($0.line)))\(say($0.fault.words))</li>") }
        let faulty: HTML? =
            one.faulty > 0
            ? "<p>\(say(ImportWords.faulty(one.faulty)))</p><ul class=\"small muted\">\(faults)</ul>" : nil
        return HTML.ruled(
            say(ImportWords.preview), id: "preview",
            """
            <p>\(say(ImportWords.sample(preview.rows, of: one.rows - one.faulty)))</p>\(faulty)\
            \(figures(preview.counts, already: preview.already))<p class="small muted">\
            \(say(ImportWords.firstShown(rows.count)))</p>\
            \(HTML.table(say(ImportWords.preview), [Column(say(ImportWords.key)), Column(say(ImportWords.text)), Column(say(ImportWords.becomes))], rows: rows, isDense: true))
            """)
    }

    private func acts(_ start: Words) -> HTML {
        let go: HTML? =
            one.columns.address.isEmpty
            ? nil
            : HTML.form(
                to: ImportPaths.start(one.id), hidden: ["csrf": csrf],
                """
                <p class="small muted">\(say(ImportWords.startNote))</p>\
                \(HTML.buttons([.button(say(start), .primary)]))
                """)
        let drop = HTML.form(
            to: ImportPaths.drop(one.id), hidden: ["csrf": csrf],
            HTML.buttons([.button(say(ImportWords.drop), .plain)]))
        return "\(go)\(drop)"
    }

    // MARK: - While and after

    private var running: HTML {
        """
        \(HTML.banner(say(ImportWords.running), "<p>\(say(ImportWords.written(one.counts.written, of: one.rows)))</p><p class=\"small\">\(say(ImportWords.runningNote))</p>"))\
        \(HTML.bars([Bar(say(ImportWords.state(.done)), one.counts.written), Bar(say(ImportWords.rows(one.rows)), one.rows, .other)]))
        """
    }

    private var report: HTML {
        let counts = one.counts
        let notes = [
            counts.proposed > 0 ? ImportWords.proposed(counts.proposed) : nil,
            counts.changed > 0 ? ImportWords.changed(counts.changed) : nil,
            counts.masked > 0 ? ImportWords.masked(counts.masked) : nil,
        ].compactMap(\.self)
        let review: HTML? =
            counts.waiting > 0
            ? HTML.linkButton(say(ImportWords.review), to: AddressDeskPaths.review, .primary) : nil
        return """
            \(HTML.ruled(say(ImportWords.report), id: "report", "\(figures(counts, already: one.already))<p class=\"row-meta\">\(notes.map { HTML("<span>\(say($0))</span>") })</p>"))\
            \(reasons)\(HTML.buttons([review, .linkButton(say(ImportWords.back), to: ImportPaths.list, .plain)].compactMap(\.self)))
            """
    }

    private var reasons: HTML? {
        guard !one.counts.rejected.isEmpty else { return nil }
        let rows: [[HTML]] = one.counts.rejected.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            ["\(say(ImportWords.reason($0.key)))", "\($0.value.grouped)"]
        }
        return HTML.ruled(
            say(ImportWords.reasons), id: "reasons",
            """
            \(HTML.table(say(ImportWords.reasons), [Column(say(ImportWords.reason)), Column(say(ImportWords.count), isNumber: true)], rows: rows, isDense: true))\
            \(HTML.buttons([.linkButton(say(ImportWords.rejects), to: ImportPaths.rejects(one.id))]))
            """)
    }

    private func figures(_ counts: AddressImport.Counts, already: Int) -> HTML {
        HTML.bars([
            Bar(say(ImportWords.equal), counts.a), Bar(say(ImportWords.safe), counts.b),
            Bar(say(ImportWords.new), counts.new), Bar(say(ImportWords.waiting), counts.waiting, .none),
            Bar(say(ImportWords.rejected), counts.rejected.values.reduce(0, +), .other),
            Bar(say(ImportWords.already), already, .other),
        ])
    }
}
