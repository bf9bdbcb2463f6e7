public import Base
import Foundation
public import Jobs
public import Journal
import Matters
import Storage
import Synchronization
import Text
import Web

/// Matters about the same trouble, kept together: each stays its own, with its own answer and its own clock.
///
/// A matter that is like no other belongs to no issue. What people put together or apart is pinned: no night changes it.
public struct IssueStore: Sendable {
    static let signal = "hot-issue"

    let matters: MatterStore
    let known: KnownMatters
    let journal: Journal
    let signals: SignalStore

    /// The issues over the matters of a district.
    public init(_ intake: IntakeStore, journal: Journal) {
        (matters, known, self.journal) = (intake.matters, intake.known, journal)
        signals = SignalStore(district: intake.matters.district, journal: journal)
    }

    var district: DistrictKey { matters.district }
    var everything: MatterScope { MatterScope(district: district, reach: .program) }

    /// Puts a new matter to the issue that it is most like, if any; that of matters known alike becomes one. Can run twice.
    public func assign(_ id: RecordID, at now: Instant) async throws {
        let found = try await matters.database.read { try self.nearest(id, at: now, in: $0) }
        guard let (matter, issue, alike) = found else { return }
        try await matters.database.writeInBackground { transaction in
            let isMember = try transaction.row("SELECT 1 AS n FROM issue_members WHERE matter_id = \(id)") != nil
            guard !isMember else { return }
            let target = try issue ?? self.issue(of: alike, in: transaction) ?? .make(at: now)
            for member in [alike, matter.id] {
                try self.put(member, into: target, pinned: false, at: now, in: transaction)
            }
            try self.recount(target, at: now, in: transaction)
            try self.raise([target], at: now, in: transaction)
        }
    }

    /// The issue that is most like a matter by the mean over its members, and the member most like it.
    private func nearest(
        _ id: RecordID, at now: Instant, in reader: any Reader
    ) throws -> (matter: Matter, issue: RecordID?, alike: RecordID)? {
        guard try issue(of: id, in: reader) == nil, try matters.parents(among: [id], in: reader).isEmpty,
            let matter = try matters.matters([id], scope: everything, in: reader).first,
            let words = try matters.narrative(matter, in: reader)
        else { return nil }
        let question = KnownMatters.Question(
            title: words.title, text: words.text, place: matter.closePlace, itself: id)
        let alike = try known.find(
            question, atLeast: Self.least, limit: Self.looked, scope: everything, at: now, in: reader)
        let issues = try issues(of: alike.map(\.matter.id), in: reader)
        let sizes = try sizes(of: Set(issues.values), in: reader)
        var sums: [RecordID: (sum: Float, best: LikelySame)] = [:]
        for same in alike {
            let key = issues[same.matter.id] ?? same.matter.id
            sums[key] = ((sums[key]?.sum ?? 0) + same.likeness, sums[key]?.best ?? same)
        }
        let best = sums.max {
            $0.value.sum / Float(sizes[$0.key] ?? 1) < $1.value.sum / Float(sizes[$1.key] ?? 1)
        }
        guard let best, best.value.sum / Float(sizes[best.key] ?? 1) >= Grouping.threshold else { return nil }
        return (matter, sizes[best.key] == nil ? nil : best.key, best.value.best.matter.id)
    }

    private static let least: Float = 0.02
    private static let looked = 100

    /// The issue of a matter; nil when it is like no other.
    func issue(of matter: RecordID, in reader: any Reader) throws -> RecordID? {
        try reader.row("SELECT issue_id FROM issue_members WHERE matter_id = \(matter)")?.id("issue_id")
    }

    /// The issues of some matters, by matter.
    func issues(of matters: [RecordID], in reader: any Reader) throws -> [RecordID: RecordID] {
        guard !matters.isEmpty else { return [:] }
        let rows = try reader.rows(
            "SELECT matter_id, issue_id FROM issue_members WHERE matter_id IN (\(list: matters))")
        return try Dictionary(
            rows.map { (try $0.id("matter_id"), try $0.id("issue_id")) }, uniquingKeysWith: { first, _ in first })
    }

