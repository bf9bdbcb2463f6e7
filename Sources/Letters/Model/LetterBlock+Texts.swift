// Every text of a part and every placeholder that it names as a whole, each with the place where it stands.

/// How a part uses a placeholder.
struct LetterUse: Hashable {
    enum Way { case text, condition, list, rows }

    let way: Way
    /// The text that holds `{{name}}`, or the name itself.
    let text: String
    let place: String
}

extension LetterBlock {
    /// What the part uses; `place` names the part, such as `zh[3]`.
    func uses(at place: String) -> [LetterUse] {
        func text(_ text: String, _ tail: String) -> LetterUse {
            LetterUse(way: .text, text: text, place: "\(place).\(tail)")
        }
        var uses = when.map { [LetterUse(way: .condition, text: $0, place: place + ".when")] } ?? []
        switch content {
        case .masthead(let it): uses.append(text(it, "masthead"))
        case .title(let it): uses.append(text(it, "title"))
        case .number(let it): uses.append(text(it, "number"))
        case .addressee(let it): uses.append(text(it, "addressee"))
        case .paragraph(let it): uses.append(text(it, "paragraph"))
        case .heading(let it): uses.append(text(it, "heading"))
        case .copies(let it): uses.append(text(it, "copies"))
        case .clauses(let clauses): uses += Self.uses(clauses, "\(place).clauses")
        case .table(let table):
            uses += table.columns.map { text($0, "table.columns") }
            uses.append(LetterUse(way: .rows, text: table.each, place: "\(place).table.each"))
        case .fields(let fields):
            for (index, field) in fields.enumerated() {
                uses += [text(field.label, "fields[\(index)].label"), text(field.text, "fields[\(index)].text")]
            }
        case .signatures(let signatures):
            for (index, one) in signatures.enumerated() {
                uses += [text(one.role, "signatures[\(index)].role"), text(one.name, "signatures[\(index)].name")]
            }
        case .closing(let closing):
            uses += closing.names.map { text($0, "closing.names") } + [text(closing.day, "closing.day")]
        case .attachments(let names): uses += names.map { text($0, "attachments") }
        }
        return uses
    }

    private static func uses(_ clauses: [LetterClause], _ place: String) -> [LetterUse] {
        clauses.enumerated().flatMap { index, clause -> [LetterUse] in
            let here = "\(place)[\(index)]"
            return [
                clause.heading.map { LetterUse(way: .text, text: $0, place: here + ".heading") },
                clause.text.map { LetterUse(way: .text, text: $0, place: here + ".text") },
                clause.each.map { LetterUse(way: .list, text: $0, place: here + ".each") },
            ].compactMap(\.self) + uses(clause.clauses, here + ".clauses")
        }
    }
}
