import CLinux
import CallEngine
import NIOCore
import NIOPosix
import NIOSSL
import SIP

extension FlowTable {
    /// Opens a flow towards a target: its host is looked up where it is a name, and each address is tried in turn.
    /// - Parameter security: what TLS demands; nil: a certificate for the target's host by one of the system's authorities.
    func open(_ flow: FlowID, target: TransportAddress, security: FlowSecurity? = nil) {
        guard flows[flow] == nil else { return }
        let hasRoom = flows.count < Limits.flows
        if flows.count == Limits.ordinaryFlows { _ = clinux_allow_descriptors(Limits.descriptors) }
        flows[flow] = .opening
        guard hasRoom else { return fail(flow, .unreachable) }
        let opening: Opening
        do throws(CertificateProblem) {
            opening = try prepare(flow, target: target, security: security ?? FlowSecurity(names: [target.host]))
        } catch {
            return fail(flow, .certificate(error))
        }
        resolver.addresses(of: target.host, port: target.port).assumeIsolated().whenComplete { result in
            let addresses = (try? result.get()) ?? []
            self.open(opening, candidates: addresses[...], because: .unreachable)
        }
    }

    /// What stays the same for every address that is tried.
    private struct Opening {
        var flow: FlowID
        var transport: TransportProtocol
        /// For TLS alone.
        var secured: (context: NIOSSLContext, judge: CertificateJudge, serverName: String?)?
    }

    private func prepare(
        _ flow: FlowID, target: TransportAddress, security: FlowSecurity
    ) throws(CertificateProblem) -> Opening {
        var opening = Opening(flow: flow, transport: target.transport)
        guard target.transport == .tls else { return opening }
        // RFC 6066 §3: a name, never an address. RFC 5922 §7.8: the SIP domain.
        let name = security.names.first { clinux_endpoint(host: $0, port: 0) == nil }
        opening.secured = (try tlsContexts.context(for: security), try CertificateJudge(security), name)
        return opening
    }

    /// - Parameter problem: what went wrong with the address before.
    private func open(_ opening: Opening, candidates: ArraySlice<SocketAddress>, because problem: FlowProblem) {
        guard case .opening? = flows[opening.flow] else { return }
        guard let address = candidates.first else { return fail(opening.flow, problem) }
        switch opening.transport {
        case .udp:
            if !openDatagrams(opening.flow, to: address) {
                open(opening, candidates: candidates.dropFirst(), because: .unreachable)
            }
        case .tcp, .tls:
            connect(opening, to: address, otherwise: candidates.dropFirst())
        }
    }

    // MARK: UDP

    /// Shares the socket of the address that reaches the peer, or binds it; false where no route leads there.
    private func openDatagrams(_ flow: FlowID, to address: SocketAddress) -> Bool {
        guard let remote = TransportAddress(.udp, address), remote.port != 0,
            let host = bindHost(for: address) ?? clinux_endpoint(host: remote.host, port: remote.port)?.sourceHost,
            let port = ports[host] ?? bindPort(host: host)
        else { return false }
        port.add(flow, peer: address)
        flows[flow] = .datagram(port)
        namedHosts.add(remote.host)
        deliver(.flowOpened(flow, local: port.local, remote: remote))
        return true
    }

    /// The address that the options ask for, where it is of the peer's family and still on this computer.
    private func bindHost(for address: SocketAddress) -> String? {
        guard let wanted = options.bindAddress, let own = try? SocketAddress(ipAddress: wanted, port: 0),
            own.protocol == address.protocol, ports[wanted] != nil || network.isOurs(wanted)
        else { return nil }
        return wanted
    }

    // MARK: TCP and TLS

    private func connect(_ opening: Opening, to address: SocketAddress, otherwise: ArraySlice<SocketAddress>) {
        var bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.seconds(Limits.openingSeconds))
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        if let host = bindHost(for: address), let own = try? SocketAddress(ipAddress: host, port: 0) {
            bootstrap = bootstrap.bind(to: own)
        }
        let bound = NIOLoopBound((self, opening), eventLoop: loop)
        bootstrap = bootstrap.channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let (table, opening) = bound.value
                try table.prepare(channel, for: opening)
            }
        }
        bootstrap.connect(to: address).assumeIsolated().whenFailure { error in
            let isLate = if case ChannelError.connectTimeout = error { true } else { false }
            self.open(opening, candidates: otherwise, because: isLate ? .timedOut : .unreachable)
        }
    }

    private func prepare(_ channel: any Channel, for opening: Opening) throws {
        let flow = opening.flow
        let transport = opening.transport
        if let (context, judge, serverName) = opening.secured {
            let handshake = HandshakeHandler(judge: judge) { self.fail(flow, $0) }
            try channel.pipeline.syncOperations.addHandlers([
                try TLSContexts.handler(context, serverName: serverName) { handshake.verify($0) }, handshake,
            ])
        }
        try channel.pipeline.syncOperations.addHandler(
            ConnectionHandler(
                terms: nil, onActive: { self.connected(flow, transport, channel, $0) },
                onReceived: { self.received($0, on: flow) }))
    }

    private func connected(
        _ flow: FlowID, _ transport: TransportProtocol, _ channel: any Channel, _ handler: ConnectionHandler
    ) {
        guard case .opening? = flows[flow], let local = TransportAddress(transport, channel.localAddress),
            let remote = TransportAddress(transport, channel.remoteAddress)
        else {
            channel.close(promise: nil)
            return
        }
        hold(Connection(flow: flow, channel: channel, handler: handler, local: local, remote: remote))
        namedHosts.add(remote.host)
        deliver(.flowOpened(flow, local: local, remote: remote))
    }

    /// Keeps a connection in the table until it closes.
    func hold(_ connection: Connection) {
        flows[connection.flow] = .connection(connection)
        connection.channel.closeFuture.assumeIsolated().whenComplete { _ in self.fail(connection.flow, .lost) }
    }

    /// One whole message, or the answer to our ping, came on a connection.
    func received(_ received: ConnectionHandler.Received, on flow: FlowID) {
        guard case .connection(let connection)? = flows[flow] else { return }
        switch received {
        case .message(let bytes): deliver(.received(bytes, on: flow, from: connection.remote))
        case .pong: deliver(.pong(flow))
        }
    }
}
