/// Every bound of dialogs and redirection, with the reason for its size.
public enum DialogLimits {
    /// Proxies in a route set: each costs octets in every request, and a longer one would not fit a datagram.
    public static let routes = 24
    /// Targets kept of all 3xx answers of one call (RFC 3261 §8.1.3.4).
    public static let redirectTargets = 10
}
