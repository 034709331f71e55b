/// Where valid RTP comes from, whether it is heard or not: each address is told once, so that of several early dialogs
/// (RFC 3261 §13.2.2.4) the one that sounds is known.
///
/// A source counts once two of its packets came in a row (RFC 3550 §A.1: one alone may be anybody's). The table is of fixed
/// size and allocates nothing after `init`; past its end nobody new is told.
struct SoundingSources {
    /// Sources told in one session: the branches of a fork, with room for a move of each.
    static let most = 32

    private struct Candidate: Equatable {
        var address: MediaAddress
        var ssrc: UInt32
        var nextSequence: UInt16
    }

    private var told: [MediaAddress] = []
    /// The source that is heard now: most packets are judged by this comparison alone.
    private var latest: MediaAddress?
    /// Sources of which one packet came; several branches may begin to sound at one moment.
    private var candidates: [Candidate?] = Array(repeating: nil, count: 4)
    private var oldest = 0

    init() { told.reserveCapacity(Self.most) }

    /// Notes a packet of a negotiated payload type.
    /// - Returns: whether its source is now told for the first time.
    mutating func note(_ header: RTPHeader, from source: MediaAddress) -> Bool {
        if source == latest { return false }
        if told.contains(source) {
            latest = source
            return false
        }
        guard told.count < Self.most else { return false }
        let place = candidates.firstIndex { $0?.address == source } ?? oldest
        let expected = Candidate(address: source, ssrc: header.ssrc, nextSequence: header.sequenceNumber)
        guard candidates[place] == expected else {
            if candidates[place]?.address != source { oldest = (oldest + 1) % candidates.count }
            candidates[place] = Candidate(
                address: source, ssrc: header.ssrc, nextSequence: header.sequenceNumber &+ 1)
            return false
        }
        candidates[place] = nil
        told.append(source)
        latest = source
        return true
    }
}
