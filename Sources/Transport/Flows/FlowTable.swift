import CallEngine
import NIOCore
import NIOPosix
import SIP
import Time

/// Carries out what the engine asks of the network: opens, sends on and closes flows, and tells what came.
/// Confined to one event loop; every input goes out through `deliver`.
final class FlowTable {
    enum Flow {
        /// Being opened: the answer is still to come.
        case opening
        case datagram(DatagramPort)
        case connection(Connection)
    }

    let loop: any EventLoop
    let options: UserAgentOptions
    let deliver: (EngineInput) -> Void
    let resolver: NameResolver
    var flows: [FlowID: Flow] = [:]
    /// The UDP sockets by the address of this computer that they are bound to.
    var ports: [String: DatagramPort] = [:]
    /// The address that was asked for at the start: listened on again when it comes back.
    var listeningHost: String?
    var network = NetworkView.now()
    var review: Scheduled<Void>?
    var tlsContexts = TLSContexts()
    /// The connections that peers made to us.
    var accepted: Set<FlowID> = []
    var namedHosts = NamedHosts()
    /// What strangers may say on the connections that they made.
    var budgets = SourceBudgets(at: .now)
    private var mintedFlows = 0

    init(loop: any EventLoop, options: UserAgentOptions, deliver: @escaping (EngineInput) -> Void) {
        self.loop = loop
        self.options = options
        self.deliver = deliver
        resolver = NameResolver(loop: loop, servers: options.dnsServers)
    }

    /// Flows that peers began count down from -1, so that they never meet the engine's own numbers.
    func mintFlow() -> FlowID {
        mintedFlows -= 1
        return FlowID(mintedFlows)
    }

    func send(_ bytes: [UInt8], on flow: FlowID, to address: TransportAddress) {
        switch flows[flow] {
        case .datagram(let port): port.send(bytes, to: address)
        case .connection(let connection): connection.send(bytes)
        case .opening, nil: break
        }
    }

    /// Searches a server's places; `.located` answers, always.
    func locate(_ location: LocationID, _ target: ServerTarget) {
        resolver.locate(target) { self.deliver(.located(location, $0)) }
    }

    /// Sends a keep-alive on a connection; a datagram socket has none of this kind.
    func ping(_ flow: FlowID) {
        guard case .connection(let connection)? = flows[flow] else { return }
        connection.ping()
    }

    /// The engine is done with a flow: nothing more is told of it.
    func close(_ flow: FlowID) {
        guard let known = flows.removeValue(forKey: flow) else { return }
        release(flow, known)
        switch known {
        case .datagram(let port):
            port.remove(flow)
            guard port.isUnused else { return }
            ports[port.local.host] = nil
            port.close()
        case .connection(let connection): connection.close()
        case .opening: break
        }
    }

    private func release(_ flow: FlowID, _ known: Flow) {
        switch known {
        case .datagram(let port): port.peer(of: flow)?.ipAddress.map { namedHosts.remove($0) }
        case .connection where accepted.remove(flow) != nil: break
        case .connection(let connection): namedHosts.remove(connection.remote.host)
        case .opening: break
        }
    }

    /// Closes everything, silently.
    func closeAll() {
        for flow in flows.keys { close(flow) }
        for port in ports.values { port.close() }
        ports = [:]
        review?.cancel()
        resolver.stop()
    }

    /// A flow that could not be opened, or that broke.
    func fail(_ flow: FlowID, _ problem: FlowProblem) {
        guard let known = flows.removeValue(forKey: flow) else { return }
        release(flow, known)
        deliver(.flowClosed(flow, problem))
    }
}
