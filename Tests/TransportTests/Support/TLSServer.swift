import AwaitedEvents
import CallEngine
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import SIP

@testable import Transport

/// A TLS server on loopback that answers every octet with the same octet, and counts what came.
final class TLSServer: Sendable {
    let address: TransportAddress
    /// What came in clear, and "secured" for each handshake that ended well.
    let log = EventLog<String>()
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel

    /// - Parameters:
    ///   - clientAuthorities: a PEM file; with it a certificate of the client is demanded.
    ///   - onActive: does something with each connection instead of TLS.
    init(
        certificate: String, key: String, clientAuthorities: String? = nil, versions: (TLSVersion, TLSVersion)? = nil
    ) async throws {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        if let versions { (configuration.minimumTLSVersion, configuration.maximumTLSVersion) = versions }
        if let clientAuthorities {
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .file(clientAuthorities)
        }
        let context = try NIOSSLContext(configuration: configuration)
        let log = log
        channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        NIOSSLServerHandler(context: context), Echo(log: log),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        var address = TransportAddress(.tls, channel.localAddress)
        address?.transport = .tls
        self.address = address ?? TransportAddress(transport: .tls, host: "127.0.0.1", port: 0)
    }

    func stop() async throws {
        try await channel.close().get()
        try await group.shutdownGracefully()
    }

    private final class Echo: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let log: EventLog<String>

        init(log: EventLog<String>) { self.log = log }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .handshakeCompleted? = event as? TLSUserEvent { log.add("secured") }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            log.add(String(buffer: unwrapInboundIn(data)))
            context.writeAndFlush(data, promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}

/// A TCP server that says what it is told to each peer, again and again, and never listens.
final class BabblingServer: Sendable {
    let address: TransportAddress
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel

    init(saying octets: [UInt8], times: Int) async throws {
        channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Babbler(octets: octets, times: times))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = UInt16(channel.localAddress?.port ?? 0)
        address = TransportAddress(transport: .tls, host: "127.0.0.1", port: port)
    }

    func stop() async throws {
        try await channel.close().get()
        try await group.shutdownGracefully()
    }

    private final class Babbler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let octets: [UInt8]
        private var times: Int

        init(octets: [UInt8], times: Int) {
            self.octets = octets
            self.times = times
        }

        func channelActive(context: ChannelHandlerContext) { babble(context) }

        private func babble(_ context: ChannelHandlerContext) {
            guard times > 0, context.channel.isActive else { return }
            times -= 1
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.writeAndFlush(NIOAny(ByteBuffer(bytes: octets))).whenSuccess {
                // At the loop's next turn: a write may be done at once, and thousands in one another exhaust the stack.
                bound.eventLoop.execute { bound.value.0.babble(bound.value.1) }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
