import Accounts
import Base
import Markup

/// The queue for whoever sits at a window: the next, once more, there, not there, done.
struct QueuePage {
    let centre: Centre
    let window: Window?
    let tickets: [Ticket]
    /// Numbers of matters that the reader may see.
    let numbers: [RecordID: String]
    let rights: CentreRights
    let voice: DisputeVoice

    private var id: RecordID { centre.unit.id }
    private func say(_ words: Words) -> String { voice.say(words) }
    private var waiting: [Ticket] { tickets.filter { $0.state == .waiting } }

    var html: HTML {
        """
        \(voice.head("\(say(RoomWords.queue)) · \(say(centre.unit.name))", say(RoomWords.waiting(waiting.count)), back: (RoomWords.toCentre, DisputePaths.centre(id))))\
        <div class="stack-24">\(choice)\(rights.mayWork ? hand : nil)\(list(RoomWords.waitingHead, "waiting", waiting))\
        \(list(RoomWords.overHead, "so-far", tickets.filter { $0.state != .waiting }))\(rights.mayWork ? taking : nil)</div>
        """
    }

    private var choice: HTML {
        let links = centre.windows.map { one in
            ListLink(
                "\(one.number) \(say(one.name))", to: DisputePaths.queue(id).query("window", one.number),
                isCurrent: one.id == window?.id)
        }
        return .filters(say(RoomWords.chooseWindow), links)
    }

    private var hand: HTML? {
        guard let window else { return "<p>\(say(RoomWords.chooseWindow))</p>" }
        let here = tickets.first { $0.window == window.id && [.called, .serving].contains($0.state) }
        guard let here else {
            let body =
                HTML.hidden("window", String(window.number))
                + HTML.buttons([
                    .button(say(RoomWords.next), .primary, key: "n")
                ])
            return waiting.isEmpty
                ? "<p class=\"muted\">\(say(RoomWords.nobodyWaits))</p>"
                : voice.form(to: DisputePaths.part("calls", of: id), "next", body)
        }
        let steps = here.state == .called ? [TicketStep.serve, .again, .missing, .done] : [.done]
        let buttons = steps.map {
            HTML.button(
                say(RoomWords.step($0)), $0 == .serve || steps.count == 1 ? .primary : .ordinary, name: "step",
                value: $0.rawValue)
        }
        let others = centre.windows.filter { $0.id != window.id }.map {
            Choice(String($0.number), "\($0.number) \(say($0.name))")
        }
        let done: HTML = """
            \(HTML.hidden("window", String(window.number)))\
            \(HTML.input(voice.field("step", "matter", RoomWords.matterNumber), value: voice.value("step", "matter"), kind: .code, maximum: 40))\
            \(HTML.buttons(buttons + [.linkButton(say(RoomWords.newMatter), to: DisputePaths.intake)]))
            """
        let over: HTML = """
            \(HTML.hidden("window", String(window.number)))\
            \(HTML.select(voice.field("over", "other", RoomWords.other), others, chosen: voice.value("over", "other"), none: say(RoomWords.choose)))\
            \(HTML.buttons([.button(say(RoomWords.step(.over)), name: "step", value: TicketStep.over.rawValue)]))
            """
        return """
            \(HTML.figures(say(RoomWords.atWindow), [.figure(say(RoomWords.state(here.state)), here.number, unit: say(RoomWords.window(window.number)))]))\
            \(voice.form(to: DisputePaths.steps(here.id), "step", done))\
            \(HTML.more(say(RoomWords.other), voice.form(to: DisputePaths.steps(here.id), "over", over), isOpen: voice.sent == "over"))
            """
    }

    private func list(_ heading: Words, _ mark: String, _ some: [Ticket]) -> HTML? {
        guard !some.isEmpty else { return nil }
        let rows: [[HTML]] = some.prefix(200).map { ticket in
            let window = centre.windows.first { $0.id == ticket.window }.map { say(RoomWords.window($0.number)) } ?? ""
            let first = ticket.priority == .none ? "" : say(RoomWords.priority(ticket.priority))
            let matter = ticket.matter.flatMap { id in numbers[id].map { (id, $0) } }
            let link: HTML? = matter.map { HTML.link($0.1, to: DisputePaths.matter($0.0)) }
            return [
                "<span class=\"code\">\(ticket.number)</span>", "\(say(RoomWords.state(ticket.state)))", "\(window)",
                "\(first)\(link)",
            ]
        }
        let columns = [RoomWords.ticket, RoomWords.stateHead, RoomWords.windows, RoomWords.priority].map {
            Column(say($0))
        }
        return .section(say(heading), id: mark, HTML.table(say(heading), columns, rows: rows, isDense: true))
    }

