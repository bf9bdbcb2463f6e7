import Base

/// Where the switches of language and theme lead, and what goes along. They work without a script.
public enum Switches: Sendable {
    /// A form of their own with hidden values: the token, and what the page is made from or the page to come back to.
    case own(to: Path, hidden: [(name: String, value: String)])
    /// The form on the page with this id, sent with everything typed so far to an address that draws it again.
    case within(form: String, to: Path)
}

extension PageShell {
    // Each language is named in itself, so that its readers find it; the one in use is left out.
    var languages: HTML? {
        let others = ShellWords.languageNames.filter { $0.language != language }.map { name in
            switchButton(
                "language", name.language.rawValue, "<span lang=\"\(name.code)\" translate=\"no\">\(name.name)</span>")
        }
        return switchGroup(words.languages, [enter].compactMap(\.self) + others)
    }

    var themes: HTML? {
        let others = Theme.allCases.filter { $0 != theme }.map {
            switchButton("theme", $0.rawValue, "\(words.theme[$0])")
        }
        return switchGroup(words.themes, others)
    }

    // Files stay at home: sent as plain text, a field of files sends their names only.
    private func switchButton(_ name: String, _ value: String, _ label: HTML) -> HTML {
        guard case .within(let form, let path) = switches else {
            return "<button class=\"link\" type=\"submit\" name=\"\(name)\" value=\"\(value)\">\(label)</button>"
        }
        return """
            <button class="link" type="submit" form="\(form)" formaction="\(path)" \
            formenctype="application/x-www-form-urlencoded" formnovalidate="formnovalidate" name="\(name)" \
            value="\(value)">\(label)</button>
            """
    }

    // The Enter key presses the first button of a form, and the switches stand before the form's own
    // (HTML standard, implicit submission): a button that nobody sees stands before them and sends the form as it is.
    private var enter: HTML? {
        guard case .within(let form, _) = switches else { return nil }
        return
            "<button class=\"aside-only\" type=\"submit\" form=\"\(form)\" tabindex=\"-1\" aria-hidden=\"true\"></button>"
    }

    private func switchGroup(_ label: String, _ buttons: [HTML]) -> HTML? {
        switch switches {
        case .own(let path, let hidden):
            """
            <form class="switch no-print" method="post" action="\(path)" aria-label="\(label)">\
            \(hidden.map { HTML.hidden($0.name, $0.value) })\(buttons)</form>
            """
        case .within: "<div class=\"switch no-print\" role=\"group\" aria-label=\"\(label)\">\(buttons)</div>"
        case nil: nil
        }
    }
}
