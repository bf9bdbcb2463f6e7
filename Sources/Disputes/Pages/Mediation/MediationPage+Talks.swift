import Accounts
import Base
import Clocks
import Markup
import Matters
import Web

// What is talked about: sittings, and behind the wall caucus notes and offers.
extension MediationPage {
    var sittings: HTML {
        let items: [HTML] = mediation.sittings.map(sitting)
        let body: HTML =
            items.isEmpty
            ? "<p class=\"muted\">\(say(MediationWords.none))</p>" : "<div class=\"stack-24\">\(items)</div>"
        let adding: HTML? =
            rights.mayArrange && isOpen && mediation.mediator != nil && !mediation.here.isEmpty
            ? more("sitting", MediationWords.invite, sittingForm) : nil
        return .section(say(MediationWords.sittings), id: "sittings", "\(body)\(adding)")
    }

    private func sitting(_ sitting: Sitting) -> HTML {
        let kind: StatusKind =
            switch sitting.state {
            case .invited: .waiting
            case .held: .done
            case .adjourned: .working
            case .cancelled: .closed
            }
        let seats: [HTML] = sitting.people.map { seat in
            let how =
                seat.attendance.map { say($0.words) }
                ?? say(MediationWords.asked(seat.invitation.words))
            return "<li>\(HTML.said(name(seat.party))) <span class=\"small muted\">\(how)</span></li>"
        }
        let minutes: HTML? = sitting.minutes.map { .more(say(MediationWords.minutes), .quote($0)) }
        let isOver = sitting.day < voice.today || sitting.day == voice.today
        let acts: HTML? =
            rights.mayArrange && sitting.state == .invited
            ? "\(isOver ? holdForm(sitting) : nil)\(cancelForm(sitting))" : nil
        return """
            <div class="stack-8"><p class="open-line"><span class="strong">\(say(MediationWords.sitting(sitting.number)))</span> \
            \(HTML.status(say(sitting.state.words), kind))</p>\
            <p>\(say(DayWords.full(sitting.day))) \(sitting.times.text) · \(say(sitting.place))</p>\
            <ul class="stack-4">\(seats)</ul>\(minutes)\(acts)</div>
            """
    }

    private func holdForm(_ sitting: Sitting) -> HTML {
        let id = "hold-\(sitting.number)"
        let ways = Attendance.allCases.map { Choice($0.rawValue, say($0.words)) }
        let seats: [HTML] = sitting.people.map { seat in
            HTML.segments(
                voice.field(id, "at-\(seat.party)", Words(name(seat.party), name(seat.party))), ways,
                chosen: voice.value(id, "at-\(seat.party)", Attendance.present.rawValue))
        }
        return more(
            "hold", MediationWords.hold, id: id,
            """
            \(HTML.hidden("sitting", sitting.id.text))\(seats)\
            \(HTML.textarea(voice.field(id, "minutes", MediationWords.minutes, hint: MediationWords.minutesHint), value: voice.value(id, "minutes"), rows: 8, maximum: 10_000))\
            \(HTML.check(voice.field(id, "adjourned", MediationWords.adjourned), isOn: voice.value(id, "adjourned") == "yes"))\
            \(nextFields(sitting, id))\(submit())
            """)
    }

    /// When an adjourned sitting goes on, or why that is not set.
    private func nextFields(_ sitting: Sitting, _ id: String) -> HTML {
        func time(_ name: String, _ words: Words, _ minute: Int) -> HTML {
            .input(
                voice.field(id, name, words), value: voice.value(id, name, DayTimes.field(minute)), kind: .time,
                isShort: true)
        }
        return """
            \(HTML.date(voice.field(id, "next-day", MediationWords.nextDay, hint: MediationWords.nextHint), value: voice.value(id, "next-day"), first: voice.today.description))\
            <div class="fields-2">\(time("next-from", MediationWords.from, sitting.times.from))\(time("next-to", MediationWords.to, sitting.times.to))</div>\
            \(HTML.input(voice.field(id, "next-reason", MediationWords.nextReason), value: voice.value(id, "next-reason"), maximum: 200))
            """
    }

