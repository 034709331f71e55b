/// Remote-Party-ID (draft-ietf-sip-privacy-04 §5): what P-Asserted-Identity is in older PBXs; believed only from the line's
/// own server.
public struct RemotePartyID: Sendable, Hashable {
    /// Whom it speaks of.
    public enum Side: String, Sendable, Hashable { case calling, called }

    /// Who it is.
    public var address: NameAddress
    /// nil where it does not say: then it is whoever sends the message.
    public var side: Side?
    /// What is not to be shown: "full", "name", "uri" or "off"; in lower case.
    public var privacy: String?

    init(_ address: NameAddress) {
        self.address = address
        side = address.parameter("party").flatMap { Side(rawValue: $0.lowercased()) }
        privacy = address.parameter("privacy")?.lowercased()
    }
}

extension Message {
    /// Every Remote-Party-ID that names a user (`id-type=subscriber` or none), in order.
    public var remotePartyIDs: [RemotePartyID] {
        nameAddresses("Remote-Party-ID").filter {
            ($0.parameter("id-type") ?? "subscriber").lowercased() == "subscriber"
        }
        .map { RemotePartyID($0) }
    }
}
