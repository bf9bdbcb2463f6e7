import Base
import Markup

/// One matter in a list, as plain values.
struct MatterRow {
    let matter: Matter
    /// Nil once the words were erased.
    let narrative: Narrative?
    let clock: DueClock?
    let village: Words?
    let attentions: [String]
    /// The end in words, when it has ended.
    let ending: Words?

    /// The row as a link to an address.
    func listRow(to path: Path, today: Day, language: Language, isCurrent: Bool = false) -> ListRow {
        func say(_ words: Words) -> String { words.text(language) }
        var meta: [HTML] = [status(language), "<span>\(say(MatterWords.kind(matter.kind)))</span>"]
        if let village { meta.append("<span>\(say(village))</span>") }
        meta += Set(attentions).sorted().map { .tag(say(MatterWords.attention($0))) }
        return ListRow(
            to: path,
            title: narrative.map { .said($0.title) } ?? "<span class=\"muted\">\(say(MatterWords.erased))</span>",
            clock: clock.map { clock in
                let chip = ClockChip(clock, today: today)
                return .clock(say(chip.words), chip.state)
            },
            meta: meta, said: narrative.map { "“\(Self.firstLine($0.text))”" }, isNew: matter.status == .received,
            isCurrent: isCurrent
        )
    }

    func status(_ language: Language) -> HTML {
        StatusWord(matter: matter, ending: ending).html(language)
    }

    static func firstLine(_ text: String) -> String {
        // No more of the text is looked at than is shown.
        let line = text.drop(while: \.isNewline).prefix(61).prefix { !$0.isNewline }
        return line.count > 60 ? line.prefix(60) + "…" : String(line)
    }
}

/// Where a matter stands in a word with a shape.
struct StatusWord {
    let matter: Matter
    let ending: Words?

    func html(_ language: Language) -> HTML {
        switch matter.status {
        case .received: .status(MatterWords.statusReceived.text(language), .waiting)
        case .handling: .status(MatterWords.statusHandling.text(language), .working)
        case .ended:
            .status(
                (ending ?? MatterWords.statusEnded).text(language), matter.end?.isSolved == true ? .done : .closed
            )
        }
    }
}
