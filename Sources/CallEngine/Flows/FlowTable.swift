import SIP

/// The sockets and connections that the engine knows, one for each place that it speaks to: the flows of RFC 5626 §3.1.
struct FlowTable: Sendable, Equatable {
    struct Flow: Sendable, Equatable {
        /// What the engine asked for; nil where the peer began.
        var target: TransportAddress?
        /// Our own address, numeric; nil until the flow is open.
        var local: TransportAddress?
        /// The peer's address, numeric; nil until the flow is open.
        var remote: TransportAddress?
    }

    private(set) var flows: [FlowID: Flow] = [:]
    private var lastNumber = 0

    subscript(_ id: FlowID) -> Flow? { flows[id] }

    func isOpen(_ id: FlowID?) -> Bool { id.flatMap { flows[$0]?.local } != nil }

    /// The flow to a place, and whether the shell must be asked to open it; nil where the table is full.
    mutating func flow(to target: TransportAddress) -> (id: FlowID, isNew: Bool)? {
        let same = flows.filter { $0.value.target == target }.map(\.key.number).min()
        if let same { return (FlowID(same), false) }
        guard flows.count < Limits.flows else { return nil }
        repeat { lastNumber += 1 } while flows[FlowID(lastNumber)] != nil
        let id = FlowID(lastNumber)
        flows[id] = Flow(target: target)
        return (id, true)
    }

    /// - Returns: whether the flow is known; a stranger is not put into a full table.
    mutating func open(_ id: FlowID, local: TransportAddress, remote: TransportAddress) -> Bool {
        guard flows[id] != nil || flows.count < Limits.flows else { return false }
        flows[id, default: Flow()].local = local
        flows[id]?.remote = remote
        return true
    }

    mutating func close(_ id: FlowID) { flows[id] = nil }
}

/// Where a message goes: a flow, and on UDP the address beyond it.
struct Path: Sendable, Equatable {
    var flow: FlowID
    var destination: TransportAddress
}
