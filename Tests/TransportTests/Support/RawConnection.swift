import AwaitedEvents
import NIOCore
import NIOPosix
import SIP

/// A bare TCP connection, to say what no engine would.
final class RawConnection: Sendable {
    /// The address of this computer that was asked for.
    let host: String?
    private let channel: any Channel
    private let log = EventLog<[UInt8]>()

    /// - Parameter host: the address of this computer to come from; nil: any.
    init(to address: TransportAddress, from host: String? = nil) async throws {
        self.host = host
        let log = log
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        if let host { bootstrap = bootstrap.bind(to: try SocketAddress(ipAddress: host, port: 0)) }
        channel =
            try await bootstrap
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Reader(log: log))
                }
            }
            .connect(host: address.host, port: Int(address.port)).get()
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    /// The first octets that come.
    func receive() async -> [UInt8]? { await log.first { !$0.isEmpty } }

    /// Waits until the other side has closed the connection.
    func ended() async throws { try await channel.closeFuture.get() }

    /// Whether it still stands, as far as was noticed here.
    var isActive: Bool { channel.isActive }

    func stop() async {
        try? await channel.close().get()
    }

    private final class Reader: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let log: EventLog<[UInt8]>

        init(log: EventLog<[UInt8]>) { self.log = log }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            log.add([UInt8](unwrapInboundIn(data).readableBytesView))
        }
    }
}
