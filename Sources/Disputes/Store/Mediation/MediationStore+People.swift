public import Base
import Journal
import Matters
public import Storage

// The people at the table: parties and who stands for them, and who mediates.
extension MediationStore {
    /// Puts somebody at the table. Throws `DisputeError`.
    @discardableResult
    public func addParty(
        _ identity: PartyIdentity, side: PartySide, role: PartyRole, actsFor: RecordID? = nil, isJoint: Bool = false,
        _ change: Change
    ) throws -> RecordID {
        try Self.checkOpen(change)
        guard (1...50).contains(identity.name.count), !identity.name.contains(where: \.isNewline) else {
            throw CentreStore.wrong("name", "请写姓名或者名称，最多 50 个字", "Write the name, in 50 characters at most")
        }
        guard identity.phone.count <= 30, identity.address.count <= 200, identity.facts.count <= 200,
            identity.mandate.count <= 500
        else { throw CentreStore.wrong("facts", "太长了", "That is too long") }
        guard change.mediation.here.count < 60 else {
            throw DisputeError.barred(Words("一次调解最多 60 人", "At most 60 people in a mediation"))
        }
        if role == .party {
            guard actsFor == nil else { throw CentreStore.wrong("acts-for", "当事人不代理别人", "A party acts for nobody") }
        } else {
            let whom = change.mediation.here.first { $0.id == actsFor && $0.role == .party }
            guard let whom, whom.side == side else {
                throw CentreStore.wrong("acts-for", "请选代表同一方的哪位当事人", "Choose the party of the same side")
            }
            if role == .representative, !identity.mandate.contains(where: { !$0.isWhitespace }) {
                throw CentreStore.wrong("mandate", "请写委托的权限", "Write what the mandate covers")
            }
        }
        // Who signs is part of what was signed: a version that waits falls with every new signer.
        if role.signs, let agreement = change.mediation.agreement, agreement.state == .signing {
            try end(agreement, as: .replaced, change)
        }
        let id = RecordID.make(at: change.now)
        let value = try seal(Self.encode(identity), "party", change)
        let row = MediationShapes.parties.row([
            id.value, district.value, change.id.value, side.rawValue.value, role.rawValue.value, actsFor.value,
            (isJoint ? 1 : 0).value, value.id.value, change.now.value, .null,
        ])
        try change.transaction.insert(row, of: change.id)
        try record(
            "mediation.party", change, ["side": side.rawValue, "role": role.rawValue], ["identity": value])
        return id
    }

    /// Somebody leaves the table; an agreement that waits for their signature falls. Throws `DisputeError`.
    public func removeParty(_ id: RecordID, _ change: Change) throws {
        try Self.checkOpen(change)
        guard let party = change.mediation.here.first(where: { $0.id == id }) else { throw DisputeError.notFound }
        if party.role.signs, let agreement = change.mediation.agreement, agreement.state == .signing {
            try end(agreement, as: .withdrawn, change)
        }
        for one in change.mediation.here where one.id == party.id || one.actsFor == party.id {
            try change.transaction.execute(
                "UPDATE mediation_parties SET left_at = \(change.now) WHERE id = \(one.id)")
            change.transaction.noteChange("mediation_parties", of: change.id, id: one.id)
        }
        try record("mediation.party-left", change, ["party": id.text])
    }

    /// The mediators that the centre proposes, best first; those who stepped back are left out.
    public func propose(_ mediation: Mediation, about skill: MediatorSkill?, on day: Day, in reader: any Reader)
        throws -> [Mediator]
    {
        let gone = Set(
            try reader.rows("SELECT mediator_id FROM mediation_recusals WHERE mediation_id = \(mediation.id)").map {
                try $0.id("mediator_id")
            })
        let register = try mediators.list(at: mediation.opened.unit, on: day, in: reader)
        return Mediator.proposal(register.filter { !gone.contains($0.id) }, about: skill, on: day)
    }

