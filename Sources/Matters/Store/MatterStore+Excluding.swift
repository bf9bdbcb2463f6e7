// An office that turns out to be complained about after filing, and the way back when that was a mistake.
import Accounts
public import Base
import Clocks
import Jobs
import Journal
public import Storage
import Text

extension MatterStore {
    /// The most that anybody may give as a reason for shutting an office out, in characters.
    public static let exclusionLimit = 500

    /// Names an office that a matter complains about: from now on it and all below it neither see, receive nor count the
    /// matter. What lies with them goes to the nearest office above that is not shut out. Throws `MatterError`.
    public func exclude(
        _ unit: RecordID, from id: RecordID, revision: Int, reason: String, by actor: Actor, at now: Instant
    ) async throws {
        try await database.write {
            try exclude(unit, from: id, revision: revision, reason: reason, by: actor, at: now, in: $0)
        }
    }

    /// The same inside the caller's transaction.
    func exclude(
        _ unit: RecordID, from id: RecordID, revision: Int, reason: String, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let file = try file(of: id, for: actor, in: transaction)
        guard MatterPolicy.mayExclude(file, actor, isCentre: try isCentre(actor, in: transaction)) else {
            throw MatterError.barred(MatterPolicy.notAnswerable)
        }
        try Self.check(reason)
        guard let found = try units.find(unit, in: transaction) else { throw Self.noUnit }
        guard !file.excluded.contains(unit) else {
            throw MatterError.invalid(
                field: "unit", Words("\(found.name.zh)已经回避", "\(found.name.en) is shut out already"))
        }
        try claim(id, revision: revision, in: transaction)
        try exclude(unit, from: id, in: transaction)
        let party = insertion(ofParty: .respondent, matter: id, identity: nil, unit: unit, isSealed: false, at: now)
        try transaction.insert(party, of: id)
        try withdrawSight(of: id, at: now, in: transaction)
        if let proxy = file.proxyUnit, try getFile(file.matter, in: transaction).excluded.contains(proxy) {
            try endProxy(of: id, as: .ended, at: now, in: transaction)
        }
        var move = Move(parameters: ["unit": unit.text])
        try takeBack(file, by: actor, at: now, &move, in: transaction)
        if !move.touched.isEmpty { try owe("matter.exclusion", of: file, by: actor, at: now, in: transaction) }
        try update(id, move.changes, in: transaction)
        try record("exclusion", reason, of: id, move, by: actor, at: now, in: transaction)
    }

    /// Lets an office back in that was shut out by mistake; what was taken from it stays where it went. Only a head of
    /// the district's centre may. Throws `MatterError`.
    public func liftExclusion(
        of unit: RecordID, from id: RecordID, revision: Int, reason: String, by actor: Actor, at now: Instant
    ) async throws {
        try await database.write {
            try liftExclusion(of: unit, from: id, revision: revision, reason: reason, by: actor, at: now, in: $0)
        }
    }

    /// The same inside the caller's transaction.
    func liftExclusion(
        of unit: RecordID, from id: RecordID, revision: Int, reason: String, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let file = try file(of: id, for: actor, in: transaction)
        guard MatterPolicy.mayLift(file, actor, isCentre: try isCentre(actor, in: transaction)) else {
            throw MatterError.barred(Words("由区中心负责人解除", "A head of the district's centre lifts it"))
        }
        try Self.check(reason)
        let named = file.parties.filter { $0.part == .respondent && $0.unit == unit }
        guard !named.isEmpty else { throw Self.noUnit }
        try claim(id, revision: revision, in: transaction)
        for party in named { try clear(party, of: id, in: transaction) }
        let former = try transaction.rows(
            "DELETE FROM matter_exclusions WHERE matter_id = \(id) RETURNING unit_id"
        )
        for row in former { transaction.noteRemoval("matter_exclusions", of: id, id: try row.id("unit_id")) }
        for other in file.parties where other.unit != unit { try exclude(other.unit, from: id, in: transaction) }
        for sharer in Set(file.assignments.map(\.unit) + [file.matter.firstReceiver]) {
            try share(id, with: sharer, in: transaction)
        }
        try reindexUnits(of: id, in: transaction)
        let move = Move(parameters: ["unit": unit.text])
        try record("exclusion-lifted", reason, of: id, move, by: actor, at: now, in: transaction)
    }

    /// The unit whose whole name was typed; nil when none or several are called so.
    public func unit(named typed: String, in reader: any Reader) throws -> RecordID? {
        let name = Folding.fold(String(typed.prefix(80)))
        let found = try units.list(levels: UnitLevel.allCases, in: reader).filter {
            Folding.fold($0.name.zh) == name || Folding.fold($0.name.en) == name
        }
        return found.count == 1 ? found.first?.id : nil
    }

    /// Whether somebody acts for the district's centre.
    func isCentre(_ actor: Actor, in reader: any Reader) throws -> Bool {
        try actor.unit.flatMap { try units.find($0, in: reader) }?.level == .centre
    }

    /// The nearest open office above that is not shut out; the petition bureau, or another department, when none is.
    func successor(
        of unit: RecordID, without shut: Set<RecordID>, on day: Day, in reader: any Reader
    ) throws -> RecordID {
        for above in try units.ancestors(of: unit, in: reader).dropFirst() where !shut.contains(above) {
            if try units.find(above, in: reader)?.isOpen(on: day) == true { return above }
        }
        let departments = try units.list(levels: [.department], in: reader)
            .filter { $0.id != unit && !shut.contains($0.id) && $0.isOpen(on: day) }
        guard let next = departments.first(where: { $0.code == "dept:petition-bureau" }) ?? departments.first else {
            throw MatterError.barred(Words("没有别的单位可以接手", "No other office could take it over"))
        }
        return next.id
    }
}

