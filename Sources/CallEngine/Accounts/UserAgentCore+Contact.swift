import SIP

// Where we are reached: the Contact of a registration, and that of a dialog.
extension UserAgentCore {
    /// The Contact that a way registers, made of its flow's own address; the server may see another (RFC 3581).
    func registeredContact(
        _ index: Int, _ way: Int, local: TransportAddress, transport: TransportProtocol
    ) -> NameAddress {
        let line = lines[index]
        var contact = NameAddress(uri: Self.contactURI(line, local, transport))
        // RFC 5626 §4.2, RFC 5627 §4.1: the instance, and with outbound the flow's number.
        guard let instance = settings.instanceID else { return contact }
        contact.parameters.append(Parameter("+sip.instance", "<\(instance)>"))
        if line.settings.usesOutbound { contact.parameters.append(Parameter("reg-id", "\(way + 1)")) }
        return contact
    }

    private static func contactURI(
        _ line: AccountLine?, _ local: TransportAddress?, _ transport: TransportProtocol
    ) -> URI {
        // RFC 5630 §3.1.3: a sips address of record is reached by sips alone.
        let isSecure = line?.uri.scheme == .sips && transport == .tls
        var uri = URI(
            scheme: isSecure ? .sips : .sip, user: line?.contactUser, host: local?.host ?? "0.0.0.0", port: local?.port)
        if transport != .udp, !isSecure { uri.parameters = [Parameter("transport", transport.rawValue)] }
        return uri
    }

    /// Our Contact in a request or answer on a flow (RFC 3261 §8.1.1.8). A registered line gives the address that its
    /// registrar knows (RFC 5627 §4.4: the public GRUU where there is one), whatever flow the message itself takes: it is
    /// where we can be reached. The temporary GRUU is for calls whose caller hides (RFC 5627 §3.1.2): we place none, and where
    /// From names the line a Contact that hides it would only cost the peer the address to call back.
    /// - Parameter isSecure: the request's target is a sips address, so the Contact is one too (RFC 3261 §8.1.1.8).
    func contact(_ account: AccountID, _ path: Path, isSecure: Bool = false) -> NameAddress {
        var contact = plainContact(account, path)
        if isSecure, path.destination.transport == .tls, contact.uri.scheme == .sip {
            contact.uri.scheme = .sips
            contact.uri.parameters.removeAll { $0.name == "transport" }
        }
        return contact
    }

    private func plainContact(_ account: AccountID, _ path: Path) -> NameAddress {
        let line = line(account)
        let own = line?.ways.first { $0.flow == path.flow } ?? line?.way
        guard let registration = own?.registration, registration.isBound || own?.flow == path.flow,
            let binding = registration.binding
        else {
            return NameAddress(uri: Self.contactURI(line, flowTable[path.flow]?.local, path.destination.transport))
        }
        let gruu = registration.isBound ? registration.grant.publicGRUU : nil
        var uri = gruu ?? binding.contact.uri
        // RFC 5626 §4.3: requests of the dialog come by this flow; a GRUU of a Contact without "ob" asks for it as well.
        if registration.isBound, registration.grant.requiresOutbound { uri.parameters.append(Parameter("ob")) }
        return NameAddress(uri: uri)
    }
}
