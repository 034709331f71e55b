/// What this end can do about ICE: its credentials and candidates. The description's own address is the best one for who has
/// no ICE: as a server saw us, else our own.
public struct ICECapability: Sendable, Equatable {
    public var fragment: String
    /// Never printed.
    public var password: String
    public var candidates: [ICEAttributes.Candidate]

    public init(fragment: String, password: String, candidates: [ICEAttributes.Candidate]) {
        self.fragment = fragment
        self.password = password
        self.candidates = candidates
    }

    /// nil: the session's own.
    var defaultCandidate: ICEAttributes.Candidate? { candidates.first { $0.kind == "srflx" } }
}

/// The ICE session that an offer and its answer agree on, as this end sees it.
public struct AgreedICE: Sendable, Equatable {
    public var localFragment: String
    public var localPassword: String
    public var fragment: String
    public var password: String
    public var candidates: [ICEAttributes.Candidate]
    /// We choose the way (RFC 8445 §6.1.1): we offered, or the peer is lite.
    public var isControlling: Bool
    public var isPeerLite: Bool
}

extension AudioCapability {
    /// The port of the m= line.
    var soundPort: UInt16 { ice?.defaultCandidate?.port ?? rtpPort }
}

extension OfferAnswer {
    /// Puts our ICE into a line of ours; RTCP goes with the sound wherever the peer allows, as there is one component.
    static func describeICE(_ capability: ICECapability?, in medium: inout MediaDescription) {
        guard let capability else { return }
        medium.ice = ICEAttributes(
            fragment: capability.fragment, password: capability.password, candidates: capability.candidates)
        guard let best = capability.defaultCandidate else { return }
        medium.port = best.port
        medium.connectionHost = best.host
        medium.rtcpPort = nil
    }

    /// What a line of the peer agrees to; nil: no ICE.
    static func ice(
        of medium: MediaDescription, host: String, with own: ICECapability?, isOffer: Bool, _ standing: AgreedICE?
    ) -> AgreedICE? {
        guard let own, medium.ice.isUsable, medium.ice.isMatching(host: host, port: medium.port),
            let fragment = medium.ice.fragment, let password = medium.ice.password
        else { return nil }
        // A role once taken lasts as long as the peer's credentials (RFC 8445 §6.1.1).
        let isSame = standing?.fragment == fragment && standing?.password == password
        let isControlling = isSame ? standing?.isControlling ?? !isOffer : !isOffer
        return AgreedICE(
            localFragment: own.fragment, localPassword: own.password, fragment: fragment, password: password,
            candidates: medium.ice.candidates, isControlling: isControlling || medium.ice.isLite,
            isPeerLite: medium.ice.isLite)
    }

    /// Whether an offer begins ICE anew: with other credentials of the peer than what stands (RFC 8839 §4.4.3). The answer needs
    /// fresh ones then.
    public func restartsICE(_ offer: SessionDescription) -> Bool { Self.restarts(standingICE, "audio", in: offer) }

    /// The same of the text.
    public func restartsTextICE(_ offer: SessionDescription) -> Bool {
        Self.restarts(standingText?.ice, "text", in: offer)
    }

    private static func restarts(_ standing: AgreedICE?, _ kind: String, in offer: SessionDescription) -> Bool {
        guard let standing else { return false }
        return offer.media.contains {
            $0.kind == kind && $0.port != 0 && $0.ice.isUsable && $0.ice.fragment != standing.fragment
        }
    }
}
