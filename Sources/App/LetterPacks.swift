public import Letters
public import Rulebook

/// Letter templates as a pack of the rulebook.
public enum LetterPacks {
    /// The kind of pack.
    public static let pack = "letters"

    /// Checks a pack of letters before it is published; other packs pass.
    ///
    /// Throws `RulebookError.unreadable` with a line for each fault: the version before it stays in force.
    public static func check(_ pack: RulePack) throws {
        guard pack.pack == Self.pack else { return }
        _ = try template(yaml: pack.body, name: pack.name, label: pack.pin)
    }

    /// Reads a template and checks it; `name` is the name of its file, which its code must be.
    ///
    /// Throws `RulebookError.unreadable` with a line for each fault.
    public static func template(yaml: String, name: String, label: String) throws -> LetterTemplate {
        let template: LetterTemplate
        do {
            template = try RulePack.decode(LetterTemplate.self, yaml: yaml)
        } catch RulebookError.unreadable(_, let reason) {
            throw RulebookError.unreadable(pack: label, reason: reason)
        }
        var faults = template.faults(in: yaml).map(\.description)
        if template.code != name { faults.append("code: it is \(template.code), and the file is called \(name)") }
        guard faults.isEmpty else {
            throw RulebookError.unreadable(pack: label, reason: faults.joined(separator: "\n"))
        }
        return template
    }
}
