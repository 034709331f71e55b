import SIP

// What this user agent knows beyond RFC 3261, for Supported, and for the Require of others (RFC 3261 §19.2).
extension UserAgentCore {
    static let extensions = ["100rel", "timer", "replaces", "199"]
}
