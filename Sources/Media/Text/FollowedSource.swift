/// The SSRC that a reader of text follows. Another one, or a far number, is followed from its second packet in a row on
/// (RFC 3550 §A.1).
struct FollowedSource: Sendable, Equatable {
    enum Verdict: Equatable {
        case same
        /// A stray, or the first of another source.
        case refused
        /// Another source, or the first one; so many of its packets went unread.
        case anew(unread: Int64)
    }

    private struct Candidate: Equatable {
        var source: UInt32
        var first: UInt16
    }

    /// How far the second packet of another source may be from the first.
    private static let candidateReach: UInt16 = 16
    /// A jump beyond this is another stream.
    private static let mostMissing: Int64 = 1_000

    private(set) var ssrc: UInt32?
    private var candidate: Candidate?

    /// - Parameter distance: of its number from the one that is awaited.
    mutating func judge(_ header: RTPHeader, distance: Int64) -> Verdict {
        if ssrc == header.ssrc, distance.magnitude <= Self.mostMissing.magnitude { return .same }
        if ssrc != nil {
            guard let candidate, candidate.source == header.ssrc,
                (1...Self.candidateReach).contains(header.sequenceNumber &- candidate.first)
            else {
                candidate = Candidate(source: header.ssrc, first: header.sequenceNumber)
                return .refused
            }
        }
        let unread = candidate.map { Int64(header.sequenceNumber &- $0.first) } ?? 0
        candidate = nil
        ssrc = header.ssrc
        return .anew(unread: unread)
    }
}
