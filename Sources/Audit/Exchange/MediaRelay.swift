import CLinux
import SIP
import Time

/// The way of one medium of one call through the exchange: the program sends to one pair of sockets, the far end to another.
struct MediaRelay: Sendable {
    /// One end: what it described last, and where it takes packets.
    struct End: Sendable {
        var description: MediaDescription
        var sound: clinux_endpoint
        var control: clinux_endpoint
    }

    let callID: String
    /// The place of the m= line.
    let index: Int
    let kind: String
    /// The program sends here.
    let programSide: RelayPorts
    /// The far end sends here.
    let farSide: RelayPorts
    var program: End?
    var far: End?
    /// Of the last packet of sound that the program sent; digits and the noise of pauses are none.
    var sentFormat: AudioFormat?

    /// The descriptor, whether the program sends to it, and whether it is RTCP's.
    func socket(_ descriptor: Int32) -> (isFromProgram: Bool, isControl: Bool)? {
        switch descriptor {
        case programSide.sound: (true, false)
        case programSide.control: (true, true)
        case farSide.sound: (false, false)
        case farSide.control: (false, true)
        default: nil
        }
    }

    var descriptors: [Int32] { [programSide.sound, programSide.control, farSide.sound, farSide.control] }

    /// Hands a packet to the end that it is for.
    func pass(_ octets: [UInt8], isFromProgram: Bool, isControl: Bool) {
        guard let end = isFromProgram ? far : program else { return }
        let ports = isFromProgram ? farSide : programSide
        var target = isControl ? end.control : end.sound
        _ = clinux_udp_send(isControl ? ports.control : ports.sound, &target, octets, octets.count)
    }

    /// Looks at a packet of the program: under which payload type its sound goes. The far end's description says what the
    /// types mean (RFC 3264 §5.1).
    mutating func note(_ octets: [UInt8], isFromProgram: Bool) {
        guard isFromProgram, kind == "audio", let format = format(of: octets), !format.isTelephoneEvent,
            format.encodingName.uppercased() != "CN"
        else { return }
        sentFormat = format
    }

    private func format(of octets: [UInt8]) -> AudioFormat? {
        guard let type = octets.dropFirst().first, let far else { return nil }
        let format = far.description.formats.first { $0.payloadType == type & 0x7F }
        guard let format, format.encodingName.lowercased() == "red" else { return format }
        // Repeated sound (RFC 2198 §3): the last of its headers, without F, is of the sound itself. Where it is encrypted it
        // cannot be read; then the best of the description is what is repeated.
        if far.description.profile.contains("SAVP") {
            return far.description.formats.first { !$0.isTelephoneEvent && $0.encodingName.lowercased() != "red" }
        }
        var place = 12 + 4 * Int((octets.first ?? 0) & 0x0F)
        while place < octets.count, octets[place] & 0x80 != 0 { place += 4 }
        guard place < octets.count else { return nil }
        return far.description.formats.first { $0.payloadType == octets[place] & 0x7F }
    }
}

extension [UInt8] {
    /// RTP, and not RTCP beside it (RFC 5761 §4), STUN or a handshake (RFC 7983 §7).
    var isRTP: Bool {
        guard count >= 12, let first, (128...191).contains(first) else { return false }
        return !(64...95).contains(self[1] & 0x7F)
    }

}
