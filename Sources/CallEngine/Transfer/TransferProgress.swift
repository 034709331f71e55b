/// How far a transfer is, as the transferor sees it (RFC 3515 §2.4.5).
public enum TransferProgress: Sendable, Equatable {
    /// REFER is under way, or accepted without further word.
    case requested
    /// The target rings, or makes other progress.
    case ringing
    /// The target answered.
    case done
    /// It was refused, or the target did not answer; the call is back with the agent, held.
    case failed(status: Int?)
}
