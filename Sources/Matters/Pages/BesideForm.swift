import Base
import Markup

/// What was typed into a form beside the procedure, by field, and what was wrong with it.
struct TypedFields: Sendable {
    var values: [String: String] = [:]
    /// Several values of one field.
    var picked: Set<String> = []
    var faults: [String: Words] = [:]

    func value(_ name: String) -> String { values[name] ?? "" }

    /// A field with its fault.
    func field(_ name: String, _ label: Words, hint: Words? = nil, _ language: Language) -> Field {
        Field(
            name, label.text(language), hint: hint?.text(language), error: faults[name]?.text(language),
            id: "beside-" + name)
    }
}

/// The frame of a page beside a matter: the way back, a heading, what went wrong.
struct BesideFrame: Speaking {
    let matter: Matter
    let title: HTML?
    let heading: Words
    let language: Language
    var notice: HTML = .empty

    func html(_ body: HTML) -> HTML {
        """
        <header class="open-head">\(HTML.back(say(ProxyWords.back), to: MatterPaths.matter(matter.id)))\
        <h1 class="title">\(say(heading))</h1><p class="open-line"><span class="code">\(matter.number)</span>\(title)</p>\
        </header>\(notice)<div class="stack-24">\(body)</div>
        """
    }
}
