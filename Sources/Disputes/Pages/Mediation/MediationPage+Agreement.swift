import Base
import Clocks
import Markup
import Matters

// The agreement: its versions and signatures, and what was promised.
extension MediationPage {
    var agreement: HTML {
        let items: [HTML] = mediation.agreements.map(version)
        let body: HTML =
            items.isEmpty
            ? "<p class=\"muted\">\(say(MediationWords.none))</p>" : "<div class=\"stack-24\">\(items)</div>"
        let writing: HTML? =
            mediation.mayDraw && isOpen && mediation.agreement?.state != .effective && !mediation.steps.forms.isEmpty
            ? more("agreement", mediation.agreements.isEmpty ? MediationWords.draw : MediationWords.drawAgain, drawForm)
            : nil
        return .section(say(MediationWords.agreement), id: "agreement", "\(body)\(writing)")
    }

    private var drawForm: HTML {
        let forms = mediation.steps.forms.map {
            Choice($0.rawValue, say($0 == .written ? MediationWords.written : MediationWords.oral))
        }
        let last = mediation.agreements.last?.text
        let lines: [HTML] = (mediation.accepted?.pledges ?? []).map { "<li>\(HTML.said($0.sentence.zh))</li>" }
        func area(_ name: String, _ words: Words, _ rows: Int, _ usual: String) -> HTML {
            .textarea(
                voice.field("agreement", name, words), value: voice.value("agreement", name, usual), rows: rows,
                maximum: 5_000)
        }
        let before = last?.pledges ?? []
        let lead =
            mediation.accepted != nil
            ? MediationWords.fromOffer : before.isEmpty ? MediationWords.noOffer : MediationWords.fromLast
        return """
            <p class="small muted">\(say(lead))</p><ol class="stack-4">\(lines)</ol>\
            \(mediation.accepted == nil ? pledgeLines("agreement", before) : nil)\
            \(area("facts", MediationWords.truth, 4, last?.facts ?? ""))\(area("issues", MediationWords.issues, 3, last?.issues ?? ""))\
            \(area("clauses", MediationWords.clauses, 3, last?.clauses.joined(separator: "\n") ?? ""))\
            \(HTML.input(voice.field("agreement", "manner", MediationWords.manner), value: voice.value("agreement", "manner", last?.manner ?? ""), maximum: 500))\
            \(HTML.segments(voice.field("agreement", "form-of", MediationWords.form), forms, chosen: voice.value("agreement", "form-of", forms.first?.value ?? "")))\
            \(submit())
            """
    }

    private func version(_ agreement: Agreement) -> HTML {
        let kind: StatusKind =
            switch agreement.state {
            case .signing: .waiting
            case .effective: .done
            default: .closed
            }
        var facts: [(String, HTML)] = [
            (say(MediationWords.digest), "<span class=\"code small\">\(agreement.hash.prefix(16))…</span>")
        ]
        if let day = agreement.effectiveOn {
            facts.append((say(MediationWords.effectiveOn), "\(say(DayWords.full(day)))"))
        } else if agreement.state == .signing, agreement.form == .written {
            facts.append((say(MediationWords.signUntil), "\(say(DayWords.full(agreement.lastSigningDay)))"))
        }
        let links = HTML.buttons([
            .linkButton(
                say(MediationWords.pdf), to: DisputePaths.agreement(agreement.id, of: mediation.id, in: matter.id)),
            .linkButton(
                say(MediationWords.read), to: DisputePaths.agreementText(agreement.id, of: mediation.id, in: matter.id),
                .plain),
        ])
        let current: HTML? = agreement.state == .signing && rights.mayArrange && isOpen ? signing(agreement) : nil
        return """
            <div class="stack-8"><p class="open-line"><span class="strong">\(say(MediationWords.version(agreement.version)))</span> \
            \(HTML.status(say(agreement.state.words), kind))</p>\(HTML.facts(facts))\(signatures(agreement))\(links)\(current)</div>
            """
    }

    private func signatures(_ agreement: Agreement) -> HTML? {
        guard agreement.form == .written else { return nil }
        let signers =
            agreement.state == .signing ? mediation.parties.signers.map(\.id) : agreement.signatures.map(\.party)
        let rows: [[HTML]] = signers.map { id in
            let signature = agreement.signatures.first { $0.party == id }
            let state: HTML =
                signature.map { HTML.status(say($0.way.words), .done) }
                ?? HTML.status(say(MediationWords.unsigned), .waiting)
            return ["\(HTML.said(name(id)))", state, "\(signature.map { say(DayWords.plain($0.at.day)) } ?? "")"]
        }
        let columns = [MediationWords.who, MediationWords.way, MediationWords.day].map { Column(say($0)) }
        return rows.isEmpty ? nil : .table(say(MediationWords.signed), columns, rows: rows, isDense: true)
    }

