import NIOCore

/// Hands each datagram of a UDP socket on, within the socket's budget.
final class DatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private var budget = ReceiveBudget(
        burst: Limits.datagramBurst, perSecond: Limits.datagramsPerSecond, at: .now)
    private let onDatagram: ([UInt8], SocketAddress) -> Void

    init(onDatagram: @escaping ([UInt8], SocketAddress) -> Void) {
        self.onDatagram = onDatagram
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        guard envelope.data.readableBytes > 0, budget.take(at: .now) else { return }
        onDatagram([UInt8](envelope.data.readableBytesView), envelope.remoteAddress)
    }

    /// One bad datagram, or an ICMP error, does not end the socket.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}
