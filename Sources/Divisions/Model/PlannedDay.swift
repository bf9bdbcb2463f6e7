import Base

/// The changes of one day over the tree as it stood before.
struct PlannedDay {
    private struct Key: Hashable { var level: DivisionLevel, code: String }

    private let before: PlannedTree
    private let day: Day
    /// By their codes up to the day: what stands, and what was foreseen to end on it.
    private let known: [Key: RecordID]
    private let below: [RecordID: [RecordID]]
    /// Divisions as they are from the day on.
    private var after: [RecordID: Division]
    /// By their codes from the day on, as lines give them.
    private var given: [Key: RecordID] = [:]
    /// The line that is answerable for a change, also of what only follows.
    private var source: [RecordID: DivisionLine] = [:]
    private var named: Set<RecordID> = []
    private var added: [(id: RecordID, from: [RecordID])] = []
    private var ended: [(id: RecordID, line: DivisionLine)] = []
    private var aliases: [(name: String, of: RecordID, line: DivisionLine)] = []
    private(set) var faults: [(line: Int, fault: DivisionFault)] = []
    private(set) var entries: [DivisionPlan.Entry] = []

    init(_ tree: PlannedTree, on day: Day) {
        (before, self.day, after) = (tree, day, tree.divisions)
        var (known, below): ([Key: RecordID], [RecordID: [RecordID]]) = ([:], [:])
        let near = tree.divisions.values.filter { $0.validFrom <= day && ($0.validTo.map { day <= $0 } ?? true) }
        // Of two with one code the younger has it, such as one that began when the other ended.
        for division in near.sorted(by: { ($0.validFrom, $0.id) < ($1.validFrom, $1.id) }) {
            known[Key(level: division.level, code: division.code)] = division.id
            if let parent = division.parent { below[parent, default: []].append(division.id) }
        }
        (self.known, self.below) = (known, below)
    }

    /// Takes a line; what is wrong with it is among the faults.
    mutating func take(_ line: DivisionLine, _ make: () -> RecordID) {
        do throws(DivisionFault) {
            switch line.what {
            case .keep: keep(try found(line), line)
            case .new: try begin(line, make)
            case .recode, .rename, .move: try change(try found(line), line)
            case .end: try end(try found(line), line)
            case .alias: aliases.append((line.name, try found(line).id, line))
            }
        } catch {
            faults.append((line.number, error))
        }
    }

    private func found(_ line: DivisionLine) throws(DivisionFault) -> Division {
        let code = line.codes.first ?? ""
        let key = Key(level: line.level, code: code)
        guard let id = known[key] ?? (line.what == .alias ? given[key] : nil), let division = after[id] else {
            throw .unknown(code: code)
        }
        return division
    }

    private mutating func keep(_ division: Division, _ line: DivisionLine) {
        if division.validTo == day, before.since(division) <= day {
            after[division.id] = division.changed(by: DivisionPatch(goesOn: true))
            source[division.id] = line
        }
        for id in below[division.id] ?? [] {
            if let child = after[id] { keep(child, line) }
        }
    }

    private mutating func begin(_ line: DivisionLine, _ make: () -> RecordID) throws(DivisionFault) {
        var from: [RecordID] = []
        for code in line.codes {
            guard let id = known[Key(level: line.level, code: code)] else { throw .unknown(code: code) }
            from.append(id)
        }
        let above = try parent(line)
        let system = line.codeSystem.isEmpty ? (above ?? from.first.flatMap { after[$0] })?.codeSystem : line.codeSystem
        guard let system else { throw .missing("code_system") }
        let division = Division(
            id: make(), level: line.level, code: line.toCodes.first ?? "", codeSystem: system,
            name: Words(line.name, line.english), kind: line.kind, parent: above?.id, point: nil, validFrom: day,
            validTo: nil)
        guard given.updateValue(division.id, forKey: Key(level: line.level, code: division.code)) == nil else {
            throw .twice
        }
        after[division.id] = division
        source[division.id] = line
        added.append((division.id, from))
    }

    /// The division above that a line names: by its code from the day on, else by the code it goes on with.
    private func parent(_ line: DivisionLine) throws(DivisionFault) -> Division? {
        guard !line.parent.isEmpty else { return nil }
        guard let level = line.level.above, let id = from(level, line.parent), let above = after[id] else {
            throw .wrongParent(line.parent)
        }
        return above
    }

    private func from(_ level: DivisionLevel, _ code: String) -> RecordID? {
        let key = Key(level: level, code: code)
        return given[key] ?? known[key]
    }

    private mutating func change(_ division: Division, _ line: DivisionLine) throws(DivisionFault) {
        try claim(division, line)
        var patch = DivisionPatch(code: line.toCodes.first, parent: try parent(line)?.id)
        if !line.name.isEmpty { patch.name = Words(line.name, line.english.isEmpty ? division.name.en : line.english) }
        if !line.kind.isEmpty { patch.kind = line.kind }
        let changed = division.changed(by: patch)
        guard changed != division else { throw .nothingChanges }
        after[division.id] = changed
        source[division.id] = line
        if let code = patch.code { given[Key(level: division.level, code: code)] = division.id }
    }

    private mutating func end(_ division: Division, _ line: DivisionLine) throws(DivisionFault) {
        try claim(division, line)
        for code in line.toCodes {
            guard let successor = from(line.level, code), successor != division.id else { throw .unknown(code: code) }
        }
        ended.append((division.id, line))
    }

