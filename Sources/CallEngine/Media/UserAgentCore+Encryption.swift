import Media
import SIP

// Keys for the sound in the description (RFC 4568). They are for those alone who may read it, so that the signalling must be
// encrypted itself (§8.1) and its server verified, unless the account says otherwise.
extension UserAgentCore {
    /// What a call's descriptions may say of encryption.
    /// - Parameter path: the way that its signalling takes.
    /// - Returns: `required` also where the keys may not be told this way: then the call is impossible.
    func encryption(of account: AccountID, by path: Path?, isEmergency: Bool = false) -> MediaEncryption {
        guard let settings = line(account)?.settings else { return .off }
        switch settings.encryption {
        case .off: return .off
        case .preferred: break
        // No rule of ours ever blocks an emergency call.
        case .required: if !isEmergency { return .required }
        }
        return mayTellKeys(account, by: path) ? .preferred : .off
    }

    /// Whether keys may go this way: over a TLS connection that we opened, so that its certificate was looked at.
    func mayTellKeys(_ account: AccountID, by path: Path?) -> Bool {
        guard let settings = line(account)?.settings else { return false }
        return settings.tellsKeysInClear || path.flatMap { flowTable[$0.flow]?.target?.transport } == .tls
    }

    func encryption(of call: Call) -> MediaEncryption {
        encryption(of: call.account, by: call.path, isEmergency: call.snapshot.isEmergency)
    }

    /// Whether the call's line demands an encryption that its way does not allow.
    func isEncryptionImpossible(_ call: Call) -> Bool {
        encryption(of: call) == .required && !mayTellKeys(call.account, by: call.path)
    }

    /// Gives a call fresh keys, one for each suite, for the ports and the way that it has now. A call that is encrypted never
    /// becomes plain by itself: where its way allows no keys any more, nothing of it can be agreed anew.
    mutating func giveKeys(to place: Int, at now: Instant) {
        let call = table[place]
        let isEncrypted = call.stream?.keys != nil
        let policy = isEncrypted && encryption(of: call) == .off ? .required : encryption(of: call)
        let isPlain =
            !isEncrypted && call.direction == .outgoing && policy != .required && takesPlainOnly(call, at: now)
        let isAllowed = policy != .off && !isPlain && mayTellKeys(call.account, by: call.path)
        let crypto = isAllowed ? CryptoAttribute.offers(using: &keyRandomness) : []
        table[place].capability?.encryption = policy.capability(crypto)
        // RFC 4568 §6.1: no key for two media.
        table[place].capability?.text?.crypto = isAllowed ? CryptoAttribute.offers(using: &keyRandomness) : []
    }

    /// What is told of a stream's encryption. What was said once of a call is not unsaid because its way changed.
    func told(_ stream: AgreedStream, of call: Call) -> CallEncryption? {
        if stream.keys != nil { return .encrypted }
        return encryption(of: call) == .off && call.snapshot.encryption == nil ? nil : .notEncrypted
    }

    /// Whether an INVITE's offer could be answered with the encryption that the line demands, whatever our keys will be.
    func trialEncryption(of account: AccountID, by path: Path) -> AudioCapability.Encryption {
        let crypto = mayTellKeys(account, by: path) ? CryptoAttribute.trial : []
        return encryption(of: account, by: path).capability(crypto)
    }

    // MARK: Peers without encryption

    private func takesPlainOnly(_ call: Call, at now: Instant) -> Bool {
        call.invitation.isPlain || line(call.account)?.plainTargets.contains(call.target.place, at: now) == true
    }

    /// The other end took a call and none of its sound: an encrypted offer was too much for it. The next call is made in
    /// clear where that is allowed.
    mutating func soundIsRefused(by response: Message, of place: Int, at now: Instant) -> EndReason {
        let call = table[place]
        switch encryption(of: call) {
        case .off: break
        case .required: return EndReason(.noEncryption, status: response.statusCode)
        case .preferred:
            if call.isEncryptionOptional, lines.indices.contains(call.account.number) {
                lines[call.account.number].plainTargets.add(call.target.place, at: now)
            }
        }
        return EndReason(.noCommonMedia, status: response.statusCode)
    }

    /// 488, 415 or 606 to a call that offered encryption where it need not be: once more, in clear.
    /// - Returns: false where there is nothing more to try.
    mutating func retryInvitationInClear(_ id: CallID, at now: Instant) -> Bool {
        guard let place = place(of: id), table[place].isEncryptionOptional, !table[place].invitation.isPlain else {
            return false
        }
        table[place].invitation.isPlain = true
        table[place].capability?.encryption = .off
        guard let capability = table[place].capability else { return false }
        let offer = table[place].negotiation.offer(capability, direction: .sendReceive)
        return retryInvitation(id, describing: offer, at: now)
    }

    /// The next call to a place that took this one in clear alone is made so at once; of the last so many places.
    mutating func rememberEncryption(of place: Int, at now: Instant) {
        let call = table[place]
        guard call.direction == .outgoing, lines.indices.contains(call.account.number) else { return }
        if call.stream?.keys != nil {
            lines[call.account.number].plainTargets.remove(call.target.place)
        } else if call.invitation.isPlain {
            lines[call.account.number].plainTargets.add(call.target.place, at: now)
        }
    }
}

extension MediaEncryption {
    fileprivate func capability(_ crypto: [CryptoAttribute]) -> AudioCapability.Encryption {
        switch self {
        case .off: .off
        case .preferred: crypto.isEmpty ? .off : .preferred(crypto)
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

extension Call {
    /// Plain sound would do.
    fileprivate var isEncryptionOptional: Bool {
        if case .preferred? = capability?.encryption { true } else { false }
    }

    /// For an offer that no other one can follow, in a 180 or a 200: plain unless encryption is a must, because a peer that
    /// has none would have to end the call.
    var lastOfferCapability: AudioCapability? {
        guard isEncryptionOptional, var plain = capability else { return capability }
        plain.encryption = .off
        return plain
    }
}
