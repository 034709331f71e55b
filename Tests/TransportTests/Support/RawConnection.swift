import AwaitedEvents
import NIOCore
import NIOPosix
import SIP

/// A bare TCP connection, to say what no engine would.
final class RawConnection: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel
    private let log = EventLog<[UInt8]>()

    init(to address: TransportAddress) async throws {
        let log = log
        channel = try await ClientBootstrap(group: group)
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

    func stop() async throws {
        try? await channel.close().get()
        try await group.shutdownGracefully()
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
