/// What every field of a form shows: its name for people, a hint and, after a mistake, what to do.
public struct Field: Sendable {
    /// The name in the posted form.
    public var name: String
    /// The label, in the reader's language.
    public var label: String
    /// How to fill it in.
    public var hint: String?
    /// What was wrong and what to do; nil when nothing was.
    public var error: String?
    /// The id on the page; the name where nothing else is said.
    public var id: String

    /// Describes a field.
    public init(_ name: String, _ label: String, hint: String? = nil, error: String? = nil, id: String? = nil) {
        self.name = name
        self.label = label
        self.hint = hint
        self.error = error
        self.id = id ?? name
    }

    var hintID: String? { hint == nil ? nil : id + "-hint" }
    var errorID: String? { error == nil ? nil : id + "-error" }

    /// The ids of hint and error, for `aria-describedby`.
    var describedBy: String? {
        let ids = [hintID, errorID].compactMap(\.self)
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    var hintAndError: HTML {
        let hintLine: HTML? = hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" }
        let errorLine: HTML? = error.map { "<p class=\"error\" id=\"\(id)-error\">\($0)</p>" }
        return "\(hintLine)\(errorLine)"
    }

    /// The field around a control that has one id.
    func around(_ control: HTML) -> HTML {
        """
        <div class="field\(error == nil ? "" : " has-error")"><label for="\(id)">\(label)</label>\(hintAndError)\
        \(control)</div>
        """
    }

    /// The field around several controls that share a name.
    func aroundGroup(_ controls: HTML, className: String) -> HTML {
        """
        <fieldset class="field\(error == nil ? "" : " has-error")" id="\(id)"\
        \(attribute: "aria-describedby", describedBy)><legend class="label">\(label)</legend>\(hintAndError)\
        <div class="\(className)">\(controls)</div></fieldset>
        """
    }
}

/// What kind of text a one-line field takes; telephones choose their keyboard by it.
public enum InputKind: String, Sendable {
    case text, search, password, email, tel, number, date
    case code = "text code"
    case time
}

extension HTML {
    /// A field of one line. `completes` is where places are asked for while somebody types; `goes` opens the one that is chosen.
    public static func input(
        _ field: Field,
        value: String = "",
        kind: InputKind = .text,
        isShort: Bool = false,
        isRequired: Bool = false,
        autocomplete: String = "off",
        maximum: Int? = nil,
        list: String? = nil,
        completes: Path? = nil,
        goes: Bool = false
    ) -> HTML {
        let isCode = kind == .code
        return field.around(
            """
            <input class="input\(isShort ? " input-short" : "")\(isCode ? " code" : "")" \
            type="\(isCode ? "text" : kind.rawValue)" id="\(field.id)" name="\(field.name)" value="\(value)" \
            autocomplete="\(autocomplete)"\(attribute: "maxlength", maximum)\(attribute: "list", list)\
            \(attribute: "data-complete", completes?.text)\(flag: "data-go", goes)\
            \(flag: "required", isRequired)\(attribute: "aria-invalid", field.error == nil ? nil : "true")\
            \(attribute: "aria-describedby", field.describedBy)>
            """
        )
    }

    /// A field of several lines; `count` says how many characters it takes, and the script keeps what is being written
    /// in the tab under the name `kept`.
    public static func textarea(
        _ field: Field,
        value: String = "",
        rows: Int = 6,
        maximum: Int? = nil,
        count: String? = nil,
        kept: String? = nil,
        isRequired: Bool = false
    ) -> HTML {
        let countLine: HTML? = count.map {
            "<p class=\"count\"><span>\($0)</span><output class=\"count-now\" for=\"\(field.id)\"></output></p>"
        }
        // A browser drops the first line break inside a text area.
        return field.around(
            """
            <textarea class="textarea" id="\(field.id)" name="\(field.name)" rows="\(rows)" translate="no"\
            \(attribute: "maxlength", maximum)\(attribute: "data-keep", kept)\(flag: "required", isRequired)\
            \(attribute: "aria-invalid", field.error == nil ? nil : "true")\
            \(attribute: "aria-describedby", field.describedBy)>\n\(value)</textarea>\(countLine)
            """
        )
    }

    /// A calendar day, as the browser's own date field; its text is ISO 8601.
    public static func date(_ field: Field, value: String = "", first: String? = nil, last: String? = nil) -> HTML {
        field.around(
            """
            <input class="input input-short" type="date" id="\(field.id)" name="\(field.name)" value="\(value)"\
            \(attribute: "min", first)\(attribute: "max", last)\
            \(attribute: "aria-invalid", field.error == nil ? nil : "true")\
            \(attribute: "aria-describedby", field.describedBy)>
            """
        )
    }

    /// A choice of files; `accept` lists media types.
    public static func file(_ field: Field, accept: [String], takesSeveral: Bool = true) -> HTML {
        field.around(
            """
            <div class="drop"><input class="file" type="file" id="\(field.id)" name="\(field.name)"\
            \(attribute: "accept", accept.isEmpty ? nil : accept.joined(separator: ","))\(flag: "multiple", takesSeveral)\
            \(attribute: "aria-invalid", field.error == nil ? nil : "true")\
            \(attribute: "aria-describedby", field.describedBy)></div>
            """
        )
    }

    /// The summary on top of a form that came back: a heading and a link to each field with its error.
    public static func errorSummary(_ heading: String, _ fields: [Field]) -> HTML {
        let wrong = fields.filter { $0.error != nil }
        guard !wrong.isEmpty else { return .empty }
        let lines: [HTML] = wrong.map { "<li><a href=\"\(Path.anchor($0.id))\">\($0.error)</a></li>" }
        return """
            <div class="error-summary" role="alert" tabindex="-1" data-first="true"><h2 class="head">\(heading)</h2>\
            <ul class="stack-4">\(lines)</ul></div>
            """
    }
}
