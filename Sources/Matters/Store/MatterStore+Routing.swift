import Accounts
public import Addresses
public import Base
public import Storage

extension MatterStore {
    /// Proposes the unit for a matter: the first rule that fits, then what the district looks like today. `said` is what
    /// was said, for rules that look at words.
    public func route(
        kind: MatterKind, topic: String?, place: Place?, complained: RecordID?, said: String = "", on day: Day,
        in reader: any Reader
    ) throws -> RouteDecision? {
        let rules = try book.rules(on: day, in: reader)
        let router = Router(pack: rules.routing, topics: rules.topics, units: RouteUnits(units, reader))
        let facts = RouteInput(kind: kind, topic: topic, place: place, complained: complained, text: said)
        return try router.decide(facts, on: day)
    }

    /// What routing proposes for a matter as it stands; nil when no rule fits or only units that are shut out.
    func proposal(for file: MatterFile, on day: Day, in reader: any Reader) throws -> RouteDecision? {
        let place = try file.matter.place.flatMap { try addresses.find($0, in: reader) }
        let narrative =
            try book.rules(on: day, in: reader).routing.readsWords ? narrative(file.matter, in: reader) : nil
        var decision = try route(
            kind: file.matter.kind, topic: file.matter.topic, place: place,
            complained: file.parties.compactMap(\.unit).first,
            said: narrative.map { "\($0.title) \($0.text)" } ?? "", on: day, in: reader
        )
        guard let unit = decision?.unit, !file.excluded.contains(unit) else { return nil }
        // Who was asked before is not asked again by itself.
        let asked = Set(file.assignments.filter { $0.isOpen || $0.part == .cohandler }.map(\.unit))
        decision?.helpers.removeAll { file.excluded.contains($0.unit) || asked.contains($0.unit) }
        return decision
    }

    /// The departments that a matter's topic names beside the first: whom to ask for help.
    func departments(of topic: String?, on day: Day, in reader: any Reader) throws -> [RouteDecision.Helper] {
        let codes = try topic.flatMap { try book.rules(on: day, in: reader).topics.leaf($0)?.leaf.departments } ?? []
        return try RouteUnits(units, reader).helpers(codes, without: [], on: day)
    }
}
