/// Labelled texts from a table: columns `label` and `text`, which contains the title.
public struct LabelledTexts: Sendable {
    /// The texts with their labels, in the order of the file.
    public private(set) var examples: [TextTrainer.Example] = []
    /// How many lines have no label, no text, or cells that do not fit the header.
    public private(set) var rejected = 0

    /// Reads a table. Throws `ImportError.unknownColumn` when one of the two is missing.
    public init(_ table: ImportTable) throws {
        let (label, text) = (try table.column("label"), try table.column("text"))
        for line in table.lines {
            guard let cells = table.cells(of: line), !cells[label].trimmed.isEmpty, !cells[text].trimmed.isEmpty else {
                rejected += 1
                continue
            }
            examples.append(TextTrainer.Example(text: cells[text], label: cells[label].trimmed))
        }
    }
}

extension ImportTable {
    /// The number of a column by its name. Throws `ImportError.unknownColumn`.
    func column(_ name: String) throws -> Int {
        guard let index = header.firstIndex(where: { $0.lowercased() == name }) else {
            throw ImportError.unknownColumn(name)
        }
        return index
    }

    /// Some columns of every line that has them all. Throws `ImportError.unknownColumn`.
    public func columns(_ names: [String]) throws -> [[String]] {
        let places = try names.map { try column($0) }
        return lines.compactMap { line in
            guard let cells = cells(of: line) else { return nil }
            return places.map { cells[$0].trimmed }
        }
    }

    /// Two columns as keys and values; the last of a key stands. Throws `ImportError.unknownColumn`.
    public func pairs(_ key: String, _ value: String) throws -> [String: String] {
        Dictionary(try columns([key, value]).map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
    }
}
