import CLinux
import Glibc

/// The two UDP sockets of a media session: RTP on an even port, RTCP on the next (RFC 3550 §11).
final class PortPair {
    let rtp: Int32
    let rtcp: Int32
    let rtpPort: UInt16
    var rtcpPort: UInt16 { rtpPort &+ 1 }

    /// Binds a free pair on a numeric address.
    /// - Parameters:
    ///   - range: the ports that may be used; nil: any that the kernel gives.
    ///   - start: where in the range to look first, so that a closed call's late packets do not meet the next one.
    /// - Returns: nil where no pair is free, or the address is not ours.
    static func bind(host: String, range: ClosedRange<UInt16>?, start: Int) -> PortPair? {
        for attempt in 0..<Limits.portPairAttempts {
            guard let wanted = candidate(range, start: start, attempt: attempt) else { return nil }
            var port: UInt16 = 0
            let first = clinux_udp_bind(host, wanted, &port)
            guard first >= 0 else {
                if range == nil { return nil }
                continue
            }
            var second: UInt16 = 0
            guard port < .max else {
                close(first)
                continue
            }
            let other = clinux_udp_bind(host, port % 2 == 0 ? port + 1 : port - 1, &second)
            guard other >= 0 else {
                close(first)
                continue
            }
            return port % 2 == 0
                ? PortPair(rtp: first, rtcp: other, rtpPort: port) : PortPair(rtp: other, rtcp: first, rtpPort: second)
        }
        return nil
    }

    /// The even port to try; 0 where the kernel chooses; nil where the range holds no pair.
    private static func candidate(_ range: ClosedRange<UInt16>?, start: Int, attempt: Int) -> UInt16? {
        guard let range else { return 0 }
        let first = (Int(range.lowerBound) + 1) / 2 * 2
        let pairs = (Int(range.upperBound) - first + 1) / 2
        guard pairs > 0, attempt < pairs else { return nil }
        return UInt16(first + (start + attempt) % pairs * 2)
    }

    private init(rtp: Int32, rtcp: Int32, rtpPort: UInt16) {
        self.rtp = rtp
        self.rtcp = rtcp
        // A network that does not heed the mark takes the packets all the same.
        _ = clinux_mark_expedited(rtp)
        _ = clinux_mark_expedited(rtcp)
        self.rtpPort = rtpPort
    }

    deinit {
        close(rtp)
        close(rtcp)
    }
}
