import Accounts
import Addresses
import Base
import Markup
import Matters
import Web

/// What stands beside the window form: known matters, topic, place, offices, route, each with its reason.
struct SuggestionPart {
    let entry: WindowEntry
    let help: WindowHelp
    let say: Voice
    let today: Day
    var faults: [String: Words] = [:]

    var html: HTML {
        guard let guess = help.guess else { return "<p class=\"hint\">\(say(WindowWords.textHint))</p>" }
        return """
            \(GroupLaw(size: help.group, language: say.language).html)<section class="stack-8" aria-labelledby="known"><h2 class="head" id="known">\(say(WindowWords.known))</h2>\
            \(known(guess))</section>\
            <section class="stack" aria-labelledby="guesses"><h2 class="head" id="guesses">\(say(WindowWords.suggestions))</h2>\
            \(kinds)\(topics(guess))\(places(guess))\(offices)\(route(guess))<p class="hint">\(say(WindowWords.local))</p></section>
            """
    }

    private func known(_ guess: Suggestion) -> HTML {
        guard !guess.known.isEmpty else { return "<p class=\"small muted\">\(say(WindowWords.noneKnown))</p>" }
        let lines = guess.known.map { same in
            (
                title: HTML.said(same.title), number: same.matter.number,
                note: say(WindowWords.likely(same, today: today)), path: IntakePaths.matter(same.matter.id)
            )
        }
        let choices = guess.known.map { Choice($0.matter.id.text, say(WindowWords.joins($0.matter.number))) }
        let field = Field(
            "same", say(WindowWords.same), hint: say(WindowWords.sameHint),
            error: faults["same"].map(say.callAsFunction))
        return HTML.guesses(lines)
            + HTML.select(field, choices, chosen: entry.same, none: say(WindowWords.notTheSame))
            + HTML.button(say(WindowWords.followOnly), name: "step", value: "follow")
    }

    /// What the words seem to ask for; the clerk takes it with the button or chooses in the form.
    private var kinds: HTML {
        let lines: [HTML] = help.kindGuesses.prefix(2).map { guess in
            let name = help.kinds.first { $0.kind == guess.kind }.map { say($0.name) } ?? guess.kind.rawValue
            let isTaken = guess.kind == entry.answers.matterKind
            let button = HTML.button(
                say(WindowWords.takeKind(name)), name: "kind-taken", value: guess.kind.rawValue
            )
            let words = say(WindowWords.because(guess.words.joined(separator: "、")))
            return """
                <div class="\(isTaken ? "is-taken" : "is-open")"><p class="guess-line"><span class="guess-name">\(name)</span></p><p class="small muted">\(words)</p>\
                \(isTaken ? nil : button)</div>
                """
        }
        let body: HTML =
            lines.isEmpty
            ? "<p class=\"small muted\">\(say(WindowWords.noKind))</p>" : "<div class=\"guess\">\(lines)</div>"
        return "<div class=\"stack-8\"><p class=\"strong\">\(say(WindowWords.kindGuess))</p>\(body)</div>"
    }

    private func topics(_ guess: Suggestion) -> HTML {
        let choices =
            guess.topics.map { topic in
                // Keywords count points: only a model knows how often it is right.
                let sure = guess.model == nil ? "" : "\(say(WindowWords.sure(topic.score)))　"
                let because = topic.words.isEmpty ? "" : say(WindowWords.because(topic.words.joined(separator: "、")))
                return Choice(
                    topic.code, help.topicName(topic.code).map(say.callAsFunction) ?? topic.code, note: sure + because)
            } + [Choice("none", say(WindowWords.noTopic))]
        let all = help.topics.flatMap(\.leaves).map {
            Choice($0.code, help.topicName($0.code).map(say.callAsFunction) ?? $0.code)
        }
        let other = HTML.select(
            Field("other-topic", say(WindowWords.otherTopic)), all, chosen: entry.otherTopic,
            none: say(WindowWords.keepTopic)
        )
        // A topic guessed before the text was changed may no longer stand among the guesses.
        let kept = choices.contains { $0.value == entry.topic } ? entry.topic : choices.first?.value
        let decided = guess.model.map { WindowWords.byModel($0.version, $0.messages) } ?? WindowWords.byKeywords
        let hint = guess.topics.isEmpty ? nil : say(decided)
        return HTML.radios(Field("topic", say(WindowWords.topic), hint: hint), choices, chosen: kept) + other
    }

    private func places(_ guess: Suggestion) -> HTML {
        let asked = HTML.hidden("asked", entry.answers.place)
        guard !guess.places.isEmpty else {
            return asked
                + HTML.nextBox(say(WindowWords.address), "<p class=\"small muted\">\(say(WindowWords.noAddress))</p>")
        }
        let choices =
            guess.places.map { PlaceName($0.place).choice(say.language) }
            + [Choice("none", say(WindowWords.noneOfThese))]
        let chosen =
            entry.answers.hasChosenPlace ? entry.answers.address : IntakeStore.certain(guess.places)?.place.id.text
        return asked + HTML.radios(Field("address", say(WindowWords.address)), choices, chosen: chosen ?? "none")
    }

    private var offices: HTML? {
        guard !help.offices.isEmpty else { return nil }
        let choices =
            help.offices.map { Choice($0.id.text, say($0.name)) } + [Choice("none", say(WindowWords.noneOfThese))]
        return HTML.radios(
            Field("unit", say(WindowWords.unit), error: faults["unit"].map(say.callAsFunction)), choices,
            chosen: entry.answers.unit
        )
    }

    private func route(_ guess: Suggestion) -> HTML {
        var choices: [Choice] = []
        if let route = guess.route {
            let because =
                [say(WindowWords.rule(route.rule)), say(route.sentence)] + route.because.map { say($0.words) }
                + [route.asking].compactMap { $0.map(say.callAsFunction) }
            choices.append(Choice("rule", say(route.unitName), note: because.joined(separator: "　")))
        }
        choices.append(Choice("own", say(WindowWords.own), note: guess.route == nil ? say(WindowWords.noRule) : nil))
        choices += help.targets.map { Choice($0.id.text, say($0.name)) }
        let kept = choices.contains { $0.value == entry.target } ? entry.target : choices.first?.value
        let target = Field("target", say(WindowWords.route), error: faults["target"].map(say.callAsFunction))
        let other = HTML.input(
            Field("target-name", say(WindowWords.other)), value: entry.targetName, maximum: Answers.placeLimit
        )
        return HTML.radios(target, choices, chosen: kept) + other
            + HTML.hidden("proposed", guess.route?.unit.text ?? "")
    }
}
