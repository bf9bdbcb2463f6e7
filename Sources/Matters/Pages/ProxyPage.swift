import Base
import Clocks
import Markup

/// The mandate of a matter, what was told and what is to be told, and the forms for both.
struct ProxyPage: Speaking {
    static let takeID = "take", tellID = "tell", withdrawID = "withdraw"
    let view: MatterView
    let proxy: Proxy?
    let reports: [ProxyReport]
    let unit: Words
    /// Whether the reader's office may take it on, tell the resident, or record that the mandate was taken back.
    let mayTake: Bool
    let mayTell: Bool
    let mayWithdraw: Bool
    let language: Language
    let csrf: String
    var typed = TypedFields()
    var notice: HTML = .empty

    private var matter: Matter { view.matter }
    private var hidden: KeyValuePairs<String, String> { ["csrf": csrf, "revision": String(matter.revision)] }
    private var waiting: [ProxyReport] { reports.filter { $0.told == nil } }

    var html: HTML {
        let title = view.narrative.map { HTML.said($0.title) }
        return BesideFrame(
            matter: matter, title: title, heading: ProxyWords.head, language: language, notice: notice
        ).html(
            "\(proxy.map(facts))\(proxy == nil ? HTML("<p>\(say(ProxyWords.none))</p>") : nil)\(toTell)\(told)\(take)\(withdraw)"
        )
    }

    private func facts(_ proxy: Proxy) -> HTML {
        let left: HTML? =
            proxy.isPostHeld ? nil : "<br><span class=\"small muted\">\(say(ProxyWords.postOver))</span>"
        let asker: HTML =
            proxy.isSealed
            ? .sealedName(say(ProxyWords.sealed), why: say(ProxyWords.sealedWhy))
            : proxy.asker.map { .said($0) } ?? "<span class=\"muted\">\(say(MatterWords.nameErased))</span>"
        let scope: HTML? =
            proxy.isSealed ? nil : "<br>\(proxy.scope.map { .said($0) } ?? "\(say(ProxyWords.wholeMatter))")"
        let lines: [(String, HTML)] = [
            (say(ProxyWords.proxy), "\(say(ProxyWords.by(proxy.name, unit)))\(left)"),
            (
                say(ProxyWords.mandate),
                "\(asker)<br><span class=\"small muted\">\(say(ProxyWords.line(proxy.way, DayWords.full(proxy.day))))</span>\(scope)"
            ),
            (say(ProxyWords.state), "\(say(ProxyWords.state(proxy.state)))"),
        ]
        return .facts(lines)
    }

    /// The form that a switch of language keeps: the one that was sent, else the one that the page is for.
    var kept: String? { mayTell && !waiting.isEmpty ? Self.tellID : mayTake ? Self.takeID : nil }

    private var toTell: HTML? {
        guard proxy?.state == .active else { return nil }
        guard !waiting.isEmpty else {
            return .section(say(ProxyWords.untold), id: "untold", "<p class=\"muted\">\(say(ProxyWords.allTold))</p>")
        }
        guard mayTell else {
            return .section(say(ProxyWords.untold), id: "untold", list(waiting))
        }
        let choices = waiting.map { Choice($0.id.text, line($0), note: $0.text) }
        let picked = typed.picked.isEmpty ? Set(waiting.map(\.id.text)) : typed.picked
        let ways = TellingWay.allCases.map { Choice($0.rawValue, say(ProxyWords.way($0))) }
        let form = HTML.form(
            to: MatterPaths.proxyTold(of: matter.id), id: Self.tellID, hidden: hidden,
            """
            \(HTML.checks(typed.field("reports", ProxyWords.which, language), choices, chosen: picked))\
            \(HTML.date(typed.field("told-day", ProxyWords.toldDay, language), value: typed.values["told-day"] ?? view.today.description, last: view.today.description))\
            \(HTML.segments(typed.field("told-way", ProxyWords.toldWay, language), ways, chosen: typed.values["told-way"]))\
            \(HTML.textarea(typed.field("note", ProxyWords.note, language), value: typed.value("note"), rows: 2, maximum: 500))\
            \(HTML.buttons([.button(say(ProxyWords.tellSend), .primary)]))
            """
        )
        return .section(say(ProxyWords.untold), id: "untold", form)
    }

    private var told: HTML? {
        let done = reports.filter { $0.told != nil }
        return done.isEmpty ? nil : .section(say(ProxyWords.told), id: "told", list(done))
    }

