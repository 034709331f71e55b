import CLinux
import CallEngine
import Media
import SIP

/// The text of one media session, with its sockets. Confined to the media loop.
final class TextSlot {
    let id: MediaID
    let session: TextSession
    /// Another pair takes the place of the first where this computer's address changes.
    private(set) var ports: PortPair
    /// nil: there is no certificate.
    private let handshakes: DTLSPort?
    /// What became of a handshake, until it is told.
    private var outcome: HandshakeOutcome?

    init(id: MediaID, ports: PortPair, identity: DTLSIdentity?, at now: ContinuousClock.Instant) {
        self.id = id
        self.ports = ports
        handshakes = identity.map { DTLSPort($0) }
        var random = SystemRandomNumberGenerator()
        session = TextSession(random: &random, at: now)
    }

    /// nil: the text is over; its ports wait for the next plan.
    func apply(_ plan: TextPlan?, at now: ContinuousClock.Instant) {
        guard let plan else {
            _ = handshakes?.apply(nil, to: nil, by: ports.rtp, at: now)
            return session.pause()
        }
        session.apply(plan, at: now)
        guard let handshakes else {
            if plan.handshake != nil { outcome = .failed(.timedOut) }
            return
        }
        let address = MediaAddress(host: plan.remoteHost, port: plan.remotePort)
        if handshakes.apply(plan.handshake, to: address, by: ports.rtp, at: now) { session.forgetKeys(at: now) }
        handleHandshakes(at: now)
    }

    /// Our offer asks for a handshake.
    func expectHandshake() { handshakes?.expect() }

    /// Time's turn.
    func handleHandshakes(at now: ContinuousClock.Instant) {
        take(handshakes?.handleTimeout(by: ports.rtp, at: now), at: now)
    }

    private func take(_ end: DTLSPort.Outcome?, at now: ContinuousClock.Instant) {
        switch end {
        case .secured(let keys, let peer):
            session.take(keys, from: peer, at: now)
            outcome = .secured(keys.suite)
        case .failed(let failure): outcome = .failed(failure)
        case nil: break
        }
    }

    /// What became of a handshake; told once.
    func takeOutcome() -> HandshakeOutcome? {
        guard outcome != nil else { return nil }
        defer { outcome = nil }
        return outcome
    }

    func rebind(_ pair: PortPair) {
        ports = pair
        handshakes?.rebind()
    }

    func closeHandshakes() { handshakes?.close(by: ports.rtp) }

    /// Takes one datagram into `storage`. Returns what can be read now; nil where none waits.
    /// - Parameter sound: where the sound of the same call comes from.
    func receive(
        storage: UnsafeMutableBufferPointer<UInt8>, besides sound: MediaAddress?, at now: ContinuousClock.Instant
    ) -> String? {
        var from = clinux_endpoint()
        let count = clinux_udp_receive(ports.rtp, storage.baseAddress, storage.count, &from)
        guard count >= 0 else { return nil }
        let octets = storage.span.extracting(first: min(count, storage.count))
        if DatagramKind(of: octets) == .dtls, let handshakes {
            let datagram = UnsafeBufferPointer(rebasing: storage[..<min(count, storage.count)])
            take(handshakes.receive(datagram, from: from.mediaAddress, by: ports.rtp, at: now), at: now)
            return ""
        }
        return session.receive(octets, from: from.mediaAddress, besides: sound, at: now)
    }

    /// Sends what the session left in `packets`, and empties it.
    func send(_ packets: PacketBuffer) { packets.send(by: ports) }
}

extension PacketBuffer {
    /// Sends all packets and empties the buffer. What the network does not take is lost, as UDP may lose it.
    /// - Parameter isMultiplexed: RTCP goes by the port of RTP (RFC 5761).
    /// - Parameter ice: sends what goes by the port of RTP; nil: all leaves by the sockets.
    func send(by ports: PortPair, isMultiplexed: Bool = false, ice: ICEPort? = nil) {
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
