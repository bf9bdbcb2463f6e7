import Base
import Markup

/// The part of the queue's page that sends it out as a spreadsheet and takes it back.
struct ReviewSheetPart {
    let ask: ReviewAsk
    let mayDecide: Bool
    let csrf: String
    let say: ReviewVoice

    var html: HTML {
        let out = HTML.buttons([
            .linkButton(say(ReviewSheetWords.workbook), to: ReviewPaths.sheet(ask, format: "xlsx")),
            .linkButton(say(ReviewSheetWords.text), to: ReviewPaths.sheet(ask, format: "csv"), .plain),
        ])
        let back: HTML? =
            mayDecide
            ? HTML.form(
                to: ReviewPaths.sheet, hidden: ["csrf": csrf], hasFiles: true,
                """
                \(HTML.file(
                    Field("file", say(ReviewSheetWords.file), hint: say(ReviewSheetWords.fileHint)),
                    accept: [".xlsx", ".csv", ".tsv"], takesSeveral: false))\
                \(HTML.buttons([.button(say(ReviewSheetWords.send))]))
                """) : nil
        return HTML.ruled(
            say(ReviewSheetWords.head), id: "sheet", "<p class=\"hint\">\(say(ReviewSheetWords.hint))</p>\(out)\(back)")
    }
}

/// What a spreadsheet that came back would do; nothing is done yet.
struct ReviewSheetPage {
    static let shown = 200

    let check: ReviewSheetCheck
    let plan: String
    let csrf: String
    let say: ReviewVoice

    var html: HTML {
        """
        \(HTML.crumbs(say(ReviewWords.way), [(say(ReviewWords.title), ReviewPaths.list)], here: "\(say(ReviewSheetWords.title))"))\
        <header class="open-head"><h1 class="title">\(say(ReviewSheetWords.title))</h1>\
        <p class="lead">\(say(ReviewSheetWords.planned(check.count, faults: check.faults.count, blank: check.blank)))</p></header>\
        \(apply)\(planned)\(faults)
        """
    }

    private var apply: HTML {
        guard !check.planned.isEmpty else {
            return .emptyState(
                say(ReviewSheetWords.none), next: .linkButton(say(ReviewSheetWords.back), to: ReviewPaths.list))
        }
        return HTML.form(
            to: ReviewPaths.sheetDone, hidden: ["csrf": csrf, "plan": plan],
            HTML.buttons([
                .button(say(ReviewSheetWords.apply), .primary),
                .linkButton(say(ReviewSheetWords.back), to: ReviewPaths.list, .plain),
            ]))
    }

    private var planned: HTML? {
        guard !check.planned.isEmpty else { return nil }
        let rows = check.planned.prefix(Self.shown).map { row -> [HTML] in
            ["\(row.line)", say(row.sentence), "\(say(ReviewWords.rows(row.one.rows)))", decision(row)]
        }
        let columns = [
            Column(say(ReviewSheetWords.line), isNumber: true), Column(say(ReviewSheetWords.about)),
            Column(say(ReviewSheetWords.rows), isNumber: true), Column(say(ReviewSheetWords.decides)),
        ]
        let note: HTML? =
            check.count > Self.shown ? "<p class=\"small muted\">\(say(ReviewSheetWords.shown(Self.shown)))</p>" : nil
        return HTML.ruled(
            say(ReviewSheetWords.plannedHead), id: "planned",
            "\(HTML.table(say(ReviewSheetWords.plannedHead), columns, rows: rows, isDense: true))\(note)")
    }

    private func decision(_ row: ReviewSheetCheck.Planned) -> HTML {
        switch row.decision {
        case .place: say.sentence(ReviewSheetWords.place(false), [.said(row.name)])
        case .alias: say.sentence(ReviewSheetWords.place(true), [.said(row.name)])
        case .new: say.sentence(ReviewSheetWords.new, [.said(row.name)])
        case .nothing: "\(say(ReviewSheetWords.nothing))"
        }
    }

    private var faults: HTML? {
        guard !check.faults.isEmpty else { return nil }
        let rows = check.faults.prefix(Self.shown).map { fault -> [HTML] in
            ["\(fault.line)", "\(say(fault.words))"]
        }
        let columns = [Column(say(ReviewSheetWords.line), isNumber: true), Column(say(ReviewSheetWords.reason))]
        return HTML.ruled(
            say(ReviewSheetWords.faultsHead), id: "faults",
            HTML.table(say(ReviewSheetWords.faultsHead), columns, rows: rows, isDense: true))
    }
}
