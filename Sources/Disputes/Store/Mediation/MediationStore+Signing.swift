public import Base
import Crypto
import Foundation
import Journal
import Matters
import Notices
public import Storage

/// What a party sees on their own phone before they have shown that it is theirs: nothing of the agreement.
public struct SigningPlace: Hashable, Sendable {
    /// The agreement and the party.
    public let agreement: RecordID, party: RecordID
    /// The telephone number to which a code goes, its middle hidden; empty where none is known.
    public let maskedPhone: String
    /// Why nothing can be signed; nil while it can.
    public let barred: Words?
}

/// An agreement that was opened by a code, with the ticket that signs it.
public struct OpenedAgreement: Sendable {
    /// The agreement.
    public let agreement: Agreement
    /// Who signs.
    public let party: MediationParty
    /// Until when the ticket holds.
    public let until: Instant
    /// What the form sends back: it holds for this party, this text and half an hour.
    public let ticket: String
}

// A party's own phone: the address says nothing and opens nothing; a code to the number that the centre knows opens the text, and
// only who has read it can sign it.
extension MediationStore {
    /// How long an opened agreement can be signed, in seconds.
    static let ticketTime: Int64 = 1_800
    private static let purpose = "signing"

    private struct Found {
        let mediation: RecordID
        let number: String
        let isOpen: Bool
        let agreement: Agreement
        let parties: [MediationParty]
        let party: MediationParty
    }

    private func find(_ agreement: RecordID, _ party: RecordID, in reader: any Reader) throws -> Found {
        let row = try reader.row(
            """
            SELECT a.mediation_id, p.ended_at, m.number FROM agreements a JOIN proceedings p ON p.id = a.mediation_id
            JOIN matters m ON m.id = p.matter_id WHERE a.id = \(agreement) AND a.district = \(district)
            """)
        guard let row else { throw DisputeError.notFound }
        let mediation = try row.id("mediation_id"), parties = try parties(of: mediation, in: reader)
        let known = try agreements(of: mediation, in: reader).first { $0.id == agreement }
        // The text is the one that the hash was made of, whatever stands in the row.
        guard let known, known.text.map({ AgreementText.hash($0.canonical) == known.hash }) ?? true,
            let signer = parties.signers.first(where: { $0.id == party })
        else {
            throw DisputeError.notFound
        }
        return Found(
            mediation: mediation, number: try row.text("number"), isOpen: try row.integerOrNil("ended_at") == nil,
            agreement: known, parties: parties, party: signer)
    }

    /// The place where a party signs. Throws `DisputeError.notFound`.
    public func signingPlace(
        _ agreement: RecordID, _ party: RecordID, at now: Instant, in reader: any Reader
    ) throws -> SigningPlace {
        let found = try find(agreement, party, in: reader)
        return SigningPlace(
            agreement: agreement, party: party, maskedPhone: found.party.identity?.maskedPhone ?? "",
            barred: barred(found, at: now))
    }

    private func barred(_ found: Found, at now: Instant) -> Words? {
        do {
            try check(found, at: now)
            return nil
        } catch DisputeError.barred(let words) {
            return words
        } catch {
            return nil
        }
    }

    private func check(_ found: Found, at now: Instant) throws {
        try checkMaySign(found.agreement, found.party.id, found.parties, at: now)
        guard found.isOpen else { throw DisputeError.barred(Words("这次调解已经结束", "This mediation has ended")) }
    }

    /// Sends everybody who signs and has a telephone the address where they sign; answers to how many. Throws `DisputeError`.
    @discardableResult
    public func inviteToSign(_ id: RecordID, _ change: Change) throws -> Int {
        try Self.checkOpen(change)
        guard let agreement = change.mediation.agreements.first(where: { $0.id == id }), agreement.state == .signing,
            agreement.form == .written
        else { throw DisputeError.barred(Words("这一稿已经不在签了", "That version is not being signed any more")) }
        guard let notices = matters.notices else {
            throw DisputeError.barred(Words("没有开通短信", "Text messages are not set up"))
        }
        var count = 0
        for party in change.mediation.parties.signers where !agreement.isSigned(by: party.id) {
            guard let phone = party.identity?.phone, !phone.isEmpty else { continue }
            let sent = try notices.add(
                NoticeDraft(
                    key: "sign:\(id):\(party.id):\(change.now.milliseconds)", subject: change.subject, channel: .sms,
                    to: phone, template: .signingInvitation,
                    parameters: [
                        "number": change.mediation.opened.file.matter.number, "place": "\(id)/\(party.id)",
                    ], language: .simplified, expiresAt: agreement.signUntil), in: change.transaction, at: change.now)
            if sent != nil { count += 1 }
        }
        guard count > 0 else {
            throw DisputeError.barred(Words("没有可以发短信的手机号", "Nobody who signs has a telephone number that can be used"))
        }
        try record("mediation.signing-invited", change, ["count": String(count)])
        return count
    }

