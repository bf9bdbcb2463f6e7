// Makes a letter of a template and values. Values stay plain text on the whole way: nothing in them is markup.
public import Base

extension LetterTemplate {
    /// A letter of these values; English gives the reading copy.
    ///
    /// Throws `LetterError` for values that are missing, unknown, of another kind or too long.
    public func fill(_ values: [String: LetterValue], in language: Language = .simplified) throws -> Letter {
        let unknown = values.keys.filter { findPlaceholder($0) == nil }.sorted()
        guard unknown.isEmpty else { throw LetterError.unknown(unknown) }
        let given = values.filter { !$0.value.isEmpty }
        let missing = placeholders.filter { !$0.isOptional && given[$0.name] == nil }.map(\.name)
        guard missing.isEmpty else { throw LetterError.missing(missing) }
        for (name, value) in given.sorted(by: { $0.key < $1.key }) { try check(name, value) }
        let isEnglish = language == .english
        guard let blocks = isEnglish ? english : chinese else { throw LetterError.noEnglish }
        let filler = LetterFiller(values: given, language: isEnglish ? .english : .simplified)
        let contents = try blocks.filter { block in block.when.map { given[$0] != nil } ?? true }
            .map { try filler.fill($0.content) }
        let title = contents.compactMap { if case .title(let text) = $0 { text } else { nil } }.first
        return Letter(
            code: code, title: title ?? name.text(language), language: filler.language, contents: contents
        )
    }

    private func check(_ name: String, _ value: LetterValue) throws {
        let texts: [String]
        switch (value, findPlaceholder(name)?.kind) {
        case (.text(let text), .text), (.text(let text), .paragraphs): texts = [text]
        case (.day, .day): texts = []
        case (.list(let list), .list): texts = list
        case (.rows(let rows), .rows): texts = rows.flatMap(\.self)
        default: throw LetterError.wrongKind(name)
        }
        guard texts.reduce(0, { $0 + $1.utf8.count }) <= LetterText.longest else { throw LetterError.tooLong(name) }
    }
}

/// Puts values into the texts of a body.
private struct LetterFiller {
    let values: [String: LetterValue]
    let language: Language

    func fill(_ content: LetterContent) throws -> LetterContent {
        switch content {
        case .masthead(let text): .masthead(line(text))
        case .title(let text): .title(line(text))
        case .number(let text): .number(line(text))
        case .addressee(let text): .addressee(line(text))
        case .paragraph(let text): .paragraph(lines(text))
        case .heading(let text): .heading(line(text))
        case .copies(let text): .copies(line(text))
        case .clauses(let clauses): .clauses(clauses.flatMap(fill))
        case .table(let table): .table(try fill(table))
        case .fields(let fields):
            .fields(fields.map { LetterField(label: line($0.label), text: lines($0.text), lines: $0.lines) })
        case .signatures(let all): .signatures(all.map { LetterSignature(role: line($0.role), name: line($0.name)) })
        case .closing(let end):
            .closing(
                LetterClosing(
                    names: end.names.map(line).filter { !$0.isEmpty }, day: line(end.day), isSealed: end.isSealed)
            )
        case .attachments(let names): .attachments(names.map(line).filter { !$0.isEmpty })
        }
    }

    private func fill(_ clause: LetterClause) -> [LetterClause] {
        if let each = clause.each, case .list(let texts) = values[each] {
            return texts.map { LetterText.clean($0) }.filter { !$0.isEmpty }.map { LetterClause(text: $0) }
        }
        guard clause.each == nil else { return [] }
        return [
            LetterClause(
                heading: clause.heading.map(line), text: clause.text.map(lines), clauses: clause.clauses.flatMap(fill)
            )
        ]
    }

    private func fill(_ table: LetterTable) throws -> LetterTable {
        var rows: [[String]] = []
        if case .rows(let given) = values[table.each] { rows = given }
        guard rows.allSatisfy({ $0.count == table.columns.count }) else { throw LetterError.wrongKind(table.each) }
        let cleaned = rows.map { row in row.map { LetterText.clean($0) } }
        return LetterTable(columns: table.columns.map(line), widths: table.widths, each: table.each, rows: cleaned)
    }

    private func line(_ text: String) -> String { lines(text).replacing("\n", with: " ") }

    private func lines(_ text: String) -> String {
        LetterMarks.pieces(of: text).map { piece in
            switch piece {
            case .text(let text), .broken(let text): text
            case .mark(let name): value(name)
            }
        }.joined()
    }

    private func value(_ name: String) -> String {
        switch values[name] {
        case .text(let text): LetterText.clean(text)
        case .day(let day): LetterDay.text(day, language)
        case .list(let texts): texts.map { LetterText.clean($0) }.joined(separator: "；")
        case .rows, nil: ""
        }
    }
}

/// Days as letters write them: Arabic digits, no leading noughts (GB/T 9704-2012, 7.3.5.4).
enum LetterDay {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static func text(_ day: Day, _ language: Language) -> String {
        let (year, month, date) = day.parts
        guard language == .english else { return "\(year)年\(month)月\(date)日" }
        return "\(date)\u{A0}\(months.dropFirst(month - 1).first ?? "")\u{A0}\(year)"
    }
}
