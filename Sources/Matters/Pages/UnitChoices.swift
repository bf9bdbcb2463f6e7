import Accounts
import Base
import Markup

/// The units that a matter can go to, in groups.
struct UnitChoices: Sendable {
    /// Heading and units, in the order shown.
    let groups: [(heading: Words, units: [Unit])]
    /// What routing proposes.
    let suggested: RouteDecision?

    /// A list that opens, in groups; the proposal stands first and is chosen unless something else was.
    func select(_ field: Field, chosen: String? = nil, language: Language) -> HTML {
        let chosen = chosen ?? suggested?.unit.text
        let proposal: HTML? = suggested.map { decision in
            """
            <optgroup label="\(MatterWords.suggestedGroup.text(language))">\
            \(option(decision.unit.text, decision.unitName.text(language), chosen))</optgroup>
            """
        }
        let rest: [HTML] = groups.filter { !$0.units.isEmpty }.map { group in
            let options = group.units.filter { $0.id != suggested?.unit }
                .map { option($0.id.text, $0.name.text(language), chosen) }
            return "<optgroup label=\"\(group.heading.text(language))\">\(options)</optgroup>"
        }
        return GroupedSelect.html(field, none: MatterWords.unitNone.text(language), "\(proposal)\(rest)")
    }

    private func option(_ value: String, _ title: String, _ chosen: String?) -> HTML {
        "<option value=\"\(value)\"\(flag: "selected", value == chosen)>\(title)</option>"
    }
}

/// A list that opens, with its lines in groups.
enum GroupedSelect {
    static func html(_ field: Field, none: String, _ groups: HTML) -> HTML {
        let hint: HTML? = field.hint.map { "<p class=\"hint\" id=\"\(field.id)-hint\">\($0)</p>" }
        let error: HTML? = field.error.map { "<p class=\"error\" id=\"\(field.id)-error\">\($0)</p>" }
        let described = [field.hint.map { _ in field.id + "-hint" }, field.error.map { _ in field.id + "-error" }]
            .compactMap(\.self).joined(separator: " ")
        return """
            <div class="field\(field.error == nil ? "" : " has-error")"><label for="\(field.id)">\(field.label)</label>\
            \(hint)\(error)<select class="select" id="\(field.id)" name="\(field.name)"\
            \(attribute: "aria-invalid", field.error == nil ? nil : "true")\
            \(attribute: "aria-describedby", described.isEmpty ? nil : described)>\
            <option value="">\(none)</option>\(groups)</select></div>
            """
    }

    /// The leaves of the topic tree.
    static func topics(_ field: Field, _ pack: TopicPack, chosen: String?, language: Language) -> HTML {
        let groups: [HTML] = pack.topics.map { topic in
            let options: [HTML] = topic.leaves.map { leaf in
                "<option value=\"\(leaf.code)\"\(flag: "selected", leaf.code == chosen)>\(leaf.name.text(language))</option>"
            }
            return "<optgroup label=\"\(topic.name.text(language))\">\(options)</optgroup>"
        }
        return html(field, none: MatterWords.topicNone.text(language), "\(groups)")
    }
}
