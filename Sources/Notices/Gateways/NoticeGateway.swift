public import Base

/// What a gateway is given: whole and in the recipient's language.
public struct OutgoingNotice: Sendable {
    /// The same at every attempt: a gateway that has seen it sends it no second time.
    public let id: RecordID
    /// The telephone number or e-mail address.
    public let to: String
    /// The subject of a letter.
    public let title: String
    /// The text.
    public let text: String
    /// The language of both.
    public let language: Language
    /// When it was asked for.
    public let createdAt: Instant

    /// Puts a notice together.
    public init(id: RecordID, to: String, title: String, text: String, language: Language, createdAt: Instant) {
        self.id = id
        self.to = to
        self.title = title
        self.text = text
        self.language = language
        self.createdAt = createdAt
    }
}

/// What a gateway answered.
public struct GatewayReceipt: Hashable, Sendable {
    /// The gateway's own id; nil when it gave none.
    public let id: String?
    /// Whether it has arrived already.
    public let isDelivered: Bool

    /// Puts an answer together.
    public init(id: String?, isDelivered: Bool = false) {
        self.id = id
        self.isDelivered = isDelivered
    }
}

/// Somebody who carries notices out of the house.
public protocol NoticeGateway: Sendable {
    /// A short name for lists, such as `smtp`.
    var name: String { get }

    /// Hands a notice over. Throws `NoticeFailure`, and stops when its task is cancelled.
    func send(_ notice: OutgoingNotice) async throws -> GatewayReceipt
}

/// The gateways of an installation.
public struct NoticeGateways: Sendable {
    /// Who carries each channel.
    public var carriers: [NoticeChannel: any NoticeGateway]
    /// The secret under which the SMS gateway signs its delivery receipts; nil when it sends none.
    public var receiptSecret: [UInt8]?

    /// Nobody.
    public static let none = NoticeGateways([:])
    /// The sandbox on every channel.
    public static let sandbox = NoticeGateways(
        Dictionary(uniqueKeysWithValues: NoticeChannel.allCases.map { ($0, SandboxGateway()) }))

    /// Sets the gateways.
    public init(_ carriers: [NoticeChannel: any NoticeGateway], receiptSecret: [UInt8]? = nil) {
        self.carriers = carriers
        self.receiptSecret = receiptSecret
    }

    /// The channels that somebody carries.
    public var channels: Set<NoticeChannel> { Set(carriers.keys) }

    /// Whether the sandbox carries a channel.
    public var hasSandbox: Bool { carriers.values.contains { $0.name == SandboxGateway.title } }
}

/// Carries nothing: what it took is shown on a page, so that a demonstration can go on.
public struct SandboxGateway: NoticeGateway {
    static let title = "sandbox"

    public var name: String { Self.title }

    /// A sandbox.
    public init() {}

    public func send(_ notice: OutgoingNotice) async throws -> GatewayReceipt {
        GatewayReceipt(id: "sandbox-\(notice.id)", isDelivered: true)
    }
}
