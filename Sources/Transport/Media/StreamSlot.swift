import CLinux
import CallEngine
import Media
import Time

/// What a slot runs: the sound of a session, or its text.
protocol CarriedSession: AnyObject {
    associatedtype Plan: CarriedPlan
    associatedtype Arrival

    /// What a datagram comes to that is no packet of the session's.
    static var nothing: Arrival { get }
    var isMultiplexed: Bool { get }
    func apply(_ plan: Plan, at now: Instant)
    func take(_ keys: SRTPKeys, isControl: Bool, from address: MediaAddress, at now: Instant)
    func forgetKeys(isControl: Bool, at now: Instant)
    func receive(_ octets: Span<UInt8>, from address: MediaAddress, at now: Instant) -> Arrival
    func receiveRTCP(_ octets: Span<UInt8>, from address: MediaAddress, at now: Instant) -> Arrival
}

/// One stream with its two sockets, what finds their way (ICE) and what makes its keys (DTLS). Confined to the media loop.
class StreamSlot<Session: CarriedSession> {
    let id: MediaID
    let session: Session
    /// Its sockets; another pair takes the place of the first where this computer's address changes.
    private(set) var ports: PortPair
    /// Handshakes for the stream, and for its reports where those have an association of their own (RFC 5764 §4.1); nil: there
    /// is no certificate.
    private let handshakes: (stream: DTLSPort, control: DTLSPort)?
    /// What became of a handshake, until it is told.
    private var outcome: HandshakeOutcome?
    /// There was a way, or was to be one, and there is none any more.
    private var isWayLost = false
    /// nil: its ports find no way of their own.
    private(set) var ice: ICEPort?
    /// Where it was opened, until its candidates are known and that is told.
    var awaitedHost: String?
    private var plan: Session.Plan? {
        didSet {
            isPlanned = plan != nil
            isByICE = plan?.ice != nil
            provesSender = plan?.keys != nil || plan?.handshake != nil
        }
    }
    /// The session runs by a plan.
    private(set) var isPlanned = false
    // Asked for each frame and packet: a plan that is only looked at is copied whole.
    private var isByICE = false
    private var provesSender = false

    init(_ id: MediaID, _ session: Session, _ ports: PortPair, identity: DTLSIdentity?, ice: ICEPort?) {
        self.id = id
        self.session = session
        self.ports = ports
        self.ice = ice
        handshakes = identity.map { (DTLSPort($0), DTLSPort($0)) }
    }

