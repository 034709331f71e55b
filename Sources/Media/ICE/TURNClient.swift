import Time

/// A client of a TURN relay (RFC 8656): one allocation with long-term credentials (RFC 8489 §9.2), its permissions and
/// channels. What comes in is from the server's address; what is to be sent goes there.
struct TURNClient: Sendable {
    enum Action: Sendable, Equatable {
        case send([UInt8])
        /// The relayed address, and where the server saw us.
        case allocated(MediaAddress, mapped: MediaAddress?)
        /// What this peer sends comes through, and what is sent to it.
        case permitted(MediaAddress)
        /// There is no allocation, or none any more.
        case failed
    }

    enum State: Sendable, Equatable {
        case idle, allocating
        case allocated(MediaAddress)
        case failed, closed
    }

    private enum Purpose: Sendable, Equatable {
        case allocate, refresh
        case permission(MediaAddress)
        case channel(MediaAddress, UInt16)
    }

    private struct Pending: Sendable {
        var purpose: Purpose
        var octets: [UInt8]
        var retransmission: STUNRetransmission
        var attempts: Int
    }

    /// A peer that the relay passes on for us.
    private struct Peer: Sendable {
        var address: MediaAddress
        var channel: UInt16
        var isBound = false
        /// The next request for it; nil while one runs.
        var renewal: Instant?
    }

    let server: ICEServers.Relay
    private(set) var state = State.idle
    private var random: any RandomNumberGenerator & Sendable
    private var realm: String?
    private var nonce: [UInt8]?
    private var key: [UInt8]?
    private var pending: [STUNTransactionID: Pending] = [:]
    private var peers: [Peer] = []
    private var nextChannel: UInt16 = 0x4000
    private var refreshAt: Instant?

    init(_ server: ICEServers.Relay, random: any RandomNumberGenerator & Sendable) {
        self.server = server
        self.random = random
    }

    mutating func allocate(at now: Instant) -> [Action] {
        guard state == .idle else { return [] }
        state = .allocating
        return request(.allocate, attempts: 0, at: now)
    }

    /// Lets this peer through, by a channel of its own (§12).
    mutating func permit(_ peer: MediaAddress, at now: Instant) -> [Action] {
        guard case .allocated(let relayed) = state, relayed.isFour == peer.isFour,
            !peers.contains(where: { $0.address == peer }), peers.count < ICELimits.relayedPeers
        else { return [] }
        peers.append(Peer(address: peer, channel: nextChannel))
        // RFC 8656 §12: to 0x4FFF; no call has so many peers.
        nextChannel = nextChannel < 0x4FFF ? nextChannel + 1 : 0x4000
        return request(.permission(peer), attempts: 0, at: now)
    }

    /// The channel of a peer, once it is bound.
    func channel(of peer: MediaAddress) -> UInt16? {
        peers.first { $0.address == peer && $0.isBound }?.channel
    }

    /// Whether the server may pass on what this peer sends (RFC 8656 §11.4: by address, whatever the port).
    func lets(_ peer: MediaAddress) -> Bool {
        guard case .allocated = state else { return false }
        return peers.contains { $0.address.hasSameHost(as: peer) }
    }

    func peer(of channel: UInt16) -> MediaAddress? { peers.first { $0.channel == channel }?.address }

    /// Octets for a peer as the server takes them: on the peer's channel, or in a Send indication (§11.1).
    mutating func wrapped(_ octets: [UInt8], for peer: MediaAddress) -> [UInt8]? {
        guard case .allocated = state, octets.count <= STUNLimits.octets else { return nil }
        if let channel = channel(of: peer) {
            let length = UInt16(clamping: octets.count)
            return [UInt8(channel >> 8), UInt8(channel & 255), UInt8(length >> 8), UInt8(length & 255)] + octets
        }
        let transaction = nextTransaction()
        return STUNMessage(
            .indication, .send, transaction,
            [.address(STUNAttribute.xorPeerAddress, peer, transaction), .init(STUNAttribute.data, octets)]
        ).octets()
    }

