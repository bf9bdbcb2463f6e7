import Addresses
public import Base
public import Matters
public import Storage
import Web

/// An issue as its reader may see it: counted over the matters in the reader's scope alone.
public struct IssueLine: Sendable {
    /// The issue.
    public let id: RecordID
    /// Its matters in the scope, the earliest first.
    public let matters: [Matter]
    /// How hot it is.
    public let heat: IssueHeat
    /// How many messages came in each of twelve equal parts of its time window, the oldest first.
    public let curve: [Int]
    /// Where most of it is: an address, a village or a town.
    public let place: Words?
    /// The topic that most of its matters have.
    public let topic: Words?
    /// The title that is most like all others, and sentences that say best what all say.
    public let title: String, sentences: [String]
    /// The matter under which it is dealt with as a whole.
    public let parent: Matter?
    /// Since when it has an open signal.
    public let signalled: Instant?

    /// When the first and the last of it happened.
    public var span: (first: Instant, last: Instant)? {
        guard let first = matters.first, let last = matters.last else { return nil }
        return (first.happenedAt, last.happenedAt)
    }

    /// How many of its matters are still owed an answer.
    public var open: Int { matters.count(where: \.isOpen) }
}

extension IssueStore {
    /// Which issues are looked for.
    public struct Window: Hashable, Sendable {
        /// The day whose evening they are looked at from.
        public var day: Day
        /// How many days back.
        public var days: Int

        /// A window of time.
        public init(day: Day, days: Int) { (self.day, self.days) = (day, days) }

        var end: Instant { Instant(day.adding(days: 1)) }
        var start: Instant { Instant(day.adding(days: 1 - days)) }
    }

    /// The hottest issues of a window, the hottest first; those of two matters or more in the scope.
    public func list(
        _ window: Window, scope: MatterScope, limit: Int, in reader: any Reader
    ) throws -> [IssueLine] {
        let voices = try voices(
            """
            i.district = \(district) AND (i.matters > 1 OR i.people > 1) AND i.last_at >= \(window.start)
              AND m.happened_at < \(window.end) AND \(scope.condition)
            """, in: reader)
        let heats = voices.compactMap { issue, found -> (issue: RecordID, heat: IssueHeat)? in
            guard found.count > 1, found.contains(where: { $0.voice.at >= window.start }) else { return nil }
            return (issue, IssueHeat(found.map(\.voice), at: window.end))
        }.sorted { ($0.heat.value, $0.heat.people, $1.issue) > ($1.heat.value, $1.heat.people, $0.issue) }.prefix(limit)
        let context = try context(at: window.end, in: reader)
        return try heats.map { issue, heat in
            try line(issue, voices[issue, default: []].map(\.matter), heat, window, scope, context, in: reader)
        }
    }

    /// One issue with all its matters in a scope. Throws `MatterError.notFound` when there are none.
    public func get(
        _ issue: RecordID, _ window: Window, scope: MatterScope, in reader: any Reader
    ) throws -> IssueLine {
        let found = try voices("i.id = \(issue) AND i.district = \(district) AND \(scope.condition)", in: reader)
        guard let found = found[issue] else { throw MatterError.notFound }
        return try line(
            issue, found.map(\.matter), IssueHeat(found.map(\.voice), at: window.end), window, scope,
            context(at: window.end, in: reader), in: reader)
    }

    /// The open signals about issues in a scope, the hottest first, as the command face shows them.
    public func signalLines(
        scope: MatterScope, limit: Int = 5, at now: Instant, in reader: any Reader
    ) throws -> [SignalLine] {
        let open = try signals.listOpen(Self.signal, in: reader)
        guard !open.isEmpty else { return [] }
        let window = Window(day: now.day, days: 90)
        let voices = try voices("i.id IN (\(list: open.keys.sorted())) AND \(scope.condition)", in: reader)
        // Who sees a part of it that is no hotter than anything else is not alarmed.
        let hot = voices.map { (issue: $0, heat: IssueHeat($1.map(\.voice), at: window.end)) }
            .filter { $0.heat.lately >= Self.hotPeople }
            .sorted { ($0.heat.value, $1.issue) > ($1.heat.value, $0.issue) }.prefix(limit)
        let context = try context(at: window.end, in: reader)
        let lines = try hot.map { issue, heat in
            try line(issue, (voices[issue] ?? []).map(\.matter), heat, window, scope, context, in: reader)
        }
        return lines.map { line in
            SignalLine(
                title: line.title, note: IssueWords.signal(line.heat.people, line.heat.lately, line.heat.before),
                path: IntakePaths.issue(line.id))
        }
    }

