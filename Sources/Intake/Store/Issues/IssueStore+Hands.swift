public import Base
import Journal
public import Matters
public import Storage

extension IssueStore {
    /// Puts matters together as one issue, because somebody says so; it stays so. Throws `MatterError`.
    @discardableResult
    public func join(
        _ ids: [RecordID], by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> RecordID {
        try check(ids, by: actor, in: transaction)
        let known = try issues(of: ids, in: transaction)
        // Several issues become one, the first one's; their other matters come along, unless some are not the actor's to see.
        let issue = ids.compactMap { known[$0] }.first ?? .make(at: now)
        let others = Set(known.values).subtracting([issue]).sorted()
        let parents = try Set((others + [issue]).compactMap { try parent(of: $0, in: transaction) })
        guard parents.count < 2 else { throw MatterError.invalid(field: "number", IssueWords.twoParents) }
        for id in ids { try put(id, into: issue, pinned: true, at: now, in: transaction) }
        for other in others {
            guard try seesAll(of: other, actor, in: transaction) else { continue }
            let parent = try parent(of: other, in: transaction)
            try transaction.execute(
                "UPDATE issue_members SET issue_id = \(issue), pinned = 1 WHERE issue_id = \(other)")
            if let parent {
                try transaction.execute("UPDATE issues SET parent_matter = \(parent) WHERE id = \(issue)")
            }
        }
        for touched in others + [issue] { try recount(touched, at: now, in: transaction) }
        try note("issue.joined", issue, ids, by: actor, at: now, in: transaction)
        try raise([issue], at: now, in: transaction)
        return issue
    }

    /// Takes matters out of an issue, because somebody says that they are about something else; they stay together, and
    /// apart from the rest. Answers their new issue. Throws `MatterError`.
    @discardableResult
    public func split(
        _ ids: [RecordID], from issue: RecordID, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> RecordID {
        try check(ids, by: actor, in: transaction)
        let members = Set(
            try transaction.rows("SELECT matter_id FROM issue_members WHERE issue_id = \(issue)").map {
                try $0.id("matter_id")
            })
        guard !ids.isEmpty, ids.allSatisfy(members.contains) else {
            throw MatterError.invalid(field: "matters", IssueWords.chooseSome)
        }
        guard Set(ids).count < members.count else { throw MatterError.invalid(field: "matters", IssueWords.notAll) }
        let apart = RecordID.make(at: now)
        try transaction.execute("UPDATE issue_members SET pinned = 1 WHERE issue_id = \(issue)")
        for id in ids { try put(id, into: apart, pinned: true, at: now, in: transaction) }
        for touched in [issue, apart] { try recount(touched, at: now, in: transaction) }
        try note("issue.split", issue, ids, by: actor, at: now, in: transaction)
        try raise([apart], at: now, in: transaction)
        return apart
    }

    /// Says that a hot issue needs nothing more for now. Throws `MatterError`.
    public func dismiss(_ issue: RecordID, by actor: Actor, at now: Instant, in transaction: any Transaction) throws {
        try checkAll(of: issue, by: actor, in: transaction)
        try signals.settle(Self.signal, about: issue, as: .dismissed, by: actor.principal, at: now, in: transaction)
    }

    /// The parent of an issue as it is filed: it names the numbers and holds nobody's words, so that what is erased stands in
    /// no copy. Throws `MatterError.barred` where its matters complain about different offices.
    func parentFiling(
        of line: IssueLine, kind: String, title: String, for unit: RecordID, at now: Instant, in reader: any Reader
    ) throws -> Filing {
        let complained = try matters.complainedUnits(of: line.matters.map(\.id), in: reader)
        guard complained.count < 2 else { throw MatterError.barred(IssueWords.twoOffices) }
        var filing = Filing(
            kind: MatterKind(rawValue: kind) ?? .report, channel: .window,
            narrative: Narrative(title: title, text: IssueWords.parentText(line), place: ""), receiver: unit,
            happenedAt: now)
        (filing.confidentiality, filing.complainedUnit) = (.anonymous, complained.first)
        (filing.topic, filing.topicConfirmed) = (line.matters.compactMap(\.topic).first, false)
        return filing
    }

    /// Names the matter under which an issue is dealt with as a whole.
    public func setParent(
        _ matter: RecordID, of issue: RecordID, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws {
        try checkAll(of: issue, by: actor, in: transaction)
        try check([matter], by: actor, in: transaction)
        let isSet =
            try transaction.change(
                """
                UPDATE issues SET parent_matter = \(matter)
                WHERE id = \(issue) AND district = \(district) AND parent_matter IS NULL
                """
            ) == 1
        guard isSet else { throw MatterError.invalid(field: "parent", IssueWords.hasParent) }
        try matters.setChildren(try members(of: issue, in: transaction), of: matter, in: transaction)
        try note("issue.parent", issue, [matter], by: actor, at: now, in: transaction)
        try signals.settle(Self.signal, about: issue, as: .taken, by: actor.principal, at: now, in: transaction)
    }

    /// The matter under which an issue is dealt with as a whole.
    func parent(of issue: RecordID, in reader: any Reader) throws -> RecordID? {
        try reader.row("SELECT parent_matter FROM issues WHERE id = \(issue)")?.idOrNil("parent_matter")
    }

    /// What is decided about an issue as a whole is for those who may see all of it: nobody ends a signal about themselves.
    /// Throws `MatterError.invalid` with the field `parent`, `.notFound` where there is nothing to see.
    public func checkAll(of issue: RecordID, by actor: Actor, in reader: any Reader) throws {
        let members = try members(of: issue, in: reader)
        let scope = try matters.scope(of: actor, in: reader)
        let seen = try matters.matters(members, scope: scope, in: reader)
        guard !seen.isEmpty, actor.role.map(Self.hands.contains) ?? false else { throw MatterError.notFound }
        guard seen.count == members.count else { throw MatterError.invalid(field: "parent", IssueWords.forTheCentre) }
    }

    private func seesAll(of issue: RecordID, _ actor: Actor, in reader: any Reader) throws -> Bool {
        let members = try members(of: issue, in: reader)
        let scope = try matters.scope(of: actor, in: reader)
        return try matters.matters(members, scope: scope, in: reader).count == members.count
    }

    private func members(of issue: RecordID, in reader: any Reader) throws -> [RecordID] {
        try reader.rows("SELECT matter_id FROM issue_members WHERE issue_id = \(issue) ORDER BY matter_id").map {
            try $0.id("matter_id")
        }
    }

    /// Nobody touches what they may not see.
    private func check(_ ids: [RecordID], by actor: Actor, in reader: any Reader) throws {
        let scope = try matters.scope(of: actor, in: reader)
        let seen = try matters.matters(ids, scope: scope, in: reader)
        guard Set(seen.map(\.id)) == Set(ids), actor.role.map(Self.hands.contains) ?? false else {
            throw MatterError.notFound
        }
    }

    /// The roles that put matters together and apart.
    static let hands = MatterStore.hands

    private func note(
        _ code: String, _ issue: RecordID, _ ids: [RecordID], by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        try journal.record(
            JournalRecord(
                code, subject: Subject("issue", issue), by: actor.principal, happenedAt: now,
                parameters: ["matters": ids.prefix(5).map(\.text).joined(separator: " "), "count": String(ids.count)]),
            in: transaction)
    }
}
