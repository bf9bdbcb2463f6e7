import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A mail server of a few lines on this machine: it answers each line as it is told and keeps what it heard.
final class TalkServer: Sendable {
    /// What is answered to a line.
    enum Turn: Sendable {
        case say(String)
        /// The connection ends without a word.
        case leave
        /// Nothing is said, and the connection stays.
        case silence
        /// The connection becomes secure after these words.
        case secure(String)
    }

    typealias Script = @Sendable (_ line: String, _ isInData: Bool) -> Turn

    let port: Int
    private let heard: Heard
    private let channel: any Channel

    var lines: [String] { heard.lines.withLock { $0 } }

    final class Heard: Sendable {
        let lines = Mutex<[String]>([])
        /// Told of each line.
        let told: @Sendable (String) -> Void
        init(_ told: @escaping @Sendable (String) -> Void) { self.told = told }
        func note(_ line: String) {
            lines.withLock { $0.append(line) }
            told(line)
        }
    }

    /// Listens; `greeting` nil says nothing. With `tls` it speaks TLS from the first byte or after `secure`.
    init(
        greeting: String? = "220 mail.test ready", tls: NIOSSLContext? = nil, isTLSFirst: Bool = false,
        hearing: @escaping @Sendable (String) -> Void = { _ in }, _ script: @escaping Script
    ) async throws {
        let heard = Heard(hearing)
        self.heard = heard
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if isTLSFirst, let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    try pipeline.addHandler(Talker(greeting: greeting, tls: tls, heard: heard, script: script))
                }
            }.bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func close() async throws { try await channel.close().get() }

    deinit { channel.close(promise: nil) }
}

private final class Talker: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let greeting: String?
    private let tls: NIOSSLContext?
    private let heard: TalkServer.Heard
    private let script: TalkServer.Script
    private var rest = ""
    private var isInData = false

    init(greeting: String?, tls: NIOSSLContext?, heard: TalkServer.Heard, script: @escaping TalkServer.Script) {
        (self.greeting, self.tls, self.heard, self.script) = (greeting, tls, heard, script)
    }

    func channelActive(context: ChannelHandlerContext) {
        if let greeting { say(greeting, context) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rest += String(buffer: unwrapInboundIn(data))
        while let end = rest.utf8.firstIndex(of: 10) {
            let line = String(rest[..<end]).replacing("\r", with: "")
            rest = String(rest[rest.utf8.index(after: end)...])
            heard.note(line)
            let wasInData = isInData
            if isInData, line == "." { isInData = false }
            if wasInData, isInData { continue }
            act(script(line, wasInData), on: line, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func act(_ turn: TalkServer.Turn, on line: String, _ context: ChannelHandlerContext) {
        switch turn {
        case .say(let words):
            if words.hasPrefix("354") { isInData = true }
            say(words, context)
        case .leave: context.close(promise: nil)
        case .silence: break
        case .secure(let words):
            say(words, context)
            guard let tls else { return }
            try? context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
        }
    }

    private func say(_ words: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(NIOAny(ByteBuffer(string: words + "\r\n")), promise: nil)
    }
}
