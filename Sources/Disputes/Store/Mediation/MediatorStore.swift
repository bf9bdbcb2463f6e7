import Accounts
public import Base
import Clocks
import Journal
import Matters
public import Storage

/// The registers of mediators.
public struct MediatorStore: Sendable {
    let centres: CentreStore
    private var district: DistrictKey { centres.district }

    /// The registers of a district's centres.
    public init(_ centres: CentreStore) { self.centres = centres }

    /// Puts somebody into the register of a centre. Throws `DisputeError`.
    @discardableResult
    public func add(
        _ name: String, _ kind: MediatorKind, knows skills: Set<MediatorSkill>, most: Int = 10,
        account: RecordID? = nil,
        at unit: RecordID, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws -> RecordID {
        guard (1...30).contains(name.count), !name.contains(where: \.isNewline) else {
            throw CentreStore.wrong("name", "请写姓名，最多 30 个字", "Write the name, in 30 characters at most")
        }
        guard (1...100).contains(most) else {
            throw CentreStore.wrong("most", "同时最多办 1 到 100 件", "From 1 to 100 at a time")
        }
        if let account {
            let row = try transaction.row(
                """
                SELECT 1 AS n FROM post_spells s JOIN posts p ON p.id = s.post_id WHERE s.account_id = \(account)
                  AND p.unit_id = \(unit) AND (s.to_day IS NULL OR s.to_day >= \(now.day)) LIMIT 1
                """)
            guard row != nil else {
                throw CentreStore.wrong("account", "这个账号不在本单位", "That account has no post at this unit")
            }
        }
        let id = RecordID.make(at: now)
        let list = skills.map(\.rawValue).sorted().joined(separator: " ")
        let row = MediationShapes.mediators.row([
            id.value, district.value, unit.value, account.value, name.value, kind.rawValue.value, list.value,
            most.value,
            .null,
        ])
        try transaction.insert(row, of: id, first: true)
        try record("mediator.added", id, ["unit": unit.text, "kind": kind.rawValue], by: principal, now, transaction)
        return id
    }

    /// Ends somebody's time in a register from a day on. Throws `DisputeError`.
    public func end(
        _ id: RecordID, from day: Day, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws {
        guard try get(id, in: transaction).load == 0 else {
            throw DisputeError.barred(Words("手上还有没办完的调解", "There are open mediations in their hands"))
        }
        let changed = try transaction.change(
            """
            UPDATE mediators SET until_day = \(day) WHERE id = \(id) AND district = \(district) AND until_day IS NULL
            """)
        guard changed == 1 else { throw DisputeError.changedMeanwhile }
        transaction.noteChange("mediators", of: id, id: id)
        try record("mediator.ended", id, ["day": day.description], by: principal, now, transaction)
    }

    /// Days on which a mediator takes nothing. Throws `DisputeError`.
    public func rest(
        _ id: RecordID, _ days: ClosedRange<Day>, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        guard try transaction.row("SELECT id FROM mediators WHERE id = \(id) AND district = \(district)") != nil else {
            throw DisputeError.notFound
        }
        guard days.upperBound.number - days.lowerBound.number <= 366, days.upperBound >= now.day else {
            throw CentreStore.wrong("to", "从今天起，最多一年", "From today on, a year at most")
        }
        let row = MediationShapes.rests.row([
            RecordID.make(at: now).value, district.value, id.value, days.lowerBound.value, days.upperBound.value,
        ])
        try transaction.insert(row, of: id)
        let parameters = ["from": days.lowerBound.description, "to": days.upperBound.description]
        try record("mediator.rests", id, parameters, by: principal, now, transaction)
    }

    /// The register of a centre as it is on a day, by kind and name.
    public func list(at unit: RecordID, on day: Day, in reader: any Reader) throws -> [Mediator] {
        try mediators(
            reader.rows(
                """
                SELECT * FROM mediators WHERE unit_id = \(unit) AND (until_day IS NULL OR until_day > \(day))
                ORDER BY kind, name, id LIMIT 500
                """), in: reader)
    }

    /// A mediator. Throws `DisputeError.notFound`.
    public func get(_ id: RecordID, in reader: any Reader) throws -> Mediator {
        let row = try reader.row("SELECT * FROM mediators WHERE id = \(id) AND district = \(district)")
        guard let row, let found = try mediators([row], in: reader).first else { throw DisputeError.notFound }
        return found
    }

    private func mediators(_ rows: [Row], in reader: any Reader) throws -> [Mediator] {
        guard !rows.isEmpty else { return [] }
        let ids = try rows.map { try $0.id("id") }
        let loads = try reader.rows(
            """
            SELECT m.mediator_id, CAST(COUNT(*) AS BIGINT) AS n FROM mediations m JOIN proceedings p ON p.id = m.id
            WHERE p.ended_at IS NULL AND m.mediator_id IN (\(list: ids)) GROUP BY m.mediator_id
            """
        ).reduce(into: [RecordID: Int]()) { loads, row in loads[try row.id("mediator_id")] = try row.int("n") }
        var rests: [RecordID: [ClosedRange<Day>]] = [:]
        for row in try reader.rows(
            "SELECT * FROM mediator_rests WHERE mediator_id IN (\(list: ids)) ORDER BY from_day, id")
        {
            let (from, to) = (try row.day("from_day"), try row.day("to_day"))
            if from <= to { rests[try row.id("mediator_id"), default: []].append(from...to) }
        }
        return try rows.map { row in
            let id = try row.id("id")
            let skills = try row.text("skills").split(separator: " ").compactMap { MediatorSkill(rawValue: String($0)) }
            return Mediator(
                id: id, unit: try row.id("unit_id"), account: try row.idOrNil("account_id"), name: try row.text("name"),
                kind: MediatorKind(rawValue: try row.text("kind")) ?? .people, skills: Set(skills),
                most: try row.int("most"), until: try row.dayOrNil("until_day"), load: loads[id] ?? 0,
                rests: rests[id] ?? [])
        }
    }

    private func record(
        _ code: String, _ id: RecordID, _ parameters: [String: String], by principal: Principal, _ now: Instant,
        _ transaction: any Transaction
    ) throws {
        try centres.journal.record(
            JournalRecord(
                code, subject: Subject("mediator", id), by: principal, happenedAt: now, parameters: parameters),
            in: transaction)
    }
}
