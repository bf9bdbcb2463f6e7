public import Base

/// What a chain of entries is about: a matter, an account, an address, a rule, a unit, an import.
public struct Subject: Hashable, Sendable {
    /// The kind, such as `matter`.
    public let kind: String
    /// The id of the thing.
    public let id: String

    /// Names a subject by kind and id.
    public init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }

    /// Names a subject by kind and record id.
    public init(_ kind: String, _ id: RecordID) {
        self.init(kind: kind, id: id.text)
    }
}

/// What is to be written down about one change.
public struct JournalRecord: Sendable {
    /// What the change is about.
    public var subject: Subject
    /// What happened, such as `matter.filed`; rendered in the reader's language.
    public var code: String
    /// Plain codes, ids and numbers that the sentence needs. Never what people said or are called.
    public var parameters: [String: String]
    /// Personal values that were set, by name: the entry holds only their HMAC.
    public var personal: [String: PersonalValueRef]
    /// Who acted.
    public var principal: Principal
    /// When it happened; the law counts from it.
    public var happenedAt: Instant
    /// When it was written down.
    public var recordedAt: Instant
    /// Why, in people's own words; sealed as a personal value of the subject. Required for a back-date.
    public var reason: String?
    /// The state that the change left in each row it touched.
    public var states: [StateDigest]

    /// Describes a change; `recordedAt` is the time of writing when it is left out.
    public init(
        _ code: String, subject: Subject, by principal: Principal, happenedAt: Instant, recordedAt: Instant? = nil,
        parameters: [String: String] = [:], personal: [String: PersonalValueRef] = [:], reason: String? = nil,
        states: [StateDigest] = []
    ) {
        self.subject = subject
        self.code = code
        self.parameters = parameters
        self.personal = personal
        self.principal = principal
        self.happenedAt = happenedAt
        self.recordedAt = recordedAt ?? happenedAt
        self.reason = reason
        self.states = states
    }

    /// Throws when a back-date has no reason or a code is not a code.
    func check() throws {
        let reasonGiven = reason?.contains { !$0.isWhitespace } ?? false
        let isBackDated = recordedAt.milliseconds - happenedAt.milliseconds > 60_000
        if isBackDated, !reasonGiven { throw JournalError.reasonMissing }
        let names = [code, subject.kind, subject.id, principal.key]
        let codes = names + parameters.keys + parameters.values + personal.keys
        for text in codes where !Self.isCode(text) { throw JournalError.notACode(text) }
    }

    // Names and free text in Chinese cannot pass, so that nobody puts them into an entry for ever by mistake.
    private static func isCode(_ text: String) -> Bool {
        text.utf8.count <= 200 && text.utf8.allSatisfy { (32...126).contains($0) }
    }
}

/// What the writer of an entry gets back; a slip carries the hash.
public struct EntryReceipt: Hashable, Sendable {
    /// The id of the entry.
    public let id: RecordID
    /// Its number in the subject's chain, from 1.
    public let number: Int64
    /// SHA-256(0x00 || exact text), 32 bytes.
    public let hash: [UInt8]

    /// The hash as printed on a slip: 64 hexadecimal digits.
    public var hashText: String { HexText.encode(hash) }
}
