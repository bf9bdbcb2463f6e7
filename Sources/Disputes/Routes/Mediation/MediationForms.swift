import Base
import Matters
import Web

/// What can be done at the mediation table; each is an address of its own.
enum MediationAct: String, CaseIterable, Sendable {
    case party, partyLeft = "party-left", choose, appoint, recuse, sitting, hold, sittingCancel = "sitting-cancel", note
    case offer, offerAnswer = "offer-answer", agreement, askPhones = "ask-phones", sign
    case agreementWithdraw = "agreement-withdraw", conclude, fulfil, fail, hardening

    /// The part of the page where it stands.
    var section: String {
        switch self {
        case .party, .partyLeft: "people"
        case .choose, .appoint, .recuse: "mediator"
        case .sitting, .hold, .sittingCancel: "sittings"
        case .note: "caucus"
        case .offer, .offerAnswer: "offers"
        case .agreement, .askPhones, .sign, .agreementWithdraw, .conclude: "agreement"
        case .fulfil: "fulfilment"
        case .fail, .hardening: "endings"
        }
    }

    var summary: String {
        switch self {
        case .party: "Puts somebody at the table"
        case .partyLeft: "Somebody leaves the table"
        case .choose: "A side chooses a mediator"
        case .appoint: "The centre appoints a mediator"
        case .recuse: "The mediator steps back"
        case .sitting: "Sets a sitting and asks people to come"
        case .hold: "Records a sitting with its minutes"
        case .sittingCancel: "Calls a sitting off"
        case .note: "Writes down what a side said to the mediator alone"
        case .offer: "Records what a side offers"
        case .offerAnswer: "The other side answers an offer"
        case .agreement: "Writes a version of the agreement"
        case .askPhones: "Asks everybody to sign on their phone"
        case .sign: "A party signs at the desk"
        case .agreementWithdraw: "A side will not sign"
        case .conclude: "The mediator signs and seals the agreement"
        case .fulfil: "Records that something was done"
        case .fail: "Mediation fails"
        case .hardening: "Reports to the police that the quarrel may harden"
        }
    }
}

/// Reads the forms of the mediation table.
struct MediationForms {
    let form: Form
    let store: MediationStore
    /// The picture that came with a signature.
    let scan: [UInt8]?

    func take(_ act: MediationAct, _ change: MediationStore.Change) throws {
        switch act {
        case .party: try party(change)
        case .partyLeft: try store.removeParty(id("party"), change)
        case .choose: try store.choose(id("mediator"), for: side("side"), change)
        case .appoint: try store.appoint(id("mediator"), change)
        case .recuse: try store.recuse(pick(RecusalGround.self, "ground"), text: form.text("text"), change)
        case .sitting: try sitting(change)
        case .hold: try hold(change)
        case .sittingCancel: try store.cancel(id("sitting"), reason: form.text("reason"), change)
        case .note: try store.note(form.text("note"), of: side("side"), change)
        case .offer: try offer(change)
        case .offerAnswer: try answer(change)
        case .agreement: try agreement(change)
        case .askPhones: try store.inviteToSign(id("agreement"), change)
        case .sign: try sign(change)
        case .agreementWithdraw: try store.withdraw(id("agreement"), change)
        case .conclude: try conclude(change)
        case .fulfil: try store.fulfil(id("which"), on: day("day"), proof: form.text("proof"), change)
        case .fail: try store.fail(form.text("reason"), change)
        case .hardening: try store.reportHardening(form.text("text"), change)
        }
    }

    private func id(_ field: String) throws -> RecordID {
        guard let id = RecordID(form.text(field)) else {
            throw DisputeError.invalid(field: field, MediationWords.choose)
        }
        return id
    }

    private func pick<Answer: RawRepresentable<String>>(_ type: Answer.Type, _ field: String) throws -> Answer {
        guard let answer = Answer(rawValue: form.text(field)) else {
            throw DisputeError.invalid(field: field, MediationWords.choose)
        }
        return answer
    }

    private func side(_ field: String) throws -> PartySide { try pick(PartySide.self, field) }

    private func day(_ field: String) throws -> Day {
        guard let day = Day(form.text(field)) else { throw DisputeError.invalid(field: field, RoomWords.timeWrong) }
        return day
    }

