public import Base
public import Markup

/// One request, decoded: what every handler works on.
public struct Visit: Sendable {
    /// `GET` or `POST`.
    public let method: String
    /// The path without the query.
    public let path: String
    /// The query's fields.
    public let query: Form
    /// The posted fields; empty for GET.
    public let form: Form
    /// What stood in the braces of the route's path.
    public let parameters: [String: String]
    /// The visitor's language.
    public let language: Language
    /// The visitor's theme.
    public let theme: Theme
    /// Who is signed in, if anybody.
    public let signedIn: SignedIn?
    /// When the request came.
    public let now: Instant
    /// The token that every posted form carries.
    public let csrf: String
    /// The session token from the cookie, for signing out.
    public let sessionToken: String?
    /// Where the request came from.
    public let address: String
    /// The network that one customer of a provider has, for limits: an IPv4 address, or the /64 of an IPv6 one.
    public var network: String { AddressRange.network(address) }
    /// The scheme and host for absolute links on slips, such as `http://127.0.0.1:8080`.
    public let origin: String
    /// The id of the request in the log.
    public let requestID: String
    /// Whether the visitor's program asked for JSON.
    public let wantsJSON: Bool
    /// The body of a request that came as JSON, not decoded; nil for forms.
    public let json: [UInt8]?
    /// Whether the route can draw its page again from the posted fields alone.
    public var canRedraw = false
    /// The program that asks with a token; then `signedIn` is the person it acts for, and there is no session.
    public var bearer: TokenBearer?
    private let headers: [String: String]

    /// Puts a request together; the site does this once for each.
    public init(
        method: String, path: String, query: Form, form: Form, parameters: [String: String], language: Language,
        theme: Theme, signedIn: SignedIn?, now: Instant, csrf: String, sessionToken: String?, address: String,
        origin: String, requestID: String, wantsJSON: Bool, json: [UInt8]? = nil, headers: [String: String] = [:]
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.form = form
        self.parameters = parameters
        self.language = language
        self.theme = theme
        self.signedIn = signedIn
        self.now = now
        self.csrf = csrf
        self.sessionToken = sessionToken
        self.address = address
        self.origin = origin
        self.requestID = requestID
        self.wantsJSON = wantsJSON
        self.json = json
        self.headers = headers
    }

    /// Whether the visitor pressed a switch of language or theme: the page is drawn again, and nothing is done.
    public var isSwitch: Bool {
        method == "POST" && json == nil && bearer == nil && (form["language"] != nil || form["theme"] != nil)
    }

    /// The address of what was asked for with its query, without a language that the query asks for.
    public var here: Path {
        query.fields.filter { $0.name != "lang" }.reduce(Path(stringLiteral: path)) { $0.query($1.name, $1.value) }
    }

    /// A header of the request by its name in lower case; nil when absent.
    public func header(_ name: String) -> String? { headers[name] }

    /// A cookie by its name; nil when absent.
    public func cookie(_ name: String) -> String? {
        guard let text = header("cookie") else { return nil }
        for pair in text.split(separator: ";") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if halves.count == 2, halves[0].trimmingPrefix(while: \.isWhitespace) == name { return String(halves[1]) }
        }
        return nil
    }

    /// A part of the path. Throws 404 when the route has none of that name.
    public func parameter(_ name: String) throws -> String {
        guard let value = parameters[name] else { throw Problem.notFound }
        return value
    }

    /// An id in the path. Throws 404 when it is not one.
    public func id(_ name: String) throws -> RecordID {
        guard let id = RecordID(try parameter(name)) else { throw Problem.notFound }
        return id
    }

    /// The signed-in visitor. Throws 401; the route's access normally stops others before.
    public func staff() throws -> SignedIn {
        guard let signedIn else { throw Problem.signInFirst }
        return signedIn
    }

    /// Picks the visitor's language.
    public func say(_ words: Words) -> String { words.text(language) }
}