    private func sizes(of issues: Set<RecordID>, in reader: any Reader) throws -> [RecordID: Int] {
        guard !issues.isEmpty else { return [:] }
        let rows = try reader.rows("SELECT id, matters FROM issues WHERE id IN (\(list: issues.sorted()))")
        return try Dictionary(
            rows.map { (try $0.id("id"), try $0.int("matters")) }, uniquingKeysWith: { first, _ in first })
    }

    /// Puts a matter into an issue, out of the one that it was in.
    func put(
        _ matter: RecordID, into issue: RecordID, pinned: Bool, at now: Instant, in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO issue_members (matter_id, district, issue_id, person, pinned, at)
            VALUES (\(matter), \(district), \(issue), 0, \(pinned), \(now))
            ON CONFLICT (matter_id) DO UPDATE SET issue_id = excluded.issue_id,
              pinned = CASE WHEN excluded.pinned = 1 THEN 1 ELSE issue_members.pinned END
            """
        )
    }

    /// Numbers the people of an issue and counts it anew; one that holds nothing but a matter that nobody pinned and nobody
    /// follows is none.
    func recount(_ issue: RecordID, at now: Instant, in transaction: any Transaction) throws {
        let rows = try transaction.rows(
            """
            SELECT b.matter_id, b.person, b.pinned, m.happened_at FROM issue_members b JOIN matters m ON m.id = b.matter_id
            WHERE b.issue_id = \(issue) ORDER BY m.happened_at, m.id
            """
        )
        let ids = try rows.map { try $0.id("matter_id") }
        let parent = try parent(of: issue, in: transaction)
        let followers = try matters.followers(of: ids, in: transaction)
        try transaction.execute("DELETE FROM issue_voices WHERE issue_id = \(issue)")
        let isPinned = try rows.contains { try $0.flag("pinned") }
        guard let last = rows.last, rows.count > 1 || isPinned || !followers.isEmpty else {
            if let parent { try matters.setChildren([], of: parent, in: transaction) }
            try transaction.execute("DELETE FROM issue_members WHERE issue_id = \(issue)")
            try transaction.execute("DELETE FROM issues WHERE id = \(issue)")
            try signals.settle(Self.signal, about: issue, as: .over, by: Self.program, at: now, in: transaction)
            return
        }
        if let parent { try matters.setChildren(ids, of: parent, in: transaction) }
        let filers = try matters.filers(of: ids, in: transaction)
        let told = try rows.map { try Self.message(filers[$0.id("matter_id")], at: $0.instant("happened_at")) }
        let came = followers.map { Self.message($0.person, at: $0.party.instant ?? now) }
        let numbers = IssuePeople.number(told + came)
        for (row, number) in zip(rows, numbers) where try row.int("person") != number {
            try transaction.execute(
                "UPDATE issue_members SET person = \(number) WHERE matter_id = \(try row.id("matter_id"))")
        }
        for (follower, number) in zip(followers, numbers.dropFirst(rows.count)) {
            try transaction.execute(
                """
                INSERT INTO issue_voices (party_id, district, issue_id, matter_id, person, at)
                VALUES (\(follower.party), \(district), \(issue), \(follower.matter), \(number),
                  \(follower.party.instant ?? now))
                ON CONFLICT (party_id) DO UPDATE SET issue_id = excluded.issue_id, person = excluded.person
                """
            )
        }
        let lastAt = max(
            try last.instant("happened_at"), followers.compactMap(\.party.instant).max() ?? Instant(milliseconds: 0))
        try transaction.execute(
            """
            INSERT INTO issues (id, district, made_at, matters, people, last_at)
            VALUES (\(issue), \(district), \(now), \(rows.count), \(Set(numbers).count), \(lastAt))
            ON CONFLICT (id) DO UPDATE SET matters = excluded.matters, people = excluded.people,
              last_at = excluded.last_at
            """
        )
    }

    private static func message(_ person: Identity?, at time: Instant) -> IssuePeople.Message {
        IssuePeople.Message(
            day: time.day, phone: (person?.phone ?? "").filter(\.isNumber), name: Folding.fold(person?.name ?? ""))
    }

    /// Counts somebody who follows a matter: the matter is an issue from then on, if it was none.
    func countFollowers(of matter: RecordID, at now: Instant, in transaction: any Transaction) throws {
        let issue = try issue(of: matter, in: transaction) ?? .make(at: now)
        try put(matter, into: issue, pinned: false, at: now, in: transaction)
        try recount(issue, at: now, in: transaction)
        try raise([issue], at: now, in: transaction)
    }

    /// Each person's messages in the issues that a condition on `issues i` and `matters m` names: those of filers, and of those
    /// who follow their matters.
    func voices(
        _ condition: SQL, in reader: any Reader
    ) throws -> [RecordID: [(matter: RecordID, voice: IssueHeat.Voice)]] {
        let rows = try reader.rows(
            """
            SELECT b.issue_id, b.matter_id, b.person, m.happened_at AS at FROM issues i
            JOIN issue_members b ON b.issue_id = i.id JOIN matters m ON m.id = b.matter_id WHERE \(condition)
            UNION ALL
            SELECT v.issue_id, v.matter_id, v.person, v.at FROM issues i
            JOIN issue_voices v ON v.issue_id = i.id JOIN matters m ON m.id = v.matter_id WHERE \(condition)
            """
        )
        var voices: [RecordID: [(matter: RecordID, voice: IssueHeat.Voice)]] = [:]
        for row in rows {
            let voice = IssueHeat.Voice(person: try row.int("person"), at: try row.instant("at"))
            voices[try row.id("issue_id"), default: []].append((try row.id("matter_id"), voice))
        }
        return voices
    }

    static let program = Principal.system("issues")

    /// Raises a signal for each of some issues that has become hot.
    func raise(_ issues: [RecordID], at now: Instant, in transaction: any Transaction) throws {
        guard !issues.isEmpty else { return }
        let voices = try voices(
            """
            i.id IN (\(list: issues)) AND i.people >= \(Self.hotPeople) AND i.parent_matter IS NULL
              AND i.last_at >= \(now.adding(seconds: -Self.month))
            """, in: transaction)
        let settled = try signals.listSettled(Self.signal, since: now.adding(seconds: -Self.month), in: transaction)
        for (issue, found) in voices.sorted(by: { $0.key < $1.key }) where !settled.contains(issue) {
            let heat = IssueHeat(found.map(\.voice), at: now)
            guard heat.lately >= Self.hotPeople, heat.lately >= heat.before else { continue }
            try signals.raise(Self.signal, about: issue, by: Self.program, at: now, in: transaction)
        }
    }

    /// Ends the signals of issues that are hot no more.
    func settleCold(at now: Instant, in transaction: any Transaction) throws {
        let open = try signals.listOpen(Self.signal, in: transaction).keys.sorted()
        guard !open.isEmpty else { return }
        let voices = try voices("i.id IN (\(list: open))", in: transaction)
        for issue in open where IssueHeat((voices[issue] ?? []).map(\.voice), at: now).lately < Self.hotPeople {
            try signals.settle(Self.signal, about: issue, as: .over, by: Self.program, at: now, in: transaction)
        }
    }

    /// From so many people in thirty days on, and not fewer than in the thirty before, an issue raises a signal.
    public static let hotPeople = 5
    static let month: Int64 = 30 * 86_400
}

extension IssueStore {
    /// Takes what was filed from the outbox. In a rush, and when something goes wrong, a matter waits for the night and
    /// holds nothing back.
    public var listener: OutboxListener {
        let pace = Mutex(Pace())
        return OutboxListener("matters.filed") { event, now in
            struct Filed: Decodable { var matter: RecordID }
            let filed = try JSONDecoder().decode(Filed.self, from: Data(event.body.utf8))
            guard pace.withLock({ $0.allows(at: now) }) else { return }
            try? await assign(filed.matter, at: now)
        }
    }

    /// Five matters a second and no more than twenty at a time: a large district files one, and an import or a rush must not
    /// take the processor from those who wait for an answer.
    struct Pace {
        private var left = 20.0
        private var at: Instant?

        mutating func allows(at now: Instant) -> Bool {
            if let at { left = min(20, left + Double(max(0, now.milliseconds - at.milliseconds)) / 200) }
            at = now
            guard left >= 1 else { return false }
            left -= 1
            return true
        }
    }
}
