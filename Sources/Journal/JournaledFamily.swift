/// A table whose rows belong to things such as matters, and share one digest with the others of the same thing.
public struct FamilyMember: Sendable {
    /// How a row without a column for its owner finds it: the table in between, its column with the owner, and the
    /// member's column with the id of the row there.
    public struct Link: Sendable {
        let table: String
        let owner: String
        let column: String

        /// Names the table in between.
        public init(_ table: String, owner: String, by column: String) {
            (self.table, self.owner, self.column) = (table, owner, column)
        }
    }

    /// The table.
    public let table: String
    /// The column that tells the rows of one owner apart.
    let idColumn: String
    /// Whether the id says nothing without the owner.
    let isLocal: Bool
    let hasDistrict: Bool
    /// The lists of columns, oldest first.
    let layouts: [[String]]
    /// Ends before the condition; the owner comes out as `family_owner`.
    let select: String
    let ownerColumn: String
    /// The next thousand owners with a row.
    let nextOwners: String
    /// Finds rows whose link leads nowhere.
    let strays: String?

    /// Registers a table. When columns are added later, the former list moves to `earlier`, oldest first. Names are the
    /// program's own: lower case and `_`.
    public init(
        _ table: String, owner: String, id idColumn: String = "id", isLocal: Bool = false, hasDistrict: Bool = true,
        through link: Link? = nil, columns: [String], earlier: [[String]] = []
    ) {
        (self.table, self.idColumn, self.isLocal, self.hasDistrict) = (table, idColumn, isLocal, hasDistrict)
        layouts = earlier + [columns]
        let first = hasDistrict && idColumn != "district" ? [idColumn, "district"] : [idColumn]
        let all = layouts.joined().reduce(into: first) { if !$0.contains($1) { $0.append($1) } }
        let names = [table, owner] + all + (link.map { [$0.table, $0.owner, $0.column] } ?? [])
        let isPlain = names.joined().utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 95
        }
        precondition(isPlain, "names of tables and columns are lower case")
        ownerColumn = link.map { "l.\($0.owner)" } ?? "t.\(owner)"
        let list = all.map { "t.\($0)" }.joined(separator: ", ")
        let join = link.map { " JOIN \($0.table) l ON l.id = t.\($0.column)" } ?? ""
        select = "SELECT \(list), \(ownerColumn) AS family_owner FROM \(table) t\(join) WHERE "
        nextOwners =
            "SELECT \(ownerColumn) AS row_id FROM \(table) t\(join) WHERE \(ownerColumn) > $1 "
            + "ORDER BY \(ownerColumn) LIMIT 1000"
        strays = link.map {
            "SELECT t.\(idColumn) AS id FROM \(table) t WHERE t.district = $1 AND NOT EXISTS "
                + "(SELECT 1 FROM \($0.table) l WHERE l.id = t.\($0.column)) ORDER BY t.\(idColumn) LIMIT 1000"
        }
    }

    /// Registers a table whose rows are the things themselves.
    public init(_ table: String, columns: [String], earlier: [[String]] = []) {
        self.init(table, owner: "id", columns: columns, earlier: earlier)
    }
}

/// The tables whose rows share one digest by owner: a matter's proceedings, parties, terms and so on. One digest holds
/// many rows, so that an entry stays short; the digests of the single rows lie beside it and tell which one differs.
public struct JournaledFamily: Sendable {
    /// The name under which entries hold the digest.
    public let name: String
    /// The tables. A place in the list is part of what is stored: new tables go to the end, none is ever taken out.
    let members: [FamilyMember]

    /// Registers a family.
    public init(_ name: String, _ members: [FamilyMember]) {
        precondition(members.count < 256, "a leaf names its table by one byte")
        (self.name, self.members) = (name, members)
    }

    /// A family of one table whose rows are the things themselves.
    public init(_ table: String, columns: [String], earlier: [[String]] = []) {
        self.init(table, [FamilyMember(table, columns: columns, earlier: earlier)])
    }

    func member(_ table: String) -> Int? { members.firstIndex { $0.table == table } }
}
