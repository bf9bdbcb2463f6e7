import Base
import Clocks
import Markup

/// What a party sees on their own phone.
struct SigningPage {
    enum Said {
        case nothing, sent, tooMany, signed, declined
        case opened(OpenedAgreement)
    }

    let place: SigningPlace
    var voice: DisputeVoice
    var said = Said.nothing

    private func say(_ words: Words) -> String { voice.say(words) }
    private func path(_ act: String) -> Path { DisputePaths.signing(place.agreement, place.party, act) }

    var html: HTML {
        """
        <header class="open-head"><h1 class="title">\(say(SigningWords.title))</h1><p class="lead">\(say(SigningWords.lead))</p></header>\
        \(voice.notice)<div class="stack-24">\(content)</div>
        """
    }

    private var content: HTML {
        switch said {
        case .signed:
            return HTML.banner(say(SigningWords.done), "<p>\(say(SigningWords.doneNote))</p>", .good)
        case .declined: return HTML.banner(say(SigningWords.decline), "<p>\(say(SigningWords.declined))</p>", .soon)
        case .opened(let opened): return text(opened)
        case .nothing, .sent, .tooMany:
            if let barred = place.barred {
                return HTML.banner(say(SigningWords.barred), "<p>\(say(barred))</p>", .soon)
            }
            return codes
        }
    }

    private var codes: HTML {
        guard !place.maskedPhone.isEmpty else { return "<p>\(say(SigningWords.noPhone))</p>" }
        var note: HTML?
        if case .sent = said { note = "<p class=\"toast\" role=\"status\">\(say(SigningWords.sent))</p>" }
        if case .tooMany = said { note = HTML.banner(say(SigningWords.tooMany), "", .soon) }
        let ask: HTML = """
            <p>\(say(SigningWords.phone(place.maskedPhone)))</p>\(HTML.buttons([.button(say(SigningWords.askCode), .primary, isBig: true)]))
            """
        var field = voice.field("text", "code", SigningWords.code)
        if voice.fault?.field == "code" { field.error = voice.fault.map { say($0.words) } }
        let open: HTML = """
            \(HTML.input(field, kind: .code, isShort: true, isRequired: true, autocomplete: "one-time-code", maximum: 12))\
            \(HTML.buttons([.button(say(SigningWords.open), isBig: true)]))
            """
        return "\(note)\(voice.form(to: path("code"), "code", ask))\(voice.form(to: path("text"), "text", open))"
    }

    private func text(_ opened: OpenedAgreement) -> HTML {
        let agreement = opened.agreement
        guard let text = agreement.text else { return "<p>\(say(SigningWords.barred))</p>" }
        let parties: [HTML] = text.parties.map {
            "<li>\(HTML.said($0.filter { !$0.isEmpty }.joined(separator: "，")))</li>"
        }
        let terms: [HTML] = text.terms.map { "<li>\(HTML.said($0))</li>" }
        let paper: HTML = """
            <p class="small muted">\(HTML.said(text.number)) · \(HTML.said(text.committee))</p>\
            \(HTML.section(say(MediationWords.people), id: "parties", "<ul class=\"stack-4\">\(parties)</ul>"))\
            \(HTML.section(say(MediationWords.truth), id: "facts", HTML.quote(text.facts)))\
            \(HTML.section(say(MediationWords.issues), id: "issues", HTML.quote(text.issues)))\
            \(HTML.section(say(MediationWords.agreement), id: "terms", "<ol class=\"stack-8\">\(terms)</ol>"))\
            \(HTML.section(say(MediationWords.manner), id: "manner", HTML.quote(text.manner)))\
            <p class="small muted">\(say(MediationWords.mediator)) \(HTML.said(text.mediator)) · \(say(MediationWords.digest)) <code>\(agreement.hash)</code></p>
            """
        let answer: HTML = """
            \(HTML.hidden("ticket", opened.ticket))\(HTML.hidden("until", String(opened.until.milliseconds)))\
            <p class="small muted">\(say(SigningWords.until)) \(DayTimes.text(opened.until))</p>\
            \(HTML.buttons([
                .button(say(SigningWords.sign), .primary, isBig: true, name: "answer", value: "sign"),
                .button(say(SigningWords.decline), .plain, name: "answer", value: "decline"),
            ]))<p class="small muted">\(say(SigningWords.declineNote))</p>
            """
        return "\(paper)\(voice.form(to: path("signature"), "signature", answer))"
    }
}
