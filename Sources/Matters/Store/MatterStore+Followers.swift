public import Base
import Journal
import Notices
public import Storage
import Text

// People who come about what is known already and want to hear how it ends, without a matter of their own.
extension MatterStore {
    /// The roles that take people in, put matters together and apart, and write down who follows one.
    public static let hands: Set<Role> = [.clerk, .handler, .head]

    /// The most who follow one matter.
    static let mostFollowers = 500

    /// Writes down that somebody follows a matter, and what they said; they are told by the ways they agreed to when it ends.
    ///
    /// Throws `MatterError`: `.notFound` outside the actor's scope, `.barred` for an ended matter, `.invalid` with the field
    /// `name`, `phone` or `text`; whoever is part of the matter already is not written down twice.
    public func follow(
        _ id: RecordID, _ person: Identity, isSealed: Bool = false, saying text: String = "", by actor: Actor,
        at now: Instant,
        in transaction: any Transaction
    ) throws {
        let matter = try getMatter(id, scope: scope(of: actor, in: transaction), in: transaction)
        guard actor.role.map(Self.hands.contains) ?? false else { throw MatterError.notFound }
        guard matter.isOpen else { throw MatterError.barred(ParentWords.alreadyEnded) }
        guard !person.name.isEmpty else { throw MatterError.invalid(field: "name", ParentWords.nameMissing) }
        let lengths = [("name", person.name, 50), ("phone", person.phone, 30), ("text", text, Self.textLimit)]
        for (field, words, most) in lengths where words.count > most {
            throw MatterError.invalid(field: field, ParentWords.tooLong(most))
        }
        if person.wantsNotices == true, person.phone.isEmpty, (person.email ?? "").isEmpty {
            throw MatterError.invalid(field: "phone", ParentWords.noWay)
        }
        try amend("followed", id, revision: matter.revision, by: actor, at: now, in: transaction) { amendment in
            let parties = try getFile(matter, in: transaction).parties.filter { $0.part != .respondent }
            guard parties.count(where: { $0.part == .follower }) < Self.mostFollowers else {
                throw MatterError.barred(ParentWords.noRoom)
            }
            // Only with those whom the actor sees: nobody finds out by trying who a sealed filer is.
            let others = try identities(of: parties, for: actor, at: now, in: transaction).compactMap { view in
                if case .shown(let identity) = view { identity } else { nil }
            }
            guard !others.contains(where: { Self.isSame($0, person) }) else {
                throw MatterError.invalid(field: "name", ParentWords.known)
            }
            let identity = try sealing(
                into: &amendment, Self.encode(person), "follower", of: id, at: now, in: transaction)
            try transaction.insert(
                insertion(ofParty: .follower, matter: id, identity: identity, unit: nil, isSealed: isSealed, at: now),
                of: id)
            amendment.remark = text
        }
    }

    /// The number of a matter of the district. Throws `MatterError.notFound`.
    public func number(of id: RecordID, in reader: any Reader) throws -> String { try getAny(id, in: reader).number }

    /// Those who follow some matters, with the matter and the time from which they did. For the program itself: what it
    /// answers is compared and forgotten.
    public func followers(
        of matters: [RecordID], in reader: any Reader
    ) throws -> [(party: RecordID, matter: RecordID, person: Identity?)] {
        guard !matters.isEmpty else { return [] }
        let rows = try reader.rows(
            """
            SELECT id, matter_id, identity_id FROM parties
            WHERE matter_id IN (\(list: matters)) AND part = 'follower' ORDER BY id
            """
        )
        let texts = try personal.open(ids: rows.compactMap { try $0.idOrNil("identity_id") }, in: reader)
        return try rows.map { row in
            let person: Identity? = try row.idOrNil("identity_id").flatMap { texts[$0] }.flatMap(Self.decode)
            return (try row.id("id"), try row.id("matter_id"), person)
        }
    }

    /// Tells those who follow a matter that it has ended.
    func tellFollowers(_ step: Step, _ after: Matter, in transaction: any Transaction) throws {
        guard notices != nil, step.file.matter.isOpen, !after.isOpen else { return }
        for follower in try followers(of: [after.id], in: transaction) {
            try tell(
                follower.person, .followedEnd, of: after.id, number: after.number,
                occasion: "\(follower.party):\(after.revision)", at: step.now, in: transaction)
        }
    }

    /// The same number of a telephone is the same person; without one the same name is.
    private static func isSame(_ one: Identity, _ other: Identity) -> Bool {
        let phones = [one, other].map { $0.phone.filter(\.isNumber) }
        if phones.allSatisfy({ $0.count >= 7 }) { return phones[0] == phones[1] }
        return Folding.fold(one.name) == Folding.fold(other.name) && phones.contains(where: \.isEmpty)
    }
}
