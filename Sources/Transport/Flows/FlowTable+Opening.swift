import CLinux
import CallEngine
import NIOCore
import NIOPosix
import SIP

extension FlowTable {
    /// Opens a flow towards a target: its host is looked up where it is a name, and each address is tried in turn.
    func open(_ flow: FlowID, target: TransportAddress) {
        guard flows[flow] == nil else { return }
        let hasRoom = flows.count < Limits.flows
        if flows.count == Limits.ordinaryFlows { _ = clinux_allow_descriptors(Limits.descriptors) }
        flows[flow] = .opening
        guard hasRoom, target.transport != .tls else { return fail(flow) }
        resolver.addresses(of: target.host, port: target.port).assumeIsolated().whenComplete { result in
            let addresses = (try? result.get()) ?? []
            self.open(flow, transport: target.transport, candidates: addresses[...])
        }
    }

    private func open(_ flow: FlowID, transport: TransportProtocol, candidates: ArraySlice<SocketAddress>) {
        guard case .opening? = flows[flow] else { return }
        guard let address = candidates.first else { return fail(flow) }
        switch transport {
        case .udp:
            if !openDatagrams(flow, to: address) {
                open(flow, transport: transport, candidates: candidates.dropFirst())
            }
        case .tcp:
            connect(flow, to: address, otherwise: candidates.dropFirst())
        case .tls:
            fail(flow)
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
        deliver(.flowOpened(flow, local: port.local, remote: remote))
        return true
    }

    /// The address that the options ask for, where it is of the peer's family.
    private func bindHost(for address: SocketAddress) -> String? {
        guard let wanted = options.bindAddress, let own = try? SocketAddress(ipAddress: wanted, port: 0),
            own.protocol == address.protocol
        else { return nil }
        return wanted
    }

    // MARK: TCP

    private func connect(_ flow: FlowID, to address: SocketAddress, otherwise: ArraySlice<SocketAddress>) {
        var bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.seconds(Limits.openingSeconds))
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        if let host = bindHost(for: address), let own = try? SocketAddress(ipAddress: host, port: 0) {
            bootstrap = bootstrap.bind(to: own)
        }
        let table = NIOLoopBound(self, eventLoop: loop)
        bootstrap = bootstrap.channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try table.value.prepare(channel, for: flow)
            }
        }
        bootstrap.connect(to: address).assumeIsolated().whenFailure { _ in
            self.open(flow, transport: .tcp, candidates: otherwise)
        }
    }

    private func prepare(_ channel: any Channel, for flow: FlowID) throws {
        try channel.pipeline.syncOperations.addHandler(
            ConnectionHandler(
                isAccepted: false, onActive: { self.connected(flow, channel, $0) },
                onReceived: { self.received($0, on: flow) }))
    }

    private func connected(_ flow: FlowID, _ channel: any Channel, _ handler: ConnectionHandler) {
        guard case .opening? = flows[flow], let local = TransportAddress(.tcp, channel.localAddress),
            let remote = TransportAddress(.tcp, channel.remoteAddress)
        else {
            channel.close(promise: nil)
            return
        }
        hold(
            Connection(
                flow: flow, channel: channel, handler: handler, local: local, remote: remote, isAccepted: false))
        deliver(.flowOpened(flow, local: local, remote: remote))
    }

    /// Keeps a connection in the table until it closes.
    func hold(_ connection: Connection) {
        flows[connection.flow] = .connection(connection)
        connection.channel.closeFuture.assumeIsolated().whenComplete { _ in self.fail(connection.flow) }
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
