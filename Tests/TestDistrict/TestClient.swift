public import App
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
public import Web

/// A browser for tests: keeps cookies, posts forms with the token it was given, opens no socket.
public actor TestClient {
    /// What came back.
    public struct Answer: Sendable {
        /// The HTTP status.
        public let status: Int
        /// The header fields by lower-case name; the last of a name wins.
        public let headers: [String: String]
        /// The body as text.
        public let text: String

        /// Where a redirect leads.
        public var location: String? { headers["location"] }
    }

    private let answer: @Sendable (Request, SiteContext) async throws -> Response
    private let contract: Contract
    private var cookies: [String: String] = [:]
    private var token = ""

    /// Talks to a server.
    public init(_ server: Server) { self.init(server, server.routes) }

    /// Talks to the site of a server over another table of routes.
    public init(_ server: Server, _ table: RouteTable) {
        let responder = server.site.router(table).buildResponder()
        answer = { try await responder.respond(to: $0, context: $1) }
        contract = Contract(table)
    }

    /// Asks for a page and remembers its form token.
    public func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers: headers, body: [])
    }

    /// Posts a form; the token is added unless `csrf` is among the fields.
    public func post(_ path: String, _ fields: [(String, String)], headers: [String: String] = [:]) async throws
        -> Answer
    {
        if token.isEmpty { _ = try await get("/sign-in") }
        var all = fields
        if !fields.contains(where: { $0.0 == "csrf" }) { all.append(("csrf", token)) }
        let body = all.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        var headers = headers
        headers["content-type"] = "application/x-www-form-urlencoded"
        return try await send("POST", path, headers: headers, body: Array(body.utf8))
    }

    /// Posts raw bytes.
    public func post(_ path: String, bytes: [UInt8], headers: [String: String]) async throws -> Answer {
        try await send("POST", path, headers: headers, body: bytes)
    }

    /// Asks in either way with an empty form; the body of a stream that does not end is left unread.
    public func ask(_ method: String, _ path: String, headers: [String: String] = [:]) async throws -> Answer {
        guard method == "POST" else { return try await send(method, path, headers: headers, body: []) }
        return try await post(path, [], headers: headers)
    }

    /// Asks as a program: any method, JSON or another body, with a token if there is one, and a fresh key for a POST unless one
    /// is among the headers.
    public func call(
        _ method: String, _ path: String, _ body: String? = nil, token: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        var all = body == nil ? [:] : ["content-type": "application/json"]
        if method == "POST" { all["idempotency-key"] = "test-key-\(UInt64.random(in: .min ... .max))-000" }
        all["authorization"] = token.map { "Bearer \($0)" }
        all.merge(headers) { $1 }
        return try await send(method, path, headers: all.filter { !$0.value.isEmpty }, body: Array((body ?? "").utf8))
    }

    /// Signs in; answers the redirect.
    @discardableResult
    public func signIn(_ login: String, password: String = TestDistrict.password) async throws -> Answer {
        try await post("/sign-in", [("login", login), ("password", password)])
    }

    private func send(_ method: String, _ path: String, headers: [String: String], body: [UInt8]) async throws -> Answer
    {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        if !cookies.isEmpty {
            fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
        }
        let head = HTTPRequest(
            method: HTTPRequest.Method(method) ?? .get, scheme: "http", authority: "test.local", path: path,
            headerFields: fields
        )
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let context = SiteContext(
            source: ApplicationRequestContextSource(
                channel: EmbeddedChannel(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
        )
        let response = try await answer(request, context)
        let writer = Collector()
        if response.headers[.contentType]?.hasPrefix("text/event-stream") != true {
            try await response.body.write(writer)
        }
        var answers: [String: String] = [:]
        for field in response.headers {
            answers[field.name.canonicalName] = field.value
            if field.name == .setCookie { keep(field.value) }
        }
        let text = String(decoding: writer.bytes.value, as: UTF8.self)
        if let mark = text.range(of: "name=\"csrf\" value=\"") {
            token = Self.unescaped(String(text[mark.upperBound...].prefix { $0 != "\"" }))
        }
        try contract.check(method, path, status: response.status.code, headers: answers, text: text)
        return Answer(status: response.status.code, headers: answers, text: text)
    }

    private func keep(_ cookie: String) {
        let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { return }
        // The token belongs to the session: a form posted next needs one from a page opened under it.
        if pair[0] == "sz_session" { token = "" }
        cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("&#43;", with: "+").replacing("&#x2B;", with: "+").replacing("&amp;", with: "&")
    }
}

private final class Box: @unchecked Sendable {
    var value: [UInt8] = []
}

private struct Collector: ResponseBodyWriter {
    let bytes = Box()

    mutating func write(_ buffer: ByteBuffer) async throws { bytes.value += buffer.readableBytesView }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
