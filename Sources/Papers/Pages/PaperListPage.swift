import Accounts
import Base
import Clocks
import Letters
import Markup
import Matters

/// The letters of a proceeding: what waits to be written, what was written, and what else can be.
struct PaperListPage {
    let desk: PaperDesk
    let duties: [PaperDuty]
    let papers: [Paper]
    let names: [String: Words]
    let served: [RecordID: Int]
    let templates: [LetterTemplate]
    let voice: PaperVoice

    private var matter: RecordID { desk.file.matter.id }
    private var proceeding: RecordID { desk.opened.proceeding.id }
    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        let back: (Words, Path) =
            desk.opened.proceeding.road == nil
            ? (PaperWords.toMatter, PaperPaths.matter(matter))
            : (PaperWords.toProceeding, PaperPaths.proceeding(proceeding, of: matter))
        let line: HTML = """
            <span class="code">\(desk.file.matter.number)</span> \(say(desk.opened.procedure.name)) · \(say(desk.unit.name))
            """
        let sealed: HTML? = desk.keepsNames ? .banner(say(PaperWords.papers), "<p>\(sealedWords)</p>") : nil
        return """
            \(voice.head(say(PaperWords.papers), line, back: back))<div class="stack-24"><p>\(say(PaperWords.lead))</p>\
            \(sealed)\(proceedings)\(due)\(written)\(named)\(others)</div>
            """
    }

    private var sealedWords: String { say(desk.mayWrite ? PaperWords.sealedHint : PaperWords.contentSealed) }

    /// The other proceedings of the matter, each with letters of its own.
    private var proceedings: HTML? {
        guard desk.others.count > 1 else { return nil }
        return .tabs(
            say(PaperWords.proceedings),
            desk.others.map { other in
                ListLink(
                    say(other.procedure.name), to: PaperPaths.papers(of: other.proceeding.id, in: matter),
                    isCurrent: other.proceeding.id == proceeding)
            })
    }

    private var due: HTML {
        let waiting = duties.filter { $0.since != nil }
        let body: HTML =
            waiting.isEmpty
            ? "<p class=\"muted\">\(say(PaperWords.dueNone))</p>"
            : .joined(waiting.enumerated().map { card($0.element, isFirst: $0.offset == 0) })
        return .section(say(PaperWords.due), id: "due", body)
    }

    private func card(_ duty: PaperDuty, isFirst: Bool) -> HTML {
        let since = duty.since.map { say(PaperWords.since(DayWords.full($0))) }
        let button: HTML? =
            desk.mayWrite ? .buttons([link(duty.template, duty.name, isFirst ? .primary : .ordinary)]) : nil
        return """
            <div class="stack-8"><p class="strong">\(say(duty.name))</p>\
            <p class="small">\(say(duty.step)) \(HTML.clock(since ?? "", .soon))</p>\
            <p class="small muted">\(say(PaperWords.article)): \(say(duty.article))</p>\(button)</div>
            """
    }

    private func link(_ code: String, _ name: Words, _ kind: ButtonKind = .ordinary) -> HTML {
        .linkButton(
            say(PaperWords.write(name)), to: PaperPaths.writing(code, in: proceeding, of: matter), kind)
    }

    private var written: HTML {
        let rows: [[HTML]] = papers.reversed().map { paper in
            let name = say(names[paper.template] ?? PaperWords.name)
            let isServed: HTML = paper.wasIssued ? "\(say(PaperWords.servedTimes(served[paper.id] ?? 0)))" : .empty
            return [
                .link(name, to: PaperPaths.paper(paper.id)),
                paper.number.map { .chinese($0) } ?? "—", PaperPage.status(paper.state, voice),
                paper.day.map { "\(say(DayWords.full($0)))" } ?? "—", isServed,
            ]
        }
        let heads = [PaperWords.name, PaperWords.number, PaperWords.state, PaperWords.day, PaperWords.service]
        let body: HTML =
            rows.isEmpty
            ? "<p class=\"muted\">\(say(PaperWords.writtenNone))</p>"
            : .table(say(PaperWords.written), heads.map { Column(say($0)) }, rows: rows)
        return .section(say(PaperWords.written), id: "written", body)
    }

    private var namedCodes: Set<String> { Set(duties.map(\.template)) }

    private var named: HTML? {
        let rest = duties.filter { $0.since == nil }
        guard desk.mayWrite, !rest.isEmpty else { return nil }
        let lines: [HTML] = rest.map { duty in
            """
            <div class="stack-4"><p>\(HTML.link(say(duty.name), to: PaperPaths.writing(duty.template, in: proceeding, of: matter)))</p>\
            <p class="small muted">\(say(duty.step)) · \(say(duty.article))</p></div>
            """
        }
        return .section(say(PaperWords.others), id: "named", "<div class=\"stack-8\">\(lines)</div>")
    }

    private var others: HTML? {
        let rest = templates.filter { !namedCodes.contains($0.code) }
        guard desk.mayWrite, !rest.isEmpty else { return nil }
        let lines: [HTML] = rest.map { template in
            """
            <p>\(HTML.link(say(template.name), to: PaperPaths.writing(template.code, in: proceeding, of: matter))) \
            <span class="small muted">\(say(template.article))</span></p>
            """
        }
        return .more(say(PaperWords.more), "\(lines)", isOpen: duties.isEmpty)
    }
}
