import Base
import Clocks
import Journal
import Markup
import Matters
import Proofs
import Web

/// Where the filer types number and code.
struct TrackFormPage {
    static let formID = "receipt"
    let number: String
    let code: String
    let isWrong: Bool
    let sendsCodes: Bool
    let csrf: String
    let say: Voice

    var html: HTML {
        let wrong = isWrong ? say(TrackWords.wrong) : nil
        let numberField = Field("number", say(TrackWords.number), hint: say(TrackWords.numberHint))
        let codeField = Field("code", say(TrackWords.code), hint: say(TrackWords.codeHint), error: wrong)
        return """
            \(HTML.errorSummary(say(IntakeWords.faultsHeading), [codeField]))\
            <div class="question"><h1 class="title">\(say(TrackWords.title))</h1><p>\(say(TrackWords.lead))</p></div>\
            \(HTML.form(to: IntakePaths.track, id: Self.formID, hidden: ["csrf": csrf], """
                \(HTML.input(numberField, value: number, kind: .code, maximum: 60))\
                \(HTML.input(codeField, value: code, kind: .code, maximum: 60))\
                <div class="button-row">\(HTML.button(say(TrackWords.open), .primary, isBig: true))</div>
                """))\(byTelephone)<p class="hint">\(say(sendsCodes ? TrackWords.lostOtherwise : TrackWords.lost))</p>\
            <p>\(HTML.link(say(TrackWords.proofLink), to: ProofPaths.page))</p>
            """
    }

    private var byTelephone: HTML? {
        guard sendsCodes else { return nil }
        let path = IntakePaths.code.query("number", number.isEmpty ? nil : number)
        return "<p>\(HTML.link(say(CodeWords.link), to: path))</p>"
    }
}

/// What the filer sees of their matter: where it stands, who answers by when, every step, and what they can do.
struct TrackPage {
    static let formID = "acts"
    /// Tells a switch pressed on this page from one pressed where number and code are still being typed.
    static let openedField = "opened"
    let tracked: TrackedMatter
    /// The code as typed, which the page's own forms carry.
    let code: String
    let csrf: String
    let today: Day
    let say: Voice
    /// A message on top, after a step or instead of one.
    var banner: HTML = .empty
    /// What was wrong with what was just sent: the act, the field, and the words.
    var fault: (act: String, field: String, words: Words)?
    /// What was typed into the acts and is not done.
    var typed = TrackTyped()

    var title: String { tracked.narrative?.title ?? say(TrackWords.title) }

    var html: HTML {
        """
        \(banner)\(summary)<div class="question"><p class="kicker"><span class="code">\(tracked.matter.number)</span></p>\
        <h1 class="title">\(HTML.said(title))</h1></div>\(card)\
        \(ruled("line", TrackWords.steps, HTML.timeline(story)))\
        \(ruled("can", TrackWords.can, TrackActs(page: self).html))\(ruled("yours", TrackWords.yours, yours))\
        \(ruled("record", TrackWords.verify, record))
        """
    }

    private var summary: HTML? {
        fault.map {
            HTML.errorSummary(
                say(IntakeWords.faultsHeading),
                [
                    Field($0.field, "", error: say($0.words), id: "\($0.act)-\($0.field)")
                ])
        }
    }

    private func ruled(_ id: String, _ heading: Words, _ body: HTML) -> HTML {
        .ruled(say(heading), id: id, body)
    }

    private var card: HTML {
        let stage = tracked.matter.end.map(TrackWords.end) ?? tracked.stage
        let helpers: [HTML] = tracked.helpers.map { "<p class=\"hint\">\(say(TrackWords.together($0)))</p>" }
        let stars: HTML? = tracked.matter.rating.map { "<p class=\"hint\">\(say(TrackWords.rated($0)))</p>" }
        let who = say(tracked.matter.isOpen ? TrackWords.who : TrackWords.answered)
        let office: HTML = "<p class=\"strong\">\(say(tracked.answerable))</p>\(helpers)"
        let parts: [(String, HTML)?] = [
            (who, office), tracked.matter.isOpen ? (say(TrackWords.when), term) : nil,
            review.map { (say(TrackWords.reviewHead), $0) }, tracked.proxy.map { (say(TrackWords.proxy), proxy($0)) },
        ]
        return .answerCard(
            say(TrackWords.now), now: "\(HTML.answerNow(say(stage)))\(stars)", parts: parts.compactMap(\.self)
        )
    }

