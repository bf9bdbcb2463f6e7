public import Addresses
public import Base

/// Everything that one filing says, decoded and checked, whatever the channel.
public struct Filing: Sendable {
    /// What kind of matter.
    public var kind: MatterKind
    /// How it came in.
    public var channel: Channel
    /// The filer's words.
    public var narrative: Narrative
    /// The topic's code, if anybody or anything proposed one.
    public var topic: String?
    /// Whether a person confirmed it.
    public var topicConfirmed = false
    /// Percent of certainty of a proposed topic.
    public var topicScore: Int?
    /// The words that decided.
    public var topicWords: [String] = []
    /// The topics that were proposed, whatever was decided.
    public var proposal: TopicProposal?
    /// The place, if one was found.
    public var place: Place?
    /// How it was found: confirmed, exact, alias or none.
    public var placeHow = "none"
    /// Name and contact; nil when anonymous.
    public var filer: Identity?
    /// Whether the filer is named.
    public var confidentiality = Confidentiality.named
    /// Who is complained about, as said; empty when nobody.
    public var respondent = ""
    /// The unit of ours that is complained about.
    public var complainedUnit: RecordID?
    /// The unit that takes it in and answers for it until another accepts.
    public var receiver: RecordID
    /// The route proposed or confirmed; nil leaves it with the receiver.
    public var route: RouteDecision?
    /// When it happened.
    public var happenedAt: Instant
    /// Why it is dated back, when it is.
    public var backDateReason: String?
    /// When it was written down, if that was later than the time it was filed at: imports. Needs a reason.
    public var recordedAt: Instant?
    /// Those who file it together with the filer.
    public var members: [GroupMember] = []
    /// What is known of its way in, beyond the channel.
    public var arrival: Arrival?
    /// The mandate under which an office runs it for the resident.
    public var mandate: Mandate?
    /// When the caller wants to be called back.
    public var callBack: CallBackWish?
    /// Source and line of an imported message; unique in the district.
    public var importKey: String?

    /// A filing with the least that must be said.
    public init(kind: MatterKind, channel: Channel, narrative: Narrative, receiver: RecordID, happenedAt: Instant) {
        self.kind = kind
        self.channel = channel
        self.narrative = narrative
        self.receiver = receiver
        self.happenedAt = happenedAt
    }
}

/// What the filer takes home.
public struct Receipt: Hashable, Sendable {
    /// The matter.
    public let matter: RecordID
    /// The number, which may be told.
    public let number: String
    /// The secret code.
    public let code: String
    /// The hash of the filer's own entry, lower-case hex.
    public let entryHash: String

    /// Puts a receipt together.
    public init(matter: RecordID, number: String, code: String, entryHash: String) {
        self.matter = matter
        self.number = number
        self.code = code
        self.entryHash = entryHash
    }
}

/// What can go wrong with a matter.
public enum MatterError: ExplainedError, Equatable {
    /// There is no such matter, or it is out of the reader's scope.
    case notFound
    /// Somebody changed it since the form was opened.
    case changedMeanwhile(revision: Int)
    /// The step is not allowed now.
    case barred(Words)
    /// A field is missing or wrong.
    case invalid(field: String, Words)
    /// Number and receipt code do not fit each other.
    case wrongReceipt
    /// There is no procedure for this kind.
    case noProcedure(String)

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .notFound: "There is no such matter."
        case .changedMeanwhile: "Somebody else changed the matter first; look at it again."
        case .barred(let why): "This step is not possible now: \(why.en)."
        case .invalid(let field, let why): "The field \(field) is not right: \(why.en)."
        case .wrongReceipt: "Number and receipt code do not fit each other."
        case .noProcedure(let kind): "There is no procedure in force for the kind \(kind)."
        }
    }
}