    private func party(_ change: MediationStore.Change) throws {
        let identity = PartyIdentity(
            name: form.text("name"), phone: form.text("phone"), address: form.text("address"),
            facts: form.text("facts"), mandate: form.text("mandate"))
        try store.addParty(
            identity, side: side("side"), role: pick(PartyRole.self, "role"), actsFor: RecordID(form.text("acts-for")),
            isJoint: form.text("joint") == "yes", change)
    }

    private func sitting(_ change: MediationStore.Change) throws {
        let parts = form.text("room").split(separator: ":").compactMap { RecordID(String($0)) }
        let wish = SittingWish(
            on: try day("day"), try form.times("from", "to"), room: parts.count == 2 ? (parts[0], parts[1]) : nil,
            place: form.text("place"), invited: form.all("invited").compactMap { RecordID($0) },
            by: try pick(Invitation.self, "invitation"))
        try store.invite(wish, change)
    }

    private func hold(_ change: MediationStore.Change) throws {
        var attendance: [RecordID: Attendance] = [:]
        for (name, value) in form.fields where name.hasPrefix("at-") {
            if let id = RecordID(String(name.dropFirst(3))) { attendance[id] = Attendance(rawValue: value) }
        }
        try store.hold(
            id("sitting"), attendance: attendance, minutes: form.text("minutes"),
            adjourned: form.text("adjourned") == "yes" ? adjournment() : nil, change)
    }

    private func adjournment() throws -> MediationStore.Adjournment {
        guard !form.text("next-day").isEmpty else { return .open(form.text("next-reason")) }
        return .until(try day("next-day"), try form.times("next-from", "next-to"))
    }

    /// What is promised, a line each; lines with nothing in them are left out.
    private func pledges() throws -> [Pledge] {
        var pledges: [Pledge] = []
        for number in 1...Pledge.most {
            func text(_ name: String) -> String { form.text("\(name)-\(number)") }
            guard !(text("yuan") + text("text") + text("due")).isEmpty else { continue }
            let kind = try pick(PledgeKind.self, "kind-\(number)")
            guard let due = Day(text("due")) else {
                throw DisputeError.invalid(field: "due-\(number)", RoomWords.timeWrong)
            }
            let fen = Money.read(text("yuan"))
            guard kind != .money || fen != nil else {
                throw DisputeError.invalid(
                    field: "yuan-\(number)", Money.hint)
            }
            pledges.append(
                Pledge(
                    kind, from: try side("from-\(number)"), to: try side("to-\(number)"),
                    fen: kind == .money ? fen : nil, due: due, text: text("text")))
        }
        return pledges
    }

    private func offer(_ change: MediationStore.Change) throws {
        try store.offer(
            pledges(), by: side("side"), answering: RecordID(form.text("answering")), until: day("until"), change)
    }

    /// The button says what; who answers follows from who made it.
    private func answer(_ change: MediationStore.Change) throws {
        let id = try id("offer"), state = try pick(OfferState.self, "answer")
        guard let offer = change.mediation.offers.first(where: { $0.id == id }) else { throw DisputeError.notFound }
        let other = change.mediation.here.first { $0.side != offer.side }?.side ?? .b
        try store.answer(id, as: state, by: state == .withdrawn ? offer.side : other, change)
    }

    private func agreement(_ change: MediationStore.Change) throws {
        var draft = MediationStore.Draft()
        (draft.facts, draft.issues, draft.manner) = (form.text("facts"), form.text("issues"), form.text("manner"))
        draft.clauses = form.text("clauses").split(whereSeparator: \.isNewline).map {
            $0.drop(while: \.isWhitespace)
        }.filter { !$0.isEmpty }.map(String.init)
        try store.draw(
            draft, change.mediation.accepted?.pledges ?? pledges(), pick(AgreementForm.self, "form-of"), change)
    }

    private func conclude(_ change: MediationStore.Change) throws {
        let agreement = try id("agreement")
        let isOral = change.mediation.agreements.first { $0.id == agreement }?.form == .oral
        guard !isOral || form.text("unwritten") == "yes" else {
            throw DisputeError.invalid(field: "unwritten", MediationWords.unwrittenMissing)
        }
        try store.conclude(agreement, reached: isOral ? day("reached") : nil, change)
    }

    private func sign(_ change: MediationStore.Change) throws {
        guard form.text("witness") == "yes" else {
            throw DisputeError.invalid(
                field: "witness", MediationWords.witnessMissing)
        }
        let way = try pick(SigningWay.self, "way")
        try store.sign(id("agreement"), party: id("party"), way: way, scan: way == .paper ? scan : nil, change)
    }
}
