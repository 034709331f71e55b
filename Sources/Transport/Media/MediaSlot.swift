import CLinux
import CallEngine
import Media
import SIP

/// One media session with its two sockets. Confined to the media loop.
final class MediaSlot {
    let id: MediaID
    let session: MediaSession
    /// The session runs by a plan: it takes and gives sound.
    private(set) var isPlanned = false
    /// What an internal endpoint says.
    var sound: EndpointSound?
    /// Its sockets; another pair takes the place of the first where this computer's address changes.
    private(set) var ports: PortPair
    /// The file that it is written into.
    var recording: SlotRecording?
    /// What it gives to a conference; nil while it is in none.
    private(set) var party: ConferenceParty?
    /// Handshakes for the sound, and for its reports where those have an association of their own (RFC 5764 §4.1); nil: there
    /// is no certificate.
    private let handshakes: (sound: DTLSPort, control: DTLSPort)?
    /// What became of a handshake, until it is told.
    private var outcome: HandshakeOutcome?
    /// All ways to the peer, to its one handshake.
    private static let anyWay = MediaAddress(ipv4: 0, port: 1)
    /// There was a way, or was to be one, and there is none any more.
    private var isWayLost = false
    /// nil: its ports find no way of their own.
    private(set) var ice: ICEPort?
    /// Where it was opened, until its candidates are known and that is told.
    var awaitedHost: String?
    private var plan: StreamPlan?

    init(
        id: MediaID, ports: PortPair, identity: DTLSIdentity?, ice: ICEPort? = nil, at now: ContinuousClock.Instant
    ) {
        self.id = id
        self.ports = ports
        self.ice = ice
        handshakes = identity.map { (DTLSPort($0), DTLSPort($0)) }
        var random = SystemRandomNumberGenerator()
        let name = (0..<3).map { _ in String(UInt32.random(in: .min ... .max, using: &random), radix: 16) }
        session = MediaSession(random: &random, canonicalName: name.joined(separator: "-"), at: now)
    }

    var rtpPort: UInt16 { ports.rtpPort }
    var rtcpPort: UInt16 { ports.rtcpPort }
    var rtpDescriptor: Int32 { ports.rtp }
    var rtcpDescriptor: Int32 { ports.rtcp }

    func apply(_ plan: StreamPlan, at now: ContinuousClock.Instant) {
        isPlanned = true
        self.plan = plan
        if let way = plan.ice {
            ice?.apply(way, at: now)
        } else {
            ice?.rest()
            isWayLost = false
        }
        carryHandshakes()
        run(plan.by(finder), at: now)
    }

    /// With ICE the handshake goes by the chosen way, whichever that is (RFC 5763 §6.7.1).
    private func carryHandshakes() {
        handshakes?.sound.carrier = finder.map { ice in { ice.carry($0) } }
    }

    /// What finds the way of the plan; nil: the plan names the peer's address itself.
    private var finder: ICEPort? { plan?.ice == nil ? nil : ice }

    /// ICE chose another way, or lost the last one.
    /// - Returns: whether the peer can be sent to no more (true), or again (false), since this was last asked; nil: no change.
    func followWay(at now: ContinuousClock.Instant) -> Bool? {
        guard let ice, ice.takeMove(), let plan, plan.ice != nil else { return nil }
        run(plan.by(ice), at: now)
        let wasLost = isWayLost
        isWayLost = ice.selected == nil
        return isWayLost == wasLost ? nil : isWayLost
    }

    private func run(_ plan: StreamPlan, at now: ContinuousClock.Instant) {
        session.apply(plan, at: now)
        guard let handshakes else {
            if plan.handshake != nil { outcome = .failed(.noCommonProfile) }
            return
        }
        let described = MediaAddress(host: plan.remoteHost, port: plan.remotePort)
        let address = finder.map { $0.selected == nil ? MediaAddress(ipv4: 0, port: 0) : Self.anyWay } ?? described
        if handshakes.sound.apply(plan.handshake, to: address, by: ports.rtp, at: now) {
            session.forgetKeys(isControl: false, at: now)
        }
        let control = plan.isMultiplexed ? nil : plan.handshake
        if handshakes.control.apply(control, to: described?.with(port: plan.remoteRTCPPort), by: ports.rtcp, at: now) {
            session.forgetKeys(isControl: true, at: now)
        }
        handleHandshakes(at: now)
    }

    // MARK: Handshakes

    /// Our offer asks for a handshake.
    func expectHandshake() {
        handshakes?.sound.expect()
        handshakes?.control.expect()
    }

    /// Time's turn.
    func handleHandshakes(at now: ContinuousClock.Instant) {
        guard let handshakes else { return }
        take(handshakes.sound.handleTimeout(by: ports.rtp, at: now), isControl: false, at: now)
        take(handshakes.control.handleTimeout(by: ports.rtcp, at: now), isControl: true, at: now)
    }

