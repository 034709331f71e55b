import CLinux
import CallEngine
import Media
import SIP

/// The text of one media session, with its sockets. Confined to the media loop.
final class TextSlot {
    let id: MediaID
    let session: TextSession
    /// Another pair takes the place of the first where this computer's address changes.
    var ports: PortPair

    init(id: MediaID, ports: PortPair, at now: ContinuousClock.Instant) {
        self.id = id
        self.ports = ports
        var random = SystemRandomNumberGenerator()
        session = TextSession(random: &random, at: now)
    }

    /// Takes one datagram into `storage`. Returns what can be read now; nil where none waits.
    /// - Parameter sound: where the sound of the same call comes from.
    func receive(
        storage: UnsafeMutableBufferPointer<UInt8>, besides sound: MediaAddress?, at now: ContinuousClock.Instant
    ) -> String? {
        var from = clinux_endpoint()
        let count = clinux_udp_receive(ports.rtp, storage.baseAddress, storage.count, &from)
        guard count >= 0 else { return nil }
        return session.receive(
            storage.span.extracting(first: min(count, storage.count)), from: from.mediaAddress, besides: sound, at: now)
    }

    /// Sends what the session left in `packets`, and empties it.
    func send(_ packets: PacketBuffer) { packets.send(by: ports) }
}

extension PacketBuffer {
    /// Sends all packets and empties the buffer. What the network does not take is lost, as UDP may lose it.
    func send(by ports: PortPair) {
        for index in 0..<count {
            let destination = destination(of: index)
            var endpoint = clinux_endpoint(destination.address)
            let descriptor = destination.port == .rtp ? ports.rtp : ports.rtcp
            withOctets(of: index) { octets in
                _ = clinux_udp_send(descriptor, &endpoint, octets.baseAddress, octets.count)
            }
        }
        removeAll()
    }
}