    func apply(_ plan: Session.Plan, at now: Instant) {
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

    /// Nothing runs until the next plan; the ports wait for it.
    func rest(at now: Instant) {
        plan = nil
        ice?.rest()
        isWayLost = false
        _ = handshakes?.stream.apply(nil, to: nil, by: ports.rtp, at: now)
        _ = handshakes?.control.apply(nil, to: nil, by: ports.rtcp, at: now)
    }

    /// With ICE the handshake goes by the chosen way, whichever that is (RFC 5763 §6.7.1).
    private func carryHandshakes() {
        handshakes?.stream.carrier = finder.map { ice in { ice.carry($0) } }
    }

    /// What finds the way of the plan; nil: the plan names the peer's address itself.
    private var finder: ICEPort? { isByICE ? ice : nil }

    /// ICE chose another way, or lost the last one.
    /// - Returns: whether the peer can be sent to no more (true), or again (false), since this was last asked; nil: no change.
    func followWay(at now: Instant) -> Bool? {
        guard let ice, ice.takeMove(), let plan, plan.ice != nil else { return nil }
        run(plan.by(ice), at: now)
        let wasLost = isWayLost
        isWayLost = ice.selected == nil
        return isWayLost == wasLost ? nil : isWayLost
    }

    private func run(_ plan: Session.Plan, at now: Instant) {
        session.apply(plan, at: now)
        guard let handshakes else {
            if plan.handshake != nil { outcome = .failed(.noCommonProfile) }
            return
        }
        let described = MediaAddress(host: plan.remoteHost, port: plan.remotePort)
        let address = finder.map { $0.selected == nil ? MediaAddress(ipv4: 0, port: 0) : .anyWay } ?? described
        if handshakes.stream.apply(plan.handshake, to: address, by: ports.rtp, at: now) {
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
        handshakes?.stream.expect()
        handshakes?.control.expect()
    }

    /// Time's turn.
    func handleHandshakes(at now: Instant) {
        guard let handshakes else { return }
        take(handshakes.stream.handleTimeout(by: ports.rtp, at: now), isControl: false, at: now)
        take(handshakes.control.handleTimeout(by: ports.rtcp, at: now), isControl: true, at: now)
    }

    private func take(_ end: DTLSPort.Outcome?, isControl: Bool, at now: Instant) {
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
    func rebind(_ pair: PortPair, ice: ICEPort?, at now: Instant) {
        self.ice?.close(at: now)
        self.ice = ice
        isWayLost = false
        carryHandshakes()
        ports = pair
        handshakes?.stream.rebind()
        handshakes?.control.rebind()
    }

    func closeHandshakes(at now: Instant) {
        defer { ice?.close(at: now) }
        handshakes?.stream.close(by: ports.rtp)
        handshakes?.control.close(by: ports.rtcp)
    }

    // MARK: The network

    /// Whether one of its sockets wakes the loop.
    func listen(_ listens: Bool, _ socket: SlotSocket?, mark: Int, on clock: MediaClock) {
        let descriptor: Int32
        switch socket {
        case .rtp: descriptor = ports.rtp
        case .rtcp: descriptor = ports.rtcp
        case .relay:
            ice?.listenToRelay(listens)
            return
        case nil: return
        }
        if listens { _ = clock.add(descriptor, mark: mark) } else { clock.remove(descriptor) }
    }

    /// Takes one datagram of a socket, or one frame of the relay, into `storage` and hands it to the session; nil where none
    /// waits.
    func receive(
        _ socket: SlotSocket, storage: UnsafeMutableBufferPointer<UInt8>, at now: Instant
    ) -> Session.Arrival? {
        if socket == .relay {
            guard let ice, let count = ice.takeFrame(into: storage) else { return nil }
            return take(UnsafeBufferPointer(rebasing: storage[..<count]), from: nil, by: ice, at: now)
        }
        var from = clinux_endpoint()
        let descriptor = socket == .rtcp ? ports.rtcp : ports.rtp
        let count = clinux_udp_receive(descriptor, storage.baseAddress, storage.count, &from)
        guard count >= 0 else { return nil }
        let datagram = UnsafeBufferPointer(rebasing: storage[..<min(count, storage.count)])
        guard socket == .rtp, let ice else {
            return take(datagram, isRTCP: socket == .rtcp, from: from.mediaAddress, at: now)
        }
        return take(datagram, from: from.mediaAddress, by: ice, at: now)
    }

    private func take(
        _ datagram: UnsafeBufferPointer<UInt8>, from address: MediaAddress?, by ice: ICEPort, at now: Instant
    ) -> Session.Arrival {
        switch ice.receive(datagram, from: address, at: now) {
        case .nothing: return Session.nothing
        case .media(let range, let peer):
            guard isExpected(from: peer) else { return Session.nothing }
            return take(UnsafeBufferPointer(rebasing: datagram[range]), isRTCP: false, from: peer, at: now)
        case .indicated(let octets, let peer):
            return octets.withUnsafeBufferPointer { take($0, isRTCP: false, from: peer, at: now) }
        }
    }

    /// Where nothing else proves the sender, the peer's checks do; keys do by themselves.
    private func isExpected(from address: MediaAddress) -> Bool {
        guard let finder, !provesSender else { return true }
        return finder.isProved(address)
    }

    private func take(
        _ datagram: UnsafeBufferPointer<UInt8>, isRTCP: Bool, from address: MediaAddress,
        at now: Instant
    ) -> Session.Arrival {
        if DatagramKind(of: datagram.span) == .dtls, let handshakes {
            let port = isRTCP ? handshakes.control : handshakes.stream
            let descriptor = isRTCP ? ports.rtcp : ports.rtp
            var address = address
            if !isRTCP, let finder {
                // Strangers have proved nothing; the peer sends again.
                guard finder.isProved(address) else { return Session.nothing }
                address = .anyWay
            }
            take(port.receive(datagram, from: address, by: descriptor, at: now), isControl: isRTCP, at: now)
            return Session.nothing
        }
        return isRTCP
            ? session.receiveRTCP(datagram.span, from: address, at: now)
            : session.receive(datagram.span, from: address, at: now)
    }

    /// Sends what the session left in `packets`, and empties it.
    func send(_ packets: PacketBuffer) { packets.send(by: ports, isMultiplexed: session.isMultiplexed, ice: finder) }
}

extension MediaAddress {
    /// All ways to the peer, to its one handshake.
    fileprivate static let anyWay = MediaAddress(ipv4: 0, port: 1)
}

extension CarriedPlan {
    /// The same towards the way that was chosen; to nowhere while there is none.
    fileprivate func by(_ ice: ICEPort?) -> Self {
        guard let ice else { return self }
        var plan = self
        let remote = ice.selected?.remote
        plan.remoteHost = remote?.host ?? "0.0.0.0"
        plan.remotePort = remote?.port ?? 0
        if isMultiplexed { plan.remoteRTCPPort = plan.remotePort }
        return plan
    }
}

extension PacketBuffer {
    /// Sends all packets and empties the buffer. What the network does not take is lost, as UDP may lose it.
    /// - Parameters:
    ///   - isMultiplexed: RTCP goes by the port of RTP (RFC 5761).
    ///   - ice: sends what goes by the port of RTP; nil: all leaves by the sockets.
    fileprivate func send(by ports: PortPair, isMultiplexed: Bool, ice: ICEPort?) {
        for index in 0..<count {
            let destination = destination(of: index)
            var endpoint = clinux_endpoint(destination.address)
            let isOnRTP = destination.port == .rtp || isMultiplexed
            let descriptor = isOnRTP ? ports.rtp : ports.rtcp
            withOctets(of: index) { octets in
                if isOnRTP, let ice { return ice.carry(octets) }
                _ = clinux_udp_send(descriptor, &endpoint, octets.baseAddress, octets.count)
            }
        }
        removeAll()
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
