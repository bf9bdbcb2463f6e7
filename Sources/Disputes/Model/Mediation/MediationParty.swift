public import Base

/// A side of a quarrel. A third person joins the side that they stand beside: agreements and applications have two.
public enum PartySide: String, CaseIterable, Sendable, Comparable {
    case a, b

    /// What papers call it.
    public var words: Words {
        switch self {
        case .a: Words("甲方", "Party A")
        case .b: Words("乙方", "Party B")
        }
    }

    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// In what part somebody sits at the table.
public enum PartyRole: String, CaseIterable, Sendable {
    case party, representative, guardian, interpreter

    /// What people call it.
    public var words: Words {
        switch self {
        case .party: Words("当事人", "Party")
        case .representative: Words("委托代理人", "Representative with a mandate")
        case .guardian: Words("监护人", "Guardian")
        case .interpreter: Words("翻译", "Interpreter")
        }
    }

    /// Whether this person's name under an agreement binds: parties sign themselves, or whoever stands for them.
    public var signs: Bool { self != .interpreter }
}

/// Who somebody is and how they are reached; sealed as one value.
public struct PartyIdentity: Hashable, Sendable, Codable {
    /// The name.
    public var name: String
    /// The telephone number; empty where there is none.
    public var phone: String
    /// Where they live or are registered.
    public var address: String
    /// Sex, age, occupation, as an agreement names them (Art. 29).
    public var facts: String
    /// What a mandate covers; empty for a party.
    public var mandate: String

    /// Puts it together.
    public init(name: String, phone: String = "", address: String = "", facts: String = "", mandate: String = "") {
        (self.name, self.phone, self.address, self.facts, self.mandate) = (name, phone, address, facts, mandate)
    }

    /// The telephone number with its middle hidden.
    public var maskedPhone: String {
        phone.isEmpty ? "" : phone.count < 11 ? "****\(phone.suffix(2))" : "\(phone.prefix(3))****\(phone.suffix(4))"
    }
}

/// Somebody at the table of a mediation.
public struct MediationParty: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The side.
    public let side: PartySide
    /// The part.
    public let role: PartyRole
    /// For whom a representative, guardian or interpreter sits there.
    public let actsFor: RecordID?
    /// Whether the party answers together with the others of the side (joint and several).
    public let isJoint: Bool
    /// Who it is; nil once erased.
    public let identity: PartyIdentity?
    /// Whether they have left.
    public let hasLeft: Bool

    /// The name, or that it was erased.
    public var name: String { identity?.name ?? "—" }
}

extension [MediationParty] {
    /// Whose signatures an agreement needs: for each party who has not left, whoever stands for it, else itself.
    public var signers: [MediationParty] {
        let here = filter { !$0.hasLeft }
        return here.filter { $0.role == .party }.map { party in
            here.first { $0.actsFor == party.id && $0.role == .guardian }
                ?? here.first { $0.actsFor == party.id && $0.role == .representative } ?? party
        }
    }

    /// The parties of a side that answer together for what it owes (Civil Code Art. 518); empty where there is nobody to answer with.
    public func joint(on side: PartySide) -> [MediationParty] {
        let parties = filter { $0.side == side && $0.role == .party && !$0.hasLeft }
        return parties.count > 1 ? parties.filter(\.isJoint) : []
    }

    /// Side, name, facts and address of everybody at the table, a row each, as an agreement has them (Art. 29). Of who is no party it
    /// says for whom they are there.
    var rows: [[String]] {
        let here = filter { !$0.hasLeft }
        return here.map { one in
            let identity = one.identity
            var facts = [identity?.facts ?? ""]
            if one.role == .party {
                if here.joint(on: one.side).contains(one) { facts.append(Self.jointFact) }
            } else {
                facts = [here.standing(of: one), identity?.facts ?? "", identity?.mandate ?? ""]
            }
            return [
                "\(one.side.words.zh)\(one.role == .party ? "" : one.role.words.zh)", one.name,
                facts.filter { !$0.isEmpty }.joined(separator: "，"), identity?.address ?? "",
            ]
        }
    }

    /// What is said of who answers together with others.
    static var jointFact: String { "承担连带责任" }

    /// For whom somebody is there, such as the guardian of whom.
    func standing(of one: MediationParty) -> String {
        guard let whom = first(where: { $0.id == one.actsFor }) else { return one.role.words.zh }
        return "\(whom.name)的\(one.role.words.zh)"
    }

    /// The names of a side's parties, by commas.
    public func names(of side: PartySide) -> String {
        filter { $0.side == side && $0.role == .party && !$0.hasLeft }.map(\.name).joined(separator: "、")
    }
}
