import Base
import Clocks
import Foundation
import Markup
import Matters
import Web

/// What was typed into the acts, as posted.
struct TrackTyped: Hashable, Sendable {
    /// The text of each act, by its address.
    var texts: [String: String] = [:]
    /// The stars chosen.
    var stars = ""

    /// Nothing yet.
    init() {}

    /// Reads a posted form; `act` has been done, and what was typed for it is not typed again.
    init(_ form: Form, without act: String? = nil) {
        for (path, _, _) in TrackActs.acts where path != act {
            texts[path] = form.filled("\(path)-text")?.replacingOccurrences(of: "\r\n", with: "\n")
        }
        if act != "rating" { stars = form.text("stars") }
    }
}

/// What the filer can do: each act folded until wanted; barred ones say why.
///
/// All of them are one form, so that a switch of language takes along whatever was typed into any of them.
struct TrackActs {
    let page: TrackPage

    /// The acts in the order they are shown: name of the address, code of the action, heading.
    static let acts: [(path: String, action: String, heading: Words)] = [
        ("rating", "rating", TrackWords.rate), ("reopening", "reopening", TrackWords.reopen),
        ("additions", "addition", TrackWords.add), ("withdrawal", "withdrawal", TrackWords.withdraw),
    ]

    var html: HTML {
        HTML.form(
            to: IntakePaths.track, id: TrackPage.formID,
            hidden: [
                "csrf": page.csrf, TrackPage.openedField: "true", "revision": String(page.tracked.matter.revision),
            ],
            hasFiles: true, page.receipt + HTML.joined(Self.acts.map(act))
        )
    }

    private func act(_ act: (path: String, action: String, heading: Words)) -> HTML {
        switch page.tracked.may[act.action] {
        case .allowed?:
            let isBack = page.fault?.act == act.path || page.typed.texts[act.path] != nil
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
        let inside: HTML =
            switch path {
            case "rating":
                """
                \(HTML.radios(field(path, "stars", TrackWords.stars), stars, chosen: page.typed.stars))\
                \(text(path, TrackWords.rateText, rows: 3))\(button(path, TrackWords.rateSend))
                """
            case "reopening":
                "\(reopenUntil)\(text(path, TrackWords.reopenText, rows: 4))\(button(path, TrackWords.reopenSend))"
            case "additions":
                """
                \(text(path, TrackWords.addText, rows: 5))\
                \(HTML.file(field(path, "files", TrackWords.addFiles, hint: IntakeWords.filesHint), accept: CheckPart.accepted))\
                \(button(path, TrackWords.addSend))
                """
            default: "\(text(path, TrackWords.withdrawText, rows: 3))\(button(path, TrackWords.withdrawSend, .alarm))"
            }
        return "<div class=\"stack-24\">\(inside)</div>"
    }

    private func button(_ path: String, _ label: Words, _ kind: ButtonKind = .primary) -> HTML {
        .button(page.say(label), kind, to: IntakePaths.track(path))
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
        // Each text has a name of its own: all acts are one form.
        var field = field(path, "text", label)
        field.name = field.id
        return HTML.textarea(
            field, value: page.typed.texts[path] ?? "", rows: rows, maximum: MatterStore.textLimit)
    }

    private func field(_ path: String, _ name: String, _ label: Words, hint: Words? = nil) -> Field {
        let fault = page.fault.flatMap { $0.act == path && $0.field == name ? page.say($0.words) : nil }
        return Field(
            name, page.say(label), hint: hint.map(page.say.callAsFunction), error: fault, id: "\(path)-\(name)")
    }
}
