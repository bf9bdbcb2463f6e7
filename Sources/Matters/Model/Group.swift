public import Base
public import Clocks

/// Somebody who files a matter together with the filer.
public struct GroupMember: Hashable, Sendable {
    /// Name and contact: stored sealed.
    public let identity: Identity
    /// Whether the group has chosen them to speak for it.
    public let isRepresentative: Bool

    /// Puts a member together.
    public init(_ identity: Identity, isRepresentative: Bool = false) {
        self.identity = identity
        self.isRepresentative = isRepresentative
    }
}

/// How many file together, how many speak for them, and what the law says of that (P8, P12, P19 of the law pack).
public struct GroupSize: Hashable, Sendable {
    /// The most people whose names one matter holds beside the filer's.
    public static let limit = 200

    /// Everybody, the filer among them.
    public let people: Int
    /// Those who speak for all, the filer among them.
    public let representatives: Int
    /// How the matter came, or is to come.
    public let channel: Channel
    /// The rows in force for a group of that size, by whatever channel.
    public let rules: [LawRule]

    /// Puts the numbers and the rules together.
    public init(people: Int, representatives: Int, channel: Channel, rules: [LawRule]) {
        self.people = people
        self.representatives = representatives
        self.channel = channel
        self.rules = rules
    }

    /// The rows that hold for the channel: what the law says of those who come in person binds nobody who writes.
    public var binding: [LawRule] { rules.filter { $0.channels?.contains(channel.rawValue) ?? true } }

    /// Whether more than one person files.
    public var isGroup: Bool { people > 1 }

    /// The fewest that a row allows; nil where none sets a number.
    public var most: Int? { binding.compactMap(\.people).min() }

    /// The rows by which there are too many representatives.
    public var broken: [LawRule] { binding.filter { $0.people.map { representatives > $0 } ?? false } }

    /// The row by which the law refuses more; nil where it only says how many there should be.
    public var refusing: LawRule? { broken.first(where: \.refuses) }

    /// The rows for a group of a size that files a matter of a kind on a day.
    public static func rules(in law: LawPack, kind: MatterKind, people: Int, on day: Day) -> [LawRule] {
        guard people > 1 else { return [] }
        return law.rules(duty: "representatives", procedure: kind.rawValue, on: day).filter {
            $0.people != nil && ($0.group?.contains(people) ?? true)
        }
    }
}
