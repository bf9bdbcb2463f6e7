import Accounts
import Base
import Clocks
import Letters
import Markup
import Matters
import Web

/// One letter: what it says, where it stands, and what can be done with it.
struct PaperPage {
    let paper: Paper
    let desk: PaperDesk
    let template: LetterTemplate
    /// The letter as it reads; nil where something is missing, it was erased, or it is not the reader's to read.
    let article: HTML?
    /// What is missing before it can be read.
    let missing: [String: Words]
    let reason: String?
    let services: [PaperService]
    /// The files of the matter, for the scan of a receipt.
    let files: [(id: RecordID, name: String)]
    let voice: PaperVoice

    private func say(_ words: Words) -> String { voice.say(words) }

    static func status(_ state: PaperState, _ voice: PaperVoice) -> HTML {
        let kind: StatusKind =
            switch state {
            case .draft: .working
            case .issued: .done
            case .withdrawn: .closed
            }
        return .status(voice.say(PaperWords.state(state)), kind)
    }

    var html: HTML {
        let line: HTML = """
            \(Self.status(paper.state, voice)) \(paper.number.map { HTML.chinese($0) }) \
            <span class="code">\(desk.file.matter.number)</span>
            """
        let back = (PaperWords.toPapers, PaperPaths.papers(of: paper.proceeding, in: paper.matter))
        return """
            \(voice.head(say(template.name), line, back: back))<div class="stack-40">\(content)\
            \(issuing)\(served)\(serving)\(facts)\(withdrawing)</div>
            """
    }

    private var content: HTML {
        let body: HTML
        if !desk.mayRead {
            body = "<p class=\"muted\">\(say(PaperWords.contentSealed))</p>"
        } else if let article {
            body = "<div class=\"told\" translate=\"no\">\(article)</div>"
        } else if missing.isEmpty {
            body = "<p class=\"muted\">\(say(PaperWords.erased))</p>"
        } else {
            let labels: [HTML] = template.placeholders.filter { missing[$0.name] != nil }.map { one in
                "<li>\(say(one.label)): \(missing[one.name].map(say))</li>"
            }
            body = "<p>\(say(PaperWords.missing))</p><ul class=\"stack-4\">\(labels)</ul>"
        }
        let heading = paper.state == .draft ? PaperWords.preview : PaperWords.content
        return .section(say(heading), id: "content", "\(body)\(ways)")
    }

    /// The other forms of the letter.
    private var ways: HTML? {
        guard article != nil else { return nil }
        let pdf = HTML.linkButton(
            say(paper.wasIssued ? PaperWords.pdf : PaperWords.draftPDF), to: PaperPaths.pdf(of: paper.id))
        let reading = HTML.linkButton(say(PaperWords.reading), to: PaperPaths.reading(of: paper.id))
        let english: HTML? =
            template.english == nil
            ? nil
            : .linkButton(say(PaperWords.english), to: PaperPaths.reading(of: paper.id).query("copy", "english"))
        return .buttons([pdf, reading] + [english].compactMap(\.self))
    }

    private var issuing: HTML? {
        guard paper.state == .draft, desk.mayWrite else { return nil }
        let change = HTML.linkButton(
            say(PaperWords.change), to: PaperPaths.texts(of: paper.id), article == nil ? .primary : .ordinary)
        guard article != nil else { return .buttons([change]) }
        let body: HTML = """
            \(HTML.hidden("revision", String(paper.revision)))<p>\(say(PaperWords.issueNote))</p>\
            \(HTML.buttons([.button(say(PaperWords.issue), .primary), change]))
            """
        return .clockCard(
            say(PaperWords.issueHead), id: "issue-head", voice.form(to: PaperPaths.issue(of: paper.id), "issue", body))
    }

