import Time

@testable import Media

/// Sessions, servers and translators on a network without loss, in time of its own.
struct ICENetwork {
    /// One end: its session, and what it told.
    struct End {
        var session: ICESession
        var host: MediaAddress
        /// Where its datagrams seem to come from; nil: from where they do.
        var mapped: MediaAddress?
        /// Where its TCP connection to the relay comes from, and how often it hung up.
        var stream: MediaAddress { host.with(port: 9) }
        var hangUps = 0
        var candidates: [ICECandidate] = []
        var selected: [ICEWay] = []
        var losses = 0
        var media: [[UInt8]] = []
    }

    static let server = MediaAddress(ipv4: 0xC633_6401, port: 3_478)
    var ends: [End] = []
    var relay = FakeRelay()
    var now = Instant.now
    /// Who cannot be reached from whom.
    var blocks: (MediaAddress, MediaAddress) -> Bool = { _, _ in false }
    private var flying: [(at: Instant, octets: [UInt8], from: MediaAddress, to: MediaAddress)] = []
    var sent = 0

    static func credentials(_ number: Int) -> ICECredentials {
        ICECredentials(fragment: "frag\(number)", password: "password-of-twenty-two-\(number)")
    }

    mutating func add(servers: ICEServers = ICEServers(), mapped: MediaAddress? = nil) {
        let number = ends.count
        let host = MediaAddress(ipv4: 0x0A00_0001 + UInt32(number) << 8, port: 4_000)
        let session = ICESession(
            host: host, servers: servers, local: Self.credentials(number),
            random: SeededGenerator(UInt64(number) + 11))
        ends.append(End(session: session, host: host, mapped: mapped))
        carryOut(ends[number].session.start(at: now), number)
    }

    mutating func connect(controlling: [Bool] = [true, false], isLite: Bool = false) {
        for number in [1, 0] {
            let plan = ICEPlan(
                local: Self.credentials(number), remote: Self.credentials(1 - number),
                candidates: ends[1 - number].candidates, isControlling: controlling[number], isPeerLite: isLite)
            carryOut(ends[number].session.apply(plan, at: now), number)
        }
    }

    mutating func send(_ octets: [UInt8], by number: Int) {
        guard let way = ends[number].session.selected, let sent = ends[number].session.datagram(octets, by: way) else {
            return
        }
        carryOut([sent], number)
    }

    mutating func carryOut(_ actions: [ICESession.Action], _ number: Int) {
        for action in actions {
            switch action {
            case .send(let octets, let address):
                post(octets, from: ends[number].mapped ?? ends[number].host, to: address)
            case .write(let octets): post(octets, from: ends[number].stream, to: Self.server)
            case .hangUp: ends[number].hangUps += 1
            case .gathered(let candidates): ends[number].candidates = candidates
            case .selected(let way): ends[number].selected.append(way)
            case .lost: ends[number].losses += 1
            }
        }
    }

    mutating func post(_ octets: [UInt8], from: MediaAddress, to: MediaAddress) {
        sent += 1
        flying.append((now + .milliseconds(10), octets, from, to))
    }

    /// Runs for so long, in steps of 5 ms.
    mutating func run(_ duration: Duration) {
        let end = now + duration
        while now < end {
            now += .milliseconds(5)
            let due = flying.filter { $0.at <= now }
            flying.removeAll { $0.at <= now }
            for datagram in due { deliver(datagram.octets, from: datagram.from, to: datagram.to) }
            for number in ends.indices where ends[number].session.nextDeadline.map({ $0 <= now }) ?? false {
                carryOut(ends[number].session.handleTimeout(at: now), number)
            }
        }
    }

    private mutating func deliver(_ octets: [UInt8], from: MediaAddress, to: MediaAddress) {
        if blocks(from, to) { return }
        if to == Self.server || relay.owns(to) {
            for (octets, source, target) in relay.receive(octets, from: from, to: to) {
                post(octets, from: source, to: target)
            }
            return
        }
        guard let number = ends.firstIndex(where: { ($0.mapped ?? $0.host) == to || $0.stream == to }) else { return }
        let from = ends[number].stream == to ? nil : from
        if octets.first.map({ (64..<80).contains($0) }) == true {
            let channel = UInt16(octets[0]) << 8 | UInt16(octets[1])
            guard let peer = ends[number].session.peer(of: channel, from: from) else { return }
            let inner = Array(octets[4...])
            guard DatagramKind(of: inner.span) == .stun else { return ends[number].media.append(inner) }
            let result = ends[number].session.receive(inner, from: from, onChannelOf: peer, at: now)
            return carryOut(result.actions, number)
        }
        guard DatagramKind(of: octets.span) == .stun else { return ends[number].media.append(octets) }
        let result = ends[number].session.receive(octets, from: from, at: now)
        if case .media(let inner, _) = result.content { ends[number].media.append(inner) }
        carryOut(result.actions, number)
    }
}

