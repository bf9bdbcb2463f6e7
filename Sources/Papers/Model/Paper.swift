public import Base

/// Where a paper stands. Issuing is final: what was issued is never changed, only withdrawn.
public enum PaperState: String, Sendable, CaseIterable {
    /// Being written; without a number.
    case draft
    /// Issued under a number; its file never changes.
    case issued
    /// Taken back with a reason; its number is not used again.
    case withdrawn
}

/// How a paper is sealed.
public enum PaperSeal: String, Sendable, CaseIterable {
    /// The program's plain drawing with the unit's name.
    case drawn
    /// The unit's own picture.
    case picture
}

/// A letter made inside a proceeding: from a template, with values, under a number once it is issued.
public struct Paper: Hashable, Sendable {
    /// The permanent id; the public page that proves it stands under it.
    public let id: RecordID
    /// The matter.
    public let matter: RecordID
    /// The proceeding inside it.
    public let proceeding: RecordID
    /// The unit that writes it.
    public let unit: RecordID
    /// The template's code.
    public let template: String
    /// The version of the template, such as `letters/petition-answer/1`.
    public let version: String
    /// Where it stands.
    public let state: PaperState
    /// Its number, such as 余示调〔2019〕第21号; nil for a draft.
    public let number: String?
    /// The day that it bears; nil for a draft.
    public let day: Day?
    /// How it was sealed; nil for a draft.
    public let seal: PaperSeal?
    /// SHA-256 of the PDF, 64 lower-case hexadecimal digits; nil for a draft.
    public let digest: String?
    /// How many pages the PDF has; nil for a draft.
    public let pages: Int?
    /// When it was issued.
    public let issuedAt: Instant?
    /// When it was withdrawn.
    public let withdrawnAt: Instant?
    /// The paper in whose place it was written.
    public let replaces: RecordID?
    /// When it was begun.
    public let writtenAt: Instant
    /// Counts its changes.
    public let revision: Int
    let values: RecordID
    let file: RecordID?
    let reason: RecordID?

    /// Whether it went out, whatever became of it.
    public var wasIssued: Bool { issuedAt != nil }
}

/// How a paper reached somebody (送达).
public enum ServiceWay: String, Sendable, CaseIterable {
    /// Handed over against a signature.
    case handed
    /// Sent by post under a number.
    case post
    /// A notice by text message, agreed to by who is served.
    case sms
    /// A notice posted up in public.
    case posted
    /// Left where they live, before a witness, since they would not sign.
    case left
    /// Refused before a witness.
    case refused
}

/// What is told of one service of a paper.
public struct ServiceInput: Hashable, Sendable {
    /// How.
    public var way: ServiceWay
    /// To whom.
    public var recipient: String
    /// On which day.
    public var day: Day
    /// The number of the post, or the telephone number of the text message.
    public var number = ""
    /// Who saw it.
    public var witness = ""
    /// Where it was posted up or left, why it was refused, or anything else.
    public var note = ""
    /// The scan of the signed receipt among the files of the matter.
    public var receipt: RecordID?

    /// The most characters of a name, a number or a note.
    public static let limit = 200

    /// Tells of a service.
    public init(_ way: ServiceWay, to recipient: String, on day: Day) {
        (self.way, self.recipient, self.day) = (way, recipient, day)
    }

    /// What is missing or too long, by field; `from` is the day of the paper.
    func faults(from first: Day, today: Day) -> [String: Words] {
        var faults: [String: Words] = [:]
        let texts = [("recipient", recipient), ("number", number), ("witness", witness), ("note", note)]
        for (name, text) in texts where text.exceeds(Self.limit) || text.contains(where: \.isNewline) {
            faults[name] = Words("最多 \(Self.limit) 个字，一行", "At most \(Self.limit) characters on one line")
        }
        func need(_ name: String, _ text: String, _ words: Words) {
            if faults[name] == nil, text.allSatisfy(\.isWhitespace) { faults[name] = words }
        }
        need("recipient", recipient, Words("请写受送达人", "Say who was served"))
        if day < first || day > today {
            faults["day"] = Words("从成文那天起，到今天为止", "Not before the day of the letter, not after today")
        }
        switch way {
        case .handed where receipt == nil:
            faults["receipt"] = Words("请选签收单的扫描件", "Choose the scan of the signed receipt")
        case .post: need("number", number, Words("请写邮件号码", "Give the number of the post"))
        case .sms: need("number", number, Words("请写收短信的号码", "Give the number that the message went to"))
        case .posted: need("note", note, Words("请写张贴的地方", "Say where it was posted up"))
        case .left, .refused:
            need("witness", witness, Words("请写见证人", "Name the witness"))
            need("note", note, Words("请写拒收的事由和留放的地方", "Say why it was refused and where it was left"))
        default: break
        }
        return faults
    }
}

/// One service of a paper, as far as its reader may know it.
public struct PaperService: Hashable, Sendable {
    /// The permanent id.
    public let id: RecordID
    /// How.
    public let way: ServiceWay
    /// On which day.
    public let day: Day
    /// To whom, and the rest; nil when it was erased or is not the reader's to see.
    public let told: ServiceTold?
    /// The scan of the signed receipt among the files of the matter.
    public let receipt: RecordID?
    /// When it was written down.
    public let at: Instant
}

/// What is told of people in a service: kept sealed.
public struct ServiceTold: Hashable, Sendable, Codable {
    /// Who was served.
    public let recipient: String
    /// The number of the post or the telephone.
    public let number: String
    /// Who saw it.
    public let witness: String
    /// Where, why, or anything else.
    public let note: String
}
