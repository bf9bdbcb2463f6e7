/// How loud a button is.
public enum ButtonKind: String, CaseIterable, Sendable {
    /// One of several steps.
    case ordinary = "button"
    /// The one step this page is for.
    case primary = "button button-primary"
    /// A step that takes something away.
    case alarm = "button button-alarm"
    /// A step that looks like a link.
    case plain = "button button-plain"
}

extension HTML {
    /// A button that sends its form, perhaps to an address of its own, perhaps with a name and a value; `key` is the
    /// letter that presses it at the desk.
    public static func button(
        _ label: String,
        _ kind: ButtonKind = .ordinary,
        isBig: Bool = false,
        to path: Path? = nil,
        name: String? = nil,
        value: String? = nil,
        key: String? = nil,
        isDisabled: Bool = false,
        describedBy: String? = nil
    ) -> HTML {
        """
        <button class="\(kind.rawValue)\(isBig ? " button-big" : "")" type="submit"\(attribute: "formaction", path)\(attribute: "name", name)\
        \(attribute: "value", value)\(attribute: "aria-describedby", describedBy)\(attribute: "data-key", key)\
        \(flag: "disabled", isDisabled)>\(label)\(key.map(HTML.key))</button>
        """
    }

    /// A link that looks like a button.
    public static func linkButton(
        _ label: String,
        to path: Path,
        _ kind: ButtonKind = .ordinary,
        isBig: Bool = false,
        key: String? = nil
    ) -> HTML {
        """
        <a class="\(kind.rawValue)\(isBig ? " button-big" : "")" href="\(path)"\(attribute: "data-key", key)>\
        \(label)\(key.map(HTML.key))</a>
        """
    }

    /// A link inside the program.
    public static func link(_ label: String, to path: Path) -> HTML {
        "<a href=\"\(path)\">\(label)</a>"
    }

    /// A link to another site.
    public static func link(_ label: String, to link: ExternalLink) -> HTML {
        "<a href=\"\(link)\" rel=\"noopener noreferrer\">\(label)</a>"
    }

    /// The link back to the step before.
    public static func back(_ label: String, to path: Path) -> HTML {
        "<a class=\"back\" href=\"\(path)\">\(label)</a>"
    }

    /// A button that prints the page; hidden until the script makes it work.
    public static func printButton(_ label: String, _ kind: ButtonKind = .ordinary, isBig: Bool = false) -> HTML {
        """
        <button class="\(kind.rawValue)\(isBig ? " button-big" : "")" type="button" data-do="print" hidden="hidden">\
        \(label)</button>
        """
    }

    /// A button that copies a text and then shows the word for done; hidden until the script makes it work.
    public static func copyButton(_ label: String, done: String, copies text: String) -> HTML {
        """
        <button class="button button-plain" type="button" data-do="copy" data-copy="\(text)" data-done="\(done)" \
        hidden="hidden">\(label)</button>
        """
    }

    /// Buttons side by side.
    public static func buttons(_ buttons: [HTML]) -> HTML {
        "<div class=\"buttons\">\(buttons)</div>"
    }

    /// The sign of a key on the keyboard.
    public static func key(_ letter: String) -> HTML {
        "<span class=\"key\" aria-hidden=\"true\">\(letter)</span>"
    }

    /// A form that posts; hidden values such as revision, idempotency key and token go along.
    public static func form(
        to path: Path,
        id: String? = nil,
        hidden: KeyValuePairs<String, String> = [:],
        hasFiles: Bool = false,
        _ body: HTML
    )
        -> HTML
    {
        """
        <form class="stack-24" method="post" action="\(path)"\(attribute: "id", id)\(attribute: "enctype", hasFiles ? "multipart/form-data" : nil)>\
        \(hidden.map { HTML.hidden($0.key, $0.value) })\(body)</form>
        """
    }

    /// A hidden value of a form.
    public static func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }
}
