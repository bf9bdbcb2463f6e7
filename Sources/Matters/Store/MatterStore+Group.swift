public import Base
import Clocks
import Journal
public import Storage

// Several people with one demand: who they are, who speaks for them, and what the law says of that.
extension MatterStore {
    /// How many file together and what the law in force on a day says of their representatives.
    public func groupSize(
        people: Int, representatives: Int, kind: MatterKind, channel: Channel, on day: Day, in reader: any Reader
    ) throws -> GroupSize {
        guard people > 1 else {
            return GroupSize(people: people, representatives: representatives, channel: channel, rules: [])
        }
        let law = try terms.rules.rules(on: day, asOf: day, in: reader).law
        return GroupSize(
            people: people, representatives: representatives, channel: channel,
            rules: GroupSize.rules(in: law, kind: kind, people: people, on: day)
        )
    }

    /// The group that files a matter, by the law of the day on which it came in.
    public func groupSize(of file: MatterFile, in reader: any Reader) throws -> GroupSize {
        try groupSize(
            people: file.peopleCount,
            representatives: file.parties.count { $0.part == .filer || $0.part == .representative },
            kind: file.matter.kind, channel: file.matter.channel, on: file.matter.happenedAt.day, in: reader
        )
    }

    /// Writes those who file together with the filer, each sealed under a key of its own. Throws `MatterError.invalid`
    /// where they are too many, or where the law refuses so many representatives.
    func insertMembers(
        _ filing: Filing, matter: RecordID, at now: Instant, in transaction: any Transaction
    ) throws -> [String: PersonalValueRef] {
        guard !filing.members.isEmpty else { return [:] }
        guard filing.filer != nil, filing.confidentiality != .anonymous else {
            throw MatterError.invalid(field: "members", Self.groupNeedsFiler)
        }
        guard filing.members.count <= GroupSize.limit else {
            throw MatterError.invalid(
                field: "members",
                Words("一件最多列 \(GroupSize.limit) 个人", "At most \(GroupSize.limit) people are listed with one matter"))
        }
        let size = try groupSize(
            people: filing.members.count + 1, representatives: filing.members.count { $0.isRepresentative } + 1,
            kind: filing.kind, channel: filing.channel, on: filing.happenedAt.day, in: transaction
        )
        if let rule = size.refusing {
            throw MatterError.invalid(
                field: "representatives",
                Words("\(rule.citation.zh)：\(rule.sentence.zh)", "\(rule.citation.en): \(rule.sentence.en)"))
        }
        var sealed: [String: PersonalValueRef] = [:]
        for (index, member) in filing.members.enumerated() {
            let value = try personal.seal(
                Self.encode(member.identity), owner: Subject("matter", matter), field: "member", at: now,
                in: transaction
            )
            sealed["member-\(index + 1)"] = value
            try transaction.insert(
                insertion(
                    ofParty: member.isRepresentative ? .representative : .member, matter: matter, identity: value.id,
                    unit: nil, isSealed: filing.confidentiality != .named,
                    // Ids of one millisecond come in no order, and a list is read as it was written.
                    at: Instant(milliseconds: now.milliseconds + Int64(index))
                ),
                of: matter
            )
        }
        return sealed
    }

    static let groupNeedsFiler = Words("几个人一起提的，要留一位代表的姓名", "A group needs the name of one who speaks for it")

    /// What an actor may know of every party of a matter, in the order of the parties: those who file together are one
    /// side, and a seal is opened for the side as a whole.
    public func identities(
        of parties: [Party], for actor: Actor, at now: Instant, in reader: any Reader
    ) throws -> [IdentityView] {
        let filer = try parties.first { $0.part == .filer }.map {
            try identity(of: $0, for: actor, at: now, in: reader)
        }
        let others = parties.filter { $0.part == .representative || $0.part == .member }
        var isShut = false
        switch filer {
        case .sealed, .granted: isShut = others.contains(where: \.sealed)
        default: break
        }
        let texts = isShut ? [:] : try personal.open(ids: others.compactMap(\.identity), in: reader)
        return try parties.map { party in
            switch party.part {
            case .filer: return filer ?? .anonymous
            case .respondent, .follower: return try identity(of: party, for: actor, at: now, in: reader)
            case .representative, .member:
                if isShut { return filer ?? .sealed(waiting: false) }
                let identity: Identity? = party.identity.flatMap { texts[$0] }.flatMap(Self.decode)
                return identity.map(IdentityView.shown) ?? .erased
            }
        }
    }
}
