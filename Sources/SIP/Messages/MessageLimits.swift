/// The bounds of a message. Beyond them the answer is 513, or the connection is closed.
public enum MessageLimits {
    /// A datagram's own bound; slices are 16 bits wide.
    public static let messageOctets = 65_535
    /// Octets before the body on a stream.
    public static let headerOctets = 32_768
    /// Header values, a comma-separated one counted for each value.
    public static let headers = 256
    /// Via values: more hops than Max-Forwards is ever set to (RFC 3261 §8.1.1.6 recommends 70).
    public static let vias = 100
    /// Parameters of all header values together.
    public static let parameters = 1_024
    /// Header fields read from one URI: a transfer needs two or three.
    public static let uriHeaders = 16
    /// Values read of one field that tells more of a call (Diversion, History-Info, Alert-Info…): a call that was sent on
    /// more often is a loop.
    public static let identities = 16
    /// Octets read of one Alert-Info.
    public static let alertOctets = 512
    /// Octets looked at for the status line of a message/sipfrag.
    public static let fragmentOctets = 256
    /// Octets waiting in a stream's framer.
    public static let streamOctets = 131_072
}
