import AddressMatch
import Addresses
import Base
import Sheets
import Storage

/// What would become of the first rows of a table, as the merge itself decides it; nothing is written.
struct ImportPreview {
    /// One row.
    struct Line {
        let key: String, text: String, words: Words
        /// The name of the place that is meant or that the new one lies in.
        let place: String?
    }

    /// Rows that are tried, and those of them that are shown one by one.
    static let tried = 2_000, shown = 20

    /// How many were tried, and how many of them stand with the same text.
    var rows = 0, already = 0
    var counts = AddressImport.Counts()
    var lines: [Line] = []
    /// The first rows that cannot be read, and why.
    var faults: [(line: Int, fault: SheetFault)] = []
    /// For each column some of its values.
    var examples: [[String]] = []
}

extension ImportStore {
    /// Throws `ImportFault.gone`, `SheetError` and `StorageError`.
    func preview(
        of one: AddressImport, register: AddressRegister, nameIn: @escaping NameFinder
    ) async throws -> ImportPreview {
        let reader = try open(one.id)
        var preview = ImportPreview(), rows: [AddressMerge.Row] = []
        preview.examples = reader.header.map { _ in [] }
        while rows.count < ImportPreview.tried, let row = try reader.next() {
            if let fault = row.faults.first {
                if preview.faults.count < 5 { preview.faults.append((row.line, fault)) }
                continue
            }
            for (at, cell) in row.cells.enumerated() where preview.examples.indices.contains(at) {
                guard !cell.isEmpty, preview.examples[at].count < 3 else { continue }
                preview.examples[at].append(String(SourceText.masked(cell).prefix(40)))
            }
            rows.append(one.columns.read(row))
        }
        guard !one.columns.address.isEmpty else { return preview }
        preview.rows = rows.count
        var planner = MergePlanner(register, nameIn: nameIn), seen = Set<String>(), shown: [Shown] = []
        let stood = try await texts(of: one.source, rows.map(\.key))
        for row in rows {
            let text: String
            let fate: RowFate?
            do throws(SourceText.Fault) {
                guard AddressMerge.isKey(row.key), seen.insert(row.key).inserted else { throw .key }
                let said = try SourceText(row.text)
                text = said.text
                fate = stood[row.key] == text ? nil : planner.fate(of: said.plain).0
            } catch {
                (text, fate) = (SourceText.masked(row.text), .rejected(error))
            }
            preview.count(fate)
            if shown.count < ImportPreview.shown { shown.append(Shown(key: row.key, text: text, fate: fate)) }
        }
        let all = shown
        preview.lines = try await database.read { [addresses] reader in
            let places = try addresses.find(ids: all.compactMap(\.place), in: reader)
            return all.map { line in
                ImportPreview.Line(
                    key: line.key, text: String(line.text.prefix(120)), words: line.words,
                    place: line.place.flatMap { places[$0]?.name })
            }
        }
        return preview
    }

    private struct Shown: Sendable {
        let key: String, text: String, fate: RowFate?

        var place: RecordID? {
            switch fate {
            case .linked(let place, _), .grows(let place, _): place
            case .waits, .rejected, nil: nil
            }
        }

        var words: Words {
            switch fate {
            case .linked: ImportWords.linked
            case .grows: ImportWords.proposes
            case .waits: ImportWords.waits
            case .rejected(let fault): ImportWords.reason(fault.rawValue)
            case nil: ImportWords.stands
            }
        }
    }

    /// The texts that rows of a system stand with.
    private func texts(of source: String, _ keys: [String]) async throws -> [String: String] {
        try await database.readAtLength { [district] reader in
            let rows = try reader.rows(
                """
                SELECT row_key, text FROM address_links WHERE district = \(district) AND source = \(source)
                  AND row_key IN (\(list: keys))
                """
            ).map { (try $0.text("row_key"), try $0.text("text")) }
            return Dictionary(rows) { first, _ in first }
        }
    }
}

extension ImportPreview {
    fileprivate mutating func count(_ fate: RowFate?) {
        switch fate {
        case .linked(_, .a): counts.a += 1
        case .linked: counts.b += 1
        case .grows: counts.new += 1
        case .waits: counts.waiting += 1
        case .rejected(let fault): counts.rejected[fault.rawValue, default: 0] += 1
        case nil: already += 1
        }
    }
}