    private func take(_ end: DTLSPort.Outcome?, isControl: Bool, at now: ContinuousClock.Instant) {
        switch end {
        case .secured(let keys, let peer):
            let origin = isControl ? peer : finder?.selected?.remote ?? peer
            session.take(keys, isControl: isControl, from: origin, at: now)
            if !isControl { outcome = .secured(keys.suite) }
        case .failed(let failure):
            // A call can do without reports; another certificate is an attack wherever it shows.
            if !isControl || failure == .fingerprintMismatch { outcome = .failed(failure) }
        case nil: break
        }
    }

    /// What became of a handshake; told once.
    func takeOutcome() -> HandshakeOutcome? {
        guard outcome != nil else { return nil }
        defer { outcome = nil }
        return outcome
    }

    /// Other sockets, on an address that this computer has now.
    func rebind(_ pair: PortPair, ice: ICEPort?, at now: ContinuousClock.Instant) {
        self.ice?.close(at: now)
        self.ice = ice
        isWayLost = false
        carryHandshakes()
        ports = pair
        handshakes?.sound.rebind()
        handshakes?.control.rebind()
    }

    func closeHandshakes(at now: ContinuousClock.Instant) {
        defer { ice?.close(at: now) }
        handshakes?.sound.close(by: ports.rtp)
        handshakes?.control.close(by: ports.rtcp)
    }

    /// Whether the session takes part in the conference; what waited of its sound is forgotten where it does not.
    func setJoined(_ isJoined: Bool) {
        if !isJoined { party = nil } else if party == nil { party = ConferenceParty() }
    }

    /// Takes one datagram of a socket into `storage` and hands it to the session; nil where none waits.
    func receive(
        isRTCP: Bool, storage: UnsafeMutableBufferPointer<UInt8>, at now: ContinuousClock.Instant
    ) -> Reception? {
        var from = clinux_endpoint()
        let descriptor = isRTCP ? ports.rtcp : ports.rtp
        let count = clinux_udp_receive(descriptor, storage.baseAddress, storage.count, &from)
        guard count >= 0 else { return nil }
        let datagram = UnsafeBufferPointer(rebasing: storage[..<min(count, storage.count)])
        guard !isRTCP, let ice else { return take(datagram, isRTCP: isRTCP, from: from.mediaAddress, at: now) }
        switch ice.receive(datagram, from: from.mediaAddress, at: now) {
        case .nothing: return Reception()
        case .media(let range, let peer):
            guard isExpected(from: peer) else { return Reception() }
            return take(UnsafeBufferPointer(rebasing: datagram[range]), isRTCP: false, from: peer, at: now)
        case .indicated(let octets, let peer):
            return octets.withUnsafeBufferPointer { take($0, isRTCP: false, from: peer, at: now) }
        }
    }

    /// Where nothing else proves the sender, the peer's checks do; keys do by themselves.
    private func isExpected(from address: MediaAddress) -> Bool {
        guard let finder, plan?.keys == nil, plan?.handshake == nil else { return true }
        return finder.isProved(address)
    }

    private func take(
        _ datagram: UnsafeBufferPointer<UInt8>, isRTCP: Bool, from address: MediaAddress,
        at now: ContinuousClock.Instant
    ) -> Reception {
        if DatagramKind(of: datagram.span) == .dtls, let handshakes {
            let port = isRTCP ? handshakes.control : handshakes.sound
            let descriptor = isRTCP ? ports.rtcp : ports.rtp
            var address = address
            if !isRTCP, let finder {
                // Strangers have proved nothing; the peer sends again.
                guard finder.isProved(address) else { return Reception() }
                address = Self.anyWay
            }
            take(port.receive(datagram, from: address, by: descriptor, at: now), isControl: isRTCP, at: now)
            return Reception()
        }
        return isRTCP
            ? session.receiveRTCP(datagram.span, from: address, at: now)
            : session.receive(datagram.span, from: address, at: now)
    }

    /// Sends what the session left in `packets`, and empties it.
    func send(_ packets: PacketBuffer) { packets.send(by: ports, isMultiplexed: session.isMultiplexed, ice: finder) }
}

extension StreamPlan {
    /// The same towards the way that was chosen; to nowhere while there is none.
    fileprivate func by(_ ice: ICEPort?) -> StreamPlan {
        guard let ice else { return self }
        var plan = self
        let remote = ice.selected?.remote
        plan.remoteHost = remote?.host ?? "0.0.0.0"
        plan.remotePort = remote?.port ?? 0
        if isMultiplexed { plan.remoteRTCPPort = plan.remotePort }
        return plan
    }
}

extension clinux_endpoint {
    init(_ address: MediaAddress) {
        self.init()
        port = address.port
        if let ipv4 = address.ipv4 {
            high = (UInt64(ipv4) << 32).bigEndian
        } else {
            high = address.upper.bigEndian
            low = address.lower.bigEndian
            is_ipv6 = 1
        }
    }

    var mediaAddress: MediaAddress {
        is_ipv6 == 0
            ? MediaAddress(ipv4: UInt32(truncatingIfNeeded: UInt64(bigEndian: high) >> 32), port: port)
            : MediaAddress(upper: UInt64(bigEndian: high), lower: UInt64(bigEndian: low), port: port)
    }
}
