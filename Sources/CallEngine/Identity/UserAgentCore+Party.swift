import SIP

// Who calls, and whom they call.
extension UserAgentCore {
    /// The line that an INVITE is for: the one whose user is asked for, on its own flow if possible.
    mutating func account(for request: Message, _ path: Path) -> AccountID {
        let named = request.requestURI.user.map { lines.indices(user: $0) } ?? []
        if let index = named.first(where: { isFrom(lines[$0], path) }) ?? named.first { return lines[index].id }
        let flows = path.destination.transport == .udp ? flowTable.flows(to: path.destination) : [path.flow]
        return flows.compactMap { lines.indices(on: $0).first }.min().map { lines[$0].id } ?? AccountID(0)
    }

    /// Whether a path is the one to the line's own server. The flow alone proves nothing over UDP: its socket serves
    /// whoever sends to it, and a request inside a dialog goes wherever the peer's Contact says.
    private func isFrom(_ line: AccountLine, _ path: Path) -> Bool {
        guard let flow = line.flow else { return false }
        switch path.destination.transport {
        case .tcp, .tls: return flow == path.flow
        case .udp: return flowTable[flow]?.remote == path.destination
        }
    }

    /// Whether an INVITE may ring on a line: a registered line is called through its server alone, by whatever port or
    /// connection that chooses; all others are ghost calls. A direct line takes calls from anybody.
    func mayRing(_ account: AccountID, by path: Path) -> Bool {
        guard let line = line(account), !line.settings.registrars.isEmpty else { return true }
        let host = path.destination.host
        return line.flow.flatMap { flowTable[$0]?.remote?.host } == host || line.settings.trusted.contains(host)
    }

    /// RFC 3325 §5, and the rule that credentials go to no stranger: the path is the one to the line's own server.
    func isTrusted(_ path: Path, of account: AccountID) -> Bool {
        guard let line = line(account), line.outboundTarget != nil else { return false }
        return isFrom(line, path)
    }

    /// - Parameter isTrusted: the request came by the line's own server, so that its asserted identity may be believed.
    func party(of request: Message, isTrusted: Bool) -> Party {
        let asserted = isTrusted ? request.assertedIdentities : []
        let from = request.from
        let hides = request.privacy.contains { ["id", "user", "header", "critical"].contains($0.lowercased()) }
        let isAnonymous =
            from.uri.host.lowercased() == "anonymous.invalid"
            || from.uri.user?.lowercased() == "anonymous"
        if hides || (isAnonymous && asserted.isEmpty) {
            return Party(name: nil, number: nil, address: "sip:anonymous@anonymous.invalid", isWithheld: true)
        }
        let identity = asserted.first { $0.uri.scheme == .sip } ?? asserted.first ?? from
        let name = (identity.displayName ?? (isAnonymous ? nil : from.displayName)).flatMap(SpokenText.clean)
        let number = (identity.uri.user ?? asserted.first { $0.uri.scheme == .tel }?.uri.user).flatMap(SpokenText.clean)
        return Party(
            name: name, number: number, address: SpokenText.clean(identity.uri.withoutParameters.description) ?? "")
    }
}
