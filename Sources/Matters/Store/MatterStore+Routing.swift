import Accounts
public import Addresses
public import Base
public import Storage

extension MatterStore {
    /// Proposes the unit for a matter: the first rule that fits, then what the district looks like today.
    public func route(
        kind: MatterKind, topic: String?, place: Place?, complained: RecordID?, on day: Day, in reader: any Reader
    ) throws -> RouteDecision? {
        let rules = try book.rules(on: day, in: reader)
        let known: RoutingRule.PlaceKnown = place.map { $0.village == nil ? .town : .village } ?? .none
        guard let rule = rules.routing.rules.first(where: { $0.fits(kind: kind, topic: topic, place: known) }),
            let centre = try units.list(levels: [.centre], in: reader).first
        else { return nil }
        var because: [RouteFact] = []
        var unit = try target(rule.to, topic: topic, place: place, rules: rules, centre: centre, in: reader)
        if unit.level == .grid, let parent = unit.parent, let village = try units.find(parent, in: reader),
            try !units.isStaffed(unit.id, on: day, in: reader)
        {
            because.append(RouteFact(code: .unstaffed, unit: unit.id, unitName: unit.name))
            unit = village
        }
        while !unit.isOpen(on: day), let parent = unit.parent, let above = try units.find(parent, in: reader) {
            because.append(RouteFact(code: .notOpen, unit: unit.id, unitName: unit.name))
            unit = above
        }
        let shut = Set(try complained.map { try units.descendants(of: $0, in: reader) } ?? [])
        if let complained {
            while shut.contains(unit.id), let parent = unit.parent, let above = try units.find(parent, in: reader) {
                because.append(RouteFact(code: .complained, unit: unit.id, unitName: unit.name))
                unit = above
            }
            if unit.id == complained, let other = try units.find(code: "dept:petition-bureau", in: reader) {
                unit = other
            }
        }
        var decision = RouteDecision(
            unit: unit.id, unitName: unit.name, rule: rule.id, version: rules.routing.version, sentence: rule.sentence,
            because: because
        )
        decision.helpers = try helpers(rule.to.with ?? [], without: shut.union([unit.id]), on: day, in: reader)
        return decision
    }

    /// What routing proposes for a matter as it stands; nil when no rule fits or only units that are shut out.
    func proposal(for file: MatterFile, on day: Day, in reader: any Reader) throws -> RouteDecision? {
        let place = try file.matter.place.flatMap { try AddressStore(district: district).find($0, in: reader) }
        var decision = try route(
            kind: file.matter.kind, topic: file.matter.topic, place: place,
            complained: file.parties.compactMap(\.unit).first, on: day, in: reader
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
        return try helpers(codes, without: [], on: day, in: reader)
    }

    private func helpers(
        _ codes: [String], without shut: Set<RecordID>, on day: Day, in reader: any Reader
    ) throws -> [RouteDecision.Helper] {
        try codes.compactMap { code in
            guard let unit = try units.find(code: "dept:" + code, in: reader), unit.isOpen(on: day),
                !shut.contains(unit.id)
            else { return nil }
            return RouteDecision.Helper(unit: unit.id, name: unit.name)
        }
    }

    private func target(
        _ target: RoutingRule.Target, topic: String?, place: Place?, rules: ProcedureBook.Rules, centre: Unit,
        in reader: any Reader
    ) throws -> Unit {
        switch target.level {
        case "village": return try village(of: place, in: reader) ?? centre
        case "grid":
            if let grid = try place?.grid.flatMap({ try units.list(division: $0, level: .grid, in: reader).first }) {
                return grid
            }
            return try village(of: place, in: reader) ?? centre
        case "town":
            guard let town = try town(of: place, in: reader) else { return centre }
            guard let platform = target.platform else { return town }
            return try units.children(of: town.id, in: reader).first { $0.code.hasSuffix(":" + platform) } ?? town
        case "department":
            let code =
                target.department == "topic"
                ? topic.flatMap { rules.topics.leaf($0)?.leaf.departments.first } : target.department
            return try code.flatMap { try units.find(code: "dept:" + $0, in: reader) } ?? centre
        default: return centre
        }
    }

    /// The village of a place; where only the town is known, the town.
    private func village(of place: Place?, in reader: any Reader) throws -> Unit? {
        guard let village = place?.village else { return try town(of: place, in: reader) }
        return try units.list(division: village, level: .village, in: reader).first
    }

    private func town(of place: Place?, in reader: any Reader) throws -> Unit? {
        try place.flatMap { try units.list(division: $0.town, level: .town, in: reader).first }
    }
}