/// What an exclusion moved, for the entry.
private struct Move {
    var parameters: [String: String]
    var touched: [RecordID] = []
    /// What changes in the matter's own row.
    var changes = ColumnChanges()
}

extension MatterStore {
    private static var noUnit: MatterError {
        .invalid(field: "unit", Words("没有这个单位，请再选一次", "There is no such office; please choose again"))
    }

    private static func check(_ reason: String) throws {
        let isGiven = reason.count >= 5 && reason.contains { !$0.isWhitespace }
        guard isGiven, reason.count <= exclusionLimit else {
            throw MatterError.invalid(
                field: "reason", Words("请写明理由，5 到 500 个字", "Please give the reason, 5 to 500 characters"))
        }
    }

    private func file(of id: RecordID, for actor: Actor, in reader: any Reader) throws -> MatterFile {
        try getFile(try getMatter(id, scope: try scope(of: actor, in: reader), in: reader), in: reader)
    }

    /// Takes a matter off the lists, searches and attentions of whoever is shut out now.
    private func withdrawSight(of id: RecordID, at now: Instant, in transaction: any Transaction) throws {
        let shut: SQL = "SELECT x.unit_id FROM matter_exclusions x WHERE x.matter_id = \(id)"
        let hidden = try transaction.rows(
            "DELETE FROM matter_units WHERE matter_id = \(id) AND unit_id IN (\(shut)) RETURNING unit_id"
        )
        for row in hidden { transaction.noteRemoval("matter_units", of: id, id: try row.id("unit_id")) }
        try transaction.execute(
            """
            UPDATE attentions SET seen_at = \(now)
            WHERE matter_id = \(id) AND seen_at IS NULL AND unit_id IN (\(shut))
            """
        )
        try reindexUnits(of: id, in: transaction)
    }

    /// Ends the shares of whoever is shut out. The terms of those shares stop, those of the matter run on: the filer
    /// waits no longer than before.
    private func takeBack(
        _ file: MatterFile, by actor: Actor, at now: Instant, _ move: inout Move, in transaction: any Transaction
    ) throws {
        let matter = file.matter
        let shut = try getFile(matter, in: transaction).excluded
        let lost = file.assignments.filter { $0.isOpen && shut.contains($0.unit) }
        for share in lost {
            try set(share.id, .ended, now, in: transaction)
            let own = TermScope.assignment(share.id, proceeding: file.proceeding.id)
            try terms.stop(own, on: now.day, at: now, in: transaction)
            move.touched.append(share.id)
        }
        var receiver = matter.firstReceiver
        if shut.contains(receiver) {
            receiver = try successor(of: receiver, without: shut, on: now.day, in: transaction)
            move.changes.set("first_receiver", receiver)
            try share(matter.id, with: receiver, in: transaction)
            move.parameters["receiver"] = receiver.text
        }
        guard matter.isOpen else { return try reindexUnits(of: matter.id, in: transaction) }
        if matter.leadUnit.map(shut.contains) == true {
            move.changes.set("lead_unit", Value.null)
        }
        let isHeld = file.assignments.contains { $0.isOpen && $0.part == .lead && !shut.contains($0.unit) }
        if !isHeld, let former = lost.last(where: { $0.part == .lead }) {
            let next = try successor(of: former.unit, without: shut, on: now.day, in: transaction)
            let from = actor.unit.flatMap { shut.contains($0) ? nil : $0 } ?? receiver
            let offered = try offer(
                matter.id, file.proceeding.id, to: next, from: from, part: .lead, procedure: file.proceeding.procedure,
                at: now, in: transaction
            )
            move.touched.append(offered)
            move.parameters["to"] = next.text
            // Counted from when the lost share was offered, the filer waits no longer than before.
            try renewAcceptance(of: file, since: former.offeredAt.day, at: now, in: transaction)
        }
        try reindexUnits(of: matter.id, in: transaction)
    }

    /// Takes the unit out of a party; a party that was nothing else goes.
    private func clear(_ party: Party, of matter: RecordID, in transaction: any Transaction) throws {
        let name: Identity? = try party.identity.flatMap { try personal.open($0, in: transaction) }.flatMap(Self.decode)
        if name?.name.isEmpty == false {
            try transaction.execute("UPDATE parties SET unit_id = NULL WHERE id = \(party.id)")
            transaction.noteChange("parties", of: matter, id: party.id)
        } else {
            try transaction.execute("DELETE FROM parties WHERE id = \(party.id)")
            transaction.noteRemoval("parties", of: matter, id: party.id)
        }
    }

    private func record(
        _ code: String, _ reason: String, of id: RecordID, _ move: Move, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let subject = Subject("matter", id)
        let value = try personal.seal(reason, owner: subject, field: "remark", at: now, in: transaction)
        let remark = insertion(ofRemark: code, matter: id, isPublic: false, text: value.id, by: actor, at: now)
        try transaction.insert(remark, of: id)
        try journal.record(
            JournalRecord(
                "matter.\(code)", subject: subject, by: actor.principal, happenedAt: now, parameters: move.parameters,
                personal: ["text": value], states: try states(matter: id, assignments: move.touched, in: transaction)
            ),
            in: transaction
        )
        _ = try Outbox.append(
            "matters.changed", district: district, body: "{\"action\":\"\(code)\",\"matter\":\"\(id)\"}",
            in: transaction, at: now
        )
    }
}
