import SIP

extension Message {
    /// By whom the call was sent on, the last first: of Diversion (RFC 5806) or History-Info (RFC 7044), whichever tells more.
    /// Both tell the same where a gateway writes both (RFC 7544). Somebody who wants no mention is withheld, not left out.
    /// - Parameter isAsserted: the fields came by the line's own server.
    func forwarders(isAsserted: Bool) -> [Party] {
        let hidesAll = privacy.hidesHistory
        let diverted = diversions.map { Party($0.address, privacy: $0.privacy, isAsserted: isAsserted) }
        let history = historyOfForwarding.map { entry in
            entry.isPrivate || hidesAll ? .withheld : Party(entry.address, isAsserted: isAsserted)
        }
        var found: [Party] = []
        for party in history.count > diverted.count ? history : diverted {
            let isKnown = party.isWithheld || party.name != nil || party.number != nil
            // A phone that sends on from each of its lines stands there more than once.
            if isKnown, found.last.map({ party.isNews(after: $0) }) ?? true { found.append(party) }
            if found.count == Limits.forwarders { break }
        }
        return found
    }
}
