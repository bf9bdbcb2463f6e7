public import Base
import Journal
public import Storage

// What mandates there are: of one matter, of an office, and how many.
extension MatterStore {
    /// The newest mandate of a matter with what was and is to be told, oldest first; nil where there was none. Who asked
    /// and for what is as sealed as the filer's name, except for the office that was asked. The caller has checked the
    /// scope.
    public func proxy(
        of file: MatterFile, for actor: Actor, at now: Instant, in reader: any Reader
    ) throws -> (proxy: Proxy, reports: [ProxyReport])? {
        guard
            let row = try reader.row(
                """
                SELECT * FROM proxies WHERE matter_id = \(file.matter.id) AND district = \(district)
                ORDER BY id DESC LIMIT 1
                """)
        else { return nil }
        var isSealed = file.matter.confidentiality != .named
        if try isSealed && row.id("unit_id") == actor.unit && actor.works { isSealed = false }
        if isSealed, let filer = file.parties.first(where: { $0.part == .filer }),
            case .shown = try identity(of: filer, for: actor, at: now, in: reader)
        {
            isSealed = false
        }
        let proxy = try proxies([row], isSealed: isSealed, on: now.day, in: reader)
        let reports = try reports("proxy_id = \(row.id("id")) AND state <> 'dropped'", in: reader)
        return proxy.first.map { ($0, reports) }
    }

    /// The mandates under which an office has something to tell, whoever waits longest first, each with what that is. Those
    /// that the actor took on come before those of colleagues.
    public func listUntold(
        for actor: Actor, on today: Day, in reader: any Reader
    ) throws -> [(proxy: Proxy, matter: Matter, reports: [ProxyReport])] {
        guard let unit = actor.unit, actor.works else { return [] }
        let scope = try scope(of: actor, in: reader)
        let rows = try reader.rows(
            """
            SELECT p.*, (SELECT MIN(r.happened_at) FROM proxy_reports r WHERE r.proxy_id = p.id AND r.state = 'waiting')
              AS since
            FROM proxies p JOIN matters m ON m.id = p.matter_id
            WHERE p.unit_id = \(unit) AND p.state = 'active' AND \(scope.condition) AND EXISTS
              (SELECT 1 FROM proxy_reports r WHERE r.proxy_id = p.id AND r.state = 'waiting')
            ORDER BY since, p.id LIMIT 200
            """
        )
        let found = try proxies(rows, on: today, in: reader)
        var account: RecordID?
        if case .staff(let own, _, _) = actor.principal { account = own }
        let ranked = found.filter { $0.account == account } + found.filter { $0.account != account }
        let ids = ranked.map(\.id)
        let waiting = ids.isEmpty ? [] : try reportRows("proxy_id IN (\(list: ids)) AND state = 'waiting'", in: reader)
        return try ranked.map { proxy in
            (
                proxy, try getMatter(proxy.matter, scope: scope, in: reader),
                try reports(waiting.filter { try $0.id("proxy_id") == proxy.id }, in: reader)
            )
        }
    }

    /// How many mandates of a post's office have something that the resident was not told.
    public func countUntold(for actor: Actor, in reader: any Reader) throws -> Int {
        guard let unit = actor.unit, actor.works else { return 0 }
        let scope = try scope(of: actor, in: reader)
        return try reader.count(
            """
            SELECT COUNT(*) AS n FROM (SELECT 1 FROM proxies p JOIN matters m ON m.id = p.matter_id
              WHERE p.unit_id = \(unit) AND p.state = 'active' AND \(scope.condition) AND EXISTS
                (SELECT 1 FROM proxy_reports r WHERE r.proxy_id = p.id AND r.state = 'waiting')
              LIMIT \(Self.countLimit)) AS counted
            """
        )
    }

    private func proxies(
        _ rows: [Row], isSealed: Bool = false, on today: Day, in reader: any Reader
    ) throws -> [Proxy] {
        guard !rows.isEmpty else { return [] }
        let words = try rows.flatMap { [try $0.id("asker_id"), try $0.idOrNil("scope_id")].compactMap(\.self) }
        let texts = isSealed ? [:] : try personal.open(ids: words, in: reader)
        let held = Set(
            try reader.rows(
                """
                SELECT account_id, post_id FROM post_spells WHERE post_id IN (\(list: rows.map { try $0.id("post_id") }))
                  AND from_day <= \(today) AND (to_day IS NULL OR to_day > \(today))
                """
            ).map { try $0.text("account_id") + $0.text("post_id") })
        let names = try Self.names(of: rows.map { try $0.id("account_id") }, in: reader)
        return try rows.map { row in
            let account = try row.id("account_id")
            return Proxy(
                id: try row.id("id"), matter: try row.id("matter_id"), account: account,
                name: names[account] ?? Words("", ""), unit: try row.id("unit_id"),
                isPostHeld: held.contains(account.text + (try row.text("post_id"))), isSealed: isSealed,
                asker: texts[try row.id("asker_id")], way: MandateWay(rawValue: try row.text("way")) ?? .person,
                day: try row.day("day"), scope: try row.idOrNil("scope_id").flatMap { texts[$0] },
                state: ProxyState(rawValue: try row.text("state")) ?? .ended,
                recordedAt: try row.instant("recorded_at"),
                endedAt: try row.instantOrNil("ended_at")
            )
        }
    }

    private func reportRows(_ condition: SQL, in reader: any Reader) throws -> [Row] {
        try reader.rows("SELECT * FROM proxy_reports WHERE \(condition) ORDER BY happened_at, id")
    }

    private func reports(_ condition: SQL, in reader: any Reader) throws -> [ProxyReport] {
        try reports(try reportRows(condition, in: reader), in: reader)
    }

    private func reports(_ rows: [Row], in reader: any Reader) throws -> [ProxyReport] {
        let texts = try personal.open(ids: rows.compactMap { try $0.idOrNil("text_id") }, in: reader)
        return try rows.map { row in
            let day = try row.dayOrNil("told_day"), way = try row.textOrNil("told_way").flatMap(TellingWay.init)
            return ProxyReport(
                id: try row.id("id"), matter: try row.id("matter_id"), code: try row.text("code"),
                end: try row.textOrNil("end_code").flatMap(MatterEnd.init), unit: try row.idOrNil("unit_id"),
                text: try row.idOrNil("text_id").flatMap { texts[$0] }, happenedAt: try row.instant("happened_at"),
                told: day.flatMap { day in way.map { ProxyReport.Telling(day: day, way: $0) } }
            )
        }
    }
}