    private var taking: HTML {
        .more(
            say(RoomWords.take),
            TicketForm(centre: centre, path: DisputePaths.part("tickets", of: id), voice: voice).html)
    }
}

/// The form that draws a number, at the kiosk and at the desk.
struct TicketForm {
    let centre: Centre
    let path: Path
    let voice: DisputeVoice

    var html: HTML {
        let windows =
            [Choice("", voice.say(RoomWords.anyWindow))]
            + centre.windows.map { Choice($0.id.text, "\($0.number) \(voice.say($0.name))") }
        let first = TicketPriority.allCases.map { Choice($0.rawValue, voice.say(RoomWords.priority($0))) }
        return voice.form(
            to: path, "ticket",
            """
            \(HTML.select(voice.field("ticket", "window", RoomWords.which), windows, chosen: voice.value("ticket", "window")))\
            \(HTML.segments(voice.field("ticket", "priority", RoomWords.priority), first, chosen: voice.value("ticket", "priority", "none")))\
            \(HTML.buttons([.button(voice.say(RoomWords.take), .primary, isBig: true)]))
            """)
    }
}

/// The residents' way in: centres to choose from.
struct PublicCentresPage {
    let centres: [Unit]
    let voice: DisputeVoice

    var html: HTML {
        let items: [HTML] = centres.map { centre in
            """
            <li class="stack-8"><p class="strong">\(voice.say(centre.name))</p>\(HTML.buttons([
                .linkButton(voice.say(RoomWords.take), to: DisputePaths.kiosk(centre.id)),
                .linkButton(voice.say(RoomWords.book), to: DisputePaths.appointments(centre.id)),
                .linkButton(voice.say(RoomWords.screen), to: DisputePaths.screen(centre.id)),
            ]))</li>
            """
        }
        return """
            <h1 class="title">\(voice.say(RoomWords.centres))</h1><p class="lead">\(voice.say(RoomWords.publicLead))</p>\
            <ul class="stack-24">\(items)</ul>
            """
    }
}

/// The kiosk: one form, and the number that was drawn.
struct KioskPage {
    let centre: Centre
    /// The ticket that was drawn, and how many come before it.
    var drawn: (ticket: Ticket, ahead: Int)?
    let voice: DisputeVoice

    private func say(_ words: Words) -> String { voice.say(words) }

    var html: HTML {
        let head: HTML = "<h1 class=\"title\">\(say(RoomWords.take)) · \(say(centre.unit.name))</h1>\(voice.notice)"
        guard let drawn else {
            return """
                \(head)<p class="lead">\(say(RoomWords.takeLead))</p>\
                \(TicketForm(centre: centre, path: DisputePaths.kiosk(centre.unit.id), voice: voice).html)
                """
        }
        let window =
            centre.windows.first { $0.id == drawn.ticket.window }.map { say(RoomWords.window($0.number)) } ?? ""
        return """
            \(head)\(HTML.figures(say(RoomWords.yourNumber), [.figure(say(RoomWords.yourNumber), drawn.ticket.number, unit: window)]))\
            <p class="lead">\(say(RoomWords.state(drawn.ticket.state))) · \(say(RoomWords.ahead(drawn.ahead)))</p>\
            <p>\(say(RoomWords.takeLead))</p>\(HTML.buttons([
                .linkButton(say(RoomWords.seeScreen), to: DisputePaths.screen(centre.unit.id), .primary),
                .linkButton(say(RoomWords.another), to: DisputePaths.kiosk(centre.unit.id)),
            ]))
            """
    }
}

/// The screen in the hall: numbers and windows, never a name.
struct ScreenPage {
    let centre: Centre
    let tickets: [Ticket]
    let voice: DisputeVoice

    var html: HTML {
        let called = tickets.filter { [.called, .serving].contains($0.state) }.prefix(12)
        let figures: [HTML] = called.map { ticket in
            let window = centre.windows.first { $0.id == ticket.window }
            return .figure(
                voice.say(RoomWords.state(ticket.state)), ticket.number,
                unit: window.map { voice.say(RoomWords.window($0.number)) } ?? "")
        }
        let waiting = tickets.count { $0.state == .waiting }
        return """
            <h1 class="title">\(voice.say(RoomWords.nowServing)) · \(voice.say(centre.unit.name))</h1>\
            \(figures.isEmpty ? .emptyState(voice.say(RoomWords.nobodyCalled)) : .figures(voice.say(RoomWords.nowServing), figures))\
            <p class="lead">\(voice.say(RoomWords.waiting(waiting)))</p>
            """
    }
}