/// A TURN server as small as it can be: it asks for credentials, relays, and forgets nothing.
struct FakeRelay {
    static let user = "alice", realm = "example.org", password = "secret"
    var isStaleOnce = false
    /// It binds no channel, or no more of them.
    var refusesChannels = false
    var requests: [STUNMessage.Method] = []
    private var allocations: [(client: MediaAddress, relayed: MediaAddress)] = []
    private var permitted: [(MediaAddress, MediaAddress)] = []
    private var channels: [(client: MediaAddress, peer: MediaAddress, number: UInt16)] = []

    static var key: [UInt8] { STUNHash.md5(of: Array("\(user):\(realm):\(password)".utf8)) ?? [] }

    func owns(_ address: MediaAddress) -> Bool { allocations.contains { $0.relayed == address } }

    mutating func receive(
        _ octets: [UInt8], from: MediaAddress, to: MediaAddress
    ) -> [([UInt8], MediaAddress, MediaAddress)] {
        if let allocation = allocations.first(where: { $0.relayed == to }) {
            return relayed(octets, from: from, allocation)
        }
        let server = ICENetwork.server
        if let first = octets.first, (64..<80).contains(first) {
            let number = UInt16(octets[0]) << 8 | UInt16(octets[1])
            guard let channel = channels.first(where: { $0.client == from && $0.number == number }),
                let own = allocations.first(where: { $0.client == from })
            else { return [] }
            return [(Array(octets[4...]), own.relayed, channel.peer)]
        }
        guard let message = STUNMessage(parsing: octets) else { return [] }
        if message.method == .send {
            guard let peer = message.address(STUNAttribute.xorPeerAddress),
                let data = message.value(STUNAttribute.data),
                let own = allocations.first(where: { $0.client == from }),
                permitted.contains(where: { $0.0 == from && $0.1.hasSameHost(as: peer) })
            else { return [] }
            return [(data, own.relayed, peer)]
        }
        requests.append(message.method)
        let mapped = STUNMessage.Attribute.address(STUNAttribute.xorMappedAddress, from, message.transaction)
        if message.method == .binding {
            return [(STUNMessage(.success, .binding, message.transaction, [mapped]).octets(), server, from)]
        }
        guard message.isProved(by: Self.key), !isStaleOnce else {
            let code = isStaleOnce && message.isProved(by: Self.key) ? 438 : 401
            if code == 438 { isStaleOnce = false }
            let answer = STUNMessage(
                .failure, message.method, message.transaction,
                [.error(code, "no"), .text(STUNAttribute.realm, Self.realm), .text(STUNAttribute.nonce, "n\(code)")])
            return [(answer.octets(), server, from)]
        }
        if message.method == .channelBind, refusesChannels {
            let answer = STUNMessage(.failure, message.method, message.transaction, [.error(508, "no")])
            return [(answer.octets(key: Self.key), server, from)]
        }
        var answer = STUNMessage(.success, message.method, message.transaction)
        grant(message, from, &answer)
        answer.attributes.append(mapped)
        return [(answer.octets(key: Self.key), server, from)]
    }

    private mutating func grant(_ message: STUNMessage, _ from: MediaAddress, _ answer: inout STUNMessage) {
        let peer = message.address(STUNAttribute.xorPeerAddress)
        switch message.method {
        case .allocate:
            let relayed = MediaAddress(ipv4: 0xC633_6464, port: UInt16(50_000 + allocations.count))
            allocations.append((from, relayed))
            answer.attributes = [
                .address(STUNAttribute.xorRelayedAddress, relayed, message.transaction),
                .number(STUNAttribute.lifetime, 600),
            ]
        case .createPermission: if let peer { permitted.append((from, peer)) }
        case .channelBind:
            if let peer, let number = message.number(STUNAttribute.channelNumber) {
                channels.append((from, peer, UInt16(number >> 16)))
            }
        default: break
        }
    }

    private func relayed(
        _ octets: [UInt8], from: MediaAddress, _ own: (client: MediaAddress, relayed: MediaAddress)
    ) -> [([UInt8], MediaAddress, MediaAddress)] {
        guard permitted.contains(where: { $0.0 == own.client && $0.1.hasSameHost(as: from) }) else { return [] }
        if let channel = channels.first(where: { $0.client == own.client && $0.peer == from }) {
            let header = [
                UInt8(channel.number >> 8), UInt8(channel.number & 255), UInt8(octets.count >> 8),
                UInt8(octets.count & 255),
            ]
            return [(header + octets, ICENetwork.server, own.client)]
        }
        var random = SeededGenerator(99)
        let transaction = STUNTransactionID(using: &random)
        let message = STUNMessage(
            .indication, .data, transaction,
            [.address(STUNAttribute.xorPeerAddress, from, transaction), .init(STUNAttribute.data, octets)])
        return [(message.octets(), ICENetwork.server, own.client)]
    }
}
