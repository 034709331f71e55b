/// What a registrar's 2xx grants besides the binding.
public struct RegistrationGrant: Sendable, Equatable {
    /// RFC 5626 §6: the registrar and the edge proxy keep the flow (`Require: outbound`). Only where the REGISTER named its
    /// flow (`reg-id`): Kamailio 5.6 says it as well after it refused outbound with 439.
    public var requiresOutbound = false
    /// RFC 5626 §5.4: how long the server waits for our keep-alives, in seconds.
    public var flowTimerSeconds: UInt32?
    /// RFC 5627 §4.2: an address that leads to this very phone, from everywhere.
    public var publicGRUU: URI?
    /// RFC 5627 §4.2: the same without a trace of the address of record, for one registration.
    public var temporaryGRUU: URI?

    public init() {}

    /// - Parameter contact: our own among those of the response.
    /// - Parameter namesFlow: the REGISTER had a `reg-id`.
    init(_ response: Message, contact: NameAddress?, namesFlow: Bool) {
        requiresOutbound = namesFlow && response.require.contains { $0.lowercased() == "outbound" }
        flowTimerSeconds = response.header("Flow-Timer").flatMap { text in
            UInt32(text.prefix { $0.isNumber }).map { min($0, RegistrationLimits.longestFlowTimerSeconds) }
        }
        if flowTimerSeconds == 0 { flowTimerSeconds = nil }
        publicGRUU = Self.gruu(contact?.parameter("pub-gruu"))
        temporaryGRUU = Self.gruu(contact?.parameter("temp-gruu"))
    }

    private static func gruu(_ text: String?) -> URI? {
        guard let text, text.utf8.count <= RegistrationLimits.gruuOctets, let uri = try? URI(parsing: text),
            uri.scheme == .sip || uri.scheme == .sips
        else { return nil }
        return uri
    }
}
