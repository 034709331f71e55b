/// What becomes of a request that came inside a dialog.
public enum DialogVerdict: Sendable, Equatable {
    /// In order: to be handled and answered.
    case accept
    /// RFC 3261 §12.2.2: its CSeq is not above the last one: answer 500.
    case outOfOrder
    /// RFC 3261 §14.2: our own INVITE is under way: answer 491.
    case requestPending
    /// RFC 3261 §14.2: an INVITE of the peer is not answered yet: answer 500 with Retry-After of 0 to 10 s.
    case earlierInvitePending

    /// The status of the answer; nil where the request is to be handled.
    public var status: Int? {
        switch self {
        case .accept: nil
        case .outOfOrder, .earlierInvitePending: 500
        case .requestPending: 491
        }
    }
}
