import NIOCore
import NIOPosix
import NIOSSL

/// A connection to a mail server, one command and one answer at a time.
struct SMTPConnection: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<SMTPHandler>

    /// Connects. With `tls` the connection is secure from its first byte. Throws `NoticeFailure`.
    static func open(host: String, port: Int, tls: NIOSSLContext?) async throws -> (SMTPConnection, SMTPReply) {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        // Kept outside the pipeline: a connection that ends at once leaves it, and what it ended with is still wanted.
        let handlers = NIOLoopBoundBox.makeEmptyBox(valueType: [ObjectIdentifier: SMTPHandler].self, eventLoop: loop)
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(.seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(try secured(tls, host)) }
                    let handler = SMTPHandler(on: channel.eventLoop)
                    // Of several addresses of a host the first that answers counts.
                    handlers.value = (handlers.value ?? [:]).merging([ObjectIdentifier(channel): handler]) { $1 }
                    try pipeline.addHandler(handler)
                }
            }
        let channel: any Channel
        do {
            channel = try await bootstrap.connect(host: host, port: port).get()
        } catch {
            throw NoticeFailure(.unreachable)
        }
        do {
            let handler = try await loop.submit {
                guard let handler = handlers.value?[ObjectIdentifier(channel)] else {
                    throw NoticeFailure(.unreachable)
                }
                return NIOLoopBound(handler, eventLoop: loop)
            }.get()
            let connection = SMTPConnection(channel: channel, handler: handler)
            let greeting = try await connection.waiting {
                try await channel.eventLoop.flatSubmit { handler.value.greeting }.get()
            }
            return (connection, greeting)
        } catch {
            channel.close(promise: nil)
            throw error as? NoticeFailure ?? NoticeFailure(.unreachable)
        }
    }

    /// Sends a line, which holds no line break, and waits for its answer. Throws `NoticeFailure`.
    func ask(_ line: String) async throws -> SMTPReply {
        guard !line.utf8.contains(where: { $0 == 13 || $0 == 10 || $0 == 0 }) else { throw NoticeFailure(.refused) }
        return try await send(line + "\r\n")
    }

    /// Sends a text as it is and waits for its answer. Throws `NoticeFailure`.
    func send(_ text: String) async throws -> SMTPReply {
        do {
            return try await waiting {
                try await channel.eventLoop.flatSubmit {
                    // Asked for before it is sent: an answer cannot come too early.
                    let reply = handler.value.expect(on: channel.eventLoop)
                    channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
                    return reply
                }.get()
            }
        } catch {
            throw error as? NoticeFailure ?? NoticeFailure(.unreachable)
        }
    }

    /// Goes over to TLS after the server agreed to. Throws `NoticeFailure` when it said anything beside.
    func secure(_ tls: NIOSSLContext, host: String) async throws {
        do {
            try await channel.eventLoop.submit {
                guard handler.value.isQuiet else { throw NoticeFailure(.insecure) }
                try channel.pipeline.syncOperations.addHandler(try Self.secured(tls, host), position: .first)
            }.get()
        } catch {
            throw error as? NoticeFailure ?? NoticeFailure(.insecure)
        }
    }

    /// Takes leave without waiting for it.
    func close() {
        channel.writeAndFlush(ByteBuffer(string: "QUIT\r\n"), promise: nil)
        channel.close(promise: nil)
    }

    // Whoever is cancelled closes the connection, which ends the waiting.
    private func waiting<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
        try await withTaskCancellationHandler {
            try await work()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    // A certificate is for a name; where an address stands instead, it is looked for among the certificate's addresses.
    private static func secured(_ tls: NIOSSLContext, _ host: String) throws -> NIOSSLClientHandler {
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : host)
    }
}
