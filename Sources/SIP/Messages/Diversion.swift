/// One Diversion (RFC 5806 §4): who sent the call on, and why.
public struct Diversion: Sendable, Hashable {
    /// Who diverted the call.
    public var address: NameAddress
    /// Such as "unconditional", "user-busy", "no-answer"; in lower case.
    public var reason: String?
    /// What of it is not to be shown: "full", "name", "uri" or "off"; in lower case.
    public var privacy: String?

    init(_ address: NameAddress) {
        self.address = address
        reason = address.parameter("reason")?.lowercased()
        privacy = address.parameter("privacy")?.lowercased()
    }
}

extension Message {
    /// Every diversion, the last one first: each that diverts puts its own on top (RFC 5806 §6.2).
    public var diversions: [Diversion] { nameAddresses("Diversion").map { Diversion($0) } }
}