    /// A side chooses a mediator; once all sides with a party have chosen the same, that one is appointed (Art. 19). Answers
    /// whether that was so. Throws `DisputeError`.
    @discardableResult
    public func choose(_ mediator: RecordID, for side: PartySide, _ change: Change) throws -> Bool {
        try Self.checkOpen(change)
        try Self.checkVacant(change)
        try checkAvailable(mediator, change)
        let sides = Set(change.mediation.here.filter { $0.role == .party }.map(\.side))
        guard sides.contains(side) else {
            throw CentreStore.wrong("side", "这一方还没有当事人", "That side has no party yet")
        }
        let known = try change.transaction.row(
            "SELECT id FROM mediation_choices WHERE mediation_id = \(change.id) AND side = \(side.rawValue)")
        if let id = try known?.id("id") {
            try change.transaction.execute(
                "UPDATE mediation_choices SET mediator_id = \(mediator) WHERE id = \(id)")
            change.transaction.noteChange("mediation_choices", of: change.id, id: id)
        } else {
            let row = MediationShapes.choices.row([
                RecordID.make(at: change.now).value, district.value, change.id.value, side.rawValue.value,
                mediator.value,
            ])
            try change.transaction.insert(row, of: change.id)
        }
        var choices = change.mediation.choices
        choices[side] = mediator
        guard sides.count > 1, sides.allSatisfy({ choices[$0] == mediator }) else {
            try record("mediation.chosen", change, ["side": side.rawValue, "mediator": mediator.text])
            return false
        }
        try appoint(mediator, how: "sides", change)
        return true
    }

    /// The centre appoints a mediator. Throws `DisputeError`.
    public func appoint(_ mediator: RecordID, _ change: Change) throws {
        try Self.checkOpen(change)
        try Self.checkVacant(change)
        try checkAvailable(mediator, change)
        try appoint(mediator, how: "centre", change)
    }

    /// A mediator goes by stepping back, with a ground on record, never by another being put in their place.
    private static func checkVacant(_ change: Change) throws {
        guard change.mediation.mediator == nil else {
            throw DisputeError.barred(Words("已经有调解员，要换人先办回避", "There is a mediator; record first why they step back"))
        }
    }

    private func appoint(_ mediator: RecordID, how: String, _ change: Change) throws {
        try change.transaction.execute(
            "UPDATE mediations SET mediator_id = \(mediator), appointed_by = \(how) WHERE id = \(change.id)")
        change.transaction.noteChange("mediations", of: change.id, id: change.id)
        try record("mediation.appointed", change, ["mediator": mediator.text, "how": how])
    }

    private func checkAvailable(_ id: RecordID, _ change: Change) throws {
        let mediator = try mediators.get(id, in: change.transaction)
        guard mediator.unit == change.mediation.opened.unit else {
            throw CentreStore.wrong("mediator", "不在本单位的名册上", "Not in this unit's register")
        }
        let gone = try change.transaction.row(
            "SELECT 1 AS n FROM mediation_recusals WHERE mediation_id = \(change.id) AND mediator_id = \(id) LIMIT 1")
        guard gone == nil else {
            throw CentreStore.wrong("mediator", "这位调解员已经回避", "This mediator has stepped back")
        }
        guard mediator.id == change.mediation.mediator?.id || mediator.isFree(on: change.today) else {
            throw CentreStore.wrong("mediator", "这位调解员现在不能再接", "This mediator can take no more now")
        }
    }

    /// The mediator steps back, or a side declines them, for a ground that the law knows. What was said to them alone stays behind
    /// the wall for good: a successor does not read it. Throws `DisputeError`.
    public func recuse(_ ground: RecusalGround, text: String, _ change: Change) throws {
        try Self.checkOpen(change)
        guard let mediator = change.mediation.mediator else {
            throw DisputeError.barred(Words("还没有调解员", "There is no mediator yet"))
        }
        guard change.mediation.mayDraw || change.mediation.rights.readsMinutes else {
            throw DisputeError.barred(Words("由调解员或者负责人来办", "The mediator or the head of the unit does this"))
        }
        try Self.checkText(text, field: "text", longest: 500)
        if let agreement = change.mediation.agreement, agreement.state == .signing {
            try end(agreement, as: .replaced, change)
        }
        try cancelAhead("调解员回避", change)
        let value = try seal(text, "recusal", change)
        let row = MediationShapes.recusals.row([
            RecordID.make(at: change.now).value, district.value, change.id.value, mediator.id.value,
            ground.rawValue.value, value.id.value, change.now.value,
        ])
        try change.transaction.insert(row, of: change.id)
        try change.transaction.execute(
            "UPDATE mediations SET mediator_id = NULL, appointed_by = NULL WHERE id = \(change.id)")
        change.transaction.noteChange("mediations", of: change.id, id: change.id)
        try record(
            "mediation.recused", change, ["mediator": mediator.id.text, "ground": ground.rawValue], ["text": value])
    }
}
