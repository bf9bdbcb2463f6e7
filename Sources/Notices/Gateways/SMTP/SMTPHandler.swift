import NIOCore

/// One answer to each command: a server that speaks without being asked is not trusted.
///
/// This is what keeps somebody on the way from slipping answers in before the connection is secure (RFC 3207, section 6).
final class SMTPHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var received = ByteBuffer()
    private var reader = SMTPReplyReader()
    private var waiting: EventLoopPromise<SMTPReply>?
    private var failure: NoticeFailure?
    /// The answer with which the server begins.
    let greeting: EventLoopFuture<SMTPReply>

    init(on eventLoop: any EventLoop) {
        let promise = eventLoop.makePromise(of: SMTPReply.self)
        waiting = promise
        greeting = promise.futureResult
    }

    /// Asks for the next answer. Only on the channel's event loop, and not while another is awaited.
    func expect(on eventLoop: any EventLoop) -> EventLoopFuture<SMTPReply> {
        if let failure { return eventLoop.makeFailedFuture(failure) }
        let promise = eventLoop.makePromise(of: SMTPReply.self)
        waiting = promise
        return promise.futureResult
    }

    /// Whether the server has said nothing that nobody asked for.
    var isQuiet: Bool { received.readableBytes == 0 && reader.isEmpty && failure == nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        received.writeBuffer(&part)
        do {
            while let line = try nextLine() {
                guard let reply = try reader.take(line) else { continue }
                guard let promise = waiting else { throw NoticeFailure(.insecure) }
                waiting = nil
                promise.succeed(reply)
            }
        } catch {
            end(error as? NoticeFailure ?? NoticeFailure(.unreachable))
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Only TLS fails here: everything else ends the connection without a word.
        end(NoticeFailure(.insecure))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(NoticeFailure(.unreachable))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end(NoticeFailure(.unreachable)) }

    private func end(_ reason: NoticeFailure) {
        if failure == nil { failure = reason }
        let promise = waiting
        waiting = nil
        promise?.fail(failure ?? reason)
    }

    private func nextLine() throws -> String? {
        guard let length = received.readableBytesView.firstIndex(of: 10).map({ $0 - received.readerIndex }) else {
            if received.readableBytes > SMTPReplyReader.lineLimit { throw NoticeFailure(.unreachable) }
            return nil
        }
        guard length <= SMTPReplyReader.lineLimit, let line = received.readString(length: length) else {
            throw NoticeFailure(.unreachable)
        }
        received.moveReaderIndex(forwardBy: 1)
        received.discardReadBytes()
        return line.hasSuffix("\r") ? String(line.dropLast()) : line
    }
}