    /// Whoever runs it for the filer, and taking the mandate back.
    private func proxy(_ unit: Words) -> HTML {
        let revision = HTML.hidden("revision", String(tracked.matter.revision))
        let body: HTML =
            "\(revision)<p class=\"hint\">\(say(TrackWords.proxyBackHint))</p>\(HTML.button(say(TrackWords.proxyBack)))"
        return """
            <p class="strong">\(say(unit))</p>\(HTML.more(say(TrackWords.proxyBackAsk), form(IntakePaths.track("mandate"), body)))
            """
    }

    /// How to have the answer reviewed, with the article that says so.
    private var review: HTML? {
        guard !tracked.review.isEmpty else { return nil }
        let rights: [HTML] = tracked.review.map { right in
            let consequence: HTML? = right.consequence.map { "<br>\(say($0))" }
            return """
                <p>\(say(right.sentence))</p><p class="hint">\(say(right.article))\(consequence)</p>
                """
        }
        return .joined(rights)
    }

    private var term: HTML {
        guard let term = tracked.term else { return "<p>\(say(TrackWords.noTerm))</p>" }
        let consequence: HTML? = term.consequence.map { "<p class=\"hint\">\(say($0))</p>" }
        return """
            <p class="strong">\(say(DayWords.full(term.due)))</p>\
            \(chip(term))<p class="hint">\(say(term.sentence))<br>\(say(term.article))</p>\(consequence)\
            \(HTML.more(say(TrackWords.why), "<p class=\"hint\">\(say(term.why))</p>"))
            """
    }

    private func chip(_ term: TrackedTerm) -> HTML {
        if term.isPaused { return HTML.clock(say(TrackWords.paused), .paused) }
        if term.due < today {
            return HTML.clock(say(TrackWords.over(max(1, -term.daysLeft), working: term.isWorking)), .over)
        }
        let words = TrackWords.left(max(0, term.daysLeft), working: term.isWorking)
        return HTML.clock(say(words), term.daysLeft <= 1 ? .soon : .normal)
    }

    private var story: [TimelineStep] {
        tracked.timeline.enumerated().map { index, item in
            let time = item.happenedAt.timeOfDay
            let unit = item.unit.flatMap { tracked.names[$0] } ?? Words("", "")
            let target = item.parameters["to"].flatMap(RecordID.init).flatMap { tracked.names[$0] } ?? Words("", "")
            let told = tracked.procedure.told(item.code, item.parameters, plainly: true)
            let isPause = item.code == "matter.pause"
            let ground: HTML? = isPause ? told.map { "\(say(IntakeWords.colon))\(say($0))" } : nil
            let because: HTML? =
                isPause ? nil : (told.map { became($0, item) } ?? moved(item)).map { "<p>\(say($0))</p>" }
            let quote = item.text.map(HTML.quote)
            let happened =
                item.step ?? item.notice?.state ?? TrackWords.happened(code(of: item), unit: unit, target: target)
            let about: HTML? = item.notice.map { "<p class=\"hint\">\(say($0.title))</p>" } ?? because
            return TimelineStep(
                index == 0 && tracked.matter.isOpen ? .now : .done,
                when:
                    "\(say(DayWords.full(item.happenedAt.day))) \(time.hour):\(time.minute < 10 ? "0" : "")\(time.minute)",
                title: "\(say(happened))\(ground)", detail: about == nil ? quote : "\(about)\(quote)"
            )
        }
    }

