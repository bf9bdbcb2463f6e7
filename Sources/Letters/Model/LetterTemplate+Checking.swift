// What is wrong with a template, each fault with its line, its place and the reason.
import Base

/// A fault of a template.
public struct LetterFault: Hashable, Sendable, CustomStringConvertible {
    /// The line of the file, from 1; nil when it cannot be told.
    public let line: Int?
    /// The place in the template, such as `zh[3].paragraph`.
    public let place: String
    /// What is wrong.
    public let reason: String

    public var description: String { (line.map { "line \($0), " } ?? "") + "\(place): \(reason)" }
}

extension LetterTemplate {
    /// What is wrong with this template; `source` is the text of its file, for the lines.
    public func faults(in source: String = "") -> [LetterFault] {
        var lines = LetterLines(source)
        var faults = declarationFaults(&lines)
        faults += faultsOfBody(chinese, "zh", &lines)
        if let english { faults += faultsOfBody(english, "en", &lines) }
        let used = Set(names(in: chinese))
        for one in placeholders where !used.contains(one.name) {
            let line = lines.first(of: one.name)
            faults.append(
                LetterFault(
                    line: line, place: "placeholders",
                    reason: one.isOptional
                        ? "\(one.name) is declared and stands nowhere in zh"
                        : "\(one.name) is required and stands nowhere in zh"
                )
            )
        }
        return faults
    }

    private func declarationFaults(_ lines: inout LetterLines) -> [LetterFault] {
        var faults: [LetterFault] = []
        func fault(_ place: String, _ reason: String, _ word: String) {
            faults.append(LetterFault(line: lines.first(of: word), place: place, reason: reason))
        }
        if let series, !series.contains("{year}") || !series.contains("{serial}") {
            fault("series", "it needs {year} and {serial}", "series:")
        }
        if !LetterMarks.isName(code) { fault("code", "\(code) is no code", "code:") }
        if name.zh.isEmpty || name.en.isEmpty { fault("name", "both languages are needed", "name:") }
        if article.zh.isEmpty || article.en.isEmpty { fault("article", "both languages are needed", "article:") }
        var seen: Set<String> = []
        for one in placeholders {
            if !LetterMarks.isName(one.name) { fault("placeholders", "\(one.name) is no name", one.name) }
            if !seen.insert(one.name).inserted { fault("placeholders", "\(one.name) is declared twice", one.name) }
            if one.sample == nil, !one.isOptional { fault("placeholders", "\(one.name) has no sample", one.name) }
        }
        if !chinese.contains(where: { if case .title = $0.content { true } else { false } }) {
            fault("zh", "a letter needs a title", "zh:")
        }
        return faults
    }

    private func faultsOfBody(_ blocks: [LetterBlock], _ body: String, _ lines: inout LetterLines) -> [LetterFault] {
        var faults: [LetterFault] = []
        for (index, block) in blocks.enumerated() {
            for use in block.uses(at: "\(body)[\(index)]") {
                for (word, reason) in reasons(use) {
                    faults.append(LetterFault(line: lines.next(of: word), place: use.place, reason: reason))
                }
            }
            if case .table(let table) = block.content, !table.widths.isEmpty,
                table.widths.count != table.columns.count || table.widths.contains(where: { $0 < 1 })
            {
                faults.append(
                    LetterFault(
                        line: lines.next(of: "widths:"), place: "\(body)[\(index)].table.widths",
                        reason: "as many positive widths as columns are needed"
                    )
                )
            }
        }
        return faults
    }

    /// The reasons for which a use is refused, each with the words to look for in the file.
    private func reasons(_ use: LetterUse) -> [(word: String, reason: String)] {
        guard use.way == .text else {
            return reason(use.text, as: use.way).map { [(use.text, $0)] } ?? []
        }
        return LetterMarks.pieces(of: use.text).compactMap { piece in
            switch piece {
            case .text: nil
            case .mark(let name): reason(name, as: .text).map { ("{{\(name)}}", $0) }
            case .broken(let text):
                (Self.line(of: text, in: use.text), "\(text) is no placeholder, as {{party.name}} is")
            }
        }
    }

    /// Good marks may begin like a broken one: its whole line is looked for.
    private static func line(of broken: String, in text: String) -> String {
        text.split(separator: "\n").first { $0.contains(broken) }.map(String.init) ?? broken
    }

    private func reason(_ name: String, as way: LetterUse.Way) -> String? {
        guard let placeholder = findPlaceholder(name) else {
            let near = Spelling.nearest(to: name, among: placeholders.map(\.name))
            return "{{\(name)}} is not declared" + (near.map { "; did you mean {{\($0)}}?" } ?? "")
        }
        switch (way, placeholder.kind) {
        case (.condition, _), (.list, .list), (.rows, .rows): return nil
        case (.text, .text), (.text, .paragraphs), (.text, .day): return nil
        case (.text, _): return "{{\(name)}} holds a \(placeholder.kind.rawValue) and cannot stand within a text"
        case (.list, _): return "\(name) must be declared as kind: list"
        case (.rows, _): return "\(name) must be declared as kind: rows"
        }
    }

    /// The names that a body uses.
    func names(in blocks: [LetterBlock]) -> [String] {
        blocks.flatMap { $0.uses(at: "") }.flatMap { use -> [String] in
            guard use.way == .text else { return [use.text] }
            return LetterMarks.pieces(of: use.text).compactMap { if case .mark(let name) = $0 { name } else { nil } }
        }
    }
}

/// Finds the lines of a file on which words stand: of the same words each time the next line.
private struct LetterLines {
    private let lines: [Substring]
    private var passed: [String: Int] = [:]

    init(_ source: String) {
        lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    }

    func first(of word: String) -> Int? { lines.firstIndex { Self.holds($0, word) }.map { $0 + 1 } }

    mutating func next(of word: String) -> Int? {
        let start = passed[word] ?? 0
        let found = lines.indices.dropFirst(start).first { Self.holds(lines[$0], word) }
        guard let found else { return first(of: word) }
        passed[word] = found + 1
        return found + 1
    }

    private static func holds(_ line: Substring, _ word: String) -> Bool {
        line.drop { $0 == " " }.first != "#" && line.contains(word)
    }
}
