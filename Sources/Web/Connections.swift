public import HummingbirdCore
public import NIOCore
import NIOHTTPTypes

/// How long a connection may take: for its request head, between requests, and for a whole request.
public enum Connections {
    /// HTTP/1.1 that hangs up on whoever is slow on purpose.
    ///
    /// `idle` counts from the last complete part of a request: a head that trickles in byte by byte is not one.
    public static func server(
        idle: TimeAmount = .seconds(30), request: TimeAmount = .seconds(300)
    ) -> HTTPServerBuilder {
        .http1(
            configuration: .init(additionalChannelHandlers: [RequestDeadline(request)], idleTimeout: idle)
        )
    }
}

/// Hangs up when a request has begun and does not come to its end in time, however busily its body trickles in.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let limit: TimeAmount
    private var closing: Scheduled<Void>?

    init(_ limit: TimeAmount) {
        self.limit = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            let channel = context.channel
            closing = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
        case .body: break
        case .end: forget()
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        forget()
        context.fireChannelInactive()
    }

    private func forget() {
        closing?.cancel()
        closing = nil
    }
}
