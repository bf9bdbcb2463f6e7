public import Base

/// Where a rule comes from, the widest first.
public enum LawLevel: String, Sendable, Codable, CaseIterable {
    /// The nation.
    case nation
    /// A province.
    case province
    /// A city.
    case city
    /// The district itself.
    case local

    /// The level in words.
    public var words: Words {
        switch self {
        case .nation: Words("国家", "national")
        case .province: Words("省", "provincial")
        case .city: Words("市", "city")
        case .local: Words("本地", "local")
        }
    }
}

/// The event from which a limit is counted: a code of the law pack, open so that new rules are data.
public struct LawTrigger: RawRepresentable, Hashable, Sendable, Codable {
    /// The code, such as `received`.
    public let rawValue: String

    /// Makes a trigger from its code.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The matter was received.
    public static let received = LawTrigger(rawValue: "received")
    /// The matter was accepted.
    public static let accepted = LawTrigger(rawValue: "accepted")
    /// The matter was handed to a unit.
    public static let offered = LawTrigger(rawValue: "offered")
    /// A written opinion was received.
    public static let opinionReceived = LawTrigger(rawValue: "opinion-received")
    /// The matter ended.
    public static let ended = LawTrigger(rawValue: "ended")
}

/// How far a limit may be extended, and by whom.
public struct LawExtension: Hashable, Sendable {
    /// The most that may be added in all; nil when there is no ceiling.
    public let ceiling: Int?
    /// The unit of the added time.
    public let unit: TermUnit
    /// The role that approves, such as `head`.
    public let approver: String
    /// From where the added time is counted.
    public let start: ExtensionStart

    /// Makes the permission to extend.
    public init(ceiling: Int?, unit: TermUnit, approver: String, start: ExtensionStart = .rawEnd) {
        self.ceiling = ceiling
        self.unit = unit
        self.approver = approver
        self.start = start
    }
}

/// One row of the law pack: a duty, its limit, its article, its level and the days on which it is in force.
public struct LawRule: Hashable, Sendable {
    /// The row's id, such as `P9`.
    public let id: String
    /// The version of the pack it stands in, such as `law/petitions/1`.
    public let version: String
    /// The duty, such as `acceptance` or `completion`.
    public let duty: String
    /// The codes of the procedures it applies to; `all` stands for every one.
    public let applies: [String]
    /// The event that starts the count.
    public let trigger: LawTrigger?
    /// What the event is called in this law; nil takes the plain word.
    public let event: Words?
    /// The length of time; nil for a duty without one.
    public let limit: TermLimit?
    /// A limit in people instead of time, such as the number of representatives.
    public let people: Int?
    /// Whether a last day that is a rest day moves to the next working day.
    public let rolls: Bool
    /// Whether and how far it may be extended.
    public let extra: LawExtension?
    /// The codes of the grounds on which the clock stands still; `any` stands for every one.
    public let pauses: [String]
    /// What follows when the time is over.
    public let consequence: Words?
    /// The article that says so.
    public let article: Words
    /// The level of the norm.
    public let level: LawLevel
    /// The first day in force.
    public let from: Day
    /// The last day in force; nil while it is open.
    public let to: Day?
    /// Whether the end of force is certain.
    public let endConfirmed: Bool
    /// How the row was checked: T text read, K from knowledge, W read on a public page.
    public let checked: String
    /// The rule in one plain sentence.
    public let sentence: Words
    /// What else there is to know about the row.
    public let note: Words?
    /// Whether the row is a made-up local rule that only shows where the district's own would stand.
    public let isExample: Bool
    /// How many people a group has for which the row holds; nil for any number.
    public var group: ClosedRange<Int>?
    /// Whether what goes beyond a limit in people is refused; else the row is told.
    public var refuses = false
    /// The codes of the channels by which a matter came for which the row holds; nil for any.
    public var channels: Set<String>?

    /// The level in words; a made-up row says so.
    public var standing: Words { isExample ? Words("地方规则·示例", "local rule, example") : level.words }

    /// The article as pages cite it in running text: a made-up one never without saying so.
    public var citation: Words {
        isExample ? Words("\(article.zh)（\(standing.zh)）", "\(article.en) (\(standing.en))") : article
    }

    /// Whether the rule is in force on a day.
    public func isInForce(on day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }

    /// Whether the rule is for a procedure.
    public func isFor(procedure: String) -> Bool { applies.contains(procedure) || applies.contains("all") }

    /// Whether the clock may stand still on a ground.
    public func mayPause(for ground: String) -> Bool { pauses.contains(ground) || pauses.contains("any") }
}
