import Accounts
import Addresses
public import Base
import Journal
public import Storage

/// What other rules would have done with past matters.
public struct DryRun: Sendable {
    /// A matter that would have gone elsewhere.
    public struct Line: Sendable {
        /// The matter.
        public let matter: Matter
        /// Its title as the filer said it; nil once it was erased.
        public let title: String?
        /// What the rules in force propose; nil when none fits.
        public let before: RouteDecision?
        /// What the other rules propose.
        public let after: RouteDecision?
        /// Where a person had sent it instead of following a rule.
        public let chosen: RecordID?
    }

    /// How many matters were judged.
    public var count = 0
    /// The day on which the oldest of them came in.
    public var oldest: Day?
    /// Those that would have gone elsewhere, newest first.
    public var elsewhere: [Line] = []
    /// How many would have gone to the same unit, with others asked to help.
    public var otherHelp = 0
    /// How many of all a person had sent by choice instead of a rule.
    public var chosen = 0
    /// Of those, how many the rules in force would send where the person did.
    public var likeBefore = 0
    /// The same for the other rules.
    public var likeAfter = 0
    /// How many matters each rule decides: in force, and the other.
    public var decides: [String: (before: Int, after: Int)] = [:]
    /// The names of the units in `chosen`.
    public var names: [RecordID: Words] = [:]

    /// How many go from one unit to another, the most first.
    public var moves: [(from: Words?, to: Words?, count: Int)] {
        struct Move: Hashable { let from: Words?, to: Words? }
        let counts = Dictionary(grouping: elsewhere) { Move(from: $0.before?.unitName, to: $0.after?.unitName) }
        return counts.map { ($0.key.from, $0.key.to, $0.value.count) }
            .sorted { ($1.2, $0.0?.zh ?? "", $0.1?.zh ?? "") < ($0.2, $1.0?.zh ?? "", $1.1?.zh ?? "") }
    }
}

extension RoutingStore {
    /// How many past matters can be looked at.
    public static let dryRunSizes = [50, 200, 1_000]

    /// Judges the newest matters of a scope by the rules in force and by others, each with the facts as it was filed, and
    /// with the offices as they were open on that day. What was imported has only the facts that stand now.
    public func dryRun(
        _ other: RoutingPack, scope: MatterScope, last limit: Int, on today: Day, in reader: any Reader
    ) throws -> DryRun {
        let matters = try reader.rows(
            """
            SELECT \(Matter.columns) FROM matters m WHERE m.district = \(self.matters.district) AND \(scope.condition)
            ORDER BY m.filed_at DESC, m.id DESC LIMIT \(limit)
            """
        ).map(Matter.init)
        let rules = try self.matters.book.rules(on: today, in: reader)
        let units = try RouteUnits(all: self.matters.units, reader)
        let before = Router(pack: rules.routing, topics: rules.topics, units: units)
        let after = Router(pack: other, topics: rules.topics, units: units)
        let inputs = try inputs(
            of: matters, readingWords: before.pack.readsWords || other.readsWords, in: reader)
        var run = DryRun()
        run.count = matters.count
        run.oldest = matters.last?.filedAt.day
        let chosen = try choices(of: matters, in: reader)
        run.chosen = chosen.count
        for (matter, input) in zip(matters, inputs) {
            let day = matter.filedAt.day
            let old = try before.decide(input, on: day), new = try after.decide(input, on: day)
            if let rule = old?.rule { run.decides[rule, default: (0, 0)].before += 1 }
            if let rule = new?.rule { run.decides[rule, default: (0, 0)].after += 1 }
            let unit = chosen[matter.id]
            if let unit, unit == old?.unit { run.likeBefore += 1 }
            if let unit, unit == new?.unit { run.likeAfter += 1 }
            if old?.unit != new?.unit {
                run.elsewhere.append(
                    DryRun.Line(matter: matter, title: nil, before: old, after: new, chosen: unit))
            } else if old?.helpers.map(\.unit) != new?.helpers.map(\.unit) {
                run.otherHelp += 1
            }
        }
        let titles = try self.matters.narratives(run.elsewhere.map(\.matter), in: reader).mapValues(\.title)
        run.elsewhere = run.elsewhere.map { line in
            DryRun.Line(
                matter: line.matter, title: titles[line.matter.id], before: line.before, after: line.after,
                chosen: line.chosen)
        }
        run.names = try self.matters.units.names(of: Set(run.elsewhere.compactMap(\.chosen)), in: reader)
        return run
    }

    /// The facts of many matters as they were filed, read in a few statements.
    private func inputs(
        of matters: [Matter], readingWords: Bool, in reader: any Reader
    ) throws -> [RouteInput] {
        let entries = try self.matters.journal.firstEntries(of: "matter", ids: matters.map(\.id.text), in: reader)
            .filter { $0.value.code == "matter.filed" }
        let placed = matters.map { matter -> RecordID? in
            guard let entry = entries[matter.id.text] else { return matter.place }
            return entry.parameters["place"].flatMap { RecordID($0) }
        }
        let places = try self.matters.addresses
            .find(ids: Array(Set(placed.compactMap(\.self))), in: reader)
        let said = readingWords ? try self.matters.narratives(matters, in: reader) : [:]
        let complained = try complaints(of: matters, in: reader)
        return zip(matters, placed).map { matter, place in
            let facts = entries[matter.id.text]?.parameters
            return RouteInput(
                kind: facts?["kind"].flatMap { MatterKind(rawValue: $0) } ?? matter.kind,
                topic: facts == nil ? matter.topic : facts?["topic"], place: place.flatMap { places[$0] },
                complained: complained[matter.id],
                text: said[matter.id].map { "\($0.title) \($0.text)" } ?? ""
            )
        }
    }

    private func complaints(of matters: [Matter], in reader: any Reader) throws -> [RecordID: RecordID] {
        try batches(matters) { ids in
            try reader.rows(
                """
                SELECT matter_id, unit_id FROM parties
                WHERE matter_id IN (\(list: ids)) AND unit_id IS NOT NULL ORDER BY id DESC
                """
            )
        }
    }

    /// Where a person sent a matter, of those that were not sent along a rule.
    private func choices(of matters: [Matter], in reader: any Reader) throws -> [RecordID: RecordID] {
        try batches(matters.filter { $0.routeRule == RouteDecision.chosen }) { ids in
            try reader.rows(
                """
                SELECT matter_id, unit_id FROM assignments
                WHERE matter_id IN (\(list: ids)) AND part = \(Assignment.Part.lead.rawValue) ORDER BY offered_at, id
                """
            )
        }
    }

    /// The last unit of each matter in some rows.
    private func batches(
        _ matters: [Matter], rows: ([RecordID]) throws -> [Row]
    ) throws -> [RecordID: RecordID] {
        var units: [RecordID: RecordID] = [:]
        for start in stride(from: 0, to: matters.count, by: 500) {
            for row in try rows(matters[start..<min(start + 500, matters.count)].map(\.id)) {
                units[try row.id("matter_id")] = try row.id("unit_id")
            }
        }
        return units
    }
}
