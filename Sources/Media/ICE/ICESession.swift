import Time

/// The way of one socket to its peer: candidates gathered from servers (RFC 8445 §5.1.1), the agent's checks, and the relay.
/// Datagrams and time are handed in; what is to be sent comes back. STUN alone goes through it, media past it.
public struct ICESession: Sendable {
    /// What is to be done, and what is known now.
    public enum Action: Sendable, Equatable {
        /// By the socket.
        case send([UInt8], to: MediaAddress)
        /// By the TCP connection to the relay.
        case write([UInt8])
        /// The TCP connection is of no use any more.
        case hangUp
        /// Told once: all that is known when the servers have answered, or have not in time.
        case gathered([ICECandidate])
        case selected(ICEWay)
        case lost
    }

    /// What a datagram was.
    public enum Content: Sendable, Equatable {
        /// Ours, or nobody's.
        case none
        /// The peer's, out of a Data indication (RFC 8656 §11.3).
        case media([UInt8], from: ICEWay)
    }

    private let host: MediaAddress
    private let servers: ICEServers
    private var random: any RandomNumberGenerator & Sendable
    private var agent: ICEAgent
    private var relay: TURNClient?
    private var candidates: [ICECandidate] = []
    private var gathersUntil: Instant?
    private var binding: (transaction: STUNTransactionID, octets: [UInt8], retransmission: STUNRetransmission)?
    private var isRelayPending = false
    /// When the server is asked again, so that the address that it told lives until a way is chosen (RFC 8445 §5.1.1.4).
    private var nextBinding: Instant?

    /// - Parameters:
    ///   - host: the address and port of the socket.
    ///   - local: what proves our checks.
    public init(
        host: MediaAddress, servers: ICEServers, local: ICECredentials, random: any RandomNumberGenerator & Sendable
    ) {
        self.host = host
        self.servers = servers
        self.random = random
        agent = ICEAgent(local, random: random)
        relay = servers.relay.map { TURNClient($0, random: random) }
    }

    /// Asks the servers; without any, all is known at once.
    public mutating func start(at now: Instant) -> [Action] {
        let own = ICECandidate(.host, host, foundation: "1", priority: ICECandidate.priority(.host))
        candidates = [own]
        gathersUntil = now + ICELimits.gathering
        var actions = carryOut(agent.add(own, at: now), at: now)
        actions += askBinding(at: now)
        if servers.relay?.address.isFour == host.isFour, let wish = relay?.allocate(at: now) {
            isRelayPending = true
            actions += carryOut(wish, at: now)
        }
        return actions + gather(at: now)
    }

    public mutating func apply(_ plan: ICEPlan, at now: Instant) -> [Action] {
        carryOut(agent.apply(plan, at: now), at: now)
    }

    /// No ICE is agreed to for now.
    public mutating func rest() { agent.rest() }

    /// Gives the relay back.
    public mutating func close(at now: Instant) -> [Action] {
        let wish = relay?.close(at: now) ?? []
        return carryOut(wish, at: now)
    }

    /// The way that media goes now; nil: none yet, or none any more.
    public var selected: ICEWay? { agent.selected }

    /// Where the session may take media of this way to come from: all ways that were proved are the peer's one.
    public func origin(of way: ICEWay) -> MediaAddress {
        guard let selected = agent.selected, way != selected else { return way.remote }
        let isProved = agent.pairs.contains { $0.way == way && $0.state == .succeeded }
        return isProved ? selected.remote : way.remote
    }

    /// Whether a way of this peer's address works.
    public func isProved(_ remote: MediaAddress) -> Bool {
        agent.selected?.remote == remote || agent.pairs.contains { $0.way.remote == remote && $0.state == .succeeded }
    }

    // MARK: Gathering

