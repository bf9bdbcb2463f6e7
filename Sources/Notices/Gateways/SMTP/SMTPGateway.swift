import Base
import Foundation
import NIOSSL

/// Where a mail server is and how it is spoken to.
public struct SMTPServer: Sendable {
    /// How the connection is kept from being read.
    public enum Security: Sendable {
        /// TLS from the first byte, as on port 465.
        case tls
        /// TLS as soon as the server offers it, and nothing without; as on port 587.
        case startTLS
        /// None: only on this machine.
        case none
    }

    let host: String
    let port: Int
    let security: Security
    let user: String?
    let password: String?
    let from: MailAddress
    let name: String

    /// Reads `smtps://user@host`, `smtp://user@host:587` (STARTTLS), or `smtp://localhost:25`. Nil for anything else.
    ///
    /// `name` is what this machine calls itself.
    public init?(url: String, password: String?, from: MailAddress, name: String = "localhost") {
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty, parts.password == nil,
            ["smtp", "smtps"].contains(parts.scheme ?? ""), ["", "/"].contains(parts.path)
        else { return nil }
        self.host = host.filter { $0 != "[" && $0 != "]" }
        let isLocal = LocalHost.isLocal(host)
        let asks = parts.queryItems?.contains { $0.name == "starttls" } == true
        security = parts.scheme == "smtps" ? .tls : isLocal && !asks ? .none : .startTLS
        port = parts.port ?? (parts.scheme == "smtps" ? 465 : isLocal && !asks ? 25 : 587)
        user = parts.user
        self.password = password
        self.from = from
        self.name = MailAddress("a@\(name)") == nil ? "localhost" : name
        guard (user == nil) == (password == nil), user?.contains("\0") != true, password?.contains("\0") != true else {
            return nil
        }
    }
}

/// Sends letters by a mail server (RFC 5321, STARTTLS of RFC 3207, AUTH of RFC 4954).
public struct SMTPGateway: NoticeGateway {
    public var name: String { "smtp" }

    private let server: SMTPServer
    private let tls: NIOSSLContext?

    /// Sends by a server; `roots` are the certificates in PEM form that are believed instead of the machine's.
    public init(_ server: SMTPServer, roots: String? = nil) throws {
        self.server = server
        guard server.security != .none else {
            tls = nil
            return
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let roots { configuration.trustRoots = .file(roots) }
        tls = try NIOSSLContext(configuration: configuration)
    }

    public func send(_ notice: OutgoingNotice) async throws -> GatewayReceipt {
        guard let to = MailAddress(notice.to) else { throw NoticeFailure(.address) }
        let letter = try MailMessage(from: server.from, to: to, notice: notice).wire()
        let (connection, greeting) = try await SMTPConnection.open(
            host: server.host, port: server.port, tls: server.security == .tls ? tls : nil)
        defer { connection.close() }
        // A server that does not want to speak at all may tomorrow.
        guard greeting.code == 220 else { throw NoticeFailure(.later, code: greeting.code) }
        let offers = try await introduce(to: connection)
        try await signIn(to: connection, offers)
        try Self.expect(250, await connection.ask("MAIL FROM:<\(server.from.text)>"))
        let recipient = try await connection.ask("RCPT TO:<\(to.text)>")
        if recipient.code != 251 { try Self.expect(250, recipient) }
        try Self.expect(354, await connection.ask("DATA"))
        let taken = try await connection.send(letter)
        try Self.expect(250, taken)
        return GatewayReceipt(id: taken.lines.last.map { String($0.prefix(200)) })
    }

    /// Says who we are, and makes the connection secure where it is not yet; answers what the server offers.
    private func introduce(to connection: SMTPConnection) async throws -> [String: String] {
        let first = try await connection.ask("EHLO \(server.name)")
        try Self.expect(250, first)
        guard server.security == .startTLS, let tls else { return first.capabilities }
        guard first.capabilities["STARTTLS"] != nil else { throw NoticeFailure(.insecure) }
        let agreed = try await connection.ask("STARTTLS")
        guard agreed.code == 220 else { throw NoticeFailure(.insecure, code: agreed.code) }
        try await connection.secure(tls, host: server.host)
        // What was offered in the clear is forgotten (RFC 3207, section 4.2).
        let second = try await connection.ask("EHLO \(server.name)")
        try Self.expect(250, second)
        return second.capabilities
    }

    private func signIn(to connection: SMTPConnection, _ offers: [String: String]) async throws {
        guard let user = server.user, let password = server.password else { return }
        let ways = (offers["AUTH"] ?? "").split(separator: " ")
        let last: SMTPReply
        if ways.contains("PLAIN") {
            last = try await connection.ask("AUTH PLAIN \(Self.base64("\0\(user)\0\(password)"))")
        } else if ways.contains("LOGIN") {
            try Self.expect(334, await connection.ask("AUTH LOGIN"))
            try Self.expect(334, await connection.ask(Self.base64(user)))
            last = try await connection.ask(Self.base64(password))
        } else {
            throw NoticeFailure(.signIn)
        }
        if (500..<600).contains(last.code) { throw NoticeFailure(.signIn, code: last.code) }
        try Self.expect(235, last)
    }

    /// 4xx asks to come again, anything else than what was expected refuses (RFC 5321, section 4.2.1).
    private static func expect(_ code: Int, _ reply: SMTPReply) throws {
        guard reply.code != code else { return }
        throw NoticeFailure((400..<500).contains(reply.code) ? .later : .refused, code: reply.code)
    }

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
