import Accounts
import Base
import Clocks
import Markup
import Web

/// The register of a centre: who mediates, what they know, what they have, when they rest.
struct MediatorPage {
    let centre: Centre
    let mediators: [Mediator]
    let accounts: [Choice]
    let rights: CentreRights
    let voice: DisputeVoice

    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        """
        \(voice.head("\(say(MediationWords.register)) · \(say(centre.unit.name))", say(MediationWords.registerLead), back: (RoomWords.toCentre, DisputePaths.centre(centre.unit.id))))\
        <div class="stack-24">\(list)\(rights.maySetUp ? adding : nil)</div>
        """
    }

    private var list: HTML {
        guard !mediators.isEmpty else { return HTML.emptyState(say(MediationWords.none)) }
        let rows: [[HTML]] = mediators.map { mediator in
            let skills = mediator.skills.sorted { $0.rawValue < $1.rawValue }.map { say($0.words) }
            let rests: [HTML] = mediator.rests.filter { $0.upperBound >= voice.today }.map {
                "<p class=\"small\">\(say(MediationWords.rests($0.lowerBound.description, $0.upperBound.description)))</p>"
            }
            let state: HTML =
                mediator.isFree(on: voice.today)
                ? "\(mediator.load)/\(mediator.most)" : HTML.status("\(mediator.load)/\(mediator.most)", .closed)
            return [
                HTML.person(mediator.name, office: say(mediator.kind.words)),
                "\(skills.joined(separator: "、"))", state, "\(rests)\(rights.maySetUp ? acts(mediator) : nil)",
            ]
        }
        let columns = [MediationWords.mediator, MediationWords.skills, MediationWords.load, MediationWords.rests].map {
            Column(say($0))
        }
        return .table(say(MediationWords.register), columns, rows: rows)
    }

    private func acts(_ mediator: Mediator) -> HTML {
        let id = "rest-\(mediator.id)"
        let body: HTML = """
            <div class="fields-2">\(HTML.date(voice.field(id, "from", MediationWords.from), value: voice.value(id, "from", voice.today.description)))\
            \(HTML.date(voice.field(id, "to", MediationWords.to), value: voice.value(id, "to", voice.today.description)))</div>\
            \(HTML.buttons([.button(say(RoomWords.send))]))
            """
        let end = voice.form(
            to: DisputePaths.mediator(mediator.id, "end"), "end-\(mediator.id)",
            HTML.buttons([.button(say(MediationWords.endService), .plain)]))
        return .more(
            say(MediationWords.rest),
            "\(voice.form(to: DisputePaths.mediator(mediator.id, "rests"), id, body))\(end)", isOpen: voice.sent == id)
    }

    private var adding: HTML {
        let kinds = MediatorKind.allCases.map { Choice($0.rawValue, say($0.words)) }
        let skills = MediatorSkill.allCases.map { Choice($0.rawValue, say($0.words)) }
        let chosen = voice.sent == "mediator" ? Set(voice.typed.all("skills")) : []
        let body: HTML = """
            \(HTML.input(voice.field("mediator", "name", MediationWords.name), value: voice.value("mediator", "name"), maximum: 30))\
            \(HTML.select(voice.field("mediator", "kind", MediationWords.mediatorKind), kinds, chosen: voice.value("mediator", "kind", "people")))\
            \(HTML.checks(voice.field("mediator", "skills", MediationWords.skills), skills, chosen: chosen))\
            \(HTML.input(voice.field("mediator", "most", MediationWords.most), value: voice.value("mediator", "most", "10"), kind: .number, isShort: true))\
            \(accounts.isEmpty ? nil : HTML.select(voice.field("mediator", "account", MediationWords.account), accounts, chosen: voice.value("mediator", "account"), none: say(MediationWords.none)))\
            \(HTML.buttons([.button(say(RoomWords.send), .primary)]))
            """
        return .more(
            say(MediationWords.addMediator),
            voice.form(to: DisputePaths.mediators(centre.unit.id), "mediator", body), isOpen: voice.sent == "mediator")
    }
}

/// What was promised in agreements and is due, the earliest first.
struct DuePage {
    let lines: [MediationStore.DueLine]
    let voice: DisputeVoice

    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        let rows: [[HTML]] = lines.map { line in
            let isOver = line.fulfilment.state == .breached || line.fulfilment.due < voice.today
            return [
                HTML.link(line.number, to: DisputePaths.mediation(line.mediation, of: line.matter)),
                "\(HTML.said(say(line.fulfilment.pledge.sentence)))",
                "\(say(DayWords.plain(line.fulfilment.due)))",
                HTML.clock(
                    say(isOver ? FulfilmentState.breached.words : line.fulfilment.state.words), isOver ? .over : .normal
                ),
            ]
        }
        let columns = [MediationWords.matter, MediationWords.kind, MediationWords.due, MediationWords.state].map {
            Column(say($0))
        }
        let body: HTML =
            rows.isEmpty
            ? HTML.emptyState(say(MediationWords.dueNone)) : .table(say(MediationWords.dueList), columns, rows: rows)
        return """
            \(voice.head(say(MediationWords.dueList), say(MediationWords.dueLead), back: (RoomWords.toDesk, DisputePaths.desk)))\(body)
            """
    }
}