    private func cancelForm(_ sitting: Sitting) -> HTML {
        let id = "cancel-\(sitting.number)"
        return more(
            "sitting-cancel", MediationWords.cancel, id: id,
            """
            \(HTML.hidden("sitting", sitting.id.text))\
            \(HTML.input(voice.field(id, "reason", MediationWords.reason), value: voice.value(id, "reason"), maximum: 200))\
            \(submit(MediationWords.cancel, .alarm))
            """)
    }

    private var sittingForm: HTML {
        let rooms = centres.flatMap { centre in
            centre.rooms.map { Choice("\(centre.unit.id):\($0.id)", "\(say(centre.unit.name)) \(say($0.name))") }
        }
        let people = mediation.here.map { Choice($0.id.text, said: "\(say($0.side.words)) \($0.name)") }
        let ways = Invitation.allCases.map { Choice($0.rawValue, say($0.words)) }
        func time(_ name: String, _ words: Words, _ usual: String) -> HTML {
            .input(
                voice.field("sitting", name, words), value: voice.value("sitting", name, usual), kind: .time,
                isShort: true)
        }
        let chosen = voice.sent == "sitting" ? Set(voice.typed.all("invited")) : Set(mediation.here.map(\.id.text))
        return """
            \(HTML.date(voice.field("sitting", "day", MediationWords.day), value: voice.value("sitting", "day"), first: voice.today.description))\
            <div class="fields-2">\(time("from", MediationWords.from, "14:00"))\(time("to", MediationWords.to, "15:30"))</div>\
            \(rooms.isEmpty ? nil : HTML.select(voice.field("sitting", "room", MediationWords.room), rooms, chosen: voice.value("sitting", "room"), none: say(MediationWords.none)))\
            \(HTML.input(voice.field("sitting", "place", MediationWords.place), value: voice.value("sitting", "place"), maximum: 100))\
            \(HTML.checks(voice.field("sitting", "invited", MediationWords.invited), people, chosen: chosen))\
            \(HTML.segments(voice.field("sitting", "invitation", MediationWords.invitation), ways, chosen: voice.value("sitting", "invitation", "sms")))\
            \(submit())
            """
    }

    // MARK: - Behind the wall

    var wall: HTML? {
        guard rights.mediates else { return nil }
        return """
            <div class="stack-24">\(HTML.banner(say(MediationWords.wall), "<p>\(say(MediationWords.wallNote))</p>"))\(caucus)\(offers)</div>
            """
    }

    private var caucus: HTML {
        let notes: [HTML] = mediation.notes.map { note in
            """
            <div class="stack-4"><p class="small muted">\(say(note.side.words)) · \(say(DayWords.plain(note.at.day)))</p>\(HTML.quote(note.text))</div>
            """
        }
        let body: HTML =
            notes.isEmpty
            ? "<p class=\"muted\">\(say(MediationWords.none))</p>" : "<div class=\"stack-24\">\(notes)</div>"
        let writing = more(
            "note", MediationWords.addNote,
            """
            \(HTML.segments(voice.field("note", "side", MediationWords.side), sideChoices, chosen: voice.value("note", "side", "a")))\
            \(HTML.textarea(voice.field("note", "note", MediationWords.note), value: voice.value("note", "note"), rows: 4, maximum: 5_000))\(submit())
            """)
        return .section(say(MediationWords.caucus), id: "caucus", "\(body)\(isOpen ? writing : nil)")
    }

    private var offers: HTML {
        let items: [HTML] = mediation.offers.map(offer)
        let body: HTML =
            items.isEmpty
            ? "<p class=\"muted\">\(say(MediationWords.none))</p>" : "<div class=\"stack-24\">\(items)</div>"
        let adding: HTML? =
            isOpen && mediation.here.count > 1 ? more("offer", MediationWords.makeOffer, offerForm) : nil
        return .section(say(MediationWords.offers), id: "offers", "\(body)\(adding)")
    }

