/// What a relay says by TCP, cut into frames: STUN messages (RFC 8489 §6.2.2) and ChannelData, which is padded to four octets
/// (RFC 8656 §12.5).
public struct TURNStreamReader: Sendable {
    /// What the octets that came hold next.
    public enum Turn: Sendable, Equatable {
        /// So many octets were written, without padding.
        case frame(Int)
        /// The rest is still to come.
        case more
        /// No frame begins here: nobody knows where the next one would.
        case broken
    }

    /// Octets before the sound of ChannelData, and those of STUN that tell its length.
    private static let header = 4

    private var octets = [UInt8](repeating: 0, count: ICELimits.streamRead)
    private var start = 0
    private var end = 0
    /// Octets still to come of a frame that is longer than any of ours: a peer may send such to its relay.
    private var passedOver = 0
    private var isBroken = false

    public init() {}

    /// Hands the free room to `read`, which says how many octets it wrote. There is room once `next` says `more`.
    public mutating func fill(_ read: (UnsafeMutableBufferPointer<UInt8>) -> Int) -> Int {
        if start > 0 {
            for place in start..<end { octets[place - start] = octets[place] }
            (start, end) = (0, end - start)
        }
        let kept = end
        let count = octets.withUnsafeMutableBufferPointer { read(UnsafeMutableBufferPointer(rebasing: $0[kept...])) }
        end += min(max(count, 0), octets.count - kept)
        return count
    }

    /// Writes the next frame into `frame`. One that does not fit, is longer than `STUNLimits.octets`, or is empty is passed
    /// over.
    public mutating func next(into frame: UnsafeMutableBufferPointer<UInt8>) -> Turn {
        while !isBroken {
            let skipped = min(passedOver, end - start)
            start += skipped
            passedOver -= skipped
            guard passedOver == 0, end - start >= Self.header else { return .more }
            guard let length = length() else {
                isBroken = true
                break
            }
            let padded = (length + 3) / 4 * 4
            guard length > Self.header, length <= min(STUNLimits.octets, frame.count) else {
                passedOver = padded
                continue
            }
            guard end - start >= padded else { return .more }
            for place in 0..<length { frame[place] = octets[start + place] }
            start += padded
            return .frame(length)
        }
        return .broken
    }

    /// The octets of the frame that begins with these four; nil where none does.
    private func length() -> Int? {
        let length = Int(octets[start + 2]) << 8 | Int(octets[start + 3])
        return switch octets[start] {
        // RFC 7983 §7; RFC 8489 §5: lengths of STUN are padded ones.
        case 0..<4 where length % 4 == 0: length + 20
        // RFC 8656 §12: channels end with 0x4FFF.
        case 64..<80: length + Self.header
        default: nil
        }
    }
}
