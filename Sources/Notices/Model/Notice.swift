public import Base

/// A way to reach somebody.
public enum NoticeChannel: String, CaseIterable, Sendable, Codable {
    /// A short message to a telephone.
    case sms
    /// A letter to an e-mail address.
    case mail

    /// The kind of job that hands over what waits on this channel.
    public var job: String { "send-notices-\(rawValue)" }
}

/// How far a notice has come.
public enum NoticeState: String, CaseIterable, Sendable {
    /// It waits for its turn or its next attempt.
    case queued
    /// A gateway has taken it.
    case sent
    /// The gateway says that it arrived.
    case delivered
    /// It was refused, or the gateway says that it did not arrive.
    case failed
    /// Nobody tries any more.
    case givenUp = "given-up"
}

/// What a notice is about; the words stand in `NoticeWords`.
public enum NoticeTemplate: String, CaseIterable, Sendable {
    /// A filing was taken in; parameter `number`.
    case filingReceipt = "filing-receipt"
    /// A matter has ended and may be rated; parameter `number`.
    case ratingInvitation = "rating-invitation"
    /// A proceeding of a matter has come further; parameter `number`.
    case proceedingMoved = "proceeding-moved"
    /// A matter that somebody follows has ended; parameter `number`.
    case followedEnd = "followed-end"
    /// A code that opens a matter once; parameters `number` and `code`.
    case oneTimeCode = "one-time-code"
    /// Somebody is asked to a sitting; parameters `number`, `day`, `time`, `place` and `place-en`.
    case sittingInvitation = "sitting-invitation"
    /// An agreement waits for somebody's signature; parameters `number` and `place`, the end of the address.
    case signingInvitation = "signing-invitation"
    /// A code that opens an agreement for signing once; parameters `number` and `code`.
    case signingCode = "signing-code"
    /// Something that was promised is due; parameters `number` and `day`.
    case fulfilmentReminder = "fulfilment-reminder"
    /// Something that was promised was not kept; parameters `number` and `day`.
    case fulfilmentBreach = "fulfilment-breach"

    /// Whether its words are a secret that is destroyed as soon as a gateway has taken it.
    public var isSecret: Bool { self == .oneTimeCode || self == .signingCode }
}

/// Why a notice was not handed over, as a code that says nothing about people.
public enum NoticeReason: String, CaseIterable, Sendable {
    /// There was no connection, or it broke before anything was answered.
    case unreachable
    /// The gateway did not answer in time.
    case silent
    /// The connection could not be made secure.
    case insecure
    /// The gateway does not accept our name or password.
    case signIn = "sign-in"
    /// The gateway asks to come again later.
    case later
    /// The gateway refuses this notice for good.
    case refused
    /// The address is none that this channel can use.
    case address
    /// No gateway is set up for the channel.
    case noGateway = "no-gateway"
    /// The words or the address were erased.
    case erased
    /// Its time was over.
    case tooLate = "too-late"
    /// The gateway took it and could not deliver it.
    case undelivered

    /// Whether another attempt may help.
    var mayPass: Bool { [.unreachable, .silent, .insecure, .signIn, .later].contains(self) }

    /// Whether it is about the gateway and not about this notice: others then wait as well.
    var isOfGateway: Bool { [.unreachable, .silent, .insecure, .signIn].contains(self) }
}

/// A reason with the code of the gateway's answer, if it gave one, kept as text such as `later:451`.
public struct NoticeFailure: Error, Hashable, Sendable {
    /// Why.
    public let reason: NoticeReason
    /// The gateway's own code, such as 451 (SMTP) or 503 (HTTP).
    public let code: Int?

    /// Puts both together.
    public init(_ reason: NoticeReason, code: Int? = nil) {
        self.reason = reason
        self.code = code
    }

    init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard let reason = parts.first.flatMap({ NoticeReason(rawValue: String($0)) }) else { return nil }
        self.init(reason, code: parts.count > 1 ? Int(parts[1]) : nil)
    }

    var text: String { code.map { "\(reason.rawValue):\($0)" } ?? reason.rawValue }
}

/// When a notice is tried again.
public enum NoticeRetry {
    /// After how many attempts nobody tries any more.
    public static let limit = 12
    /// How long one attempt may take, in seconds.
    public static let patience: Int64 = 20
    /// For how long an attempt under way keeps others from the same notice, in seconds.
    static let lease: Int64 = 300
    /// How long the others wait when a gateway does not answer, in seconds.
    static let pause: Int64 = 30
    /// How many notices one job hands over.
    static let batch = 50

    /// Seconds until the next attempt: 30, doubled each time, an hour at most; with twelve attempts five hours in all.
    public static func seconds(afterAttempt attempt: Int) -> Int64 {
        min(3_600, 30 << Int64(max(0, min(attempt - 1, 10))))
    }
}

/// A notice as lists show it: neither words nor address.
public struct Notice: Hashable, Sendable {
    /// The permanent id, under which gateways know it.
    public let id: RecordID
    /// How it is sent.
    public let channel: NoticeChannel
    /// What it is about.
    public let template: NoticeTemplate
    /// How far it has come.
    public let state: NoticeState
    /// Why not further.
    public let failure: NoticeFailure?
    /// How many attempts were made.
    public let attempts: Int
    /// When it was asked for.
    public let createdAt: Instant
    /// When it is tried next, while it waits.
    public let nextAt: Instant
    /// When it came to where it is.
    public let changedAt: Instant
    /// The gateway that took it.
    public let gateway: String?

    /// Whether somebody may have it tried again: a secret whose time is over never.
    public var mayRetry: Bool {
        (state == .givenUp || state == .failed) && failure?.reason != .erased && !template.isSecret
    }
}
