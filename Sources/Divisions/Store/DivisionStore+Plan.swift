public import Base
public import Storage

// Lists of changes: read as a whole, checked as a whole, written as a whole.
extension DivisionStore {
    /// What a list of changes would do; nothing is written.
    public func plan(_ lines: [DivisionLine], at now: Instant, in reader: any Reader) throws -> DivisionPlan {
        let divisions = try reader.rows("SELECT * FROM divisions WHERE district = \(district)").map(Self.division)
        var since: [RecordID: Day] = [:]
        let rows = try reader.rows(
            """
            SELECT division_id, MAX(held_to) AS held_to FROM division_versions WHERE district = \(district)
            GROUP BY division_id
            """
        )
        for row in rows { since[try row.id("division_id")] = try row.day("held_to") }
        return DivisionPlan(lines, over: divisions, since: since) { .make(at: now) }
    }

    /// Does what a list of changes says, all of it, or nothing when there is a fault; answers what it found.
    public func apply(_ lines: [DivisionLine], at now: Instant, in transaction: any Transaction) throws -> DivisionPlan
    {
        try holdFeed(in: transaction)
        let plan = try plan(lines, at: now, in: transaction)
        var rest = plan.entries[...]
        while let first = rest.first {
            let alike = rest.prefix { $0.on == first.on && $0.reason == first.reason && !$0.isName }
            if alike.isEmpty, case .name(let name, let id) = first.step {
                try addName(name, .alias, of: id, on: first.on, reason: first.reason, at: now, in: transaction)
            } else {
                try write(Array(alike), on: first.on, reason: first.reason, at: now, in: transaction)
            }
            rest = rest.dropFirst(max(1, alike.count))
        }
        return plan
    }

    /// From here on nobody else writes divisions until the transaction ends: what was read stays true.
    func holdFeed(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO place_feed (district, last) VALUES (\(district), 0)
            ON CONFLICT (district) DO UPDATE SET last = place_feed.last
            """
        )
    }

    /// Steps of one day and one reason, numbered together.
    private func write(
        _ entries: [DivisionPlan.Entry], on day: Day, reason: String, at now: Instant, in transaction: any Transaction
    ) throws {
        let drafts = entries.flatMap(\.drafts)
        var number = try feed.note(drafts, on: day, reason: reason, at: now, in: transaction)
        for entry in entries {
            switch entry.step {
            case .add(let division, let from):
                try insert(division, in: transaction)
                for (index, id) in from.enumerated() {
                    let split = DivisionSuccession(
                        from: id, to: division.id, on: day, since: number + Int64(index) + 1)
                    try add(split, at: now, in: transaction)
                }
            case .change(let before, let since, let after):
                try replace(before, since: since, with: after, on: day, number: number, at: now, in: transaction)
            case .end(let before, let since, let successors):
                try replace(
                    before, since: since, with: before.ended(on: day), on: day, number: number, at: now,
                    in: transaction)
                for successor in successors {
                    try add(
                        DivisionSuccession(from: before.id, to: successor, on: day, since: number), at: now,
                        in: transaction)
                }
            case .name: break
            }
            number += Int64(entry.drafts.count)
        }
    }
}

extension DivisionPlan.Entry {
    fileprivate var isName: Bool { if case .name = step { true } else { false } }

    /// The changes of the feed that a step is: what something came out of changes with it.
    fileprivate var drafts: [PlaceFeed.Draft] {
        switch step {
        case .add(let division, let from):
            [(.division, division.id, .added)] + from.map { (.division, $0, .split) }
        case .change(let division, _, _): [(.division, division.id, .changed)]
        case .end(let division, _, _): [(.division, division.id, .retired)]
        case .name(_, let id): [(.division, id, .named)]
        }
    }
}
