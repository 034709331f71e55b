extension EndReason {
    /// What a final answer to our INVITE means for the agent (RFC 3261 §21).
    /// - Parameter authenticated: we had answered a challenge before this answer came.
    init(finalStatus status: Int, authenticated: Bool) {
        let cause: Cause =
            switch status {
            case 486, 600: .busy
            case 408, 480, 487: .noAnswer
            case 603: .declinedByPeer
            case 401, 407: .credentialsRefused
            case 403: authenticated ? .credentialsRefused : .declinedByPeer
            case 404, 410, 484, 485, 604: .unknownNumber
            case 406, 415, 488, 606: .noCommonMedia
            case 503: .unavailable
            case 500...599: .serverFailure
            default: .other
            }
        self.init(cause, status: status)
    }

    /// A request of ours in the call's dialog ended it (RFC 3261 §12.2.1.2): with 481 the peer has no such call any more, so
    /// it hung up, and its BYE crossed our request or was lost; with 408 nobody is there.
    init(dialogEndedBy status: Int) { self.init(status == 481 ? .endedByPeer : .networkFailure, status: status) }

    /// The tone that a telephone makes after such an end; nil: none.
    var tone: ProgressToneAfterEnd? {
        switch cause {
        case .busy, .declinedByPeer: .busy
        case .unknownNumber, .unavailable, .noCommonMedia, .noEncryption, .fingerprintMismatch, .handshakeFailed,
            .networkFailure, .serverFailure, .credentialsRefused, .other:
            .congestion
        case .endedByMe, .cancelledByMe, .declinedByMe, .endedByPeer, .missed, .answeredElsewhere, .noAnswer: nil
        }
    }

    /// The two tones of an unanswered call.
    enum ProgressToneAfterEnd: Sendable, Equatable { case busy, congestion }
}
