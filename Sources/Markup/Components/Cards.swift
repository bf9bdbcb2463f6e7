extension HTML {
    /// The clock that matters most, in large type: its duty, what is left, the last day, and below it what else there is.
    public static func clockCard(
        _ heading: String, id: String, words: String, state: ClockState, day: String, _ below: HTML
    ) -> HTML {
        clockCard(
            heading, id: id,
            """
            <p class="clock-big\(state == .over ? " clock-big-over" : "")">\(words)</p><p class="strong">\(day)</p>\(below)
            """
        )
    }

    /// The same card where no clock runs.
    public static func clockCard(_ heading: String, id: String, _ body: HTML) -> HTML {
        """
        <section class="clock-card" aria-labelledby="\(id)"><h2 class="kicker" id="\(id)">\(heading)</h2>\(body)</section>
        """
    }

    /// Where a matter stands, as its filer reads it: each part under its label, the first in large type.
    public static func answerCard(_ label: String, now: HTML, parts: [(label: String, body: HTML)]) -> HTML {
        let rest: [HTML] = parts.map { "<div><p class=\"slip-label\">\($0.label)</p>\($0.body)</div>" }
        return """
            <section class="answer-card" aria-label="\(label)"><div><p class="slip-label">\(label)</p>\(now)</div>\
            \(rest)</section>
            """
    }

    /// The word in large type of such a card.
    public static func answerNow(_ words: String) -> HTML { "<p class=\"answer-now\">\(words)</p>" }

    /// A part of a resident's page, set off by a rule.
    public static func ruled(_ heading: String, id: String, _ body: HTML) -> HTML {
        """
        <section class="stack ruled" aria-labelledby="\(id)"><h2 class="head" id="\(id)">\(heading)</h2>\(body)</section>
        """
    }

    /// A note that what is shown is made up or only a sketch.
    public static func demoNote(_ text: String) -> HTML { "<p class=\"demo-note\">\(text)</p>" }

    /// Steps under numbers.
    public static func numbered(_ lines: [String]) -> HTML {
        "<ol class=\"numbered\">\(lines.map { HTML("<li><span>\($0)</span></li>") })</ol>"
    }

    /// People under numbers.
    public static func numberedPeople(_ people: [HTML]) -> HTML {
        "<ol class=\"numbered\">\(people.map { HTML("<li><span>\($0)</span></li>") })</ol>"
    }

    /// Several ways to the same end, side by side.
    public static func ways(_ ways: [(name: String, text: String)]) -> HTML {
        "<div class=\"ways\">\(ways.map { HTML("<p><strong>\($0.name)</strong><br>\($0.text)</p>") })</div>"
    }

    /// People and offices under the word for what they are.
    public static func parties(_ lines: [(String, HTML)]) -> HTML {
        let rows: [HTML] = lines.map { "<div class=\"party\"><span>\($0.0)</span><div>\($0.1)</div></div>" }
        return "<div class=\"parties\">\(rows)</div>"
    }

    /// Matters that may be the same, each by its title and number.
    public static func guesses(_ guesses: [(title: HTML, number: String, note: String, path: Path)]) -> HTML {
        let items: [HTML] = guesses.map { guess in
            """
            <div><p class="guess-line"><a class="guess-name" href="\(guess.path)">\(guess.title)</a></p>\
            <p class="small muted"><span class="code">\(guess.number)</span> \(guess.note)</p></div>
            """
        }
        return "<div class=\"guess\">\(items)</div>"
    }

    /// The steps that can be taken on the open matter, in one bar.
    public static func actionBar(_ buttons: [HTML]) -> HTML { "<div class=\"action-bar\">\(buttons)</div>" }
}
