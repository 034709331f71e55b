import Media
import SIP

// ICE (RFC 8445, RFC 8839): the media loop finds the ways, the engine gives credentials and describes candidates.
extension UserAgentCore {
    /// Asks for the candidates of the ports that are asked for next; other ports have other credentials (RFC 8445 §9).
    mutating func askForCandidates(of place: Int, forText isText: Bool = false) {
        guard let media = table[place].media, let servers = line(table[place].account)?.settings.ice else { return }
        let credentials = ICECredentials(using: &keyRandomness)
        let own = OwnICE(credentials: credentials)
        if isText { table[place].textICE = own } else { table[place].ice = own }
        emit(.media(.gather(media, servers, credentials, isText: isText)))
    }

    /// The peer began anew: our answer has other credentials for the same candidates (RFC 8839 §4.4.3).
    mutating func renewICE(of place: Int, forText isText: Bool) {
        if isText {
            guard table[place].capability?.text?.ice != nil else { return }
            table[place].textICE?.credentials = ICECredentials(using: &keyRandomness)
            let capability = table[place].textICE?.capability
            table[place].capability?.text?.ice = capability
        } else {
            guard table[place].capability?.ice != nil else { return }
            table[place].ice?.credentials = ICECredentials(using: &keyRandomness)
            let capability = table[place].ice?.capability
            table[place].capability?.ice = capability
        }
    }
}

/// What this end says of the ways to one pair of its ports.
struct OwnICE: Sendable, Equatable {
    /// What proves its checks (RFC 8445 §5.3).
    var credentials: ICECredentials
    var candidates: [ICECandidate] = []

    /// nil: nothing is known yet.
    var capability: ICECapability? {
        guard !candidates.isEmpty else { return nil }
        return ICECapability(
            fragment: credentials.fragment, password: credentials.password,
            candidates: candidates.map { ICEAttributes.Candidate($0) })
    }
}

extension ICECredentials {
    /// RFC 8445 §5.3: 32 bits and 128 that nobody can guess.
    init(using randomness: inout Randomness) {
        self.init(fragment: randomness.token(octets: 4), password: randomness.token(octets: 16))
    }
}

extension ICEAttributes.Candidate {
    init(_ candidate: ICECandidate) {
        self.init(
            foundation: candidate.foundation, priority: candidate.priority, host: candidate.address.host,
            port: candidate.address.port, kind: candidate.kind.rawValue, relatedHost: candidate.related?.host,
            relatedPort: candidate.related?.port ?? 0)
    }
}

extension ICECandidate {
    /// nil where the address is no numeric one.
    init?(_ candidate: ICEAttributes.Candidate) {
        guard let kind = Kind(rawValue: candidate.kind),
            let address = MediaAddress(host: candidate.host, port: candidate.port)
        else { return nil }
        self.init(kind, address, foundation: candidate.foundation, priority: candidate.priority)
    }
}

extension ICEPlan {
    /// What the SDP agreed, in the media loop's own types.
    init(_ agreed: AgreedICE) {
        self.init(
            local: ICECredentials(fragment: agreed.localFragment, password: agreed.localPassword),
            remote: ICECredentials(fragment: agreed.fragment, password: agreed.password),
            candidates: agreed.candidates.compactMap { ICECandidate($0) }, isControlling: agreed.isControlling,
            isPeerLite: agreed.isPeerLite)
    }
}
