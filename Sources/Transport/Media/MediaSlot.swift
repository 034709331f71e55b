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
    var ports: PortPair
    /// The file that it is written into.
    var recording: SlotRecording?
    /// What it gives to a conference; nil while it is in none.
    private(set) var party: ConferenceParty?

    init(id: MediaID, ports: PortPair, at now: ContinuousClock.Instant) {
        self.id = id
        self.ports = ports
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
        session.apply(plan, at: now)
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
        let octets = storage.span.extracting(first: min(count, storage.count))
        return isRTCP
            ? session.receiveRTCP(octets, from: from.mediaAddress, at: now)
            : session.receive(octets, from: from.mediaAddress, at: now)
    }

    /// Sends what the session left in `packets`, and empties it.
    func send(_ packets: PacketBuffer) { packets.send(by: ports) }
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