    private func offer(_ offer: Offer) -> HTML {
        let isExpired = offer.state == .open && offer.until < voice.today
        let state = isExpired ? OfferState.expired : offer.state
        let kind: StatusKind = state == .open ? .waiting : state == .accepted ? .done : .closed
        let lines: [HTML] = offer.pledges.map { "<li>\(HTML.said(say($0.sentence)))</li>" }
        let acts: HTML? =
            state == .open && isOpen
            ? form(
                "offer-answer", id: "offer-\(offer.number)",
                """
                \(HTML.hidden("offer", offer.id.text))\(HTML.buttons([
                    .button(say(MediationWords.accept), name: "answer", value: OfferState.accepted.rawValue),
                    .button(say(MediationWords.decline), .plain, name: "answer", value: OfferState.declined.rawValue),
                    .button(say(MediationWords.takeBack), .plain, name: "answer", value: OfferState.withdrawn.rawValue),
                ]))
                """) : nil
        return """
            <div class="stack-8"><p class="open-line"><span class="strong">\(say(MediationWords.offer(offer.number, offer.side.words)))</span> \
            \(HTML.status(say(state.words), kind)) <span class="small muted">\(say(MediationWords.until)) \(say(DayWords.plain(offer.until)))</span></p>\
            <ol class="stack-4">\(lines)</ol>\(acts)</div>
            """
    }

    private var offerForm: HTML {
        let open = mediation.offers.filter { $0.state == .open && $0.until >= voice.today }.map {
            Choice($0.id.text, say(MediationWords.offer($0.number, $0.side.words)))
        }
        return """
            \(HTML.segments(voice.field("offer", "side", MediationWords.by), sideChoices, chosen: voice.value("offer", "side", "a")))\
            \(open.isEmpty ? nil : HTML.select(voice.field("offer", "answering", MediationWords.answering), open, chosen: voice.value("offer", "answering"), none: say(MediationWords.firstOffer)))\
            \(pledgeLines("offer"))\(HTML.date(voice.field("offer", "until", MediationWords.until), value: voice.value("offer", "until", voice.today.adding(days: 7).description), first: voice.today.description))\
            \(submit())
            """
    }

    /// How many lines of a form stand open, and how many it has with those in the fold; never fewer than are filled in.
    static let openLines = 4, offerLines = 12

    /// The lines of what is promised, of the form for an offer or for the agreement itself; `before` fills them in.
    func pledgeLines(_ form: String, _ before: [Pledge] = []) -> HTML {
        let last = max(Self.offerLines, before.count)
        let all = (1...last).map { number in
            pledgeFields(number, form, number <= before.count ? before[number - 1] : nil)
        }
        let isUsed =
            before.count > Self.openLines
            || ((Self.openLines + 1)...last).contains { !voice.value(form, "due-\($0)").isEmpty }
        let rest = HTML.more(
            say(MediationWords.moreLines(Self.openLines + 1, last)), .joined(all.dropFirst(Self.openLines).map(\.self)),
            isOpen: isUsed)
        return "\(HTML.joined(all.prefix(Self.openLines).map(\.self)))\(rest)"
    }

    private func pledgeFields(_ number: Int, _ form: String, _ before: Pledge?) -> HTML {
        let kinds = PledgeKind.allCases.map { Choice($0.rawValue, say($0.words)) }
        func field(_ name: String, _ words: Words) -> Field { voice.field(form, "\(name)-\(number)", words) }
        func value(_ name: String, _ usual: String?) -> String { voice.value(form, "\(name)-\(number)", usual ?? "") }
        let body: HTML = """
            \(HTML.segments(field("kind", MediationWords.kind), kinds, chosen: value("kind", before?.kind ?? "money")))\
            <div class="fields-2">\(HTML.select(field("from", MediationWords.owes), sideChoices, chosen: value("from", before?.from ?? "b")))\
            \(HTML.select(field("to", MediationWords.whom), sideChoices, chosen: value("to", before?.to ?? "a")))</div>\
            <div class="fields-2">\(HTML.input(field("yuan", MediationWords.yuan), value: value("yuan", before?.fen.map(Money.text)), isShort: true))\
            \(HTML.date(field("due", MediationWords.due), value: value("due", before?.due)))</div>\
            \(HTML.input(field("text", MediationWords.text), value: value("text", before?.text), maximum: 500))
            """
        let isUsed = number == 1 || !value("due", before?.due).isEmpty
        return .more(
            "\(say(MediationWords.line(number)))", "<div class=\"stack-24\">\(body)</div>", isOpen: isUsed)
    }
}