    /// Ends the allocation (§7).
    mutating func close(at now: Instant) -> [Action] {
        // An Allocate that was proved may have been granted: its answer is on the way.
        let isGranted =
            switch state {
            case .allocated: true
            case .allocating: key != nil
            default: false
            }
        guard isGranted else {
            state = .closed
            return []
        }
        let actions = request(.refresh, attempts: 0, at: now, lifetime: 0)
        state = .closed
        pending = [:]
        return actions
    }

    // MARK: The server's turn

    /// A message of the server other than a Data indication.
    mutating func receive(_ message: STUNMessage, at now: Instant) -> [Action] {
        guard let answered = pending[message.transaction], state != .closed else { return [] }
        switch message.messageClass {
        case .request, .indication: return []
        case .success:
            // Who does not know the password is not the server.
            guard let key, message.isProved(by: key) else { return [] }
            pending[message.transaction] = nil
            return succeeded(answered.purpose, message, at: now)
        case .failure:
            guard let code = message.failureCode else { return [] }
            if code != 401, code != 438, let key, !message.isProved(by: key) { return [] }
            pending[message.transaction] = nil
            return refused(answered, code, message, at: now)
        }
    }

    private mutating func succeeded(
        _ purpose: Purpose, _ message: STUNMessage, at now: Instant
    ) -> [Action] {
        switch purpose {
        case .allocate:
            guard let relayed = message.address(STUNAttribute.xorRelayedAddress), relayed.isCheckable,
                relayed.isFour == server.address.isFour
            else { return fail() }
            state = .allocated(relayed)
            setRefresh(message, at: now)
            return [.allocated(relayed, mapped: message.mappedAddress)]
        case .refresh:
            setRefresh(message, at: now)
            return []
        case .permission(let address):
            guard let place = peers.firstIndex(where: { $0.address == address }) else { return [] }
            return [.permitted(address)] + request(.channel(address, peers[place].channel), attempts: 0, at: now)
        case .channel(let address, _):
            guard let place = peers.firstIndex(where: { $0.address == address }) else { return [] }
            peers[place].isBound = true
            // Binding a channel anew installs the permission anew (§12).
            peers[place].renewal = now + ICELimits.permissionRenewal
            return []
        }
    }

    private mutating func setRefresh(_ message: STUNMessage, at now: Instant) {
        let lifetime = min(max(message.number(STUNAttribute.lifetime) ?? 600, 30), 3_600)
        // §8: a minute before it ends, or in the middle of a short one.
        refreshAt = now + .seconds(lifetime > 120 ? Int64(lifetime) - 60 : Int64(lifetime) / 2)
    }

    private mutating func refused(
        _ answered: Pending, _ code: Int, _ message: STUNMessage, at now: Instant
    ) -> [Action] {
        let isChallenge = code == 401 && key == nil || code == 438
        if isChallenge, answered.attempts < ICELimits.staleNonces, takeChallenge(message) {
            return request(answered.purpose, attempts: answered.attempts + 1, at: now)
        }
        switch answered.purpose {
        case .allocate, .refresh: return fail()
        case .permission(let address): peers.removeAll { $0.address == address }
        // Send indications go on while the permission lasts (§11); the channel that was renewed it, as nothing does now.
        case .channel(let address, _):
            guard let place = peers.firstIndex(where: { $0.address == address }) else { return [] }
            peers[place].renewal = peers[place].isBound ? now : now + ICELimits.permissionRenewal
            peers[place].isBound = false
        }
        return []
    }

    /// RFC 8489 §9.2.5: realm and nonce of a 401 or 438.
    private mutating func takeChallenge(_ message: STUNMessage) -> Bool {
        guard let nonce = message.value(STUNAttribute.nonce), nonce.count <= ICELimits.nameOctets else { return false }
        if realm == nil {
            guard let realm = message.text(STUNAttribute.realm),
                let key = STUNHash.md5(of: Array("\(server.user):\(realm):\(server.password)".utf8))
            else { return false }
            (self.realm, self.key) = (realm, key)
        }
        self.nonce = nonce
        return true
    }

