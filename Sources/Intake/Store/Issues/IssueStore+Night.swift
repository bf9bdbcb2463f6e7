public import Base
import Matters
import Storage

extension IssueStore {
    /// Groups the newest matters anew, by the mean likeness over text and place; what people pinned stays. Can run twice.
    ///
    /// At most so many matters of the last year: everything is compared with everything. Answers how many issues there are;
    /// nil when somebody put matters together meanwhile, and nothing was changed.
    @discardableResult
    public func regroup(newest limit: Int = IssueStore.regrouped, at now: Instant) async throws -> Int? {
        try await matters.database.writeInBackground { try self.partParents(at: now, in: $0) }
        let messages = try await messages(newest: limit, at: now)
        let pins = try await matters.database.read { try self.pins(in: $0) }
        let groups = try Self.group(messages, pins)
        return try await matters.database.writeInBackground { transaction in
            guard try self.pins(in: transaction) == pins else { return nil }
            return try self.keep(groups, of: messages.map(\.id), pins, at: now, in: transaction)
        }
    }

    /// Tells parents from their children, which an earlier version did not: a parent says what others have said, and is none
    /// of them.
    private func partParents(at now: Instant, in transaction: any Transaction) throws {
        let rows = try transaction.rows(
            """
            SELECT id, parent_matter FROM issues WHERE district = \(district) AND parent_matter IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM matter_children c WHERE c.parent_id = issues.parent_matter)
            """
        )
        for row in rows {
            let parent = try row.id("parent_matter"), own = try issue(of: parent, in: transaction)
            try transaction.execute("DELETE FROM issue_members WHERE matter_id = \(parent)")
            for issue in Set([own, try row.id("id")].compactMap(\.self)).sorted() {
                try recount(issue, at: now, in: transaction)
            }
        }
    }

    /// So many are compared with each other: half a square of numbers, 200 MB.
    public static let regrouped = 10_000

    private struct Message: Sendable { var id: RecordID, text: SimilarText }

    /// The newest matters in the order in which they came.
    private func messages(newest limit: Int, at now: Instant) async throws -> [Message] {
        var found: [Message] = [], before: RecordID?
        while found.count < limit {
            try Task.checkCancellation()
            let after = before, missing = limit - found.count
            let (page, last) = try await matters.database.read { reader in
                let page = try matters.listNewest(
                    before: after, since: now.adding(seconds: -366 * 86_400), limit: min(500, missing),
                    in: reader)
                let said = try matters.narratives(page, in: reader)
                let parents = try matters.parents(among: page.map(\.id), in: reader)
                let messages = page.filter { !parents.contains($0.id) }.compactMap { matter in
                    said[matter.id].map {
                        Message(
                            id: matter.id,
                            text: SimilarText(
                                title: $0.title, text: "\($0.title) \($0.text)", place: matter.closePlace))
                    }
                }
                return (messages, page.last?.id)
            }
            guard let last else { break }
            (found, before) = (found + page, last)
        }
        return found.reversed()
    }

    // Minutes of one processor on a large district, on the thread of the jobs.
    private static func group(_ messages: [Message], _ pins: [RecordID: RecordID]) throws -> [Int] {
        var numbers: [RecordID: Int] = [:], pinned: [Int: Int] = [:]
        for (row, message) in messages.enumerated() {
            guard let issue = pins[message.id] else { continue }
            let number = numbers[issue] ?? numbers.count
            numbers[issue] = number
            pinned[row] = number
        }
        return try Grouping.regroup(SimilarIndex(messages.map(\.text)), pins: pinned)
    }

    /// The issues that people have put matters into, or have opened a parent for: no night takes a parent's children away.
    func pins(in reader: any Reader) throws -> [RecordID: RecordID] {
        let rows = try reader.rows(
            """
            SELECT matter_id, issue_id FROM issue_members WHERE district = \(district)
              AND (pinned = 1 OR issue_id IN (SELECT id FROM issues WHERE parent_matter IS NOT NULL))
            """)
        return try Dictionary(
            rows.map { (try $0.id("matter_id"), try $0.id("issue_id")) }, uniquingKeysWith: { first, _ in first })
    }

    /// Writes the groups down: each keeps the issue that most of its matters were in, so that its address stays.
    private func keep(
        _ groups: [Int], of ids: [RecordID], _ pins: [RecordID: RecordID], at now: Instant,
        in transaction: any Transaction
    ) throws -> Int {
        let before = try issues(of: ids, in: transaction)
        let members = Dictionary(grouping: ids.indices) { groups[$0] }.mapValues { rows in rows.map { ids[$0] } }
        let followed = Set(try self.matters.followers(of: ids, in: transaction).map(\.matter))
        // What people have pinned matters to is theirs.
        var taken = Set(pins.values), touched: Set<RecordID> = []
        for (_, matters) in members.sorted(by: { ($0.value.count, $1.key) > ($1.value.count, $0.key) }) {
            let pinned = matters.compactMap { pins[$0] }.first
            let counts = Dictionary(grouping: matters.compactMap { before[$0] }) { $0 }
                .filter { !taken.contains($0.key) }
            let most = counts.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
            let isIssue = matters.count > 1 || pinned != nil || matters.contains(where: followed.contains)
            let issue = pinned ?? most ?? .make(at: now)
            for matter in matters where isIssue ? before[matter] != issue : before[matter] != nil {
                touched.formUnion([before[matter]].compactMap(\.self))
                if isIssue {
                    try put(matter, into: issue, pinned: false, at: now, in: transaction)
                } else {
                    try transaction.execute("DELETE FROM issue_members WHERE matter_id = \(matter)")
                }
            }
            if isIssue { touched.insert(issue) }
            taken.insert(issue)
        }
        for issue in touched.sorted() { try recount(issue, at: now, in: transaction) }
        try raise(touched.sorted(), at: now, in: transaction)
        try settleCold(at: now, in: transaction)
        return try transaction.count("SELECT COUNT(*) AS n FROM issues WHERE district = \(district)")
    }
}
