import Base
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TestDistrict
import Testing

@testable import Notices

/// Short messages to an HTTP gateway: what is posted, and what every answer means.
@Suite struct SMSGatewayTests {
    private static let id = RecordID(trusted: "0196b5a0-0000-7000-8000-00000000000a")
    private static let notice = OutgoingNotice(
        id: id, to: "+8613800000000", title: "", text: "【测试区】验证码 \"042917\"", language: .simplified, createdAt: start)

    private static func gateway(_ server: WebServer, token: String? = "t0ken") throws -> SMSGateway {
        try #require(SMSGateway(url: "http://127.0.0.1:\(server.port)/messages?sign=1", token: token))
    }

    @Test func `a message is posted once with its id, its words and the token`() async throws {
        let server = try await WebServer(202, "{\"id\":\"abc-1\",\"more\":[1]}")
        let receipt = try await Self.gateway(server).send(Self.notice)
        #expect(receipt == GatewayReceipt(id: "abc-1"))
        let heard = server.heard
        #expect(heard.count == 1)
        let (head, body) = try #require(heard.first)
        #expect(head.method == .POST && head.uri == "/messages?sign=1")
        #expect(head.headers["authorization"] == ["Bearer t0ken"])
        #expect(head.headers["idempotency-key"] == [Self.id.text])
        let fields = try JSONDecoder().decode([String: String].self, from: Data(body.utf8))
        #expect(
            fields == [
                "id": Self.id.text, "to": "+8613800000000", "text": "【测试区】验证码 \"042917\"", "language": "zh-Hans",
            ])
    }

    @Test(arguments: [
        (400, NoticeFailure(.refused, code: 400)), (401, .init(.signIn, code: 401)), (404, .init(.refused, code: 404)),
        (429, .init(.later, code: 429)), (500, .init(.later, code: 500)), (503, .init(.later, code: 503)),
        (302, .init(.refused, code: 302)),
    ])
    func `a refusal is for now or for good`(status: Int, failure: NoticeFailure) async throws {
        let server = try await WebServer(status, "<html>no</html>", headers: [("location", "http://127.0.0.1:1/")])
        await #expect(throws: failure) { try await Self.gateway(server).send(Self.notice) }
    }

    @Test(arguments: ["", "not json", "{\"id\":7}", "{\"id\":\"\"}", "[]"])
    func `an answer without an id is taken all the same`(body: String) async throws {
        let server = try await WebServer(200, body)
        #expect(try await Self.gateway(server).send(Self.notice) == GatewayReceipt(id: nil))
    }

    @Test func `a gateway that breaks off or is not there could not be reached`() async throws {
        let broken = try await WebServer(nil, nil)
        await #expect(throws: NoticeFailure(.unreachable)) { try await Self.gateway(broken).send(Self.notice) }
        let port = broken.port
        try await broken.close()
        let gone = try #require(SMSGateway(url: "http://127.0.0.1:\(port)/", token: nil))
        await #expect(throws: NoticeFailure(.unreachable)) { try await gone.send(Self.notice) }
    }

    @Test func `a gateway that never answers is left when the time is up`() async throws {
        let (stream, heard) = AsyncStream.makeStream(of: Void.self)
        let server = try await WebServer(nil, "") { heard.yield() }
        let world = try await TestDistrict()
        try await world.ask()
        let delivery = world.delivery(
            [.sms: try Self.gateway(server)], patience: { for await _ in stream { return } })
        #expect(try await delivery.run(.sms, at: start) == 0)
        #expect(try await world.told().first?.failure == NoticeFailure(.silent))
    }

    @Test(arguments: [
        "http://sms.test/", "ftp://sms.test/", "https://guyu:rain@sms.test/", "https:///x", "sandbox", "",
        "http://127.0.0.1.evil.test/", "http://localhost.evil.test/", "http://127.sms.example.com/",
        "http://127.0.0.256/",
        "http://127.0.0.x/", "http://127..0.1/", "http://128.0.0.1/",
    ])
    func `an address that would send numbers in the clear is refused`(url: String) {
        #expect(SMSGateway(url: url, token: nil) == nil)
    }

    @Test func `a token that begins another header is refused`() {
        #expect(SMSGateway(url: "https://sms.test/", token: "a\r\nx-other: b") == nil)
        #expect(SMSGateway(url: "https://sms.test/", token: "good") != nil)
    }
}

/// A gateway of a few lines on this machine.
private final class WebServer: Sendable {
    typealias Request = (head: HTTPRequestHead, body: String)

    /// What was heard, kept apart so that it is there before the server is.
    final class Book: Sendable {
        let requests = Mutex<[Request]>([])
        let hearing: @Sendable () -> Void
        init(_ hearing: @escaping @Sendable () -> Void) { self.hearing = hearing }
        func note(_ request: Request) {
            requests.withLock { $0.append(request) }
            hearing()
        }
    }

    let port: Int
    private let channel: any Channel
    private let book: Book

    var heard: [Request] { book.requests.withLock { $0 } }

    /// Answers every request. Without a status it breaks off where there is no body, and is silent where there is one.
    init(
        _ status: Int?, _ body: String?, headers: [(String, String)] = [],
        hearing: @escaping @Sendable () -> Void = {}
    ) async throws {
        let book = Book(hearing)
        self.book = book
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(
                        WebHandler(status: status, body: body, headers: headers, book: book))
                }
            }.bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func close() async throws { try await channel.close().get() }

    deinit { channel.close(promise: nil) }
}

private final class WebHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let status: Int?
    private let body: String?
    private let headers: [(String, String)]
    private let book: WebServer.Book
    private var head: HTTPRequestHead?
    private var text = ""

    init(status: Int?, body: String?, headers: [(String, String)], book: WebServer.Book) {
        (self.status, self.body, self.headers, self.book) = (status, body, headers, book)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body(let part): text += String(buffer: part)
        case .end:
            if let head { book.note((head, text)) }
            answer(context)
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        guard let status else {
            if body == nil { context.close(promise: nil) }
            return
        }
        let bytes = ByteBuffer(string: body ?? "")
        var fields = HTTPHeaders(headers)
        fields.add(name: "content-length", value: "\(bytes.readableBytes)")
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
