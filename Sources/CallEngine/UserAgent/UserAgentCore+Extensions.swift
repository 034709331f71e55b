import SIP

// What this user agent knows beyond RFC 3261, for Supported, and for the Require of others (RFC 3261 §19.2).
extension UserAgentCore {
    static let extensions = ["100rel", "timer", "replaces", "199"]
    /// In our own INVITE and UPDATE besides: the peer may change its From within the dialog (RFC 4916 §4.1), and we follow. Our
    /// answers do not say so: who does there owes an UPDATE with its own identity (§4.2), and ours never changes.
    static let requestExtensions = extensions + ["from-change"]
}
