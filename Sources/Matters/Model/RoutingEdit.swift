/// One change to routing rules, as an editor makes it.
public enum RoutingEdit: Sendable {
    /// A new rule below another; at the top when that is nil.
    case add(RoutingRule, below: String?)
    /// Another rule under the same number.
    case change(RoutingRule)
    case remove(String)
    /// One place up.
    case raise(String)
    /// One place down.
    case lower(String)
    /// Other rules altogether, from a file.
    case replace([RoutingRule])
}

extension RoutingPack {
    /// The most rules that a pack may have: each is looked at for each matter.
    static let mostRules = 500

    /// The rules after a change; nil when it names a rule that is not there, or there would be too many.
    public func applying(_ edit: RoutingEdit) -> RoutingPack? {
        var copy = self
        switch edit {
        case .add(let rule, let below):
            guard rules.count < Self.mostRules else { return nil }
            guard let below else {
                copy.rules.insert(rule, at: 0)
                return copy
            }
            guard let place = place(of: below) else { return nil }
            copy.rules.insert(rule, at: place + 1)
        case .change(let rule):
            guard let place = place(of: rule.id) else { return nil }
            copy.rules[place] = rule
        case .remove(let id):
            guard let place = place(of: id) else { return nil }
            copy.rules.remove(at: place)
        case .raise(let id):
            guard let place = place(of: id) else { return nil }
            if place > 0 { copy.rules.swapAt(place, place - 1) }
        case .lower(let id):
            guard let place = place(of: id) else { return nil }
            if place + 1 < rules.count { copy.rules.swapAt(place, place + 1) }
        case .replace(let rules):
            guard rules.count <= Self.mostRules else { return nil }
            copy.rules = rules
        }
        return copy
    }

    /// The number for a new rule: one more than the greatest, with at least two digits.
    public var nextNumber: String {
        let greatest = rules.compactMap { $0.id.first == "R" ? Int($0.id.dropFirst()) : nil }.max() ?? 0
        return "R\(greatest < 9 ? "0" : "")\(greatest + 1)"
    }

    private func place(of id: String) -> Int? { rules.firstIndex { $0.id == id } }
}

/// What differs between two versions of the rules.
public struct RoutingDifference: Hashable, Sendable {
    /// What became of one rule.
    public enum Change: Hashable, Sendable {
        case added(RoutingRule)
        case removed(RoutingRule)
        case changed(from: RoutingRule, to: RoutingRule)
        /// It says the same and stands elsewhere among the others: places count from 1.
        case moved(RoutingRule, from: Int, to: Int)
    }

    /// The changes: in the order of the new version, what is gone at the end.
    public let changes: [Change]

    /// Compares two versions; a rule is the same when its number is.
    public init(from old: RoutingPack, to new: RoutingPack) {
        let before = Dictionary(old.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let places = Dictionary(
            old.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let shared = new.rules.filter { before[$0.id] != nil }
        let still = Self.longestRun(shared.compactMap { places[$0.id] })
        var changes: [Change] = []
        for (place, rule) in new.rules.enumerated() {
            guard let known = before[rule.id], let former = places[rule.id] else {
                changes.append(.added(rule))
                continue
            }
            if known != rule { changes.append(.changed(from: known, to: rule)) }
            if !still.contains(former) { changes.append(.moved(rule, from: former + 1, to: place + 1)) }
        }
        let kept = Set(new.rules.map(\.id))
        changes += old.rules.filter { !kept.contains($0.id) }.map { .removed($0) }
        self.changes = changes
    }

    /// A longest run of numbers that grow: the rules that keep their order, so that as few as can be are called moved.
    private static func longestRun(_ numbers: [Int]) -> Set<Int> {
        var length = [Int](repeating: 1, count: numbers.count)
        var previous = [Int?](repeating: nil, count: numbers.count)
        for index in numbers.indices {
            for other in 0..<index where numbers[other] < numbers[index] && length[other] + 1 > length[index] {
                (length[index], previous[index]) = (length[other] + 1, other)
            }
        }
        var place = length.indices.max { length[$0] < length[$1] }
        var run: Set<Int> = []
        while let index = place {
            run.insert(numbers[index])
            place = previous[index]
        }
        return run
    }
}
