import SIP

/// The sockets and connections that the engine knows, one for each place that it speaks to (and, over TLS, for each set
/// of demands): the flows of RFC 5626 §3.1. A connection that stands is used again (RFC 3261 §18.1.1).
struct FlowTable: Sendable, Equatable {
    struct Flow: Sendable, Equatable {
        /// What the engine asked for; nil where the peer began.
        var target: TransportAddress?
        /// What TLS demands of the server.
        var security: FlowSecurity?
        /// The settings name UDP: no request of this flow tries TCP for its size.
        var forcesUDP = false
        /// Our own address, numeric; nil until the flow is open.
        var local: TransportAddress?
        /// The peer's address, numeric; nil until the flow is open.
        var remote: TransportAddress?
        /// How the flow is kept alive; nil: it is not.
        var keeper: FlowKeeper?
        /// Nobody used it when it was last looked at.
        var isIdle = false
    }

    private struct Key: Sendable, Hashable {
        var target: TransportAddress
        var security: FlowSecurity?
    }

    private(set) var flows: [FlowID: Flow] = [:]
    private var byKey: [Key: FlowID] = [:]
    /// The flows to each peer's address.
    private var remotes: [TransportAddress: Set<FlowID>] = [:]
    private var lastNumber = 0
    private let limit: Int
    /// Places that only the lines' own servers take, so that neither callees nor strangers keep a line from its server.
    private let reserved: Int
    /// A flow was asked for since the last look at those that nobody uses.
    var mayHoldIdle = false

    init(limit: Int = Limits.flows, reserved: Int = 0) {
        self.limit = limit
        self.reserved = reserved
    }

    private func hasRoom(isForLine: Bool) -> Bool { flows.count < (isForLine ? limit + reserved : limit) }

    subscript(_ id: FlowID) -> Flow? { flows[id] }

    func isOpen(_ id: FlowID?) -> Bool { id.flatMap { flows[$0]?.local } != nil }

    /// The flow to a place, and whether the shell must be asked to open it; nil where the table is full.
    mutating func flow(
        to target: TransportAddress, security: FlowSecurity? = nil, isForLine: Bool = false
    ) -> (id: FlowID, isNew: Bool)? {
        let key = Key(target: target, security: target.transport == .tls ? security : nil)
        if let same = byKey[key] { return (same, false) }
        guard hasRoom(isForLine: isForLine) else { return nil }
        if !isForLine { mayHoldIdle = true }
        repeat { lastNumber += 1 } while flows[FlowID(lastNumber)] != nil
        let id = FlowID(lastNumber)
        flows[id] = Flow(target: target, security: key.security)
        byKey[key] = id
        return (id, true)
    }

    /// - Returns: whether the flow is known; a stranger is not put into a full table.
    mutating func open(_ id: FlowID, local: TransportAddress, remote: TransportAddress) -> Bool {
        guard flows[id] != nil || hasRoom(isForLine: false) else { return false }
        if let known = flows[id]?.remote { forgetRemote(known, of: id) }
        flows[id, default: Flow()].local = local
        flows[id]?.remote = remote
        remotes[remote, default: []].insert(id)
        return true
    }

    mutating func close(_ id: FlowID) {
        guard let flow = flows.removeValue(forKey: id) else { return }
        if let target = flow.target {
            let key = Key(target: target, security: flow.security)
            if byKey[key] == id { byKey[key] = nil }
        }
        if let remote = flow.remote { forgetRemote(remote, of: id) }
    }

    mutating func forceUDP(_ id: FlowID) { flows[id]?.forcesUDP = true }

    mutating func note(_ id: FlowID, isIdle: Bool) { flows[id]?.isIdle = isIdle }

    mutating func keep(_ id: FlowID, _ keeper: FlowKeeper?) { flows[id]?.keeper = keeper }

    /// The flows to a peer's address, the lowest first.
    func flows(to remote: TransportAddress) -> [FlowID] { (remotes[remote] ?? []).sorted { $0.number < $1.number } }

    private mutating func forgetRemote(_ remote: TransportAddress, of id: FlowID) {
        remotes[remote]?.remove(id)
        if remotes[remote]?.isEmpty == true { remotes[remote] = nil }
    }
}

/// Where a message goes: a flow, and on UDP the address beyond it.
struct Path: Sendable, Equatable {
    var flow: FlowID
    var destination: TransportAddress
}
