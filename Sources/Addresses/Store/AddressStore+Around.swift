public import AddressMatch
public import Base
public import Divisions
public import Storage

extension AddressStore {
    /// Whether a place is there and has not ended.
    public func stands(_ id: RecordID, in reader: any Reader) throws -> Bool {
        try reader.row("SELECT id FROM addresses WHERE id = \(id) AND district = \(district) AND valid_to IS NULL")
            != nil
    }

    /// The numbered place below another, or nil.
    public func find(
        _ type: PlaceType, _ number: String, below parent: RecordID, in reader: any Reader
    ) throws -> RecordID? {
        try reader.row(
            """
            SELECT id FROM addresses WHERE parent_id = \(parent) AND type = \(type.rawValue) AND number = \(number)
              AND valid_to IS NULL
            """
        )?.id("id")
    }

    /// Says that a system names a place that stood only because of what lies below it.
    public func propose(_ id: RecordID, by act: AddressAct, in transaction: any Transaction) throws {
        let row = try transaction.row("SELECT state FROM addresses WHERE id = \(id) AND valid_to IS NULL")
        guard try row?.text("state") == AddressState.implied.rawValue else { return }
        try alter(id, .changed, set: "state = \(AddressState.proposed.rawValue)", by: act, in: transaction)
    }

    /// A register of one place with all that lies in it, and the number at which it lies: to read texts by that are known to mean
    /// something there. The ids are those of the records.
    public func register(
        around place: RecordID, divisions: DivisionStore, on day: Day, in reader: any Reader
    ) throws -> AddressRegister {
        var records: [Record] = []
        for above in try lineage(of: place, in: reader).reversed() { records += try self.records([above], in: reader) }
        records += try self.records([place], in: reader)
        var level = [place]
        while !level.isEmpty, records.count < 200_000 {
            var next: [Record] = []
            for parent in level { next += try below(parent, in: reader) }
            records += next
            level = next.filter { $0.type != .room }.map { RecordID(trusted: $0.id) }
        }
        var filling = RegisterFilling(
            expecting: records.count, names: try names(of: records, in: reader), ids: .records)
        try filling.addDivisions(LibrarySurroundings(above: [], elsewhere: []), divisions, on: day, in: reader)
        for record in records { filling.add(record) }
        filling.connect()
        return filling.register
    }

    private func records(_ ids: [RecordID], in reader: any Reader) throws -> [Record] {
        try all("\(recordSelect) AND id IN (\(list: ids)) AND valid_to IS NULL", in: reader)
    }

    private func below(_ parent: RecordID, in reader: any Reader) throws -> [Record] {
        try all(
            "\(recordSelect) AND parent_id = \(parent) AND number IS NOT NULL AND valid_to IS NULL ORDER BY id",
            in: reader)
    }

    private func all(_ sql: SQL, in reader: any Reader) throws -> [Record] {
        var records: [Record] = []
        try reader.each(sql) { records.append(try Record($0)) }
        return records
    }

    private func names(of records: [Record], in reader: any Reader) throws -> [String: [(String, NameUse)]] {
        let ids = records.filter { !$0.isNumbered }.map { RecordID(trusted: $0.id) }
        guard !ids.isEmpty else { return [:] }
        return try names("AND address_id IN (\(list: ids))", in: reader)
    }
}
