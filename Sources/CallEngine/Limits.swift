/// Every bound of the engine, with the reason for its size.
public enum Limits {
    /// Calls at one time: an agent handles a few; more is an attack or a loop.
    public static let calls = 32
    /// Redirections followed for one call (RFC 3261 §8.1.3.4 leaves the number to us).
    public static let redirections = 5
    /// Digits in one `digits` command.
    public static let digits = 64
    /// Octets of an address given to `dial`.
    public static let dialledOctets = 512
}
