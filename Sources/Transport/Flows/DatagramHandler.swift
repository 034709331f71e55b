import NIOCore
import Time

/// Hands each datagram of a UDP socket on, within its sender's budget.
final class DatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private var budgets = SourceBudgets(at: .now)
    private let isNamed: (SocketAddress) -> Bool
    private let onDatagram: ([UInt8], SocketAddress) -> Void

    /// - Parameter isNamed: whether the engine opened a flow to this address.
    init(isNamed: @escaping (SocketAddress) -> Bool, onDatagram: @escaping ([UInt8], SocketAddress) -> Void) {
        self.isNamed = isNamed
        self.onDatagram = onDatagram
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        let sender = envelope.remoteAddress
        guard envelope.data.readableBytes > 0, budgets.take(from: sender, isNamed: isNamed(sender), at: .now) else {
            return
        }
        onDatagram([UInt8](envelope.data.readableBytesView), sender)
    }

    /// One bad datagram, or an ICMP error, does not end the socket.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}
