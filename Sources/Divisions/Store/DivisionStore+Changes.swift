public import Base
public import Storage

// Dated changes: each is one number of the feed, and what stood before stays as a version.
extension DivisionStore {
    /// Changes a division from a day on; answers the number of the change.
    ///
    /// An official name that goes stays as a former name. Throws `DivisionError`.
    @discardableResult
    public func change(
        _ id: RecordID, _ patch: DivisionPatch, on day: Day, reason: String, at now: Instant,
        in transaction: any Transaction
    ) throws -> Int64 {
        // The number first: after it nobody else writes divisions until this transaction ends.
        let number = try note(.changed, of: id, on: day, reason, now, transaction)
        let (before, since) = try held(id, on: day, isEnding: patch.goesOn, in: transaction)
        let after = before.changed(by: patch)
        guard after != before else { throw DivisionError.nothingChanges(code: before.code) }
        guard !after.code.isEmpty, !after.name.zh.isEmpty else { throw DivisionError.empty(code: before.code) }
        if after.code != before.code { try requireFree(after, on: day, in: transaction) }
        if after.parent != before.parent, !(try isRightParent(of: after, on: day, in: transaction)) {
            throw DivisionError.wrongParent(code: before.code)
        }
        try replace(before, since: since, with: after, on: day, number: number, at: now, in: transaction)
        return number
    }

    /// Ends a division on the first day on which it no longer stands, and says what came out of it; answers the number of the
    /// change. Throws `DivisionError`, `.standsBelow` while there is something below it.
    @discardableResult
    public func end(
        _ id: RecordID, on day: Day, successors: [RecordID], reason: String, at now: Instant,
        in transaction: any Transaction
    ) throws -> Int64 {
        let number = try note(.retired, of: id, on: day, reason, now, transaction)
        let (before, since) = try held(id, on: day, isEnding: false, in: transaction)
        let below = try DivisionLevel.allCases.reduce(0) { count, level in
            guard level.above == before.level else { return count }
            return try count + list(level, on: day, in: transaction).count { $0.parent == id }
        }
        guard below == 0 else { throw DivisionError.standsBelow(code: before.code, count: below) }
        for successor in successors {
            guard successor != id, try find(successor, on: day, in: transaction) != nil else {
                throw DivisionError.wrongSuccessor(code: before.code)
            }
        }
        try replace(
            before, since: since, with: before.ended(on: day), on: day, number: number, at: now, in: transaction)
        for successor in successors {
            try add(
                DivisionSuccession(from: id, to: successor, on: day, since: number), at: now, in: transaction)
        }
        return number
    }

    /// Gives a division another name beside its official one; answers the number of the change, nil when it has it already.
    /// Throws `DivisionError.notFound` and `.empty`.
    @discardableResult
    public func addName(
        _ name: String, _ how: DivisionName.How, of id: RecordID, on day: Day, reason: String, at now: Instant,
        in transaction: any Transaction
    ) throws -> Int64? {
        guard let division = try find(id, in: transaction) else { throw DivisionError.notFound }
        guard name.contains(where: { !$0.isWhitespace }) else { throw DivisionError.empty(code: division.code) }
        guard division.name.zh != name, try !hasName(name, id, transaction) else { return nil }
        let number = try note(.named, of: id, on: day, reason, now, transaction)
        try add(DivisionName(name: name, how: how, on: day, since: number), of: id, at: now, in: transaction)
        return number
    }

    /// The division and the day since which it stands as it does. Throws `DivisionError` when nothing of it can change on a day.
    private func held(
        _ id: RecordID, on day: Day, isEnding: Bool, in reader: any Reader
    ) throws -> (Division, since: Day) {
        guard let division = try find(id, in: reader) else { throw DivisionError.notFound }
        let since = try since(id, in: reader) ?? division.validFrom
        guard since <= day else { throw DivisionError.beforeLastChange(code: division.code, last: since) }
        guard division.stands(on: day) || isEnding && division.validTo == day else {
            throw DivisionError.notStanding(code: division.code, on: day)
        }
        return (division, since)
    }

    private func since(_ id: RecordID, in reader: any Reader) throws -> Day? {
        try reader.row("SELECT MAX(held_to) AS held_to FROM division_versions WHERE division_id = \(id)")?
            .dayOrNil("held_to")
    }

    private func isRightParent(of division: Division, on day: Day, in reader: any Reader) throws -> Bool {
        guard let parent = division.parent else { return division.level == .district }
        return try find(parent, on: day, in: reader)?.level == division.level.above
    }

    /// Writes a division as it is from a day on, keeps what was before, and a name that goes.
    func replace(
        _ before: Division, since: Day, with after: Division, on day: Day, number: Int64, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let past = [RecordID.make(at: now).value, district.value, before.id.value, number.value]
        let version = past + values(of: before).dropFirst(2) + [since.value, day.value]
        try transaction.insert(Self.versionShape.row(version), of: before.id)
        try transaction.execute(
            """
            UPDATE divisions SET code = \(after.code), name_zh = \(after.name.zh), name_en = \(after.name.en),
              kind = \(after.kind), parent_id = \(after.parent), valid_to = \(after.validTo)
            WHERE id = \(after.id) AND district = \(district)
            """
        )
        transaction.note(Self.shape.table, of: after.id.text, Self.shape.row(values(of: after)).row)
        guard after.name.zh != before.name.zh, try !hasName(before.name.zh, before.id, transaction) else { return }
        let former = DivisionName(name: before.name.zh, how: .former, on: day, since: number)
        try add(former, of: before.id, at: now, in: transaction)
    }

    private func hasName(_ name: String, _ id: RecordID, _ reader: any Reader) throws -> Bool {
        try reader.row("SELECT 1 AS n FROM division_names WHERE division_id = \(id) AND name = \(name)") != nil
    }

    func add(_ name: DivisionName, of id: RecordID, at now: Instant, in transaction: any Transaction) throws {
        let values = [
            RecordID.make(at: now).value, district.value, id.value, name.name.value, name.how.rawValue.value,
            name.on.value, name.since.value,
        ]
        try transaction.insert(Self.nameShape.row(values), of: id)
    }

    func add(_ succession: DivisionSuccession, at now: Instant, in transaction: any Transaction) throws {
        let values = [
            RecordID.make(at: now).value, district.value, succession.from.value, succession.to.value,
            succession.on.value, succession.since.value,
        ]
        try transaction.insert(Self.successorShape.row(values), of: succession.from)
    }

    private static let versionShape = RowShape(
        "division_versions", ["id", "district", "division_id", "number"] + columns + ["held_from", "held_to"])
    private static let nameShape = RowShape(
        "division_names", ["id", "district", "division_id", "name", "how", "valid_on", "number"])
    private static let successorShape = RowShape(
        "division_successors", ["id", "district", "from_id", "to_id", "valid_on", "number"])
}
