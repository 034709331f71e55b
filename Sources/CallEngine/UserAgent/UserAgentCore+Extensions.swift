import SIP

// What this user agent knows beyond RFC 3261, for Supported, and for the Require of others (RFC 3261 §19.2).
extension UserAgentCore {
    private static let ofCalls = ["100rel", "timer", "replaces", "199", "from-change"]
    /// All that we know, and all that others may require of us.
    static let extensions = ofCalls + ["outbound", "gruu"]

    /// What our requests and answers say. RFC 5626 §4.3 and RFC 5627 §4.4 want theirs wherever a line uses them: an edge
    /// proxy that does not read `outbound` keeps no flow for the dialog. A line that does not use them keeps its requests
    /// short.
    func extensions(of account: AccountID) -> [String] {
        let usesFlows = line(account)?.ways.contains { way in
            way.registration.map { $0.grant.requiresOutbound || $0.grant.publicGRUU != nil } ?? false
        }
        return usesFlows == true ? Self.extensions : Self.ofCalls
    }
}
