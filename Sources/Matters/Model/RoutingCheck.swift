public import Base
import Text

/// What routing rules may name: the topics in force, and the offices that there are.
public struct RoutingTerms: Sendable {
    /// An office that rules name by a code.
    public struct Office: Hashable, Sendable {
        /// The code, such as `human-resources`.
        public let code: String
        /// Its name.
        public let name: Words
    }

    /// The topics in force.
    public let topics: TopicPack
    /// The departments.
    public let departments: [Office]
    /// The platforms that a town has.
    public let platforms: [Office]

    /// The name of a topic, or of all topics of a group; nil when there is none.
    func topicName(_ code: String) -> Words? {
        if let group = topics.topics.first(where: { $0.code == code }) { return group.name }
        return topics.leaf(code).map { Words("\($0.topic.zh) › \($0.leaf.zh)", "\($0.topic.en) › \($0.leaf.en)") }
    }
}

/// What is wrong with a rule, or with all of them together.
public enum RoutingFault: Hashable, Sendable {
    /// Everything that it fits goes by rules above it.
    case shadowed(by: [String])
    case unknownTopic(String)
    case unknownDepartment(String)
    case unknownPlatform(String)
    case unknownLevel(String)
    /// It names no office, where its level asks for one.
    case noOffice
    /// Another rule has the same number.
    case sameNumber
    case noSentence
    /// A number that the journal would not take, or that means something else.
    case badNumber
    /// Lists that are there but empty fit nothing.
    case fitsNothing
    /// Some matters fit no rule: an example.
    case noRule(kind: MatterKind, topic: Words?)

    /// Whether the rules may not be published with it.
    public var isGrave: Bool {
        if case .shadowed = self { return false }
        return true
    }
}

/// Reads routing rules for what cannot be meant.
public struct RoutingCheck: Sendable {
    /// What a matter can be, as far as rules can tell matters apart without their words.
    fileprivate struct Cell {
        let kind: MatterKind
        let topic: String?
        let place: RoutingRule.PlaceKnown
    }

    let pack: RoutingPack
    let terms: RoutingTerms

    /// Looks at rules with what the district has.
    public init(_ pack: RoutingPack, terms: RoutingTerms) {
        self.pack = pack
        self.terms = terms
    }

    /// The faults by the place of the rule in the pack; those of all rules together under the number of rules.
    public var faults: [Int: [RoutingFault]] {
        var faults: [Int: [RoutingFault]] = [:]
        for (index, rule) in pack.rules.enumerated() {
            let found = named(rule, at: index)
            if !found.isEmpty { faults[index] = found }
        }
        for (index, above) in shadowed where faults[index] == nil { faults[index] = [.shadowed(by: above)] }
        if let gap { faults[pack.rules.count] = [gap] }
        return faults
    }

    private func named(_ rule: RoutingRule, at index: Int) -> [RoutingFault] {
        var faults: [RoutingFault] = []
        if pack.rules[..<index].contains(where: { $0.id == rule.id }) { faults.append(.sameNumber) }
        if !Self.isNumber(rule.id) { faults.append(.badNumber) }
        if rule.zh.isEmpty || rule.en.isEmpty { faults.append(.noSentence) }
        let when = rule.when
        if when?.kinds?.isEmpty == true || when?.topics?.isEmpty == true
            || when?.words.map({ $0.allSatisfy { Folding.fold($0).isEmpty } }) == true
        {
            faults.append(.fitsNothing)
        }
        faults += (when?.topics ?? []).filter { terms.topicName($0) == nil }.map { .unknownTopic($0) }
        return faults + target(rule.to)
    }

    // Entries of the journal hold it.
    private static func isNumber(_ id: String) -> Bool {
        (1...20).contains(id.utf8.count) && id != RouteDecision.chosen
            && id.utf8.allSatisfy {
                ($0 >= 97 && $0 <= 122) || ($0 >= 65 && $0 <= 90) || ($0 >= 48 && $0 <= 57) || $0 == 45
            }
    }

    private func target(_ target: RoutingRule.Target) -> [RoutingFault] {
        let departments = Set(terms.departments.map(\.code))
        var faults: [RoutingFault] = (target.with ?? []).filter { !departments.contains($0) }
            .map { .unknownDepartment($0) }
        switch target.level {
        case "village", "grid", "centre": break
        case "town":
            if let platform = target.platform, !terms.platforms.contains(where: { $0.code == platform }) {
                faults.append(.unknownPlatform(platform))
            }
        case "department":
            guard let code = target.department else { return faults + [.noOffice] }
            if code != "topic", !departments.contains(code) { faults.append(.unknownDepartment(code)) }
        default: faults.append(.unknownLevel(target.level))
        }
        return faults
    }

    private var cells: [Cell] {
        let topics = [String?.none] + terms.topics.topics.flatMap { $0.leaves.map { Optional($0.code) } }
        return MatterKind.allCases.flatMap { kind in
            topics.flatMap { topic in
                RoutingRule.PlaceKnown.allCases.map { Cell(kind: kind, topic: topic, place: $0) }
            }
        }
    }

    /// Rules that never decide, with those above that take what they fit.
    private var shadowed: [Int: [String]] {
        let cells = cells
        let fitting = pack.rules.map { rule in cells.indices.filter { rule.fits(cells[$0]) } }
        var result: [Int: [String]] = [:]
        for (index, rule) in pack.rules.enumerated() where !fitting[index].isEmpty {
            var left = Set(fitting[index])
            var above: [String] = []
            for (other, cover) in pack.rules[..<index].enumerated() where cover.words(cover: rule) {
                let taken = left.intersection(fitting[other])
                guard !taken.isEmpty else { continue }
                left.subtract(taken)
                above.append(cover.id)
                // One that takes everything alone says more than several that share it.
                if taken.count == fitting[index].count { above = [cover.id] }
            }
            if left.isEmpty { result[index] = above }
        }
        return result
    }

    /// A matter that fits no rule.
    private var gap: RoutingFault? {
        let plain = pack.rules.filter { $0.when?.words == nil }
        let open = cells.first { cell in !plain.contains { $0.fits(cell) } }
        return open.map { .noRule(kind: $0.kind, topic: $0.topic.flatMap(terms.topicName)) }
    }
}

extension RoutingRule {
    fileprivate func fits(_ cell: RoutingCheck.Cell) -> Bool {
        fits(kind: cell.kind, topic: cell.topic, place: cell.place)
    }

    /// Whether whatever has a word of another rule has one of this rule too.
    fileprivate func words(cover other: RoutingRule) -> Bool {
        guard let own = when?.words?.map(Folding.fold) else { return true }
        guard let words = other.when?.words?.map(Folding.fold) else { return false }
        return words.allSatisfy { word in own.contains { word.contains($0) } }
    }
}
