import Base
import Foundation
import NIOSSL
import TestDistrict
import TestSupport
import Testing

@testable import Notices

/// Letters to a mail server: what is said, and what every answer means.
@Suite struct SMTPTests {
    private static let id = RecordID(trusted: "0196b5a0-0000-7000-8000-00000000000a")
    private static let letter = OutgoingNotice(
        id: id, to: "guyu@example.test", title: "您反映的事已收到", text: "【测试区】您反映的事已收到。", language: .simplified,
        createdAt: start)

    private static func gateway(
        _ port: Int, scheme: String = "smtp", user: String? = nil, query: String = "", roots: String? = nil,
        host: String = "127.0.0.1"
    ) throws -> SMTPGateway {
        let from = try #require(MailAddress("office@district.test"))
        let name = user.map { "\($0)@" } ?? ""
        let server = try #require(
            SMTPServer(
                url: "\(scheme)://\(name)\(host):\(port)\(query)", password: user.map { _ in "rain" }, from: from,
                name: "node.district.test"))
        return try SMTPGateway(server, roots: roots)
    }

    /// A server that takes everything, save what `odd` says.
    private static func server(
        _ odd: [String: TalkServer.Turn] = [:], offers: String = "250 8BITMIME", greeting: String? = "220 mail.test",
        tls: NIOSSLContext? = nil, isTLSFirst: Bool = false, hearing: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> TalkServer {
        try await TalkServer(greeting: greeting, tls: tls, isTLSFirst: isTLSFirst, hearing: hearing) { line, isInData in
            let word = isInData ? "." : String(line.prefix { $0 != " " && $0 != ":" })
            if let turn = odd[word] { return turn }
            switch word {
            case "EHLO": return .say("250-mail.test\r\n\(offers)")
            case "DATA": return .say("354 go on")
            case ".": return .say("250 queued as 4711")
            case "QUIT": return .leave
            default: return .say("250 ok")
            }
        }
    }

    private static func send(_ server: TalkServer, to: String = "guyu@example.test") async throws -> GatewayReceipt {
        let notice = OutgoingNotice(
            id: id, to: to, title: letter.title, text: letter.text, language: .simplified, createdAt: start)
        return try await gateway(server.port).send(notice)
    }

    @Test func `a letter is handed over word for word and its receipt kept`() async throws {
        let server = try await Self.server()
        let receipt = try await Self.gateway(server.port).send(Self.letter)
        #expect(receipt == GatewayReceipt(id: "queued as 4711"))
        let lines = server.lines
        #expect(
            lines.prefix(4) == [
                "EHLO node.district.test", "MAIL FROM:<office@district.test>", "RCPT TO:<guyu@example.test>", "DATA",
            ])
        let head = try #require(lines.firstIndex(of: ""))
        #expect(lines.contains("Message-ID: <\(Self.id)@district.test>"))
        #expect(lines.contains { $0.hasPrefix("Subject: =?utf-8?B?") })
        let body = lines[(head + 1)...].prefix { $0 != "." }.joined()
        #expect(Data(base64Encoded: body).map { String(decoding: $0, as: UTF8.self) } == Self.letter.text)
    }

    @Test(arguments: [
        ("MAIL", "451 later", NoticeFailure(.later, code: 451)), ("RCPT", "450 greylisted", .init(.later, code: 450)),
        ("RCPT", "550 nobody here", .init(.refused, code: 550)), ("EHLO", "421 closing", .init(.later, code: 421)),
        ("DATA", "554 no", .init(.refused, code: 554)), (".", "452 full", .init(.later, code: 452)),
        (".", "554 looks like spam", .init(.refused, code: 554)), ("RCPT", "nonsense", .init(.unreachable)),
    ])
    func `a refusal is for now or for good`(word: String, answer: String, failure: NoticeFailure) async throws {
        let server = try await Self.server([word: .say(answer)])
        await #expect(throws: failure) { try await Self.send(server) }
    }

    @Test(arguments: ["EHLO", "MAIL", "RCPT", "DATA", "."])
    func `a line that breaks off is an attempt that failed, wherever it breaks`(word: String) async throws {
        let server = try await Self.server([word: .leave])
        await #expect(throws: NoticeFailure(.unreachable)) { try await Self.send(server) }
        // After the letter nobody knows whether it was kept: it goes out again under the same id.
        if word == "." { #expect(server.lines.contains("Message-ID: <\(Self.id)@district.test>")) }
    }

    @Test func `a server that greets with a refusal, says nothing of mail, or is not there`() async throws {
        let closed = try await Self.server(greeting: "554 no service")
        await #expect(throws: NoticeFailure(.later, code: 554)) { try await Self.send(closed) }
        let other = try await Self.server(greeting: "SSH-2.0-other")
        await #expect(throws: NoticeFailure(.unreachable)) { try await Self.send(other) }
        let gone = try await Self.server()
        try await gone.close()
        await #expect(throws: NoticeFailure(.unreachable)) { try await Self.send(gone) }
    }

    @Test(arguments: ["EHLO", "RCPT", "."])
    func `a server that falls silent is left when the time is up`(word: String) async throws {
        let (stream, heard) = AsyncStream.makeStream(of: Void.self)
        let server = try await Self.server([word: .silence]) { line in
            if line.hasPrefix(word) { heard.yield() }
        }
        let world = try await TestDistrict()
        try await world.ask(channel: .mail)
        // The time is up as soon as the server has heard the word that it does not answer.
        let delivery = world.delivery(
            [.mail: try Self.gateway(server.port)], patience: { for await _ in stream { return } })
        #expect(try await delivery.run(.mail, at: start) == 0)
        #expect(try await world.told().first?.failure == NoticeFailure(.silent))
    }

    @Test func `an address that holds a command is not sent, and reaches no line`() async throws {
        let server = try await Self.server()
        await #expect(throws: NoticeFailure(.address)) {
            try await Self.send(server, to: "guyu@example.test>\r\nRCPT TO:<all@example.test")
        }
        #expect(!server.lines.contains { $0.contains("all@example.test") })
    }

    private static func contexts() throws -> (server: NIOSSLContext, roots: String, folder: URL) {
        let folder = try TestFolders.make("certificate")
        let made = try TestCertificate.make(in: folder)
        let chain = try NIOSSLCertificate.fromPEMFile(made.certificate.path).map {
            NIOSSLCertificateSource.certificate($0)
        }
        let key = try NIOSSLPrivateKey(file: made.key.path, format: .pem)
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain, privateKey: .privateKey(key))
        return (try NIOSSLContext(configuration: configuration), made.certificate.path, folder)
    }

    @Test(arguments: ["250 AUTH PLAIN LOGIN", "250 AUTH LOGIN"])
    func `name and password go over a secure line only, in the way that is offered`(offers: String) async throws {
        let (tls, roots, _) = try Self.contexts()
        let server = try await Self.server(
            [
                "STARTTLS": .secure("220 go ahead"),
                "AUTH": offers.contains("PLAIN") ? .say("235 welcome") : .say("334 VXNlcm5hbWU6"),
                "Z3V5dQ==": .say("334 UGFzc3dvcmQ6"), "cmFpbg==": .say("235 welcome"),
            ], offers: "250-STARTTLS\r\n\(offers)", tls: tls)
        let gateway = try Self.gateway(server.port, user: "guyu", query: "?starttls", roots: roots, host: "localhost")
        #expect(try await gateway.send(Self.letter).id == "queued as 4711")
        let lines = server.lines
        #expect(lines.prefix(3) == ["EHLO node.district.test", "STARTTLS", "EHLO node.district.test"])
        #expect(lines[3] == (offers.contains("PLAIN") ? "AUTH PLAIN AGd1eXUAcmFpbg==" : "AUTH LOGIN"))
    }

    @Test func `TLS from the first byte works, and a certificate that nobody vouches for does not`() async throws {
        let (tls, roots, _) = try Self.contexts()
        let server = try await Self.server(tls: tls, isTLSFirst: true)
        let gateway = try Self.gateway(server.port, scheme: "smtps", roots: roots, host: "localhost")
        #expect(try await gateway.send(Self.letter).id == "queued as 4711")
        let careful = try Self.gateway(server.port, scheme: "smtps", host: "localhost")
        await #expect(throws: NoticeFailure(.insecure)) { try await careful.send(Self.letter) }
    }

    @Test func `no password is sent where no secure line is offered, agreed to or clean`() async throws {
        let (tls, roots, _) = try Self.contexts()
        for (turn, offers) in [
            (TalkServer.Turn.say("250 ok"), "250 AUTH PLAIN"), (.say("454 not now"), "250-STARTTLS\r\n250 AUTH PLAIN"),
            // Somebody on the way slips an answer in behind the agreement.
            (.secure("220 go\r\n250 AUTH PLAIN"), "250-STARTTLS\r\n250 AUTH PLAIN"),
        ] {
            let server = try await Self.server(["STARTTLS": turn], offers: offers, tls: tls)
            let gateway = try Self.gateway(
                server.port, user: "guyu", query: "?starttls", roots: roots, host: "localhost")
            let failure = await #expect(throws: NoticeFailure.self) { try await gateway.send(Self.letter) }
            #expect(failure?.reason == .insecure, "\(offers)")
            #expect(!server.lines.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
        }
    }

    @Test func `a wrong password is about the server and not about the letter`() async throws {
        let server = try await Self.server(["AUTH": .say("535 no")], offers: "250 AUTH PLAIN")
        let gateway = try Self.gateway(server.port, user: "guyu")
        await #expect(throws: NoticeFailure(.signIn, code: 535)) { try await gateway.send(Self.letter) }
        let odd = try await Self.server(offers: "250 AUTH CRAM-MD5")
        await #expect(throws: NoticeFailure(.signIn)) {
            try await Self.gateway(odd.port, user: "guyu").send(Self.letter)
        }
    }

    @Test(arguments: [
        "http://mail.test", "smtp://guyu:rain@mail.test", "smtp://", "smtps://guyu@mail.test", "smtp://mail.test/path",
    ])
    func `an address of a server that says too much, too little or something else is refused`(url: String) throws {
        let from = try #require(MailAddress("office@district.test"))
        #expect(SMTPServer(url: url, password: nil, from: from) == nil)
    }

    @Test func `elsewhere than on this machine a line is always made secure`() throws {
        let from = try #require(MailAddress("office@district.test"))
        let far = try #require(SMTPServer(url: "smtp://mail.test", password: nil, from: from))
        #expect(far.security == .startTLS && far.port == 587)
        let near = try #require(SMTPServer(url: "smtp://localhost", password: nil, from: from))
        #expect(near.security == .none && near.port == 25)
        #expect(SMTPServer(url: "smtps://mail.test", password: nil, from: from)?.port == 465)
        #expect(SMTPServer(url: "smtp://localhost.evil.test", password: nil, from: from)?.security == .startTLS)
    }
}