    private mutating func askBinding(at now: Instant) -> [Action] {
        nextBinding = nil
        guard let server = servers.binding, server.isFour == host.isFour else { return [] }
        let transaction = STUNTransactionID(using: &random)
        let octets = STUNMessage(.request, .binding, transaction).octets()
        binding = (transaction, octets, STUNRetransmission(at: now))
        return [.send(octets, to: server)]
    }

    private mutating func gather(at now: Instant) -> [Action] {
        guard let until = gathersUntil, until <= now || binding == nil && !isRelayPending else { return [] }
        gathersUntil = nil
        return [.gathered(candidates)]
    }

    /// An address that a server saw us at.
    private mutating func addReflexive(_ mapped: MediaAddress?, foundation: String) {
        guard let mapped, mapped.isCheckable, mapped.isFour == host.isFour,
            !candidates.contains(where: { $0.address == mapped })
        else { return }
        candidates.append(
            ICECandidate(
                .serverReflexive, mapped, foundation: foundation, priority: ICECandidate.priority(.serverReflexive),
                related: host))
    }

    private mutating func carryOut(_ wishes: [TURNClient.Action], at now: Instant) -> [Action] {
        var actions: [Action] = []
        for wish in wishes {
            switch wish {
            case .send(let octets): if let sent = toRelay(octets) { actions.append(sent) }
            case .allocated(let relayed, let mapped):
                isRelayPending = false
                // What a translator made of a TCP connection leads to no socket of UDP.
                if servers.relay?.transport == .udp { addReflexive(mapped, foundation: "3") }
                let candidate = ICECandidate(
                    .relayed, relayed, foundation: "4", priority: ICECandidate.priority(.relayed),
                    related: mapped.flatMap { $0.isCheckable ? $0 : nil } ?? host)
                candidates.append(candidate)
                actions += carryOut(agent.add(candidate, at: now), at: now)
            case .permitted(let peer): agent.permitted(peer)
            case .failed:
                isRelayPending = false
                actions += carryOut(agent.relayIsGone(), at: now)
                if servers.relay?.transport == .tcp { actions.append(.hangUp) }
            }
        }
        return actions
    }

    private mutating func carryOut(_ wishes: [ICEAgent.Action], at now: Instant) -> [Action] {
        var actions: [Action] = []
        for wish in wishes {
            switch wish {
            case .send(let octets, let remote, let isRelayed):
                if let sent = datagram(octets, by: ICEWay(remote: remote, isRelayed: isRelayed)) {
                    actions.append(sent)
                }
            case .permit(let peer):
                let asked = relay?.permit(peer, at: now) ?? []
                actions += carryOut(asked, at: now)
            case .selected(let way): actions.append(.selected(way))
            case .lost: actions.append(.lost)
            }
        }
        return actions
    }

    /// Octets for the peer as they leave the socket; nil where there is no relay for them.
    public mutating func datagram(_ octets: [UInt8], by way: ICEWay) -> Action? {
        guard way.isRelayed else { return .send(octets, to: way.remote) }
        return relay?.wrapped(octets, for: way.remote).flatMap(toRelay)
    }

    private func toRelay(_ octets: [UInt8]) -> Action? {
        servers.relay.map { $0.transport == .tcp ? .write(octets) : .send(octets, to: $0.address) }
    }

    /// Whether the relay speaks so; an address is the socket's peer, nil the TCP connection.
    private func isRelay(_ address: MediaAddress?) -> Bool {
        guard let relay = servers.relay else { return false }
        return address == (relay.transport == .tcp ? nil : relay.address)
    }

    // MARK: Media by the relay

    /// Where media by the selected way leaves to, and the channel that it is to be put on (RFC 8656 §12.4); nil: there is no
    /// way, or none without an indication.
    public var mediaPath: (address: MediaAddress, channel: UInt16?)? {
        guard let selected = agent.selected else { return nil }
        guard selected.isRelayed else { return (selected.remote, nil) }
        guard let relay, let channel = relay.channel(of: selected.remote) else { return nil }
        return (relay.server.address, channel)
    }

