public import Base
import Crypto
import Foundation

/// How an agreement is made.
public enum AgreementForm: String, CaseIterable, Sendable {
    /// On paper or screen, signed (Art. 29).
    case written
    /// Spoken, with a record by the mediator (Art. 28).
    case oral
}

/// How far an agreement has come.
public enum AgreementState: String, CaseIterable, Sendable {
    case signing, effective, withdrawn, replaced, expired

    /// What people call it.
    public var words: Words {
        switch self {
        case .signing: Words("等签名", "Being signed")
        case .effective: Words("已生效", "In effect")
        case .withdrawn: Words("一方不签，作废", "A side would not sign: void")
        case .replaced: Words("被新稿代替", "Replaced by a later version")
        case .expired: Words("签名期限已过", "The time to sign is over")
        }
    }
}

/// How somebody signed.
public enum SigningWay: String, CaseIterable, Sendable {
    case phone, screen, paper

    /// What people call it.
    public var words: Words {
        switch self {
        case .phone: Words("本人手机，一次性验证码", "On their own phone by a one-time code")
        case .screen: Words("现场屏幕", "On the screen at the centre")
        case .paper: Words("纸质签名，已扫描", "On paper, scanned")
        }
    }
}

/// The words of an agreement: everything that Article 29 of the People's Mediation Law names.
public struct AgreementText: Hashable, Sendable, Codable {
    /// The number on the paper.
    public var number: String
    /// The committee.
    public var committee: String
    /// Side, name, facts, address; a row for each party.
    public var parties: [[String]]
    /// The facts.
    public var facts: String
    /// What is quarrelled about.
    public var issues: String
    /// What is agreed.
    public var pledges: [Pledge]
    /// The promises in the very words that were read and signed: other words of a later program change nothing in them.
    public var sentences: [String]
    /// Anything else that is agreed, a line each.
    public var clauses: [String]
    /// How it is done.
    public var manner: String
    /// The mediator.
    public var mediator: String
    /// `written` or `oral`.
    public var form: String

    /// Puts it together; `people` are those at the table.
    init(
        number: String, committee: String, people: [MediationParty], facts: String, issues: String, pledges: [Pledge],
        clauses: [String], manner: String, mediator: String, form: AgreementForm
    ) {
        (self.number, self.committee, parties, self.facts) = (number, committee, people.rows, facts)
        (self.issues, self.pledges, self.clauses, self.manner) = (issues, pledges, clauses, manner)
        sentences = pledges.map { $0.sentence(with: people.joint(on: $0.debtor).map(\.name)).zh }
        (self.mediator, self.form) = (mediator, form.rawValue)
    }

    /// The text as it is sealed and hashed: JSON with its keys in order, so that equal texts have equal bytes.
    public var canonical: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// SHA-256 of the canonical text, in hex: what everybody signs.
    public static func hash(_ canonical: String) -> String {
        SHA256.hash(data: Data(canonical.utf8)).map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }

    /// The sentences of what is agreed, in order.
    public var terms: [String] { sentences + clauses }

    /// The day by which everything is done.
    public var lastDay: Day? { pledges.compactMap(\.dueDay).max() }
}

/// Somebody's signature.
public struct AgreementSignature: Hashable, Sendable {
    /// Who signed.
    public let party: RecordID
    /// How.
    public let way: SigningWay
    /// When.
    public let at: Instant
    /// The scan, for paper.
    public let scan: RecordID?
}

/// One version of an agreement. A version that somebody may have signed is never changed: another takes its place.
public struct Agreement: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The running number, from 1.
    public let version: Int
    /// How it is made.
    public let form: AgreementForm
    /// The words; nil once erased.
    public let text: AgreementText?
    /// The hash of the words.
    public let hash: String
    /// How far it has come.
    public let state: AgreementState
    /// Until when it can be signed.
    public let signUntil: Instant
    /// From which day it holds.
    public let effectiveOn: Day?
    /// Who has signed.
    public let signatures: [AgreementSignature]

    /// The last day on which it can be signed.
    public var lastSigningDay: Day { signUntil.adding(seconds: -1).day }

    /// The version as it stands at an instant: what waits for signatures falls with its mediation, and when its time is over.
    public func seen(isOpen: Bool, signers: [RecordID], at now: Instant) -> Agreement {
        guard state == .signing else { return self }
        let isComplete = form == .oral || signers.allSatisfy(isSigned)
        let state: AgreementState = !isOpen ? .withdrawn : signUntil <= now && !isComplete ? .expired : .signing
        return Agreement(
            id: id, version: version, form: form, text: text, hash: hash, state: state, signUntil: signUntil,
            effectiveOn: effectiveOn, signatures: signatures)
    }

    /// Whether somebody has signed.
    public func isSigned(by party: RecordID) -> Bool { signatures.contains { $0.party == party } }
}

/// How far something that was promised has come.
public enum FulfilmentState: String, CaseIterable, Sendable {
    case due, done, breached

    /// What people call it.
    public var words: Words {
        switch self {
        case .due: Words("待履行", "To be done")
        case .done: Words("已履行", "Done")
        case .breached: Words("逾期未履行", "Overdue: not kept")
        }
    }
}

/// One promise of an agreement in effect, watched until it is kept.
public struct Fulfilment: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// The running number in its agreement, from 1.
    public let number: Int
    /// What was promised.
    public let pledge: Pledge
    /// Until when.
    public let due: Day
    /// How far it has come.
    public let state: FulfilmentState
    /// When it was done.
    public let doneOn: Day?
    /// What shows it, in words.
    public let proof: String?
}
