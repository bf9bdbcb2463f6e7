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
    /// Another place's text: shown as a model, it starts no term here.
    case model

    /// The level in words.
    public var words: Words {
        switch self {
        case .nation: Words("国家", "national")
        case .province: Words("省", "provincial")
        case .city: Words("市", "city")
        case .local: Words("本地", "local")
        case .model: Words("外地文本，仅供参考", "another place's text, a model only")
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

/// A limit that is no length of time.
public enum LawMeasure: Hashable, Sendable {
    /// So many people, such as representatives of a group.
    case people(Int)
    /// So much money, in fen.
    case money(Int)
    /// So many hundredths of something, such as the province's mean yearly wage.
    case percent(Int, of: Words)

    /// The limit in words, such as 5 人 and 5 people.
    public var words: Words {
        switch self {
        case .people(let count): Words("\(count) 人", count == 1 ? "1 person" : "\(count) people")
        case .money(let fen): Words("\(Self.yuan(fen)) 元", "\(Self.yuan(fen)) yuan")
        case .percent(let share, let whole): Words("\(whole.zh)的 \(share)%", "\(share)% of \(whole.en)")
        }
    }

    private static func yuan(_ fen: Int) -> String {
        let rest = fen % 100
        return rest == 0 ? "\(fen / 100)" : "\(fen / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// What follows in law when a time is over: acts of the system, not colours.
public enum LawExpiry: String, Sendable, Codable, CaseIterable {
    /// What was tried counts as failed.
    case failed
    /// A party may go to court now.
    case maySue = "may-sue"
    /// A party may go to arbitration now.
    case mayArbitrate = "may-arbitrate"
    /// What was decided stands for good.
    case final
    /// The right is lost by time.
    case barred
    /// The matter is ended for good.
    case closed
    /// The unit keeps what it was sent.
    case kept
    /// The court files the case.
    case caseFiles = "case-files"
    /// The trial goes on.
    case trialGoesOn = "trial-goes-on"
    /// What was decided takes effect.
    case effective
    /// The superior is told; so it is for every duty of an office.
    case escalates
    /// The parties are told.
    case notice

    /// What follows, in words.
    public var words: Words {
        switch self {
        case .failed: Words("视为不成", "it counts as failed")
        case .maySue: Words("可以向法院起诉", "a suit may be brought")
        case .mayArbitrate: Words("可以申请仲裁", "arbitration may be asked for")
        case .final: Words("即为终局", "it is final")
        case .barred: Words("过期不再保护", "the right is lost by time")
        case .closed: Words("事项终结", "the matter is ended for good")
        case .kept: Words("由收到的单位办理", "the unit that was sent it keeps it")
        case .caseFiles: Words("由法院立案", "the court files the case")
        case .trialGoesOn: Words("法院继续审理", "the trial goes on")
        case .effective: Words("即发生效力", "it takes effect")
        case .escalates: Words("报告上级", "the superior is told")
        case .notice: Words("通知当事人", "the parties are told")
        }
    }
}

/// Whose the time is.
public enum LawHolder: String, Sendable, Codable, CaseIterable {
    /// A duty of an office: when it is over, somebody is late.
    case body
    /// A right of a party: when it is over, the right was not used, and nobody is late.
    case party
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
    /// A limit that is no length of time, such as a number of representatives or a sum of money.
    public let measure: LawMeasure?
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
    /// Whether the limit is counted back from the event, such as a notice five days before a hearing.
    public var isBefore = false
    /// Whose the time is.
    public var holder = LawHolder.body
    /// What follows when the time is over.
    public var expiry: [LawExpiry] = []
    /// Whether the row's text makes it apply to terms that already ran on its first day under the row before it.
    public var takesOpenTerms = false
    /// The numbers of a rule of procedure, such as `villagers: 1/10`.
    public var figures: [String: LawFigure] = [:]

    /// A limit in people, such as the number of representatives; nil for every other kind.
    public var people: Int? {
        guard case .people(let count)? = measure else { return nil }
        return count
    }

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

    /// Whether another row counts the same: length, direction, rolling over and adding.
    ///
    /// A new version of a pack that only changes words moves no term.
    func countsLike(_ other: LawRule) -> Bool {
        limit == other.limit && isBefore == other.isBefore && rolls == other.rolls && extra == other.extra
    }
}
