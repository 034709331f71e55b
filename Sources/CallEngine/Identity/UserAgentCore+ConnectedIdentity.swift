import SIP

// Who is really at the far end, as the line's own server says it while the call goes on (RFC 3325, RFC 4916, and the
// Remote-Party-ID of older PBXs).
extension UserAgentCore {
    /// Whether an identity that a request bears is believed (RFC 3325 §5): it is the line's own server's, or that of a
    /// gateway that the account names. A stranger's word changes no name.
    func believesIdentity(from origin: Origin, of account: AccountID) -> Bool {
        isFromServer(origin, of: account) || line(account)?.settings.trusted.contains(origin.address.host) == true
    }

    /// Tells a call that goes on, where something of it is news.
    mutating func tellIdentity(of id: CallID) {
        guard let place = place(of: id), !table[place].isOver else { return }
        tellChange(of: id)
    }

    /// Takes the identity that a response of a call bears, where it came the way of a request to our own server or to a
    /// gateway that the account names.
    mutating func noteIdentity(in response: Message, of id: CallID, by path: Path) {
        guard let account = place(of: id).map({ table[$0].account }) else { return }
        let isNamed = line(account)?.settings.trusted.contains(path.destination.host) == true
        if isNamed || isTrusted(path, of: account) { takeIdentity(in: response, of: id, known: nil) }
    }

    /// Takes the identity that a request of a call bears.
    /// - Parameter known: the peer's address in the dialog before a request within it; nil for all other messages.
    mutating func noteIdentity(
        in request: Message, of id: CallID, from origin: Origin?, known: NameAddress? = nil
    ) {
        guard let origin, let account = place(of: id).map({ table[$0].account }),
            believesIdentity(from: origin, of: account)
        else { return }
        takeIdentity(in: request, of: id, known: known)
    }

    /// Telling it is the caller's part, with all else that changed.
    private mutating func takeIdentity(in message: Message, of id: CallID, known: NameAddress?) {
        guard let place = place(of: id), !table[place].isOver else { return }
        let old = table[place].snapshot.remote
        var news = message.assertedParty(side: message.isRequest ? nil : .called)
        if news == nil, let known { news = message.changedFrom(since: known, isNameKnown: old.isAsserted) }
        guard var party = news else { return }
        // A number alone takes no name away.
        if party.name == nil, !party.isWithheld, party.hasNumber(of: old) { party.name = old.name }
        if party.isNews(after: old) {
            table[place].snapshot.remote = party
        } else if party.isAsserted {
            table[place].snapshot.remote.isAsserted = true
        }
    }
}

extension Message {
    /// RFC 4916 §4.4.2: the From of a request within the dialog, where it is another than it was; nil: no news.
    /// - Parameter isNameKnown: the server told the name, so that another name for the same address counts for nothing.
    fileprivate func changedFrom(since known: NameAddress, isNameKnown: Bool) -> Party? {
        guard method == .invite || method == .update else { return nil }
        let hasNewName = from.displayName != nil && from.displayName != known.displayName && !isNameKnown
        guard from.uri != known.uri || hasNewName else { return nil }
        return from.isAnonymous ? .withheld : Party(from, isAsserted: false)
    }

    /// What a trusted element says of the far end: P-Asserted-Identity (RFC 3325 §9.1), else Remote-Party-ID; nil: nothing.
    /// - Parameter side: the one that a Remote-Party-ID must speak of where several do; nil: within a dialog, whoever sends.
    func assertedParty(side: RemotePartyID.Side?) -> Party? {
        let identities = assertedIdentities
        if let identity = identities.first(where: { $0.uri.scheme == .sip || $0.uri.scheme == .sips })
            ?? identities.first
        {
            if privacy.hidesIdentity || identity.isAnonymous { return .withheld }
            var party = Party(identity, isAsserted: true)
            if party.name == nil {
                party.name = identities.lazy.compactMap(\.displayName).first.flatMap(SpokenText.clean)
            }
            if let number = identities.first(where: { $0.uri.scheme == .tel })?.uri.user, party.number == nil {
                party.number = SpokenText.clean(number)
            }
            return party
        }
        let others = remotePartyIDs
        guard
            let other = others.first(where: { $0.side == side }) ?? others.first(where: { $0.side == nil })
                ?? (toTag == nil ? nil : others.first)
        else { return nil }
        if privacy.hidesIdentity || other.address.isAnonymous { return .withheld }
        return Party(other.address, privacy: other.privacy, isAsserted: true)
    }
}
