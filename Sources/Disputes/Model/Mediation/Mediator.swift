public import Base

/// Who a mediator is (People's Mediation Law Arts. 9, 13; the studios and reserves of the district).
public enum MediatorKind: String, CaseIterable, Sendable {
    case people, studio, retired, social, trade, official

    /// What people call it.
    public var words: Words {
        switch self {
        case .people: Words("人民调解员", "People's mediator")
        case .studio: Words("代表委员工作室", "Delegates' studio")
        case .retired: Words("退休干部", "Retired official")
        case .social: Words("社会组织", "Social organisation")
        case .trade: Words("行业调委会", "Trade committee")
        case .official: Words("部门干部", "Official")
        }
    }
}

/// What a mediator knows about. The codes stand in the register; a dispute may be about several.
public enum MediatorSkill: String, CaseIterable, Sendable {
    case neighbours, family, wages, housing, traffic, medical, consumers, land, business

    /// What people call it.
    public var words: Words {
        switch self {
        case .neighbours: Words("邻里", "Neighbours")
        case .family: Words("婚姻家庭", "Family")
        case .wages: Words("劳动报酬", "Wages and work")
        case .housing: Words("物业房产", "Housing")
        case .traffic: Words("交通事故", "Road accidents")
        case .medical: Words("医疗", "Medical")
        case .consumers: Words("消费", "Consumers")
        case .land: Words("土地征迁", "Land")
        case .business: Words("合同债务", "Contracts and debts")
        }
    }
}

/// A mediator in the register of a centre. Registers are public (Art. 15 asks people to know whom they choose).
public struct Mediator: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The unit in whose register they stand.
    public let unit: RecordID
    /// Their account, nil for those who do not sign in.
    public let account: RecordID?
    /// The name as it stands in the register.
    public let name: String
    /// Who they are.
    public let kind: MediatorKind
    /// What they know about.
    public let skills: Set<MediatorSkill>
    /// How many open mediations they take at most.
    public let most: Int
    /// The day from which they mediate no more; nil while they do.
    public let until: Day?
    /// How many open mediations they have.
    public let load: Int
    /// The days they rest, both ends included.
    public let rests: [ClosedRange<Day>]

    /// Whether they can take one more on a day.
    public func isFree(on day: Day) -> Bool {
        load < most && (until.map { day < $0 } ?? true) && !rests.contains { $0.contains(day) }
    }

    /// The order in which a centre proposes: who knows about it first, then who has least to do, then by name.
    public static func proposal(_ mediators: [Mediator], about skill: MediatorSkill?, on day: Day) -> [Mediator] {
        mediators.filter { $0.isFree(on: day) }.sorted { one, other in
            let knows = (skill.map(one.skills.contains) ?? false, skill.map(other.skills.contains) ?? false)
            if knows.0 != knows.1 { return knows.0 }
            return (one.load, one.name, one.id) < (other.load, other.name, other.id)
        }
    }
}

/// Why a mediator steps back (People's Mediation Law Arts. 19 and 23; the grounds are those of Civil Procedure Law Art. 47).
public enum RecusalGround: String, CaseIterable, Sendable {
    case relative, interest, adviser, doubt, partyDeclines = "party-declines"

    /// What people call it.
    public var words: Words {
        switch self {
        case .relative: Words("是当事人的近亲属", "A near relative of a party")
        case .interest: Words("与纠纷有利害关系", "Has an interest in the quarrel")
        case .adviser: Words("做过一方的代理人或者顾问", "Was adviser or representative of a side")
        case .doubt: Words("可能影响公正的其他关系", "Another tie that may put fairness in doubt")
        case .partyDeclines: Words("一方不接受这位调解员", "A side does not accept this mediator")
        }
    }
}
