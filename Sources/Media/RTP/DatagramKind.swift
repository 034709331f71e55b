/// What a datagram on a media socket is, by its first octets (RFC 7983 §7, RFC 5761 §4).
public enum DatagramKind: Sendable, Equatable {
    case stun, dtls, rtp, rtcp
    /// On a channel of a relay (RFC 8656 §12.4).
    case channel
    /// ZRTP and whatever has no range.
    case other

    /// - Parameter octets: the whole datagram; empty is `other`.
    public init(of octets: Span<UInt8>) {
        guard octets.count > 0 else {
            self = .other
            return
        }
        switch octets[0] {
        case 0...3: self = .stun
        case 20...63: self = .dtls
        case 64...79: self = .channel
        case 128...191:
            // RFC 5761 §4: payload types 64–95 with the marker are RTCP's 192–223.
            self = octets.count > 1 && (192...223).contains(octets[1]) ? .rtcp : .rtp
        default: self = .other
        }
    }
}
