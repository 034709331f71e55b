/// Every bound of event packages and their documents, with the reason for its size.
public enum EventLimits {
    /// Octets of a document: a message on a datagram holds no more.
    public static let documentOctets = 65_536
    /// Elements open at one time. Presence, dialog and registration documents need six.
    public static let elementDepth = 24
    /// Elements of a document: fifty dialogs with all that RFC 4235 gives them.
    public static let elements = 2_000
    /// Attributes of one element. The richest has seven.
    public static let attributes = 32
    /// Octets of an element's or attribute's name.
    public static let nameOctets = 128
    /// Lines of a message summary: its classes and the optional header fields of each message.
    public static let summaryLines = 256
    /// The greatest count of messages that is believed.
    public static let messages = 99_999
    /// Dialogs kept of one watched line: a switchboard position has a dozen.
    public static let dialogs = 64
    /// Octets of a Call-ID or tag that is kept of a watched dialog.
    public static let identifierOctets = 256
    /// The longest Retry-After and `retry-after` that is obeyed, in seconds: a server cannot blind a line for a day.
    public static let longestRetrySeconds: UInt32 = 3_600
    /// The first wait after a subscription or publication failed; it doubles with each further failure.
    public static let firstBackoff: Duration = .seconds(10)
    /// The longest wait after failures: long enough to spare a server that is down, short enough for a lamp.
    public static let longestBackoff: Duration = .seconds(600)
    /// A subscription that stood so long is followed by a fresh one at once; a shorter one waits first, so that a server
    /// that ends each subscription is not asked in a circle.
    public static let steady: Duration = .seconds(30)
    /// RFC 6665 §4.1.2.4: timer N, 64 × T1, in which a NOTIFY must follow a SUBSCRIBE.
    public static let notifyWait: Duration = .seconds(32)
    /// The least wait before a refresh, whatever life was granted.
    public static let shortestRefresh: Duration = .seconds(5)
    /// The longest life that 423 can make us ask for, in seconds.
    public static let longestExpirySeconds: UInt32 = 86_400
    /// 423 answers followed for one request.
    public static let intervalRaises = 2
    /// Octets of an entity-tag (RFC 3903 §11.3.1) that is given back.
    public static let entityTagOctets = 256
}