    /// A division is changed by one line of a day, and not before it was changed last.
    private mutating func claim(_ division: Division, _ line: DivisionLine) throws(DivisionFault) {
        guard named.insert(division.id).inserted else { throw .twice }
        let since = before.since(division)
        guard since <= day else { throw .beforeLastChange(since) }
        guard division.stands(on: day) else { throw .notStanding }
    }

    /// Once all lines are taken: what follows them, what may not stand so, and the steps.
    mutating func finish() {
        follow()
        endGrids()
        for (id, _) in ended { after[id] = after[id]?.ended(on: day) }
        checkParents()
        checkCodes()
        if faults.isEmpty { write() }
    }

    /// The tree as it is from the day on.
    var result: PlannedTree {
        var tree = before
        tree.divisions = after
        for id in source.keys { tree.since[id] = day }
        for (id, _) in ended { tree.since[id] = day }
        return tree
    }

    /// What lies below a new code begins with it, where it began with the old one.
    private mutating func follow() {
        var children: [RecordID: [Division]] = [:]
        for division in standing where division.level != .district {
            if let parent = division.parent { children[parent, default: []].append(division) }
        }
        var turn = standing.sorted { ($0.level.depth, $0.id) < ($1.level.depth, $1.id) }.map(\.id)[...]
        while let id = turn.popFirst() {
            guard let old = before.divisions[id]?.code, let now = after[id]?.code, old != now else { continue }
            for child in children[id] ?? [] {
                guard let child = after[child.id], child.code.hasPrefix(old), child.code != old,
                    child.code == before.divisions[child.id]?.code, !hasCode(child.id)
                else { continue }
                let code = now + child.code.dropFirst(old.count)
                after[child.id] = child.changed(by: DivisionPatch(code: code))
                if !named.contains(child.id) { source[child.id] = source[id] }
                checkOrder(child, source[id])
            }
        }
    }

    private mutating func checkOrder(_ division: Division, _ line: DivisionLine?) {
        let since = before.since(division)
        if since > day, let line { faults.append((line.number, .beforeLastChange(since))) }
    }

    private func hasCode(_ id: RecordID) -> Bool { source[id]?.toCodes.isEmpty == false && named.contains(id) }

    private var standing: [Division] { after.values.filter { $0.stands(on: day) } }

    private mutating func endGrids() {
        for (id, line) in ended {
            for division in standing where division.level == .grid && division.parent == id {
                guard !ended.contains(where: { $0.id == division.id }) else { continue }
                ended.append((division.id, line))
                checkOrder(division, line)
            }
        }
    }

    /// Whatever stands, stands in something that does.
    private mutating func checkParents() {
        let lost = standing.filter { division in
            guard let parent = division.parent.flatMap({ after[$0] }) else { return division.level != .district }
            return !parent.stands(on: day) || parent.level != division.level.above
        }
        let answerable = Dictionary(uniqueKeysWithValues: ended.map { ($0.id, $0.line) })
        var orphans: [Int: Int] = [:]
        for division in lost {
            if let line = division.parent.flatMap({ answerable[$0] }) {
                orphans[line.number, default: 0] += 1
            } else if let line = source[division.id] {
                faults.append((line.number, .wrongParent(line.parent)))
            }
        }
        faults += orphans.map { ($0.key, .standsBelow($0.value)) }
    }

    /// No two that stand have one code of one system.
    private mutating func checkCodes() {
        let groups = Dictionary(grouping: after.values.filter { $0.validTo.map { day < $0 } ?? true }) {
            [$0.codeSystem, $0.code]
        }
        for group in groups.values where group.count > 1 {
            let lines = group.compactMap { source[$0.id]?.number }
            guard let code = group.first?.code, let line = lines.max() else { continue }
            faults.append((line, .codeTaken(code)))
        }
    }

    private mutating func write() {
        for (id, from) in added {
            guard let division = after[id] else { continue }
            note(.add(division, from: from), source[id]?.reason)
        }
        let ends = Set(ended.map(\.id)), news = Set(added.map(\.id))
        let changed = source.keys.compactMap { before.divisions[$0] }.filter { !ends.contains($0.id) }
        for division in changed.sorted(by: { ($0.level.depth, $0.code, $0.id) < ($1.level.depth, $1.code, $1.id) }) {
            guard let now = after[division.id], now != division, !news.contains(division.id) else { continue }
            note(.change(division, since: before.since(division), into: now), source[division.id]?.reason)
        }
        // From below, so that nothing stands in what has ended.
        let last = ended.sorted { (after[$0.id]?.level.depth ?? 0) > (after[$1.id]?.level.depth ?? 0) }
        for (id, line) in last {
            guard let division = before.divisions[id] else { continue }
            let successors = line.codes.first == division.code ? line.toCodes : []
            note(
                .end(
                    division, since: before.since(division),
                    successors: successors.compactMap { from(division.level, $0) }), line.reason)
        }
        for (name, id, line) in aliases { note(.name(name, of: id), line.reason) }
    }

    private mutating func note(_ step: DivisionPlan.Step, _ reason: String?) {
        entries.append(DivisionPlan.Entry(on: day, reason: reason ?? "", step: step))
    }
}
