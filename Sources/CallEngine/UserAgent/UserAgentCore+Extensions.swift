import SIP

// What this user agent knows beyond RFC 3261, for Supported, and for the Require of others (RFC 3261 §19.2).
extension UserAgentCore {
    /// RFC 5626 §4.3 and RFC 5627 §4.4 want theirs in every request: an edge proxy that does not read `outbound` there keeps
    /// no flow for the dialog.
    static let extensions = ["100rel", "timer", "replaces", "199", "outbound", "gruu"]
    /// In our own INVITE and UPDATE besides: the peer may change its From within the dialog (RFC 4916 §4.1), and we follow. Our
    /// answers do not say so: who does there owes an UPDATE with its own identity (§4.2), and ours never changes.
    static let requestExtensions = extensions + ["from-change"]
}