    private func signing(_ agreement: Agreement) -> HTML {
        let hidden = HTML.hidden("agreement", agreement.id.text)
        let missing = mediation.parties.signers.filter { !agreement.isSigned(by: $0.id) }
        if agreement.form == .oral {
            guard mediation.mayDraw else { return .empty }
            return form(
                "conclude",
                """
                \(hidden)\(HTML.date(voice.field("conclude", "reached", MediationWords.reached), value: voice.value("conclude", "reached", voice.today.description), last: voice.today.description))\
                \(HTML.check(voice.field("conclude", "unwritten", MediationWords.unwritten), isOn: voice.value("conclude", "unwritten") == "yes"))\
                \(submit(MediationWords.concludeOral))
                """)
        }
        let people = missing.map { Choice($0.id.text, said: $0.name) }
        let ways = [SigningWay.screen, .paper].map { Choice($0.rawValue, say($0.words)) }
        let phones = form("ask-phones", "\(hidden)\(HTML.buttons([.button(say(MediationWords.askPhones))]))")
        let here = more(
            "sign", MediationWords.signHere, hasFiles: true,
            """
            \(hidden)\(HTML.select(voice.field("sign", "party", MediationWords.who), people, chosen: voice.value("sign", "party"), none: choose))\
            \(HTML.segments(voice.field("sign", "way", MediationWords.way), ways, chosen: voice.value("sign", "way", "paper")))\
            \(HTML.file(voice.field("sign", "scan", MediationWords.scan), accept: ["image/png", "image/jpeg"], takesSeveral: false))\
            \(HTML.check(voice.field("sign", "witness", MediationWords.witness)))\(submit())
            """)
        let end: HTML? =
            missing.isEmpty && mediation.mayDraw ? form("conclude", "\(hidden)\(submit(MediationWords.conclude))") : nil
        let withdraw = form(
            "agreement-withdraw", "\(hidden)\(HTML.buttons([.button(say(MediationWords.withdraw), .plain)]))")
        return "\(missing.isEmpty ? nil : HTML("\(phones)\(here)"))\(end)\(withdraw)"
    }

    // MARK: - What was promised

    var fulfilment: HTML? {
        guard !mediation.fulfilments.isEmpty || mediation.agreement?.state == .effective else { return nil }
        let rows: [[HTML]] = mediation.fulfilments.map { one in
            let clock: HTML
            switch one.state {
            case .done: clock = .status(say(one.state.words), .done)
            case .breached: clock = .clock(say(one.state.words), .over)
            case .due: clock = .clock(say(one.state.words), one.due < voice.today ? .over : .normal)
            }
            let proof: HTML? = one.proof.map { "<span class=\"small muted\">\(HTML.said($0))</span>" }
            return [
                "<span class=\"stack-4\"><span>\(HTML.said(say(one.pledge.sentence)))</span>\(proof)</span>",
                "\(say(DayWords.plain(one.due)))", clock, "\(one.doneOn.map { say(DayWords.plain($0)) } ?? "")",
            ]
        }
        let columns = [MediationWords.kind, MediationWords.due, MediationWords.state, MediationWords.doneOn].map {
            Column(say($0))
        }
        let table: HTML? = rows.isEmpty ? nil : .table(say(MediationWords.fulfilment), columns, rows: rows)
        let isLate = mediation.fulfilments.contains {
            $0.state == .breached || ($0.state == .due && $0.due < voice.today)
        }
        let help: HTML? = isLate ? "<p class=\"hint\">\(say(MediationWords.breachHelp))</p>" : nil
        return .section(say(MediationWords.fulfilment), id: "fulfilment", "\(table)\(help)\(doneForm)\(packetForm)")
    }

    private var doneForm: HTML? {
        let open = mediation.fulfilments.filter { $0.state != .done }.map {
            Choice($0.id.text, said: say($0.pledge.sentence))
        }
        guard rights.mayArrange, !open.isEmpty else { return nil }
        return more(
            "fulfil", MediationWords.done,
            """
            \(HTML.select(voice.field("fulfil", "which", MediationWords.which), open, chosen: voice.value("fulfil", "which"), none: choose))\
            \(HTML.date(voice.field("fulfil", "day", MediationWords.doneOn), value: voice.value("fulfil", "day", voice.today.description), last: voice.today.description))\
            \(HTML.input(voice.field("fulfil", "proof", MediationWords.proof), value: voice.value("fulfil", "proof"), maximum: 500))\(submit())
            """)
    }

    private var packetForm: HTML? {
        guard rights.mayArrange, mediation.agreement?.state == .effective else { return nil }
        let field = Field("court", say(MediationWords.court), hint: say(MediationWords.packetHint))
        return """
            <form method="get" action="\(path("packet"))" class="stack-8">\(HTML.input(field, value: court, maximum: 60))\
            \(HTML.buttons([.button(say(MediationWords.packet))]))</form>
            """
    }
}
