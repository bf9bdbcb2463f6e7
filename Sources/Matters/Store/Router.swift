import Accounts
import Addresses
import Base
import Storage
import Text

/// The facts of a matter that routing looks at.
struct RouteInput {
    let kind: MatterKind
    let topic: String?
    let place: Place?
    let complained: RecordID?
    /// What was said, folded.
    let said: String

    init(kind: MatterKind, topic: String?, place: Place?, complained: RecordID?, text: String) {
        (self.kind, self.topic, self.place, self.complained) = (kind, topic, place, complained)
        said = text.isEmpty ? "" : Folding.fold(text)
    }

    var known: RoutingRule.PlaceKnown { place.map { $0.village == nil ? .town : .village } ?? .none }
}

/// Follows routing rules: the first that fits, then what the district looks like on the day.
struct Router {
    let pack: RoutingPack
    let topics: TopicPack
    let units: RouteUnits

    /// The unit that the rules propose; nil when none fits.
    func decide(_ facts: RouteInput, on day: Day) throws -> RouteDecision? {
        let found = pack.rules.first {
            $0.fits(kind: facts.kind, topic: facts.topic, place: facts.known, said: facts.said)
        }
        guard let rule = found, let centre = try units.centre else { return nil }
        var because: [RouteFact] = []
        var unit = try target(rule.to, of: facts, centre: centre)
        if unit.level == .grid, let parent = unit.parent, let village = try units.find(parent),
            try !units.isStaffed(unit.id, on: day)
        {
            because.append(RouteFact(code: .unstaffed, unit: unit.id, unitName: unit.name))
            unit = village
        }
        while !unit.isOpen(on: day), let parent = unit.parent, let above = try units.find(parent) {
            because.append(RouteFact(code: .notOpen, unit: unit.id, unitName: unit.name))
            unit = above
        }
        let shut = Set(try facts.complained.map { try units.descendants(of: $0) } ?? [])
        if let complained = facts.complained {
            while shut.contains(unit.id), let parent = unit.parent, let above = try units.find(parent) {
                because.append(RouteFact(code: .complained, unit: unit.id, unitName: unit.name))
                unit = above
            }
            if unit.id == complained, let other = try units.find(code: "dept:petition-bureau") { unit = other }
        }
        var decision = RouteDecision(
            unit: unit.id, unitName: unit.name, rule: rule.id, version: pack.version, sentence: rule.sentence,
            because: because
        )
        decision.helpers = try units.helpers(rule.to.with ?? [], without: shut.union([unit.id]), on: day)
        return decision
    }

    private func target(_ target: RoutingRule.Target, of facts: RouteInput, centre: Unit) throws -> Unit {
        switch target.level {
        case "village": return try village(of: facts.place) ?? centre
        case "grid":
            if let grid = try facts.place?.grid.flatMap({ try units.find(division: $0, level: .grid) }) { return grid }
            return try village(of: facts.place) ?? centre
        case "town":
            guard let town = try town(of: facts.place) else { return centre }
            guard let platform = target.platform else { return town }
            return try units.children(of: town.id).first { $0.code.hasSuffix(":" + platform) } ?? town
        case "department":
            let code =
                target.department == "topic"
                ? facts.topic.flatMap { topics.leaf($0)?.leaf.departments.first } : target.department
            return try code.flatMap { try units.find(code: "dept:" + $0) } ?? centre
        default: return centre
        }
    }

    /// The village of a place; where only the town is known, the town.
    private func village(of place: Place?) throws -> Unit? {
        guard let village = place?.village else { return try town(of: place) }
        return try units.find(division: village, level: .village)
    }

    private func town(of place: Place?) throws -> Unit? {
        try place.flatMap { try units.find(division: $0.town, level: .town) }
    }
}

/// The units as routing looks for them: one at a time for one matter, or all read at once for many.
final class RouteUnits {
    private struct Tree {
        var byID: [RecordID: Unit] = [:]
        var byCode: [String: Unit] = [:]
        var byDivision: [RecordID: [Unit]] = [:]
        var children: [RecordID: [Unit]] = [:]
        var spells: [RecordID: [(from: Day, to: Day?)]] = [:]
    }

    private let store: UnitStore
    private let reader: any Reader
    private let tree: Tree?

    /// Looks each unit up when it is asked for.
    init(_ store: UnitStore, _ reader: any Reader) {
        (self.store, self.reader, tree) = (store, reader, nil)
    }

    /// Reads all units, and who works in grids, with two statements.
    init(all store: UnitStore, _ reader: any Reader) throws {
        var tree = Tree()
        for unit in try store.list(levels: UnitLevel.allCases, in: reader) {
            tree.byID[unit.id] = unit
            tree.byCode[unit.code] = unit
            if let division = unit.division { tree.byDivision[division, default: []].append(unit) }
            if let parent = unit.parent { tree.children[parent, default: []].append(unit) }
        }
        for spell in try store.listSpells(level: .grid, in: reader) {
            tree.spells[spell.unit, default: []].append((spell.from, spell.to))
        }
        (self.store, self.reader, self.tree) = (store, reader, tree)
    }

    var centre: Unit? {
        get throws {
            guard let tree else { return try store.list(levels: [.centre], in: reader).first }
            return tree.byCode.values.filter { $0.level == .centre }.min { $0.code < $1.code }
        }
    }

    func find(_ id: RecordID) throws -> Unit? {
        guard let tree else { return try store.find(id, in: reader) }
        return tree.byID[id]
    }

    func find(code: String) throws -> Unit? {
        guard let tree else { return try store.find(code: code, in: reader) }
        return tree.byCode[code]
    }

    func find(division: RecordID, level: UnitLevel) throws -> Unit? {
        guard let tree else { return try store.list(division: division, level: level, in: reader).first }
        return tree.byDivision[division]?.first { $0.level == level }
    }

    func children(of unit: RecordID) throws -> [Unit] {
        guard let tree else { return try store.children(of: unit, in: reader) }
        return tree.children[unit] ?? []
    }

    /// The unit itself and everything below it.
    func descendants(of unit: RecordID) throws -> [RecordID] {
        guard let tree else { return try store.descendants(of: unit, in: reader) }
        var found = [unit]
        var next = 0
        while next < found.count {
            found += (tree.children[found[next]] ?? []).map(\.id)
            next += 1
        }
        return found
    }

    func isStaffed(_ unit: RecordID, on day: Day) throws -> Bool {
        guard let tree else { return try store.isStaffed(unit, on: day, in: reader) }
        return tree.spells[unit]?.contains { $0.from <= day && ($0.to.map { day < $0 } ?? true) } ?? false
    }

    /// The departments of some codes that are open and not shut out.
    func helpers(_ codes: [String], without shut: Set<RecordID>, on day: Day) throws -> [RouteDecision.Helper] {
        try codes.compactMap { code in
            guard let unit = try find(code: "dept:" + code), unit.isOpen(on: day), !shut.contains(unit.id) else {
                return nil
            }
            return RouteDecision.Helper(unit: unit.id, name: unit.name)
        }
    }
}
