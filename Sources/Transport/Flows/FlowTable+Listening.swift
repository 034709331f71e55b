import CLinux
import CallEngine
import Glibc
import NIOCore
import NIOPosix
import SIP
import Time

extension FlowTable {
    /// Listens for peers that the engine has not named, over UDP and TCP on one port.
    /// - Returns: the address that was bound (UDP's; TCP has the same port), or nil where it is not free.
    func listen(host: String) -> TransportAddress? {
        // A line may have bound the address already, on the port that is fixed.
        guard let port = ports[host] ?? bindPort(host: host) else { return nil }
        let flow = mintFlow()
        listeningHost = host
        port.listeningFlow = flow
        flows[flow] = .datagram(port)
        let anyone = TransportAddress(transport: .udp, host: port.local.host.contains(":") ? "::" : "0.0.0.0", port: 0)
        deliver(.flowAccepted(flow, local: port.local, remote: anyone))
        return port.local
    }

    /// Binds a UDP socket, and a TCP listener on the same port. Where the port may be any, one is looked for that
    /// both have.
    func bindPort(host: String) -> DatagramPort? {
        for attempt in 1...Limits.portAttempts {
            var bound: UInt16 = 0
            let descriptor = clinux_udp_bind(host, options.sipPort, &bound)
            guard descriptor >= 0 else { return nil }
            let listener = clinux_tcp_bind(host, bound)
            if listener < 0 && options.sipPort == 0 && attempt < Limits.portAttempts {
                Glibc.close(descriptor)
                continue
            }
            let local = TransportAddress(transport: .udp, host: host, port: bound)
            return serve(local, descriptor: descriptor, listener: listener)
        }
        return nil
    }

    private func serve(_ local: TransportAddress, descriptor: Int32, listener: Int32) -> DatagramPort? {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else {
            Glibc.close(descriptor)
            if listener >= 0 { Glibc.close(listener) }
            return nil
        }
        let port = DatagramPort(local: local, descriptor: copy)
        ports[local.host] = port
        let table = NIOLoopBound(self, eventLoop: loop)
        let allocator = FixedSizeRecvByteBufferAllocator(capacity: Limits.datagramOctets)
        DatagramBootstrap(group: loop)
            .channelOption(.recvAllocator, value: allocator)
            .channelOption(.socketOption(.so_rcvbuf), value: .init(Limits.receiveBufferOctets))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        DatagramHandler(
                            isNamed: { table.value.ports[local.host]?.isNamed($0) ?? false },
                            onDatagram: { table.value.received($0, at: local.host, from: $1) }))
                }
            }
            .withBoundSocket(descriptor).assumeIsolated().whenComplete { result in
                self.attach(try? result.get(), to: port)
            }
        if listener >= 0 { accept(on: listener, for: port) }
        return port
    }

    private func attach(_ channel: (any Channel)?, to port: DatagramPort) {
        guard let channel else { return lost(port) }
        port.attach(channel: channel)
        guard ports[port.local.host] === port else { return port.close() }
        channel.closeFuture.assumeIsolated().whenComplete { _ in self.lost(port) }
    }

    /// The socket itself broke: every flow on it is gone.
    private func lost(_ port: DatagramPort) {
        guard ports[port.local.host] === port else { return }
        ports[port.local.host] = nil
        port.close()
        for flow in port.flows { fail(flow, .lost) }
    }

    private func received(_ bytes: [UInt8], at host: String, from sender: SocketAddress) {
        guard let flow = ports[host]?.flow(of: sender), let from = TransportAddress(.udp, sender) else { return }
        deliver(.received(bytes, on: flow, from: from))
    }

    // MARK: Connections from peers

    private func accept(on descriptor: Int32, for port: DatagramPort) {
        let table = NIOLoopBound(self, eventLoop: loop)
        ServerBootstrap(group: loop)
            .serverChannelOption(.socketOption(.so_rcvbuf), value: .init(Limits.acceptedBufferOctets))
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Limits.acceptedReadOctets)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try table.value.accepted(channel) }
            }
            .withBoundSocket(descriptor).assumeIsolated().whenSuccess { listener in
                port.attach(listener: listener)
                if self.ports[port.local.host] !== port { port.close() }
            }
    }

    private func accepted(_ channel: any Channel) throws {
        guard let local = TransportAddress(.tcp, channel.localAddress),
            let remote = TransportAddress(.tcp, channel.remoteAddress), hasRoom(for: remote.host)
        else { throw ChannelError.operationUnsupported }
        let flow = mintFlow()
        let host = remote.host
        let handler = ConnectionHandler(
            terms: ConnectionHandler.Terms(
                reserve: { self.isNamed(host) ? .zero : self.budgets.reserve(for: host, at: .now) },
                isNamed: { self.isNamed(host) }),
            onActive: { _ in self.deliver(.flowAccepted(flow, local: local, remote: remote)) },
            onReceived: { self.received($0, on: flow) })
        try channel.pipeline.syncOperations.addHandler(handler)
        accepted.insert(flow)
        hold(Connection(flow: flow, channel: channel, handler: handler, local: local, remote: remote))
    }

    private func isNamed(_ host: String) -> Bool { namedHosts.contains(host) }

    /// Makes room where there is none and another connection has less right to its place.
    private func hasRoom(for host: String) -> Bool {
        guard flows.count < Limits.flows else { return false }
        let peers = accepted.compactMap { flow -> AcceptedConnection? in
            guard case .connection(let connection)? = flows[flow] else { return nil }
            let host = connection.remote.host
            return AcceptedConnection(flow: flow, host: host, isNamed: isNamed(host), heardAt: connection.heardAt)
        }
        switch Admission(of: host, isNamed: isNamed(host), among: peers) {
        case .room: return true
        case .refused: return false
        case .instead(of: let flow):
            close(flow, because: .lost)
            return true
        }
    }
}
