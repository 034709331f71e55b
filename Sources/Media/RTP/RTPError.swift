/// Why a datagram was refused. The peer's fault, as a value.
public enum RTPError: Error, Sendable, Equatable {
    /// Shorter than its header, its CSRC list, its extension or its padding say.
    case truncated
    /// Not version 2 (RFC 3550 §5.1).
    case version
    /// A length or a count that cannot be.
    case malformed
    /// The first packet of a compound is neither SR nor RR (RFC 3550 §6.1).
    case notCompound
}
