public import Base
public import Storage

// One trouble of many matters: a parent, under which one office sees to it as a whole, and its children, each with an answer
// of its own.
let parentTables = [
    """
    CREATE TABLE matter_children (
      child_id TEXT PRIMARY KEY REFERENCES matters (id), parent_id TEXT NOT NULL REFERENCES matters (id),
      district TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX matter_children_by_parent ON matter_children (parent_id)",
]

extension MatterStore {
    /// Leaves parents out of a count of `matters m`: what they are about is counted with their children, once.
    public static let isNoParent: SQL = "NOT EXISTS (SELECT 1 FROM matter_children c WHERE c.parent_id = m.id)"

    /// Makes some matters the children of a parent, and no others. A child has one parent, the last that was given.
    public func setChildren(_ children: [RecordID], of parent: RecordID, in transaction: any Transaction) throws {
        let children = children.filter { $0 != parent }
        let gone: SQL = children.isEmpty ? "" : " AND child_id NOT IN (\(list: children))"
        try transaction.execute("DELETE FROM matter_children WHERE parent_id = \(parent)\(gone)")
        for child in children {
            try transaction.execute(
                """
                INSERT INTO matter_children (child_id, parent_id, district) VALUES (\(child), \(parent), \(district))
                ON CONFLICT (child_id) DO UPDATE SET parent_id = excluded.parent_id
                """
            )
        }
    }

    /// Those of some matters that are parents.
    public func parents(among ids: [RecordID], in reader: any Reader) throws -> Set<RecordID> {
        guard !ids.isEmpty else { return [] }
        return Set(
            try reader.rows("SELECT DISTINCT parent_id FROM matter_children WHERE parent_id IN (\(list: ids))").map {
                try $0.id("parent_id")
            })
    }

    /// The parent of a matter, where the reader may see it.
    func parent(of child: RecordID, scope: MatterScope, in reader: any Reader) throws -> Matter? {
        try reader.row(
            """
            SELECT \(Matter.columns) FROM matters m JOIN matter_children c ON c.parent_id = m.id
            WHERE c.child_id = \(child) AND \(scope.condition)
            """
        ).map(Matter.init)
    }

    /// The children of a matter that the reader may see, the earliest first.
    func children(of parent: RecordID, scope: MatterScope, in reader: any Reader) throws -> [Matter] {
        try reader.rows(
            """
            SELECT \(Matter.columns) FROM matters m JOIN matter_children c ON c.child_id = m.id
            WHERE c.parent_id = \(parent) AND \(scope.condition) ORDER BY m.filed_at, m.id
            """
        ).map(Matter.init)
    }

    /// A parent ends last. Throws `MatterError.barred` while a child is open, whoever may see it.
    func checkChildrenEnded(of parent: RecordID, in reader: any Reader) throws {
        let open = try reader.count(
            """
            SELECT COUNT(*) AS n FROM matter_children c JOIN matters m ON m.id = c.child_id
            WHERE c.parent_id = \(parent) AND m.status <> 'ended'
            """
        )
        guard open == 0 else { throw MatterError.barred(ParentWords.stillOpen(open)) }
    }
}