    /// What all lines need.
    private struct Context {
        var measure: SimilarMeasure
        var topics: TopicPack
        var signalled: [RecordID: Instant]
    }

    private func context(at now: Instant, in reader: any Reader) throws -> Context {
        Context(
            measure: try known.measure(at: now, in: reader),
            topics: try matters.book.rules(on: now.day, in: reader).topics,
            signalled: try signals.listOpen(Self.signal, in: reader))
    }

    private func line(
        _ issue: RecordID, _ ids: [RecordID], _ heat: IssueHeat, _ window: Window, _ scope: MatterScope,
        _ context: Context, in reader: any Reader
    ) throws -> IssueLine {
        let matters = try matters.matters(Array(Set(ids)), scope: scope, in: reader)
            .sorted { ($0.happenedAt, $0.id) < ($1.happenedAt, $1.id) }
        let said = try self.matters.narratives(matters.suffix(Self.heard), in: reader)
        let messages = matters.compactMap { said[$0.id] }.map {
            SimilarText(title: $0.title, text: $0.text, areas: [])
        }
        let voice = IssueVoice(messages, context.measure)
        let parent = try parent(of: issue, in: reader).flatMap {
            try self.matters.matters([$0], scope: scope, in: reader).first
        }
        let topic = Self.most(matters.compactMap(\.topic)).flatMap { context.topics.leaf($0) }
        return IssueLine(
            id: issue, matters: matters, heat: heat, curve: Self.curve(matters, window),
            place: try place(of: matters, in: reader), topic: topic.map { Words($0.leaf.zh, $0.leaf.en) },
            title: voice.order.first.map { messages[$0].title } ?? "", sentences: voice.sentences, parent: parent,
            // Whoever sees no more than a part is not told that there is more.
            signalled: heat.people >= Self.hotPeople ? context.signalled[issue] : nil)
    }

    private static let heard = 60
    private static let parts = 12

    private static func curve(_ matters: [Matter], _ window: Window) -> [Int] {
        let length = window.end.milliseconds - window.start.milliseconds
        var counts = [Int](repeating: 0, count: parts)
        for matter in matters where matter.happenedAt >= window.start && matter.happenedAt < window.end {
            let place = (matter.happenedAt.milliseconds - window.start.milliseconds) * Int64(parts) / max(1, length)
            counts[min(parts - 1, Int(place))] += 1
        }
        return counts
    }

    /// The narrowest place at which at least half of some matters are.
    private func place(of matters: [Matter], in reader: any Reader) throws -> Words? {
        let half = (matters.count + 1) / 2
        func most(_ ids: [RecordID?]) -> RecordID? {
            let known = ids.compactMap(\.self)
            return Self.most(known).flatMap { id in known.count { $0 == id } >= half ? id : nil }
        }
        if let id = most(matters.map(\.closePlace)),
            let place = try AddressStore(district: district).find(id, in: reader)
        {
            return place.type == .village
                ? place.area : Words("\(place.area.zh)\(place.name)", "\(place.area.en), \(place.name)")
        }
        guard let division = most(matters.map(\.village)) ?? most(matters.map(\.town)) else { return nil }
        return try self.matters.divisionNames(of: [division], in: reader)[division]
    }

    /// What stands most often in a list; of two the lower.
    private static func most<Item: Hashable & Comparable>(_ items: [Item]) -> Item? {
        Dictionary(grouping: items) { $0 }.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    }
}
