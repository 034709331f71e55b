import Media
import Time

/// The handshakes of one socket: one for each address that speaks, so that nobody spoils another's, and of them the one whose
/// certificate is the description's. Confined to the media loop.
final class DTLSPort {
    enum Outcome: Equatable {
        /// With whom, and the keys of both directions.
        case secured(SRTPKeys, from: MediaAddress)
        case failed(HandshakeFailure)
    }

    private enum Phase {
        /// Nothing was agreed; where our offer asks for a handshake the peer may begin it.
        case idle
        case running(until: Instant)
        case secured
        case failed
    }

    private let identity: DTLSIdentity
    /// Sends by another way than the socket; nil: by the socket.
    var carrier: DTLSAssociation.Carrier?
    private var phase = Phase.idle
    private var isExpecting = false
    private var plan: HandshakePlan?
    private var described: MediaAddress?
    private var associations: [DTLSAssociation] = []
    private var chosen: DTLSAssociation?
    /// Handshakes begun since the last plan.
    private var begun = 0

    init(_ identity: DTLSIdentity) { self.identity = identity }

    /// The peer may begin before its fingerprint is known; it is judged when it is.
    func expect() {
        isExpecting = true
        begun = 0
    }

    /// The sockets are others now: the standing keys go on, and the next plan asks for another handshake.
    func rebind() {
        associations = []
        chosen = nil
    }

    /// Runs the handshake of a plan; nil ends what stands.
    /// - Returns: whether another handshake is due: the keys of the last one are over.
    func apply(
        _ new: HandshakePlan?, to address: MediaAddress?, by descriptor: Int32, at now: Instant
    ) -> Bool {
        let isMoved = address != described
        described = address
        let isFailed = if case .failed = phase { true } else { false }
        if new == plan, !isFailed {
            if isMoved, case .running = phase {
                phase = .running(until: now + patience)
                if plan?.isClient == true { begin(by: descriptor, at: now) }
            }
            return false
        }
        close(by: descriptor)
        plan = new
        guard let new else {
            phase = .idle
            associations = []
            return false
        }
        phase = .running(until: now + patience)
        begun = 0
        if new.isClient { begin(by: descriptor, at: now) }
        return true
    }

    /// Where no way to the peer is known yet, it has to be found first.
    private var patience: Duration {
        carrier == nil || destination != nil ? Limits.dtlsHandshake : Limits.dtlsHandshake + ICELimits.checking
    }

    /// Where the description says that flights go; nil: nowhere yet. A carrier knows by itself where.
    private var destination: MediaAddress? {
        guard let described, described.port != 0, carrier != nil || !described.isUnspecified else { return nil }
        return described
    }

    /// Our first flight to where the description says.
    private func begin(by descriptor: Int32, at now: Instant) {
        associations = []
        guard let destination, begun < Limits.dtlsAttempts,
            let association = DTLSAssociation(identity, with: destination, isClient: true, at: now, by: carrier)
        else { return }
        begun += 1
        associations = [association]
        association.start(by: descriptor)
    }

    /// Takes a datagram whose first octet says DTLS.
    func receive(
        _ octets: UnsafeBufferPointer<UInt8>, from address: MediaAddress, by descriptor: Int32,
        at now: Instant
    ) -> Outcome? {
        if let chosen {
            if address == chosen.peer { chosen.receive(octets, by: descriptor) }
            return nil
        }
        if let known = associations.first(where: { $0.peer == address }) {
            known.receive(octets, by: descriptor)
            removeFailed(by: descriptor, at: now)
        } else if takesClients, DTLSRecords.isClientHello(octets), hasRoom(for: address),
            let association = DTLSAssociation(identity, with: address, isClient: false, at: now, by: carrier)
        {
            begun += 1
            associations.append(association)
            association.receive(octets, by: descriptor)
            removeFailed(by: descriptor, at: now)
        }
        return judge()
    }

    private var takesClients: Bool {
        switch phase {
        case .idle, .secured: isExpecting
        case .running: plan?.isClient == false
        case .failed: false
        }
    }

    /// Strangers are few. An unfinished one of them makes room, and any of them for the address of the description; so does
    /// one whose certificate is not the description's.
    private func hasRoom(for address: MediaAddress) -> Bool {
        let isDescribed = address == described
        guard begun < (isDescribed ? Limits.dtlsAttempts : Limits.dtlsAttempts / 2) else { return false }
        guard associations.count >= Limits.dtlsAssociations else { return true }
        let strangers = associations.indices.filter { associations[$0].peer != described }
        let place =
            strangers.first { if case .handshaking = associations[$0].state { true } else { false } }
            ?? strangers.first { isDescribed || isForeign(associations[$0]) }
        guard let place else { return false }
        associations.remove(at: place)
        return true
    }

    /// Through, with a certificate that is not the description's.
    private func isForeign(_ association: DTLSAssociation) -> Bool {
        guard let plan, case .complete(let certificate, _) = association.state else { return false }
        return !certificate.isOne(of: plan.fingerprints)
    }

    /// Nothing is proved until a handshake is through: what spoiled one may have been anybody's, and it begins anew.
    private func removeFailed(by descriptor: Int32, at now: Instant) {
        let before = associations.count
        associations.removeAll { if case .failed = $0.state { true } else { false } }
        guard associations.count < before, plan?.isClient == true, case .running = phase else { return }
        begin(by: descriptor, at: now)
    }

    func handleTimeout(by descriptor: Int32, at now: Instant) -> Outcome? {
        guard !associations.isEmpty || isRunning else { return nil }
        for association in associations { association.handleTimeout(by: descriptor) }
        associations.removeAll {
            if case .handshaking = $0.state { now - $0.startedAt > Limits.dtlsHandshake } else { false }
        }
        removeFailed(by: descriptor, at: now)
        if let outcome = judge() { return outcome }
        guard case .running(let until) = phase, until <= now else { return nil }
        // A stranger's handshake proves nothing of the peer.
        return fail(.timedOut)
    }

    private var isRunning: Bool { if case .running = phase { true } else { false } }

    /// The first handshake that is through with the certificate of the description. At the description's own address any other
    /// certificate is the end; elsewhere it may be another branch's, or a stranger's.
    private func judge() -> Outcome? {
        guard isRunning, let plan else { return nil }
        for association in associations where association.isClient == plan.isClient {
            guard case .complete(let certificate, let keys) = association.state else { continue }
            guard certificate.isOne(of: plan.fingerprints) else {
                if association.peer == described { return fail(.fingerprintMismatch) }
                continue
            }
            guard let keys else { return fail(.noCommonProfile) }
            chosen = association
            associations = []
            isExpecting = false
            phase = .secured
            return .secured(keys, from: association.peer)
        }
        return nil
    }

    private func fail(_ failure: HandshakeFailure) -> Outcome {
        associations = []
        phase = .failed
        return .failed(failure)
    }

    /// Says goodbye to the peer of the standing association.
    func close(by descriptor: Int32) {
        chosen?.close(by: descriptor)
        chosen = nil
    }
}