    /// Sends a code to the number that the centre knows; answers false when too many went out. Throws `DisputeError`: not found for a
    /// place that is none, barred where there is no number of the party's own.
    public func sendSigningCode(
        _ agreement: RecordID, _ party: RecordID, at now: Instant, in transaction: any Transaction
    ) throws -> Bool {
        let found = try find(agreement, party, in: transaction)
        try check(found, at: now)
        let shared = found.parties.signers.contains {
            $0.side != found.party.side && $0.identity?.phone == found.party.identity?.phone
        }
        guard let phone = found.party.identity?.phone, !phone.isEmpty, !shared, let notices = matters.notices else {
            throw DisputeError.barred(
                Words("没有可以发短信的手机号，请到中心签名", "There is no number for a code; please sign at the centre"))
        }
        guard
            let code = try codes.make(
                purpose: Self.purpose, subject: "\(agreement):\(party)", in: transaction, at: now)
        else { return false }
        try notices.add(
            NoticeDraft(
                key: "signing-code:\(RecordID.make(at: now))", subject: Subject("mediation", found.mediation),
                channel: .sms, to: phone, template: .signingCode,
                parameters: ["number": found.number, "code": code], language: .simplified,
                expiresAt: now.adding(seconds: OneTimeCodes.seconds)), in: transaction, at: now)
        return true
    }

    /// Opens the text by a code. Throws `DisputeError.invalid` for a wrong one.
    public func openToSign(
        _ agreement: RecordID, _ party: RecordID, code: String, at now: Instant
    ) async throws -> OpenedAgreement {
        // A wrong try is counted also where nothing else is kept of it.
        let opened = try await centres.database.write { transaction -> OpenedAgreement? in
            let found = try find(agreement, party, in: transaction)
            try check(found, at: now)
            let isRight = try codes.use(
                code, purpose: Self.purpose, subject: "\(agreement):\(party)", in: transaction, at: now)
            guard isRight else { return nil }
            let until = now.adding(seconds: Self.ticketTime)
            return OpenedAgreement(
                agreement: found.agreement, party: found.party, until: until,
                ticket: try ticket(found.agreement, party, until))
        }
        guard let opened else {
            throw CentreStore.wrong("code", "验证码不对，或者已经过期", "The code is wrong or over")
        }
        return opened
    }

    /// The party signs the very text that was opened. Throws `DisputeError`.
    public func signByPhone(
        _ agreement: RecordID, _ party: RecordID, ticket typed: String, until: Instant, at now: Instant
    ) async throws {
        try await centres.database.write { transaction in
            let found = try take(agreement, party, typed, until, at: now, in: transaction)
            try add(
                found.agreement, party, .phone, nil, mediation: found.mediation, by: .visitor, at: now, in: transaction)
        }
    }

    /// The party will not sign: the version is void, also for who has signed it already. Throws `DisputeError`.
    public func declineByPhone(
        _ agreement: RecordID, _ party: RecordID, ticket typed: String, until: Instant, at now: Instant
    ) async throws {
        try await centres.database.write { transaction in
            let found = try take(agreement, party, typed, until, at: now, in: transaction)
            try transaction.execute(
                "UPDATE agreements SET state = \(AgreementState.withdrawn.rawValue) WHERE id = \(agreement)")
            transaction.noteChange("agreements", of: found.mediation, id: agreement)
            try journal.record(
                JournalRecord(
                    "mediation.agreement-withdrawn", subject: Subject("mediation", found.mediation), by: .visitor,
                    happenedAt: now,
                    parameters: ["version": String(found.agreement.version), "party": party.text]), in: transaction)
        }
    }

    /// Locks the mediation before anything is looked at: two who sign and one who declines come one after another.
    private func take(
        _ agreement: RecordID, _ party: RecordID, _ typed: String, _ until: Instant, at now: Instant,
        in transaction: any Transaction
    ) throws -> Found {
        let mediation = try transaction.row("SELECT mediation_id FROM agreements WHERE id = \(agreement)")
        guard let mediation = try mediation?.id("mediation_id") else { throw DisputeError.notFound }
        try transaction.execute("UPDATE mediations SET revision = revision + 1 WHERE id = \(mediation)")
        transaction.noteChange("mediations", of: mediation, id: mediation)
        let found = try find(agreement, party, in: transaction)
        let expected = try ticket(found.agreement, party, until)
        guard until > now, SecretComparison.isSame(typed.utf8, expected.utf8) else {
            throw DisputeError.barred(Words("打开的时间过了，请再要一个验证码", "It was open for too long; ask for another code"))
        }
        try check(found, at: now)
        return found
    }

    // Bound to the hash of the text: what was opened is what is signed.
    private func ticket(_ agreement: Agreement, _ party: RecordID, _ until: Instant) throws -> String {
        let parts = ["signing", district, agreement.id.text, party.text, agreement.hash, String(until.milliseconds)]
        return HexText.encode(try keys.hmac(.session, parts.joined(separator: "\u{1F}").utf8))
    }
}
