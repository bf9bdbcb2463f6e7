import Base
import Clocks
import Markup
import Matters

/// What the filer can do: each act folded until wanted; barred ones say why.
struct TrackActs {
    let page: TrackPage

    /// The acts in the order they are shown: name of the address, code of the action, heading.
    static let acts: [(path: String, action: String, heading: Words)] = [
        ("rating", "rating", TrackWords.rate), ("reopening", "reopening", TrackWords.reopen),
        ("additions", "addition", TrackWords.add), ("withdrawal", "withdrawal", TrackWords.withdraw),
    ]

    var html: HTML { HTML.joined(Self.acts.map(act)) }

    private func act(_ act: (path: String, action: String, heading: Words)) -> HTML {
        switch page.tracked.may[act.action] {
        case .allowed?:
            let isBack = page.act == act.path
            let isExpected = act.path == "rating" || act.path == "reopening"
            return HTML.more(page.say(act.heading), form(act.path), isOpen: isBack || isExpected)
        case .barred(let why)?:
            return """
                <p><span class="muted strong">\(page.say(act.heading))</span><br>\
                <span class="hint">\(page.say(TrackWords.notNow))\(page.say(IntakeWords.colon))\(page.say(why))</span></p>
                """
        case nil: return .empty
        }
    }

    private func form(_ path: String) -> HTML {
        let revision = page.tracked.matter.revision
        let inside: HTML =
            switch path {
            case "rating":
                """
                \(HTML.radios(field(path, "stars", TrackWords.stars), stars, chosen: page.stars))\(text(path, TrackWords.rateText, rows: 3))\
                \(HTML.button(page.say(TrackWords.rateSend), .primary))
                """
            case "reopening":
                "\(reopenUntil)\(text(path, TrackWords.reopenText, rows: 4))\(HTML.button(page.say(TrackWords.reopenSend), .primary))"
            case "additions":
                """
                \(text(path, TrackWords.addText, rows: 5))\
                \(HTML.file(field(path, "files", TrackWords.addFiles, hint: IntakeWords.filesHint), accept: CheckPart.accepted))\
                \(HTML.button(page.say(TrackWords.addSend), .primary))
                """
            default:
                "\(text(path, TrackWords.withdrawText, rows: 3))\(HTML.button(page.say(TrackWords.withdrawSend), .alarm))"
            }
        return page.form(IntakePaths.track(path), revision, hasFiles: path == "additions", inside)
    }

    /// By when, under which rule.
    private var reopenUntil: HTML? {
        page.tracked.reopening.map { rule in
            """
            <p class="hint">\(page.say(TrackWords.reopenUntil(DayWords.full(rule.until))))<br>\(page.say(rule.sentence))<br>\
            \(page.say(rule.article))</p>
            """
        }
    }

    private var stars: [Choice] {
        TrackWords.starNames.enumerated().reversed().map {
            Choice(String($0.offset + 1), "\($0.offset + 1)　\(page.say($0.element))")
        }
    }

    private func text(_ path: String, _ label: Words, rows: Int) -> HTML {
        let typed = page.act == path ? page.typed : ""
        return HTML.textarea(field(path, "text", label), value: typed, rows: rows, maximum: MatterStore.textLimit)
    }

    private func field(_ path: String, _ name: String, _ label: Words, hint: Words? = nil) -> Field {
        let fault = page.fault.flatMap { $0.act == path && $0.field == name ? page.say($0.words) : nil }
        return Field(
            name, page.say(label), hint: hint.map(page.say.callAsFunction), error: fault, id: "\(path)-\(name)")
    }
}
