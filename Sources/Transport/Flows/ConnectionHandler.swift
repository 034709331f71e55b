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
    private let onActive: () -> Void
    private let onMessage: ([UInt8]) -> Void

    /// - Parameters:
    ///   - isAccepted: the peer connected to us; it has `Limits.firstMessageSeconds` for its first message.
    ///   - onActive: called once the connection stands, before any message.
    init(isAccepted: Bool, onActive: @escaping () -> Void, onMessage: @escaping ([UInt8]) -> Void) {
        self.isAccepted = isAccepted
        self.onActive = onActive
        self.onMessage = onMessage
    }

    func channelActive(context: ChannelHandlerContext) {
        if isAccepted {
            let loop = context.eventLoop.assumeIsolated()
            firstMessageDeadline = loop.scheduleTask(in: .seconds(Limits.firstMessageSeconds)) {
                context.close(promise: nil)
            }
        }
        onActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        framer.append([UInt8](unwrapInboundIn(data).readableBytesView))
        do {
            while let message = try framer.next() {
                firstMessageDeadline?.cancel()
                onMessage(message)
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
