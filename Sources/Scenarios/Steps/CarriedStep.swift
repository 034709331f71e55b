/// What SIP and RTP carried.
public enum CarriedStep: Sendable, Equatable {
    case sends(RequestMethod, within: Duration?)
    case sendsNone(RequestMethod)
    case count(RequestMethod, times: Int)
    case receives(peer: String, RequestMethod, within: Duration?)
    case answers(code: Int)
    case contains(RequestMethod, String)
    case encrypted
    case codec(String)
    /// RTP packets leave.
    case packets(SoundDirection)
    case noPackets(Duration?)
    case digits(String)
    /// Real-time text reached the peer, so soon after the last act.
    case text(String, peer: String, within: Duration?)
}
