import Accounts
import Base
import Markup

/// The units that a matter can go to, in groups.
struct UnitChoices: Sendable {
    /// Heading and units, in the order shown.
    let groups: [(heading: Words, units: [Unit])]
    /// What routing proposes.
    let suggested: RouteDecision?
    /// Whom to ask for help: the units that the rule or the topic names.
    var helpers: [RouteDecision.Helper] = []

    /// A list that opens, in groups; the proposal stands first and is chosen unless something else was.
    func select(_ field: Field, chosen: String? = nil, language: Language) -> HTML {
        let first = suggested.map { [RouteDecision.Helper(unit: $0.unit, name: $0.unitName)] } ?? []
        return list(field, first: first, chosen: chosen ?? suggested?.unit.text, language)
    }

    /// The same for asking somebody to help; none is chosen before a person does.
    func selectHelp(_ field: Field, chosen: String? = nil, language: Language) -> HTML {
        list(field, first: helpers, chosen: chosen, language)
    }

    private func list(
        _ field: Field, first: [RouteDecision.Helper], chosen: String?, _ language: Language
    ) -> HTML {
        let options: [HTML] = first.map { option($0.unit.text, $0.name.text(language), chosen) }
        let proposals: HTML? =
            first.isEmpty
            ? nil : "<optgroup label=\"\(MatterWords.suggestedGroup.text(language))\">\(options)</optgroup>"
        let rest: [HTML] = groups.filter { !$0.units.isEmpty }.map { group in
            let options = group.units.filter { unit in !first.contains { $0.unit == unit.id } }
                .map { option($0.id.text, $0.name.text(language), chosen) }
            return "<optgroup label=\"\(group.heading.text(language))\">\(options)</optgroup>"
        }
        return GroupedSelect.html(field, none: MatterWords.unitNone.text(language), "\(proposals)\(rest)")
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
