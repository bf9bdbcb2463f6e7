import Base
import Clocks
import Markup

/// Passing a matter to the other line and taking it back, with the rule that says who keeps it meanwhile.
struct HandoverPage: Speaking {
    static let passID = "pass", returnID = "return"
    let view: MatterView
    let pack: HandoverPack
    /// The unit of the police; every hand-over to another went to the hotline.
    let police: RecordID?
    /// The line that the reader passes on to.
    let line: HandoverLine
    let rules: [LawRule]
    let handovers: [Handover]
    let names: [RecordID: Words]
    let mayPass: Bool
    let mayReturn: Bool
    let language: Language
    let csrf: String
    var typed = TypedFields()
    var notice: HTML = .empty

    private var hidden: KeyValuePairs<String, String> { ["csrf": csrf, "revision": String(view.matter.revision)] }

    /// The form that a switch of language keeps.
    var kept: String? { mayReturn ? Self.returnID : mayPass ? Self.passID : nil }

    var html: HTML {
        BesideFrame(
            matter: view.matter, title: view.narrative.map { .said($0.title) }, heading: ChannelWords.handoverHead,
            language: language, notice: notice
        ).html("<p>\(say(ChannelWords.handoverLead))</p>\(back)\(pass)\(done)\(law)")
    }

    private var pass: HTML? {
        guard mayPass else { return nil }
        let choices = pack.classes.map { kind in
            Choice(
                kind.code, say(kind.name),
                note: say(kind.emergency ? ChannelWords.emergency : ChannelWords.nonEmergency))
        }
        return .form(
            to: MatterPaths.handover(of: view.matter.id), id: Self.passID, hidden: hidden,
            """
            \(HTML.radios(typed.field("reason", ChannelWords.handoverClass, language), choices, chosen: typed.values["reason"]))\
            \(HTML.input(typed.field("incident", ChannelWords.incident(line), language), value: typed.value("incident"), maximum: 40))\
            \(HTML.textarea(typed.field("note", ChannelWords.handoverNote(line), language), value: typed.value("note"), rows: 2, maximum: 500))\
            \(HTML.buttons([.button(say(ChannelWords.handOver(to: line)), .primary)]))
            """
        )
    }

    private var back: HTML? {
        guard mayReturn, let last = handovers.last else { return nil }
        return .form(
            to: MatterPaths.handoverReturn(of: view.matter.id), id: Self.returnID, hidden: hidden,
            """
            \(HTML.textarea(typed.field("note", ChannelWords.returnNote(way(of: last)), language), value: typed.value("note"), rows: 2, maximum: 500))\
            \(HTML.buttons([.button(say(ChannelWords.returnSend(way(of: last))), .primary)]))
            """
        )
    }

    private func way(of handover: Handover) -> HandoverLine { handover.to == police ? .police : .hotline }

    private var done: HTML? {
        guard !handovers.isEmpty else { return nil }
        let lines: [HTML] = handovers.reversed().map { handover in
            let kind = pack.classes.first { $0.code == handover.reason }.map { say($0.name) } ?? handover.reason
            let incident: HTML? = handover.incident.map {
                "<br>\(say(ChannelWords.incidentNumber)) <span class=\"code\">\(HTML.said($0))</span>"
            }
            let from = names[handover.from] ?? Words("", "")
            return """
                <li><div>\(say(WhenWords.say(handover.at, today: view.today))) · \(say(from)) → \(way(of: handover).number) · \(kind)\(incident)<br>\
                <span class="small muted">\(say(ChannelWords.state(handover.state, way(of: handover))))</span></div></li>
                """
        }
        return .section(say(ChannelWords.handoverDone), id: "done", "<ul class=\"files\">\(lines)</ul>")
    }

    private var law: HTML? {
        guard !rules.isEmpty else { return nil }
        let lines: [HTML] = rules.map { rule in
            let consequence: HTML? = rule.consequence.map { "<br>\(say($0))" }
            return
                "<p>\(say(rule.sentence))\(consequence)<br><span class=\"small muted\">\(say(rule.citation))</span></p>"
        }
        return .section(say(ChannelWords.lawHead), id: "law", .joined(lines))
    }
}
