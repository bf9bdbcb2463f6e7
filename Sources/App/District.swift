public import Base
import Journal
public import Storage

/// What an installation knows about its district.
public struct District: Hashable, Sendable {
    /// The key that every row carries.
    public let key: DistrictKey
    /// The code of the division.
    public let code: String
    /// Begins every matter number.
    public let prefix: String
    /// The name.
    public let name: Words
    /// The note at the foot of every page.
    public let note: Words
    /// Milliseconds by which the demo's clock stands beside the machine's; 0 for a real district.
    public let clockOffset: Int64
    /// Whether people, grids and matters are made up.
    public let isDemo: Bool

    /// Puts a district together.
    public init(
        key: DistrictKey, code: String, prefix: String, name: Words, note: Words, clockOffset: Int64, isDemo: Bool
    ) {
        self.key = key
        self.code = code
        self.prefix = prefix
        self.name = name
        self.note = note
        self.clockOffset = clockOffset
        self.isDemo = isDemo
    }

    /// The district of a database, or nil when it is empty.
    public static func find(in reader: any Reader) throws -> District? {
        try reader.row("SELECT * FROM districts ORDER BY district LIMIT 1").map { row in
            District(
                key: try row.text("district"), code: try row.text("code"), prefix: try row.text("prefix"),
                name: Words(try row.text("name_zh"), try row.text("name_en")),
                note: Words(try row.text("note_zh"), try row.text("note_en")),
                clockOffset: try row.integer("clock_offset"), isDemo: try row.flag("is_demo")
            )
        }
    }

    /// Writes the district; a second one under the same key is refused.
    public func insert(in transaction: any Transaction) throws {
        let row = Self.shape.row([
            key.value, code.value, prefix.value, name.zh.value, name.en.value, note.zh.value, note.en.value,
            clockOffset.value, isDemo.value,
        ])
        try transaction.insert(row, of: RecordID(trusted: key), first: true)
    }

    private static let columns = [
        "code", "prefix", "name_zh", "name_en", "note_zh", "note_en", "clock_offset", "is_demo",
    ]
    private static let shape = RowShape("districts", ["district"] + columns)
    /// The table of the district, for the journal.
    static let journaledFamilies = [
        JournaledFamily(
            "districts", [FamilyMember("districts", owner: "district", id: "district", columns: columns)]
        )
    ]

    /// The district's time at a time of the machine.
    public func now(machine: Instant) -> Instant { Instant(milliseconds: machine.milliseconds + clockOffset) }
}
