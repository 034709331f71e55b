/// Every bound of the transaction layer, with the reason for its size.
public enum TransactionLimits {
    /// Requests of ours under way: calls, registrations and their CANCELs never come near it.
    public static let clientTransactions = 512
    /// Requests of others under way. Each stays up to 32 s after its answer; beyond this the oldest answered one is
    /// forgotten, and where none is answered the new request gets 503.
    public static let serverTransactions = 1024
    /// Seconds of Retry-After in that 503.
    public static let retryAfterSeconds: UInt32 = 32
}