    /// The connection to the server ended, or there never was one.
    mutating func disconnect() -> [Action] {
        switch state {
        case .allocating, .allocated: fail()
        case .idle, .failed, .closed: []
        }
    }

    private mutating func fail() -> [Action] {
        state = .failed
        pending = [:]
        peers = []
        refreshAt = nil
        return [.failed]
    }

    // MARK: Requests

    private mutating func request(
        _ purpose: Purpose, attempts: Int, at now: Instant, lifetime: UInt32? = nil
    ) -> [Action] {
        guard pending.count < ICELimits.relayTransactions else { return [] }
        let transaction = nextTransaction()
        var message: STUNMessage
        switch purpose {
        case .allocate:
            message = STUNMessage(.request, .allocate, transaction, [.udp])
        case .refresh:
            message = STUNMessage(.request, .refresh, transaction)
            if let lifetime { message.attributes.append(.number(STUNAttribute.lifetime, lifetime)) }
        case .permission(let address):
            let peer = STUNMessage.Attribute.address(STUNAttribute.xorPeerAddress, address, transaction)
            message = STUNMessage(.request, .createPermission, transaction, [peer])
        case .channel(let address, let channel):
            let number = STUNMessage.Attribute.number(STUNAttribute.channelNumber, UInt32(channel) << 16)
            let peer = STUNMessage.Attribute.address(STUNAttribute.xorPeerAddress, address, transaction)
            message = STUNMessage(.request, .channelBind, transaction, [number, peer])
        }
        if let realm, let nonce {
            message.attributes += [
                .text(STUNAttribute.username, server.user), .text(STUNAttribute.realm, realm),
                .init(STUNAttribute.nonce, nonce),
            ]
        }
        let octets = message.octets(key: key)
        pending[transaction] = Pending(
            purpose: purpose, octets: octets,
            retransmission: STUNRetransmission(at: now, isReliable: server.transport == .tcp), attempts: attempts)
        return [.send(octets)]
    }

    private mutating func nextTransaction() -> STUNTransactionID { STUNTransactionID(using: &random) }

    // MARK: Time's turn

    var nextDeadline: Instant? {
        let waits = pending.values.map(\.retransmission.deadline)
        return (waits + peers.compactMap(\.renewal) + [refreshAt].compactMap { $0 }).min()
    }

    mutating func handleTimeout(at now: Instant) -> [Action] {
        var actions: [Action] = []
        for (transaction, waiting) in pending.sorted(by: { $0.key.upper < $1.key.upper }) {
            var waiting = waiting
            switch waiting.retransmission.handleTimeout(at: now) {
            case .notYet: continue
            case .again:
                pending[transaction] = waiting
                actions.append(.send(waiting.octets))
            case .over:
                pending[transaction] = nil
                switch waiting.purpose {
                case .allocate, .refresh: return actions + fail()
                case .permission(let address): peers.removeAll { $0.address == address }
                case .channel(let address, _):
                    if let place = peers.firstIndex(where: { $0.address == address }) {
                        peers[place].renewal = now + .seconds(1)
                    }
                }
            }
        }
        if let due = refreshAt, due <= now {
            refreshAt = nil
            actions += request(.refresh, attempts: 0, at: now)
        }
        for place in peers.indices {
            guard let due = peers[place].renewal, due <= now else { continue }
            peers[place].renewal = nil
            let peer = peers[place]
            // Once it is permitted, a channel is asked for again.
            let purpose: Purpose = peer.isBound ? .channel(peer.address, peer.channel) : .permission(peer.address)
            actions += request(purpose, attempts: 0, at: now)
        }
        return actions
    }
}

extension MediaAddress {
    var isFour: Bool { ipv4 != nil }
}
