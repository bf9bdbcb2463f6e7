public import Base

/// What an attempt to sign in came to.
public enum SignInResult: String, CaseIterable, Sendable {
    case ok
    case wrongPassword = "wrong-password"
    case wrongCode = "wrong-code"
    /// The account or its posts have ended, or too many attempts were wrong.
    case shut
    case recoveryCode = "recovery-code"

    /// In a few words.
    public var words: Words {
        switch self {
        case .ok: Words("登录成功", "Signed in")
        case .wrongPassword: Words("密码不对", "Wrong password")
        case .wrongCode: Words("动态验证码不对", "Wrong code")
        case .shut: Words("已被挡住", "Shut out")
        case .recoveryCode: Words("用备用码登录", "Signed in with a recovery code")
        }
    }

    /// Whether somebody got in.
    public var isIn: Bool { self == .ok || self == .recoveryCode }
}

/// From where somebody signs in.
public struct SignInPlace: Hashable, Sendable {
    /// The network: an IPv4 address, or the /64 of an IPv6 one.
    public let network: String
    /// The browser.
    public let device: Device

    /// Puts it together.
    public init(network: String, device: Device = Device(code: "")) {
        self.network = network
        self.device = device
    }
}

/// What the right password leads to.
public enum SignInOutcome: Hashable, Sendable {
    /// A session, with the token for its cookie; `hasNews` when something about the account is to be told first.
    case session(String, hasNews: Bool)
    /// The second step, with the token for the browser that has to take it.
    case step(String)
}

/// One attempt as lists show it.
public struct SignInLine: Hashable, Sendable {
    /// Its id, which orders the list.
    public let id: RecordID
    /// When.
    public let at: Instant
    /// The person's name; nil for a sign-in name that nobody has, which is not kept.
    public let name: Words?
    /// The sign-in name; nil in the same case.
    public let login: String?
    /// The network.
    public let network: String
    /// The browser.
    public let device: Device
    /// What it came to.
    public let result: SignInResult
}

/// A session as lists show it.
public struct SessionLine: Hashable, Sendable {
    /// The beginning of the hash of its token: names it, and opens nothing.
    public let handle: String
    /// When it began.
    public let createdAt: Instant
    /// When it was last used, to ten minutes.
    public let seenAt: Instant
    /// The network it began in.
    public let network: String
    /// The browser it began in.
    public let device: Device
    /// Whether it is the one that asks.
    public let isCurrent: Bool
}

/// Something that happened to an account and that its person should hear of.
public struct AccountTiding: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, Sendable {
        case factorReset = "factor-reset"
        case recoveryCodeUsed = "recovery-code-used"
        case sessionsEnded = "sessions-ended"
    }

    /// What.
    public let kind: Kind
    /// When.
    public let at: Instant
    /// Who did it; nil for oneself and for the command line.
    public let by: Words?
}
