/// A table as the engine describes it: what a district is copied by.
public struct TableShape: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its columns, in the order of their names, so that both engines agree.
    public let columns: [String]
    /// The columns of the primary key, in their order.
    public let key: [String]
    /// The tables that its foreign keys point to, itself perhaps among them.
    public let parents: Set<String>
    /// The column whose numbers the engine gives out itself; nil when there is none.
    public let numbered: String?

    /// Describes a table.
    public init(_ name: String, columns: [String], key: [String], parents: Set<String>, numbered: String? = nil) {
        (self.name, self.columns, self.key) = (name, columns.sorted(), key)
        (self.parents, self.numbered) = (parents, numbered)
    }

    /// The next rows after a key, in its order.
    func page(after key: [Value]?, limit: Int) -> SQL {
        let columns = SQL(stringLiteral: columns.joined(separator: ", "))
        let order = SQL(stringLiteral: self.key.joined(separator: ", "))
        let from: SQL = key.map { "WHERE (\(order)) > (\(values: $0))" } ?? ""
        return "SELECT \(columns) FROM \(SQL(stringLiteral: name)) \(from) ORDER BY \(order) LIMIT \(limit)"
    }

    /// The greatest key.
    var last: SQL {
        let order = SQL(stringLiteral: key.joined(separator: ", "))
        let newest = SQL(stringLiteral: key.map { "\($0) DESC" }.joined(separator: ", "))
        return "SELECT \(order) FROM \(SQL(stringLiteral: name)) ORDER BY \(newest) LIMIT 1"
    }

    /// Every row in the order of the key, a page at a time.
    func eachPage(in reader: any Reader, after start: [Value]? = nil, _ body: ([Row]) throws -> Void) throws {
        var key = start
        while true {
            let rows = try reader.rows(page(after: key, limit: TableCopy.page))
            guard let last = rows.last else { return }
            try body(rows)
            key = try self.key.map(last.value)
            if rows.count < TableCopy.page { return }
        }
    }
}

extension [TableShape] {
    /// The tables in an order in which each stands after those it points to. A circle ends the order where it begins.
    public var parentsFirst: [TableShape] {
        var rest = sorted { $0.name < $1.name }
        var placed: Set<String> = [], order: [TableShape] = []
        while !rest.isEmpty {
            let names = Set(rest.map(\.name))
            let free = rest.filter { $0.parents.subtracting([$0.name]).isDisjoint(with: names) }
            let next = free.isEmpty ? rest : free
            order += next
            placed.formUnion(next.map(\.name))
            rest.removeAll { placed.contains($0.name) }
        }
        return order
    }
}
