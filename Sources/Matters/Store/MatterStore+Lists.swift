import Accounts
public import Base
public import Storage

/// The work lists of a post.
public enum WorkList: String, Sendable, CaseIterable {
    case mine, offered, open, soon, overdue, attention, objections, recent

    /// Due so many working days from now is soon, with the days off behind them: in the list and for the warning alike.
    public static let soonDays = 2

    /// The latest, when narrowed, go back so many days: no index leads to those of a place or a topic that ended long ago.
    public static let recentDays = 90

    /// Which role's rail shows it.
    public func isFor(_ role: Role) -> Bool {
        switch self {
        case .objections: role == .arbiter
        case .recent: true
        case .attention: role == .head || role == .handler || role == .clerk
        default: role != .auditor && role != .administrator && role != .custodian
        }
    }

    /// The states that its matters can be in, where there are several.
    var statuses: [MatterStatus] {
        switch self {
        case .mine, .offered, .objections: []
        case .open, .soon, .overdue: [.received, .handling]
        case .attention, .recent: MatterStatus.allCases
        }
    }
}

extension MatterStore {
    /// One page of a work list, the nearest due day first; `recent` newest first.
    public func list(
        _ list: WorkList, for actor: Actor, scope: MatterScope, today: Day, filter: ListFilter = ListFilter(),
        after place: ListPosition? = nil, offset: Int = 0, limit: Int = 50, in reader: any Reader
    ) throws -> [Matter] {
        guard let condition = try condition(list, actor, today, reader) else { return [] }
        let narrowed = try narrowing(list, by: filter, today, in: reader)
        let rest: SQL = place.map { " AND \($0.condition(in: list))" } ?? ""
        let order: SQL =
            list == .recent ? "m.filed_at DESC, m.id DESC" : "m.due_day IS NULL, m.due_day, m.filed_at, m.id"
        return try reader.rows(
            """
            SELECT \(Matter.columns) FROM matters m WHERE \(condition) AND \(scope.condition)\(narrowed)\(rest)
            ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Matter.init)
    }

    /// How many are in a list, up to the count limit.
    public func count(
        _ list: WorkList, for actor: Actor, scope: MatterScope, today: Day, filter: ListFilter = ListFilter(),
        in reader: any Reader
    ) throws -> Int {
        guard let condition = try condition(list, actor, today, reader) else { return 0 }
        let narrowed = try narrowing(list, by: filter, today, in: reader)
        return try reader.count(
            """
            SELECT COUNT(*) AS n FROM (SELECT 1 FROM matters m WHERE \(condition) AND \(scope.condition)\(narrowed)
              LIMIT \(Self.countLimit)) AS counted
            """
        )
    }

    private func condition(_ list: WorkList, _ actor: Actor, _ today: Day, _ reader: any Reader) throws -> SQL? {
        guard let unit = actor.unit, case .staff(_, let post, _) = actor.principal else { return nil }
        switch list {
        case .mine:
            return """
                m.id IN (SELECT a.matter_id FROM assignments a WHERE a.unit_id = \(unit) AND a.state = 'accepted'
                  AND a.accepted_post = \(post))
                """
        case .offered:
            return "m.id IN (SELECT a.matter_id FROM assignments a WHERE a.unit_id = \(unit) AND a.state = 'offered')"
        case .open: return Self.unitsOpen(unit)
        case .soon:
            let last = try lastSoonDay(from: today, in: reader)
            return "\(Self.unitsOpen(unit)) AND m.due_day >= \(today) AND m.due_day <= \(last)"
        case .overdue: return "\(Self.unitsOpen(unit)) AND m.due_day < \(today)"
        case .attention:
            return "m.id IN (SELECT t.matter_id FROM attentions t WHERE t.unit_id = \(unit) AND t.seen_at IS NULL)"
        case .objections:
            return
                "m.id IN (SELECT a.matter_id FROM assignments a WHERE a.district = \(district) AND a.state = 'objected')"
        case .recent: return "m.district = \(district)"
        }
    }

    /// What a filter adds to the condition of a list: each list has led to its matters already.
    private func narrowing(
        _ list: WorkList, by filter: ListFilter, _ today: Day, in reader: any Reader
    ) throws -> SQL {
        var parts: [SQL] = []
        if let kind = filter.kind { parts.append("m.kind = \(kind.rawValue)") }
        if let topic = filter.topic {
            parts.append(topic == ListFilter.open ? "m.topic IS NULL" : "m.topic LIKE \(topic + ".%")")
        }
        if let place = filter.place { parts.append(try lies(in: place, reader)) }
        if let channel = filter.channel { parts.append("m.channel = \(channel.rawValue)") }
        if let status = filter.status { parts.append("m.status = \(status.rawValue)") }
        if list == .recent, filter.isNarrow {
            parts.append("m.filed_at >= \(Instant(today.adding(days: -WorkList.recentDays)))")
        }
        return SQL.joined(parts.map { " AND \($0)" }, separator: "")
    }

    private func lies(in place: String, _ reader: any Reader) throws -> SQL {
        if place == ListFilter.open { return "m.town_id IS NULL" }
        guard let unit = try units.find(code: place, in: reader), let division = unit.division else { return "1 = 0" }
        switch unit.level {
        case .town: return "m.town_id = \(division)"
        case .village: return "m.village_id = \(division)"
        default: return "1 = 0"
        }
    }

    // What nobody has accepted yet is the first receiver's, whoever it was offered to: no matter is in no list.
    private static func unitsOpen(_ unit: RecordID) -> SQL {
        """
        m.id IN (SELECT a.matter_id FROM assignments a
            WHERE a.unit_id = \(unit) AND a.state IN ('offered', 'accepted', 'objected')
          UNION SELECT f.id FROM matters f
            WHERE f.first_receiver = \(unit) AND f.lead_unit IS NULL AND f.status <> 'ended')
        """
    }

    /// What a unit should look at in some matters: kinds of attention by matter, unseen ones only.
    public func attentions(
        of unit: RecordID, to matters: [RecordID], in reader: any Reader
    ) throws -> [RecordID: [String]] {
        guard !matters.isEmpty else { return [:] }
        let rows = try reader.rows(
            """
            SELECT matter_id, kind FROM attentions
            WHERE unit_id = \(unit) AND matter_id IN (\(list: matters)) AND seen_at IS NULL ORDER BY at
            """
        )
        var kinds: [RecordID: [String]] = [:]
        for row in rows { kinds[try row.id("matter_id"), default: []].append(try row.text("kind")) }
        return kinds
    }

    /// Marks a unit's attentions for a matter as seen.
    public func markSeen(_ matter: RecordID, unit: RecordID, at now: Instant) async throws {
        try await database.write { try markSeen(matter, unit: unit, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func markSeen(_ matter: RecordID, unit: RecordID, at now: Instant, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE attentions SET seen_at = \(now) WHERE matter_id = \(matter) AND unit_id = \(unit) AND seen_at IS NULL"
        )
    }
}
