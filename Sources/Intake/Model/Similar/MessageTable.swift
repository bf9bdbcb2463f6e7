import Base

/// Messages of a file in the order of their times, for finding and grouping those about the same trouble.
public struct MessageTable: Sendable {
    /// The id of each message.
    public private(set) var ids: [String] = []
    /// What is compared.
    public private(set) var messages: [SimilarText] = []
    /// How many lines have no id or cells that do not fit the header, and how many repeat an id.
    public private(set) var rejected = 0

    /// Reads a table by its header: id, text (which contains the title) or detail (which does not), title, time; the last two may be
    /// missing. Without times the order is that of the file. Throws `ImportError.unknownColumn`.
    public init(_ table: ImportTable) throws {
        let id = try table.column("id"), text = try? table.column("text")
        let body = try text ?? table.column(.text), title = try? table.column(.title), time = try? table.column(.time)
        var seen: Set<String> = [], rows: [(id: String, message: SimilarText, at: Instant?)] = []
        for line in table.lines {
            guard let cells = table.cells(of: line), !cells[id].trimmed.isEmpty, seen.insert(cells[id].trimmed).inserted
            else {
                rejected += 1
                continue
            }
            let said = title.map { cells[$0].trimmed } ?? ""
            let whole = text == nil ? "\(said) \(cells[body])" : cells[body]
            rows.append(
                (cells[id].trimmed, SimilarText(title: said, text: whole), time.flatMap { ImportTime.read(cells[$0]) }))
        }
        // Who has no time stands before all that have one; equal times keep the order of the file.
        let order = rows.indices.sorted { one, other in
            let (first, second) = (rows[one].at?.milliseconds ?? .min, rows[other].at?.milliseconds ?? .min)
            return first == second ? one < other : first < second
        }
        ids = order.map { rows[$0].id }
        messages = order.map { rows[$0].message }
    }
}

extension ImportTable {
    /// The number of the column that usually holds a field. Throws `ImportError.unknownColumn`.
    func column(_ field: ImportField) throws -> Int {
        let names = field.usual + [field.rawValue]
        guard let index = header.firstIndex(where: { names.contains($0.lowercased()) }) else {
            throw ImportError.unknownColumn(field.rawValue)
        }
        return index
    }
}
