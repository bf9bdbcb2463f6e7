import Base
import Markup
import Matters
import Web

/// What belongs to one channel, the group, and the mandate: below the window's own fields, each under its heading.
struct WindowChannels {
    let entry: WindowEntry
    let faults: [String: Words]
    let handover: HandoverPack?
    let today: Day
    let say: Voice

    var html: HTML { "\(letter)\(court)\(police)\(hotline)\(group)\(mandate)" }

    private func field(_ name: String, _ label: Words, hint: Words? = nil) -> Field {
        Field(
            name, say(label), hint: hint.map(say.callAsFunction), error: faults[name].map(say.callAsFunction), id: name)
    }

    private func input(_ name: String, _ label: Words, hint: Words? = nil, maximum: Int = 80) -> HTML {
        .input(field(name, label, hint: hint), value: entry.channelEntry.value(name), maximum: maximum)
    }

    private func date(_ name: String, _ label: Words, last: Day? = nil, first: Day? = nil) -> HTML {
        .date(
            field(name, label), value: entry.channelEntry.value(name), first: first?.description,
            last: last?.description)
    }

    private func segments(_ name: String, _ label: Words, _ choices: [Choice]) -> HTML {
        .segments(field(name, label), choices, chosen: entry.channelEntry.value(name))
    }

    private func part(_ name: String, _ heading: Words, _ body: HTML) -> HTML {
        """
        <fieldset class="for-channel for-\(name) stack"><legend class="head">\(say(heading))</legend>\
        <div class="stack">\(body)</div></fieldset>
        """
    }

    private var letter: HTML {
        let ways = LetterWay.allCases.map { Choice($0.rawValue, say(ChannelWords.way($0))) }
        return part(
            "letter", WindowWords.letterHead,
            """
            <p class="hint">\(say(WindowWords.letterHint))</p>\(segments("letter-way", WindowWords.letterWay, ways))\
            <div class="fields-2">\(date("letter-day", WindowWords.letterDay, last: today))\
            \(input("letter-number", WindowWords.letterNumber))</div>
            """)
    }

    private var court: HTML {
        let ways = CourtReferral.allCases.map { Choice($0.rawValue, say(ChannelWords.way($0))) }
        return part(
            "court", WindowWords.courtHead,
            """
            <p class="hint">\(say(WindowWords.courtHint))</p>\
            <div class="fields-2">\(input("court", WindowWords.court))\(input("case-number", WindowWords.caseNumber))</div>\
            \(HTML.radios(field("court-way", WindowWords.courtWay), ways, chosen: entry.channelEntry.value("court-way")))\
            \(date("court-day", WindowWords.courtDay, last: today))
            """)
    }

    private var police: HTML {
        let classes = (handover?.classes ?? []).map { Choice($0.code, say($0.name)) }
        let select: HTML? =
            classes.isEmpty
            ? nil
            : .select(
                field("police-class", WindowWords.policeClass), classes,
                chosen: entry.channelEntry.value("police-class"), none: say(WindowWords.chooseOne))
        return part(
            "police", WindowWords.policeHead,
            "<p class=\"hint\">\(say(WindowWords.policeHint))</p>\(input("incident", WindowWords.incident, maximum: 40))\(select)"
        )
    }

    private var hotline: HTML {
        part(
            "hotline", WindowWords.callHead,
            """
            <p class="hint">\(say(WindowWords.callHint))</p>\
            <div class="fields-2">\(date("call-day", WindowWords.callDay, first: today))\
            \(HTML.input(field("call-time", WindowWords.callTime), value: entry.channelEntry.value("call-time"), kind: .time, isShort: true))</div>\
            <div class="fields-2">\(HTML.input(field("call-number", WindowWords.callNumber), value: entry.channelEntry.value("call-number"), kind: .tel, maximum: 30))\
            \(input("call-reason", WindowWords.callReason, maximum: CallBackWish.reasonLimit))</div>
            """)
    }

    private var group: HTML {
        GroupFields(
            answers: entry.answers, faults: faults, say: say
        ).html
    }

    private var mandate: HTML {
        let ways = MandateWay.allCases.map { Choice($0.rawValue, say(WindowWords.mandate($0))) }
        let isOpen =
            entry.channelEntry.hasMandate
            || ["asker", "mandate-way", "mandate-day", "scope"].contains { faults[$0] != nil }
        return .more(
            say(WindowWords.mandateHead),
            """
            <p class="hint">\(say(WindowWords.mandateHint))</p>\
            \(HTML.check(field("mandate", WindowWords.mandateTick), isOn: entry.channelEntry.hasMandate))\
            \(input("asker", WindowWords.asker, hint: WindowWords.askerHint, maximum: Mandate.askerLimit))\
            \(segments("mandate-way", WindowWords.mandateWay, ways))\
            \(date("mandate-day", WindowWords.mandateDay, last: today))\
            \(input("scope", WindowWords.mandateScope, maximum: Mandate.scopeLimit))
            """,
            isOpen: isOpen
        )
    }
}

/// The two lists of a group: those who speak for it, and everybody else.
struct GroupFields {
    let answers: Answers
    let faults: [String: Words]
    let say: Voice

    var html: HTML {
        .more(
            say(GroupWords.head),
            """
            <p class="hint">\(say(GroupWords.lead))</p>\
            \(area("representatives", GroupWords.representatives, nil, answers.representatives))\
            \(area("members", GroupWords.members, GroupWords.membersHint, answers.members))
            """,
            isOpen: !answers.representatives.isEmpty || !answers.members.isEmpty
                || faults["representatives"] != nil || faults["members"] != nil
        )
    }

    private func area(_ name: String, _ label: Words, _ hint: Words?, _ value: String) -> HTML {
        .textarea(
            Field(
                name, say(label), hint: hint.map(say.callAsFunction), error: faults[name].map(say.callAsFunction),
                id: name),
            value: value, rows: 4, maximum: Answers.groupLimit)
    }
}
