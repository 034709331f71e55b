import SIP

// What this user agent knows beyond RFC 3261, for Supported, and for the Require of others (RFC 3261 §19.2).
extension UserAgentCore {
    /// RFC 5626 §4.3 and RFC 5627 §4.4 want theirs in every request: an edge proxy that does not read `outbound` there keeps
    /// no flow for the dialog.
    static let extensions = ["100rel", "timer", "replaces", "199", "outbound", "gruu"]
}
