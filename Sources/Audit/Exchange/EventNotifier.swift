import SIP
import Time

/// A subscription of the program to something that the exchange knows (RFC 6665 §4.2).
struct EventNotifier: Sendable {
    /// The event packages of RFC 3842, RFC 3680, RFC 3856 and RFC 4235.
    enum Package: String, Sendable {
        case messageSummary = "message-summary"
        case registration = "reg"
        case presence
        case dialog
    }

    let package: Package
    /// The Event field, with its parameters.
    let event: String
    let callID: String
    /// Whom it watches.
    let watched: URI
    /// The program's side: where notices go, its From and ours.
    var target: URI
    let subscriber: NameAddress
    let notifier: NameAddress
    var expires: Instant
    var sequence: UInt32 = 0
    /// Of the documents (RFC 3680 §5.1, RFC 4235 §4.1).
    var version = 0

    /// The watched user, as far ends are named.
    var user: String { watched.user?.lowercased() ?? "" }
}

/// A request of the exchange that waits for its answer (RFC 3261 §17.1.2.2).
struct UnansweredRequest: Sendable {
    var octets: [UInt8]
    var nextTry: Instant
    var wait = Duration.milliseconds(500)
    var endsAt: Instant
}
