import SIP

// Who calls.
extension UserAgentCore {
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
