import App
import Base
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import NIOPosix
import TestDistrict
import Testing

@testable import Accounts
@testable import Web

/// Whoever is slow on purpose is hung up on.
@Suite struct ConnectionTests {
    @Test func `a request that trickles in is hung up on at its deadline, one that has ended is not`() throws {
        let channel = EmbeddedChannel(handler: RequestDeadline(.seconds(300)))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 80)).wait()
        let head = HTTPRequest(method: .post, scheme: "http", authority: "test.local", path: "/file")
        try channel.writeInbound(HTTPRequestPart.head(head))
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(1_000))
        #expect(channel.isActive)
        try channel.writeInbound(HTTPRequestPart.head(head))
        for _ in 0..<9 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(30))
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
        }
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(31))
        #expect(!channel.isActive)
    }

    @Test func `a head that never ends is hung up on`() async throws {
        let router = Router()
        router.get("/") { _, _ in "ok" }
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: router.buildResponder(), server: Connections.server(idle: .milliseconds(300)),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let serving = Task { try await application.run() }
        defer { serving.cancel() }
        let port = try #require(await ports.first { _ in true })
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port).get()
        let begun = ContinuousClock.now
        let trickle = Task {
            try await channel.writeAndFlush(ByteBuffer(string: "GET / HTTP/1.1\r\nhost: a\r\n"))
            while channel.isActive {
                try await channel.writeAndFlush(ByteBuffer(string: "x: y\r\n"))
                await Task.yield()
            }
        }
        defer { trickle.cancel() }
        try await channel.closeFuture.get()
        #expect(ContinuousClock.now - begun < .seconds(30))
    }

    @Test
    func `an allowance fills up evenly, holds no more than an hour's worth, and is the same on every node`()
        async throws
    {
        let world = try await TestDistrict()
        let one = AddressAllowance("filing", hourly: 60, in: world.house.accounts)
        let two = AddressAllowance("filing", hourly: 60, in: world.house.accounts)
        let start = TestDistrict.morning
        for number in 0..<60 { #expect(try await (number < 30 ? one : two).take("a", at: start) == nil) }
        #expect(try await one.take("a", at: start) == 60)
        #expect(try await one.take("b", at: start) == nil)
        #expect(try await one.take("a", at: start.adding(seconds: 59)) == 1)
        #expect(try await two.take("a", at: start.adding(seconds: 60)) == nil)
        #expect(try await one.take("a", at: start.adding(seconds: 60)) == 60)
        let other = AddressAllowance("tracking", hourly: 60, in: world.house.accounts)
        #expect(try await other.take("a", at: start) == nil, "other acts are counted apart")
        let later = start.adding(seconds: 86_400)
        for _ in 0..<60 { #expect(try await one.take("a", at: later) == nil) }
        #expect(try await one.take("a", at: later) == 60, "a day saves up no more than an hour's worth")
        #expect(try await one.take("a", at: start) == 60, "a clock that goes back gives nothing")
    }

    @Test func `of many at once no more pass than are allowed`() async throws {
        let world = try await TestDistrict()
        let allowance = AddressAllowance("filing", hourly: 5, in: world.house.accounts)
        let tasks = (0..<12).map { _ in Task { try await allowance.take("a", at: TestDistrict.morning) == nil } }
        var passed = 0
        for task in tasks where try await task.value { passed += 1 }
        #expect(passed == 5)
    }

    @Test(arguments: [
        ("203.0.113.9", "203.0.113.9"), ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "20:1:d:b8:0:1:0:2/64"), ("2001:db8:1:2::9", "20:1:d:b8:0:1:0:2/64"), ("", ""),
    ])
    func `one address of IPv4 counts alone, in IPv6 the whole network of one customer`(address: String, key: String) {
        #expect(AddressRange.network(address) == key)
    }
}