    /// What counting anew did to the last day.
    private func moved(_ item: TimelineItem) -> Words? {
        guard ["matter.recount", "matter.law-recount"].contains(item.code) else { return nil }
        let days = ["before", "due"].compactMap { item.parameters[$0].flatMap { Day($0) } }.map { DayWords.full($0) }
        return days.count == 2 ? TrackWords.moved(days[0], days[1]) : TrackWords.notMoved
    }

    private func became(_ told: Words, _ item: TimelineItem) -> Words {
        item.parameters["ground"] == nil ? TrackWords.route(told) : TrackWords.ground(told)
    }

    /// The code under which an entry is told: a place that was not found is no confirmed place.
    private func code(of item: TimelineItem) -> String {
        item.code == "matter.place" && item.parameters["place"] == nil ? "matter.place-unknown" : item.code
    }

    private var yours: HTML {
        let text: HTML? = tracked.narrative.map { HTML.quote($0.text) }
        let place: HTML? = tracked.narrative.flatMap {
            $0.place.isEmpty ? nil : "<p>\(say(IntakeWords.place))\(say(IntakeWords.colon))\(HTML.said($0.place))</p>"
        }
        let files: [HTML] = tracked.files.map { file in
            "<li>\(form(IntakePaths.attachment(file.id), "<button class=\"link\" type=\"submit\">\(HTML.said(file.name ?? say(TrackWords.unnamedFile)))</button>"))</li>"
        }
        let list: HTML? =
            files.isEmpty
            ? nil : "<p class=\"strong\">\(say(TrackWords.yourFiles))</p><ul class=\"files\">\(files)</ul>"
        let group: HTML? =
            tracked.group.isGroup
            ? "<p>\(say(GroupWords.total(tracked.group.people, tracked.group.representatives)))</p>" : nil
        return "\(text)\(place)\(group)\(list)"
    }

    private var record: HTML {
        let chain = tracked.chain
        let word = chain.firstBroken.map(TrackWords.torn) ?? TrackWords.whole(chain.entries)
        return """
            <p\(attribute: "class", chain.isIntact ? nil : "error")>\(say(word))</p>\
            \(HTML.more(say(IntakeWords.slipDigest), """
                <p class="hint">\(say(TrackWords.firstHash))<br><span class="code">\(SlipPage.grouped(chain.firstHash))</span></p>\
                <p class="hint">\(say(TrackWords.lastHash))<br><span class="code">\(SlipPage.grouped(chain.lastHash))</span></p>
                """))\(HTML.more(say(TrackWords.proofs), proofs))\(form(IntakePaths.track("slip"), HTML.button(say(TrackWords.slipAgain))))\
            \(form(IntakePaths.track, HTML.button(say(TrackWords.again), .plain)))
            """
    }

    /// Every step that the filer sees with the way to its proof, which shows nothing but hashes.
    private var proofs: HTML {
        let steps: [HTML] = tracked.timeline.compactMap { item in
            item.hash.map { hash in
                let unit = item.unit.flatMap { tracked.names[$0] } ?? Words("", "")
                let target = item.parameters["to"].flatMap(RecordID.init).flatMap { tracked.names[$0] } ?? Words("", "")
                let label = say(TrackWords.happened(code(of: item), unit: unit, target: target))
                return """
                    <li>\(say(DayWords.full(item.happenedAt.day))) \(HTML.link(label, to: ProofPaths.hash(HexText.encode(hash))))</li>
                    """
            }
        }
        return "<p class=\"hint\">\(say(TrackWords.proofsHint))</p><ul class=\"files\">\(steps)</ul>"
    }

    /// Number and code, as every form of this page carries them.
    var receipt: HTML { "\(HTML.hidden("number", tracked.matter.number))\(HTML.hidden("code", code))" }

    private func form(_ path: Path, _ body: HTML) -> HTML {
        HTML.form(to: path, hidden: ["csrf": csrf], receipt + body)
    }
}
