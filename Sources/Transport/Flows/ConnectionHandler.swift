import NIOCore
import SIP

/// Cuts the octets of a TCP connection into messages (RFC 3261 §18.3), answers keep-alive pings (RFC 5626 §3.5.1), and
/// closes a connection that sends what cannot be framed: after that no boundary can be trusted.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var framer = StreamFramer()
    private var firstMessageDeadline: Scheduled<Void>?
    private let isAccepted: Bool
    private let onActive: (ConnectionHandler) -> Void
    private let onReceived: (Received) -> Void

    /// What a connection brings.
    enum Received: Equatable {
        case message([UInt8])
        /// The answer to our ping.
        case pong
    }

    /// - Parameters:
    ///   - isAccepted: the peer connected to us; it has `Limits.firstMessageSeconds` for its first message.
    ///   - onActive: called once the connection stands, before any message.
    init(isAccepted: Bool, onActive: @escaping (ConnectionHandler) -> Void, onReceived: @escaping (Received) -> Void) {
        self.isAccepted = isAccepted
        self.onActive = onActive
        self.onReceived = onReceived
    }

    /// A double CRLF is on its way to the peer.
    func pingSent() { framer.pingSent() }

    func channelActive(context: ChannelHandlerContext) {
        if isAccepted {
            let loop = context.eventLoop.assumeIsolated()
            firstMessageDeadline = loop.scheduleTask(in: .seconds(Limits.firstMessageSeconds)) {
                context.close(promise: nil)
            }
        }
        onActive(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        framer.append([UInt8](unwrapInboundIn(data).readableBytesView))
        do {
            while let message = try framer.next() {
                firstMessageDeadline?.cancel()
                onReceived(.message(message))
                guard context.channel.isActive else { return }
            }
            if framer.hasPong {
                framer.hasPong = false
                onReceived(.pong)
                guard context.channel.isActive else { return }
            }
            answerPings(context)
        } catch {
            context.close(promise: nil)
        }
    }

    private func answerPings(_ context: ChannelHandlerContext) {
        let pongs = min(framer.keepAlivesToAnswer, Limits.pongsPerRead)
        framer.keepAlivesToAnswer = 0
        guard pongs > 0 else { return }
        var buffer = context.channel.allocator.buffer(capacity: pongs * 2)
        for _ in 0..<pongs { buffer.writeString("\r\n") }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        firstMessageDeadline?.cancel()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
