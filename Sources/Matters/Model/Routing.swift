public import Base
import Text

/// A dated rule that proposes a unit; the first that fits decides.
public struct RoutingRule: Hashable, Sendable, Codable {
    /// What must fit; a missing key fits everything.
    public struct When: Hashable, Sendable, Codable {
        public var kinds: [MatterKind]?
        public var topics: [String]?
        public var place: PlaceKnown?
        /// One of these must stand in what was said; packs before it named none.
        public var words: [String]?
    }

    /// Where it goes.
    public struct Target: Hashable, Sendable, Codable {
        public var level: String
        public var platform: String?
        public var department: String?
        /// Departments that are asked to help whoever leads; packs before it named none.
        public var with: [String]?
    }

    public var id: String
    public var zh: String
    public var en: String
    public var when: When?
    public var to: Target

    /// The rule's sentence in both languages.
    public var sentence: Words { Words(zh, en) }

    /// How exactly a place is known; a village implies its town.
    public enum PlaceKnown: String, Sendable, Codable, CaseIterable { case village, town, none }

    /// Whether the rule fits the facts of a matter; `said` is what was said, folded.
    public func fits(kind: MatterKind, topic: String?, place: PlaceKnown, said: String) -> Bool {
        guard fits(kind: kind, topic: topic, place: place) else { return false }
        guard let words = when?.words else { return true }
        return words.contains { said.contains(Folding.fold($0)) }
    }

    /// The same without looking at the words.
    func fits(kind: MatterKind, topic: String?, place: PlaceKnown) -> Bool {
        if let kinds = when?.kinds, !kinds.contains(kind) { return false }
        if let topics = when?.topics {
            guard let topic, topics.contains(where: { topic == $0 || topic.hasPrefix($0 + ".") }) else { return false }
        }
        switch when?.place {
        case nil: return true
        case .village?: return place == .village
        case .town?: return place == .village || place == .town
        case PlaceKnown.none?: return place == PlaceKnown.none
        }
    }
}

/// A routing pack as its file has it.
public struct RoutingPack: Hashable, Sendable, Codable {
    public var version: String
    public var rules: [RoutingRule]

    /// Whether any rule looks at what was said.
    var readsWords: Bool { rules.contains { $0.when?.words != nil } }
}

/// What the district looked like on the day, where that moved a matter away from the unit its rule names.
public struct RouteFact: Hashable, Sendable {
    /// What kept the unit from it.
    public enum Code: String, Sendable, CaseIterable {
        case notOpen = "not-open"
        case unstaffed, complained
    }

    /// What kept the unit from it.
    public let code: Code
    /// The unit that would have had it.
    public let unit: RecordID
    /// Its name.
    public let unitName: Words

    /// The fact in a sentence.
    public var words: Words {
        switch code {
        case .notOpen: Words("\(unitName.zh)还没有启用", "\(unitName.en) is not open yet")
        case .unstaffed: Words("\(unitName.zh)还没有网格员", "\(unitName.en) has no officer yet")
        case .complained:
            Words("\(unitName.zh)被反映，由上级办", "\(unitName.en) is complained about; the unit above takes it")
        }
    }

    /// Facts as an entry of the journal keeps them: codes and ids, no names.
    static func text(_ facts: [RouteFact]) -> String? {
        facts.isEmpty ? nil : facts.map { "\($0.code.rawValue):\($0.unit)" }.joined(separator: " ")
    }

    /// The codes and ids of an entry.
    static func read(_ text: String) -> [(code: Code, unit: RecordID)] {
        text.split(separator: " ").compactMap { pair in
            let halves = pair.split(separator: ":").map(String.init)
            guard halves.count == 2, let code = Code(rawValue: halves[0]), let unit = RecordID(halves[1]) else {
                return nil
            }
            return (code, unit)
        }
    }
}

