import Media
import SIP
import Time

// The one gate of descriptions: every offer and every answer of ours is made here, every answer of the peer is judged here.
extension UserAgentCore {
    /// When an offer is made.
    enum OfferOccasion: Sendable, Equatable {
        /// Another may follow it: in an INVITE, or within the session.
        case open
        /// In a 180 or a 200, which no other can follow: plain unless encryption is a must.
        case last
    }

    /// Makes an offer of a call.
    /// - Parameter path: the way that it goes.
    /// - Returns: nil where there are no ports yet, or it would need keys that may not go this way.
    mutating func offer(
        of place: Int, _ occasion: OfferOccasion = .open, direction: MediaDirection, by path: Path?
    ) -> SessionDescription? {
        let call = table[place]
        guard let own = call.capability else { return nil }
        let capability = occasion == .last ? own.lastOffer : own
        // An encrypted call whose way is in clear now: its keys stay with us, and what stands stands on.
        if capability.encryption != .off, call.stream?.keys != nil, !mayTellKeys(call.account, by: path) { return nil }
        let offer = table[place].negotiation.offer(capability, direction: direction)
        guard offer.isWhole else {
            table[place].negotiation.withdrawOffer()
            return nil
        }
        if offer.asksForHandshake, let media = call.media { emit(.media(.expectHandshake(media))) }
        return offer
    }

    /// Answers an offer of the peer; nil where nothing is in common: what stood stands on.
    mutating func agree(
        on offer: SessionDescription, of place: Int, direction: MediaDirection
    ) -> (description: SessionDescription, stream: AgreedStream)? {
        if table[place].negotiation.restartsICE(offer) { renewICE(of: place, forText: false) }
        if table[place].negotiation.restartsTextICE(offer) { renewICE(of: place, forText: true) }
        guard let capability = table[place].capability else { return nil }
        return try? table[place].negotiation.answer(offer, with: capability, direction: direction)
    }

    /// Takes the answer to our offer; nil where there is none, or it leads to no stream.
    mutating func settle(_ answer: Message, of place: Int) -> AgreedStream? {
        var negotiation = table[place].negotiation
        guard let stream = settle(answer, of: place, in: &negotiation) else { return nil }
        table[place].negotiation = negotiation
        return stream
    }

    /// The same in a branch of its own.
    func settle(_ answer: Message, of place: Int, in negotiation: inout OfferAnswer) -> AgreedStream? {
        guard let capability = table[place].capability, let described = sessionDescription(in: answer) else {
            return nil
        }
        return try? negotiation.accept(described, capability: capability)
    }

    // MARK: INVITEs that do not ring yet

    /// What could be said to an INVITE, whatever our ports and keys will be.
    func trialCapability(of account: AccountID, by path: Path) -> AudioCapability {
        var trial = AudioCapability(codecs: settings.codecs, host: "127.0.0.1", rtpPort: 9, rtcpPort: 10)
        let policy = encryption(of: account, by: path)
        let line = line(account)?.settings
        let crypto = policy != .off && mayTellKeys(account, by: path) ? CryptoAttribute.trial : []
        let isOffered = line?.keyExchange == .dtls
        trial.encryption = policy.capability(crypto, isHandshakeOffered: isOffered)
        if line?.encryption != .off { trial.dtls = DTLSCapability(fingerprint: .trial, isOffered: isOffered) }
        return trial
    }

    /// Whether an offer could be answered; nil: whether one of ours could be made.
    func canAnswer(_ offer: SessionDescription?, _ capability: AudioCapability) -> Bool {
        var trial = OfferAnswer(sessionID: 0)
        guard let offer else { return trial.offer(capability.lastOffer, direction: .sendReceive).isWhole }
        return (try? trial.answer(offer, with: capability, direction: .sendReceive)) != nil
    }

    // MARK: What a call may say

    /// Gives a call what its next descriptions may say: its text, fresh keys, one for each suite, and its certificate, for the
    /// ports, the way and the place that it has now. A call that is encrypted never becomes plain by itself: where its way
    /// allows no keys any more, nothing of it can be agreed anew.
    mutating func equip(_ place: Int, at now: Instant) {
        let call = table[place]
        let isEncrypted = call.stream?.isEncrypted == true
        let policy = isEncrypted && encryption(of: call) == .off ? .required : encryption(of: call)
        let isPlain = !isEncrypted && policy != .required && isLeftOut(.encryption, of: call, at: now)
        let isAllowed = policy != .off && !isPlain && mayTellKeys(call.account, by: call.path)
        let settings = line(call.account)?.settings
        // No rule of ours blocks an emergency call: a handshake that does not come through would end it.
        let isHandshakeOffered =
            settings?.keyExchange == .dtls && policy != .off && !isPlain && call.fingerprint != nil
            && (isEncrypted || !call.snapshot.isEmergency)
        let crypto = isAllowed ? CryptoAttribute.offers(using: &keyRandomness) : []
        table[place].capability?.encryption = policy.capability(crypto, isHandshakeOffered: isHandshakeOffered)
        let takesHandshake = settings?.encryption != .off && !isPlain
        table[place].capability?.dtls =
            takesHandshake
            ? call.fingerprint.map { DTLSCapability(fingerprint: $0, isOffered: isHandshakeOffered) } : nil
        let hasText = !isLeftOut(.text, of: call, at: now)
        table[place].capability?.text = hasText ? call.textPorts : nil
        table[place].capability?.text?.ice = call.textICE?.capability
        // RFC 4568 §6.1: no key for two media.
        table[place].capability?.text?.crypto = isAllowed ? CryptoAttribute.offers(using: &keyRandomness) : []
    }
}

extension AudioCapability {
    /// Without any encryption.
    var plain: AudioCapability {
        var plain = self
        plain.encryption = .off
        plain.dtls = nil
        return plain
    }

    /// For an offer that no other one can follow: plain unless encryption is a must, because a peer that has none would have
    /// to end the call.
    var lastOffer: AudioCapability {
        guard case .preferred = encryption else { return self }
        var plain = self
        plain.encryption = .off
        plain.dtls?.isOffered = false
        return plain
    }
}

extension MediaEncryption {
    fileprivate func capability(
        _ crypto: [CryptoAttribute], isHandshakeOffered: Bool
    ) -> AudioCapability.Encryption {
        switch self {
        case .off: .off
        case .preferred: crypto.isEmpty && !isHandshakeOffered ? .off : .preferred(crypto)
        case .required: .required(crypto)
        }
    }
}

extension CryptoAttribute {
    /// Every suite that we know, best first, with a key of its own.
    fileprivate static func offers(using randomness: inout Randomness) -> [CryptoAttribute] {
        CryptoSuite.allCases.enumerated().map { place, suite in
            CryptoAttribute(tag: place + 1, suite: suite, keys: [MasterKey(for: suite, using: &randomness)])
        }
    }

    /// The same with keys that are never sent.
    fileprivate static let trial = CryptoSuite.allCases.map { suite in
        CryptoAttribute(
            tag: 1, suite: suite,
            keys: [MasterKey(octets: [UInt8](repeating: 0, count: suite.keyOctets + suite.saltOctets))])
    }
}

extension Fingerprint {
    fileprivate static let trial = Fingerprint(.sha256, [UInt8](repeating: 0, count: 32))
}
