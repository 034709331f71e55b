/// Every bound of the control protocol, with the reason for its size.
public enum Limits {
    /// Octets of one line: the longest method carries a text of a few thousand.
    public static let lineOctets = 65_536
    /// Depth of objects and arrays in one line; the protocol has three.
    public static let nesting = 16
    /// Requests that wait for the engine's answer at one time; a further one is refused.
    public static let pendingRequests = 256
    /// Calls that one request joins: eight parties with the agent.
    public static let conferenceCalls = 7
    /// Seconds of ringing before a call is forwarded: less is no ringing, more outlasts the caller's server.
    public static let forwardSeconds = 1...180
    /// The loudest that a level is set to: 12 dB above what comes.
    public static let soundLevelPercent = 400
}
