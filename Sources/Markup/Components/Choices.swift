/// One of several answers.
public struct Choice: Sendable {
    /// What is posted.
    public var value: String
    /// What people read.
    public var title: String
    /// True for a title that somebody else wrote, such as a name; it is never converted.
    public var isSaid = false
    /// What it means, in smaller letters.
    public var note: String?

    /// An answer in our own words.
    public init(_ value: String, _ title: String, note: String? = nil) {
        self.value = value
        self.title = title
        self.note = note
    }

    /// An answer whose title somebody else wrote, such as a name.
    public init(_ value: String, said title: String, note: String? = nil) {
        self.value = value
        self.title = title
        isSaid = true
        self.note = note
    }

    var words: HTML { isSaid ? .said(title) : HTML(escaping: title) }
}

extension HTML {
    /// Cards of which one is chosen.
    public static func radios(_ field: Field, _ choices: [Choice], chosen: String? = nil) -> HTML {
        field.aroundGroup(cards(field, choices, type: "radio") { $0 == chosen }, className: "choices")
    }

    /// Cards of which any number is chosen.
    public static func checks(_ field: Field, _ choices: [Choice], chosen: Set<String> = []) -> HTML {
        field.aroundGroup(cards(field, choices, type: "checkbox") { chosen.contains($0) }, className: "choices")
    }

    /// One card to tick; `value` is posted when it is.
    public static func check(_ field: Field, value: String = "yes", isOn: Bool = false) -> HTML {
        """
        <div class="field\(field.error == nil ? "" : " has-error")">\(field.errorID.map { id in
            HTML("<p class=\"error\" id=\"\(id)\">\(field.error)</p>")
        })<label class="choice"><input type="checkbox" id="\(field.id)" name="\(field.name)" value="\(value)"\
        \(flag: "checked", isOn)\(attribute: "aria-describedby", field.errorID)><span>\
        <span class="choice-title">\(field.label)</span>\(note(field.hint))</span></label></div>
        """
    }

    /// Short answers in one line, of which one is chosen.
    public static func segments(_ field: Field, _ choices: [Choice], chosen: String? = nil) -> HTML {
        let labels: [HTML] = choices.map { choice in
            """
            <label><input type="radio" name="\(field.name)" value="\(choice.value)"\
            \(flag: "checked", choice.value == chosen)>\(choice.words)</label>
            """
        }
        return field.aroundGroup(HTML.joined(labels), className: "segments")
    }

    /// A list that opens; `none` is the line for no answer.
    public static func select(_ field: Field, _ choices: [Choice], chosen: String? = nil, none: String? = nil) -> HTML {
        let options: [HTML] = choices.map { choice in
            """
            <option value="\(choice.value)"\(flag: "selected", choice.value == chosen)\
            \(attribute: "translate", choice.isSaid ? "no" : nil)\
            \(attribute: "lang", choice.isSaid ? language(of: choice.title) : nil)>\(choice.title)</option>
            """
        }
        let noneLine: HTML? = none.map { "<option value=\"\">\($0)</option>" }
        return field.around(
            """
            <select class="select" id="\(field.id)" name="\(field.name)"\
            \(attribute: "aria-invalid", field.error == nil ? nil : "true")\
            \(attribute: "aria-describedby", field.describedBy)>\(noneLine)\(options)</select>
            """
        )
    }

    private static func cards(
        _ field: Field,
        _ choices: [Choice],
        type: String,
        isChosen: (String) -> Bool
    ) -> HTML {
        HTML.joined(
            choices.map { choice in
                """
                <label class="choice"><input type="\(type)" name="\(field.name)" value="\(choice.value)"\
                \(flag: "checked", isChosen(choice.value))><span><span class="choice-title">\(choice.words)</span>\
                \(note(choice.note))</span></label>
                """
            }
        )
    }

    private static func note(_ text: String?) -> HTML? {
        text.map { "<span class=\"choice-note\">\($0)</span>" }
    }
}
