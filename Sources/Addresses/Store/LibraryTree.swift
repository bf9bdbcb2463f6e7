import Base
import Divisions
import Storage

/// What stands in the library, by what tells places apart; new lines grow it.
struct LibraryTree: Sendable {
    /// A record to be written, or one that stands because of what lies below it and is now named itself.
    enum Change: Sendable {
        case add(AddressStore.Addition)
        /// A place that stood without one lies at a number.
        case locate(RecordID, at: RecordID)
        case confirm(RecordID, code: String?, position: AddressPosition?, wasImplied: Bool)
    }

    /// Where new records lie.
    struct Area: Sendable {
        var village: Division, town: Division, grid: RecordID?
    }

    /// A named place is told apart in its village, a numbered one below its parent.
    private struct Key: Hashable { var parent: RecordID, type: PlaceType, name: String }
    private struct Node { var id: RecordID, isImplied: Bool, hasCode: Bool, hasParent: Bool }

    private var nodes: [Key: Node] = [:]
    private var codes: Set<String> = []

    /// Takes over a record that stands.
    mutating func take(_ record: AddressStore.Record) {
        guard record.type != .town, let parent = record.isNumbered ? record.parent : record.village else { return }
        nodes[Key(parent: RecordID(trusted: parent), type: record.type, name: record.name)] = Node(
            id: RecordID(trusted: record.id), isImplied: record.isImplied, hasCode: record.code != nil,
            hasParent: record.parent != nil)
        if let code = record.code { codes.insert(code) }
    }

    /// What a line changes; nothing when the library has it. Throws `LibraryRow.Fault`.
    mutating func changes(for row: LibraryRow, in area: Area, at now: Instant) throws(LibraryRow.Fault) -> [Change] {
        var changes: [Change] = [], grown: [Key] = [], end: Key?, base: RecordID?
        func grow(_ key: Key, _ name: String, at parent: RecordID?, number: String?, aliases: [String] = []) -> RecordID
        {
            end = key
            if let known = nodes[key] {
                if !key.type.isInside { base = known.id }
                return known.id
            }
            let place = Place(
                id: .make(at: now), type: key.type, name: name, village: area.village.id, town: area.town.id,
                villageName: area.village.name, townName: area.town.name, grid: key.type == .road ? nil : area.grid)
            var part = AddressStore.NumberedPart()
            (part.parent, part.number, part.state) = (parent, number, .implied)
            if key.type.isInside { part.base = base } else { base = place.id }
            nodes[key] = Node(id: place.id, isImplied: true, hasCode: false, hasParent: parent != nil)
            grown.append(key)
            changes.append(.add(.init(place: place, part: part, aliases: aliases)))
            return place.id
        }
        var above: RecordID?, said = ""
        if !row.road.isEmpty {
            said = row.road
            let key = Key(parent: area.village.id, type: .road, name: row.road)
            above = grow(key, row.road, at: nil, number: nil)
        }
        for part in [row.number].compactMap(\.self) {
            guard let road = above else { throw .notANumber }
            said += part.text
            above = grow(Key(parent: road, type: .number, name: part.number), said, at: road, number: part.number)
        }
        if !row.name.isEmpty {
            said = row.name
            let key = Key(parent: area.village.id, type: row.nameType, name: row.name)
            let number = row.number == nil ? nil : above
            let place = grow(key, row.name, at: number, number: nil, aliases: row.aliases)
            if let number, nodes[key]?.hasParent == false {
                nodes[key]?.hasParent = true
                changes.append(.locate(place, at: number))
            }
            above = place
        }
        for part in row.parts {
            guard let parent = above else { throw .noName }
            said += part.text
            above = grow(Key(parent: parent, type: part.type, name: part.number), said, at: parent, number: part.number)
        }
        guard let end, let node = nodes[end] else { throw .noName }
        guard node.isImplied || !node.hasCode && !row.code.isEmpty else { return changes }
        guard !codes.contains(row.code) else {
            // Nothing of a line that is rejected is kept.
            for key in grown { nodes[key] = nil }
            throw .takenCode
        }
        return confirming(end, node, row, changes)
    }

    private mutating func confirming(_ key: Key, _ node: Node, _ row: LibraryRow, _ changes: [Change]) -> [Change] {
        nodes[key]?.isImplied = false
        nodes[key]?.hasCode = node.hasCode || !row.code.isEmpty
        let code = row.code.isEmpty ? nil : row.code
        if let code { codes.insert(code) }
        guard case .add(var addition)? = changes.last, addition.place.id == node.id else {
            return changes + [.confirm(node.id, code: code, position: row.position, wasImplied: node.isImplied)]
        }
        (addition.part.code, addition.part.position, addition.part.state) = (code, row.position, .confirmed)
        return changes.dropLast() + [.add(addition)]
    }
}