    private func list(_ reports: [ProxyReport]) -> HTML {
        let lines: [HTML] = reports.reversed().map { report in
            let told: HTML? = report.told.map {
                "<br><span class=\"small muted\">\(say(ProxyWords.told(DayWords.full($0.day), $0.way)))</span>"
            }
            return "<li><div>\(line(report))\(told)\(report.text.map(SaidText.told))</div></li>"
        }
        return "<ul class=\"files\">\(lines)</ul>"
    }

    /// A step as it is told: when, who, what, and how it ended.
    private func line(_ report: ProxyReport) -> String {
        let code = report.code.hasPrefix("matter.") ? String(report.code.dropFirst(7)) : report.code
        let what = MatterWords.entry(report.code) ?? view.procedure.action(code)?.name ?? Words(code, code)
        let end = report.end.flatMap { end in view.procedure.ends.first { $0.code == end.rawValue }?.name }
        let parts = [say(WhenWords.say(report.happenedAt, today: view.today)), say(what), end.map(say)]
        return parts.compactMap(\.self).joined(separator: " · ")
    }

    private var take: HTML? {
        guard mayTake else { return nil }
        let ways = MandateWay.allCases.map { Choice($0.rawValue, say(ProxyWords.way($0))) }
        let today = view.today.description
        let scanHint = matter.confidentiality == .named ? nil : ProxyWords.scanSealed
        let form = HTML.form(
            to: MatterPaths.proxy(of: matter.id), id: Self.takeID, hidden: hidden, hasFiles: true,
            """
            \(HTML.input(typed.field("asker", ProxyWords.asker, hint: ProxyWords.askerHint, language), value: typed.value("asker"), maximum: Mandate.askerLimit))\
            \(HTML.segments(typed.field("mandate-way", ProxyWords.way, language), ways, chosen: typed.values["mandate-way"]))\
            \(HTML.date(typed.field("mandate-day", ProxyWords.day, language), value: typed.values["mandate-day"] ?? today, last: today))\
            \(HTML.textarea(typed.field("scope", ProxyWords.scope, language), value: typed.value("scope"), rows: 2, maximum: Mandate.scopeLimit))\
            \(HTML.file(typed.field("files", ProxyWords.scan, hint: scanHint, language), accept: ["image/*", "application/pdf"]))\
            \(HTML.buttons([.button(say(ProxyWords.takeSend), .primary)]))
            """
        )
        return .section(say(ProxyWords.take), id: "take-on", "<p class=\"hint\">\(say(ProxyWords.takeLead))</p>\(form)")
    }

    private var withdraw: HTML? {
        guard mayWithdraw, proxy?.state == .active else { return nil }
        let field = typed.field("reason", ProxyWords.reason, hint: ProxyWords.withdrawHint, language)
        let form = HTML.form(
            to: MatterPaths.proxyWithdrawal(of: matter.id), id: Self.withdrawID, hidden: hidden,
            """
            \(HTML.textarea(field, value: typed.value("reason"), rows: 2, maximum: 500))\
            \(HTML.buttons([.button(say(ProxyWords.withdrawSend))]))
            """
        )
        return .more(
            say(ProxyWords.withdraw), form, isOpen: typed.faults["reason"] != nil || !typed.value("reason").isEmpty)
    }
}

/// The work list of whoever runs matters for residents: what they have not been told.
struct ProxyListPage: Speaking {
    let rows: [(proxy: Proxy, matter: Matter, title: String?, reports: [ProxyReport])]
    let own: RecordID?
    let language: Language
    let today: Day

    var html: HTML {
        """
        <header class="open-head"><h1 class="title">\(say(ProxyWords.listHead))</h1>\
        <p class="lead">\(say(ProxyWords.listLead))</p></header>\(list)
        """
    }

    private var list: HTML {
        guard !rows.isEmpty else {
            return .emptyState(say(ProxyWords.listNone), note: say(ProxyWords.listNoneNote))
        }
        return .rows(
            rows.map { row in
                let since = row.reports.first.map { say(ProxyWords.since(WhenWords.say($0.happenedAt, today: today))) }
                var meta: [HTML] = ["\(say(ProxyWords.count(row.reports.count)))", "\(since)"]
                meta.append("\(say(row.proxy.account == own ? ProxyWords.mine : row.proxy.name))")
                if !row.proxy.isPostHeld { meta.append(.tag(say(ProxyWords.postOver))) }
                return ListRow(
                    to: MatterPaths.proxy(of: row.matter.id),
                    title: row.title.map { .said($0) } ?? "\(say(MatterWords.erased))", meta: meta
                )
            })
    }
}
