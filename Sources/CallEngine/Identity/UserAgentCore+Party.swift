import SIP

// Who calls.
extension UserAgentCore {
    /// - Parameter isTrusted: the request came by the line's own server, so that its asserted identity may be believed.
    func party(of request: Message, isTrusted: Bool) -> Party {
        if isTrusted, var party = request.assertedParty(side: .calling) {
            if party.name == nil, !party.isWithheld, !request.from.isAnonymous {
                party.name = request.from.displayName.flatMap(SpokenText.clean)
            }
            return party
        }
        let from = request.from
        return request.privacy.hidesIdentity || from.isAnonymous ? .withheld : Party(from, isAsserted: false)
    }
}