    /// The peer of a channel, where the relay itself speaks (RFC 8656 §12.6).
    public func peer(of channel: UInt16, from address: MediaAddress?) -> MediaAddress? {
        isRelay(address) ? relay?.peer(of: channel) : nil
    }

    // MARK: The network's turn

    /// A datagram whose first octet says STUN (RFC 7983 §7).
    /// - Parameters:
    ///   - address: who sent it; nil: the relay, by its TCP connection.
    ///   - channelPeer: it was on the channel of this peer; nil: it was on none.
    public mutating func receive(
        _ octets: [UInt8], from address: MediaAddress?, onChannelOf channelPeer: MediaAddress? = nil,
        at now: Instant
    ) -> (actions: [Action], content: Content) {
        guard let message = STUNMessage(parsing: octets) else { return ([], .none) }
        if let channelPeer {
            return (receive(message, by: ICEWay(remote: channelPeer, isRelayed: true), at: now), .none)
        }
        if message.transaction == binding?.transaction, address == servers.binding {
            return (bound(message, at: now), .none)
        }
        if isRelay(address), message.method != .binding {
            if message.messageClass == .indication { return receiveData(message, at: now) }
            guard let wishes = self.relay?.receive(message, at: now) else { return ([], .none) }
            return (carryOut(wishes, at: now) + gather(at: now), .none)
        }
        guard let address else { return ([], .none) }
        return (receive(message, by: ICEWay(remote: address, isRelayed: false), at: now), .none)
    }

    /// The TCP connection to the relay ended, or could not be made.
    public mutating func relayDisconnected(at now: Instant) -> [Action] {
        let wishes = relay?.disconnect() ?? []
        return carryOut(wishes, at: now) + gather(at: now)
    }

    private mutating func receive(
        _ message: STUNMessage, by way: ICEWay, at now: Instant
    ) -> [Action] {
        let wishes = agent.receive(message, by: way, at: now)
        return carryOut(wishes, at: now)
    }

    private mutating func bound(_ message: STUNMessage, at now: Instant) -> [Action] {
        binding = nil
        if message.messageClass == .success {
            if gathersUntil != nil { addReflexive(message.mappedAddress, foundation: "2") }
            nextBinding = now + ICELimits.reflexiveLife
        }
        return gather(at: now)
    }

    private mutating func receiveData(
        _ message: STUNMessage, at now: Instant
    ) -> (actions: [Action], content: Content) {
        guard message.method == .data, let peer = message.address(STUNAttribute.xorPeerAddress),
            let data = message.value(STUNAttribute.data), relay?.lets(peer) == true
        else { return ([], .none) }
        let way = ICEWay(remote: peer, isRelayed: true)
        guard DatagramKind(of: data.span) == .stun else { return ([], .media(data, from: way)) }
        guard let inner = STUNMessage(parsing: data) else { return ([], .none) }
        return (receive(inner, by: way, at: now), .none)
    }

    // MARK: Time's turn

    public var nextDeadline: Instant? {
        [gathersUntil, binding?.retransmission.deadline, nextBinding, agent.nextDeadline, relay?.nextDeadline]
            .compactMap { $0 }.min()
    }

    public mutating func handleTimeout(at now: Instant) -> [Action] {
        var actions: [Action] = []
        if let server = servers.binding, let turn = binding?.retransmission.handleTimeout(at: now), let binding {
            switch turn {
            case .notYet: break
            case .again: actions.append(.send(binding.octets, to: server))
            case .over: self.binding = nil
            }
        }
        if let due = nextBinding, due <= now {
            nextBinding = nil
            if agent.selected == nil { actions += askBinding(at: now) }
        }
        let relayed = relay?.handleTimeout(at: now) ?? []
        actions += carryOut(relayed, at: now)
        let checked = agent.handleTimeout(at: now)
        actions += carryOut(checked, at: now)
        return actions + gather(at: now)
    }
}