    private var facts: HTML {
        var lines: [(String, HTML)] = [
            (say(PaperWords.unit), "\(say(desk.unit.name))"), (say(PaperWords.article), "\(say(template.article))"),
            (say(PaperWords.service), "\(say(PaperWords.asked(template.service)))"),
        ]
        if let day = paper.day { lines.append((say(PaperWords.day), "\(say(DayWords.full(day)))")) }
        if let day = paper.issuedAt?.day { lines.append((say(PaperWords.issuedAt), "\(say(DayWords.full(day)))")) }
        if let pages = paper.pages { lines.append((say(PaperWords.pages), "\(pages)")) }
        if let seal = paper.seal { lines.append((say(PaperWords.seal), "\(say(PaperWords.seal(seal)))")) }
        if let day = paper.withdrawnAt?.day {
            lines.append((say(PaperWords.withdrawnAt), "\(say(DayWords.full(day)))"))
        }
        if let reason { lines.append((say(PaperWords.reason), .said(reason))) }
        if let former = paper.replaces {
            lines.append((say(PaperWords.replaces), .link(say(PaperWords.name), to: PaperPaths.paper(former))))
        }
        let proof: HTML? = paper.digest.map { digest in
            """
            <p class="small">\(say(PaperWords.digest))</p><p class="small">\(PaperProofPage.grouped(digest))</p>\
            <p>\(HTML.link(say(PaperWords.proof), to: PaperPaths.proof(of: paper.id)))</p>
            """
        }
        return .section(say(PaperWords.about), id: "facts", "\(HTML.facts(lines))\(proof)")
    }

    private var served: HTML? {
        guard paper.wasIssued else { return nil }
        let items: [HTML] = services.map { service in
            let told: HTML? = service.told.map { told in
                let rest = [told.number, told.witness, told.note].filter { !$0.isEmpty }.joined(separator: " · ")
                return "<p>\(HTML.said(told.recipient))</p><p class=\"small muted\">\(HTML.said(rest))</p>"
            }
            let scan: HTML? = service.receipt.map { file in
                "<p class=\"small\">\(HTML.link(say(PaperWords.receipt), to: PaperPaths.attachment(file, of: paper.matter)))</p>"
            }
            return """
                <li><p class="strong">\(say(DayWords.full(service.day))) \(say(PaperWords.way(service.way)))</p>\(told)\(scan)</li>
                """
        }
        let body: HTML =
            items.isEmpty
            ? "<p class=\"muted\">\(say(PaperWords.servicesNone))</p>" : "<ul class=\"stack-16\">\(items)</ul>"
        return .section(say(PaperWords.services), id: "services", body)
    }

    private var serving: HTML? {
        guard paper.state == .issued, desk.mayWrite else { return nil }
        let form = "service"
        func input(_ name: String, _ label: Words) -> HTML {
            .input(
                voice.field(name, say(label), in: form), value: voice.value(name, in: form),
                maximum: ServiceInput.limit)
        }
        let ways = ServiceWay.allCases.map { Choice($0.rawValue, say(PaperWords.way($0))) }
        let scans = files.map { Choice($0.id.text, said: $0.name) }
        let receipt = voice.field("receipt", say(PaperWords.receipt), hint: PaperWords.receiptHint, in: form)
        let body: HTML = """
            \(HTML.select(voice.field("way", say(PaperWords.way), in: form), ways, chosen: voice.value("way", in: form), none: say(PaperWords.choose)))\
            \(input("recipient", PaperWords.recipient))\
            \(HTML.date(voice.field("day", say(PaperWords.served), in: form), value: voice.value("day", in: form, voice.today.description), first: paper.day?.description, last: voice.today.description))\
            \(input("number", PaperWords.postNumber))\(input("witness", PaperWords.witness))\(input("note", PaperWords.note))\
            \(HTML.select(receipt, scans, chosen: voice.value("receipt", in: form), none: say(PaperWords.choose)))\
            \(HTML.buttons([.button(say(PaperWords.serve), .primary)]))
            """
        let isOpen = services.isEmpty && template.service != .none || voice.typed?.text("form") == form
        return .more(
            say(PaperWords.serve), voice.form(to: PaperPaths.services(of: paper.id), form, body), isOpen: isOpen)
    }

    private var withdrawing: HTML? {
        guard desk.mayWrite else { return nil }
        if paper.state == .withdrawn {
            let path = PaperPaths.writing(paper.template, in: paper.proceeding, of: paper.matter)
            return .buttons([.linkButton(say(PaperWords.again), to: path.query("instead", paper.id.text))])
        }
        let form = "withdrawal"
        let body: HTML = """
            \(HTML.hidden("revision", String(paper.revision)))\
            \(HTML.input(voice.field("reason", say(PaperWords.reason), in: form), value: voice.value("reason", in: form), maximum: ServiceInput.limit))\
            \(HTML.buttons([.button(say(PaperWords.withdraw), .alarm)]))
            """
        return .more(
            say(PaperWords.withdrawHead), voice.form(to: PaperPaths.withdrawal(of: paper.id), form, body),
            isOpen: voice.typed?.text("form") == form)
    }
}