/// What routing decided, and by which rule and facts.
public struct RouteDecision: Hashable, Sendable {
    /// A unit that the rule asks to help.
    public struct Helper: Hashable, Sendable {
        /// The unit.
        public let unit: RecordID
        /// Its name.
        public let name: Words
    }

    /// What a rule proposed where a person chose otherwise.
    public struct Overruled: Hashable, Sendable {
        /// The unit proposed.
        public let unit: RecordID
        /// The rule's number.
        public let rule: String
    }

    /// The unit proposed.
    public let unit: RecordID
    /// Its name.
    public let unitName: Words
    /// The rule's number.
    public let rule: String
    /// The pack's version.
    public let version: String
    /// The rule's sentence.
    public let sentence: Words
    /// What else moved it: a village centre not yet open, a unit complained about.
    public let because: [RouteFact]
    /// Who is asked to help: open units that are not complained about.
    public var helpers: [Helper] = []
    /// What the rules had proposed, where a person chose.
    public var overruled: Overruled?

    /// The number that stands for a person's choice instead of a rule's.
    public static let chosen = "chosen"

    /// Puts a decision together; a person who chooses another unit is a decision too.
    public init(unit: RecordID, unitName: Words, rule: String, version: String, sentence: Words, because: [RouteFact]) {
        self.unit = unit
        self.unitName = unitName
        self.rule = rule
        self.version = version
        self.sentence = sentence
        self.because = because
    }

    /// Who is asked to help, in a phrase; nil when nobody is.
    public var asking: Words? { Self.asking(helpers.map(\.name)) }

    /// The same for some names.
    public static func asking(_ names: [Words]) -> Words? {
        let zh = names.map(\.zh).joined(separator: "、"), en = names.map(\.en).joined(separator: ", ")
        return names.isEmpty ? nil : Words("请\(zh)协办", "\(en) asked to help")
    }

    /// The codes and ids that an entry keeps of a decision, beside the unit it went to.
    public var parameters: [String: String] {
        var parameters = ["rule": rule]
        parameters["version"] = version.isEmpty ? nil : version
        parameters["because"] = RouteFact.text(because)
        parameters["with"] = helpers.isEmpty ? nil : helpers.map(\.unit.text).joined(separator: " ")
        parameters["proposed"] = overruled?.unit.text
        parameters["proposed-rule"] = overruled?.rule
        return parameters
    }
}

/// A topic of the tree.
public struct Topic: Sendable, Codable {
    /// A leaf: what a matter is about.
    public struct Leaf: Sendable, Codable {
        public let code: String
        public let zh: String
        public let en: String
        public let departments: [String]
        public let keywords: [Keyword]

        /// The name in both languages.
        public var name: Words { Words(zh, en) }
    }

    public let code: String
    public let zh: String
    public let en: String
    public let leaves: [Leaf]

    /// The name in both languages.
    public var name: Words { Words(zh, en) }
}

/// A word that points to a topic; written as a plain string, or with a weight.
public struct Keyword: Hashable, Sendable, Codable {
    /// The word, Simplified Chinese.
    public let word: String
    /// How strongly it points, 1 unless said.
    public let weight: Double

    private enum CodingKeys: String, CodingKey { case word, weight }

    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            word = text
            weight = 1
        } else {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            word = try container.decode(String.self, forKey: .word)
            weight = try container.decodeIfPresent(Double.self, forKey: .weight) ?? 1
        }
    }
}

/// A topic pack as its file has it.
public struct TopicPack: Sendable, Codable {
    public let version: String
    public let topics: [Topic]
    /// The published version that it was read from: two may call themselves by the same `version`.
    public var pin = ""

    private enum CodingKeys: String, CodingKey { case version, topics }

    /// The leaf of a code, with its first-level topic.
    public func leaf(_ code: String) -> (topic: Topic, leaf: Topic.Leaf)? {
        for topic in topics {
            if let leaf = topic.leaves.first(where: { $0.code == code }) { return (topic, leaf) }
        }
        return nil
    }
}
