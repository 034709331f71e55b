import Media
import SIP
import Time

// Whether a call is encrypted. Keys in the description (RFC 4568) are for those alone who may read it, so that the signalling
// must be encrypted itself (§8.1) and its server verified, unless the account says otherwise. The fingerprint of a certificate
// (RFC 5763) is no secret and may go any way.
extension UserAgentCore {
    /// What a call's descriptions may say of encryption.
    /// - Parameter path: the way that its signalling takes.
    /// - Returns: `required` also where no offer of ours can be encrypted this way: then the call is impossible.
    func encryption(of account: AccountID, by path: Path?, isEmergency: Bool = false) -> MediaEncryption {
        guard let settings = line(account)?.settings else { return .off }
        switch settings.encryption {
        case .off: return .off
        case .preferred: break
        // No rule of ours ever blocks an emergency call.
        case .required: if !isEmergency { return .required }
        }
        return settings.keyExchange == .dtls || mayTellKeys(account, by: path) ? .preferred : .off
    }

    /// Whether keys may go this way: over a TLS connection that we opened, so that its certificate was looked at.
    func mayTellKeys(_ account: AccountID, by path: Path?) -> Bool {
        guard let settings = line(account)?.settings else { return false }
        return settings.tellsKeysInClear || path.flatMap { flowTable[$0.flow]?.target?.transport } == .tls
    }

    func encryption(of call: Call) -> MediaEncryption {
        encryption(of: call.account, by: call.path, isEmergency: call.snapshot.isEmergency)
    }

    /// What is told of a stream's encryption. What was said once of a call is not unsaid because its way changed, and what
    /// waits for a handshake is as it was told before.
    func told(_ stream: AgreedStream, of call: Call) -> CallEncryption? {
        if stream.keys != nil { return .encrypted }
        if stream.dtls != nil { return call.snapshot.encryption }
        return encryption(of: call) == .off && call.snapshot.encryption == nil ? nil : .notEncrypted
    }

    /// A handshake came to its end. Without keys a call is never continued in clear (RFC 5763 §6.7): who has another
    /// certificate than the description says may be anybody.
    mutating func handshakeEnded(_ media: MediaID, isText: Bool, _ outcome: HandshakeOutcome, at now: Instant) {
        guard let place = table.place(of: media), let stream = table[place].stream,
            isText ? stream.text?.dtls != nil : stream.dtls != nil
        else { return }
        let id = table[place].id
        switch outcome {
        case .secured:
            guard !isText else { return }
            table[place].snapshot.encryption = .encrypted
            tellChange(of: id)
        case .failed(.timedOut) where isText, .failed(.noCommonProfile) where isText:
            applyText(nil, to: place)
            tellChange(of: id)
        case .failed(.timedOut) where table[place].phase == .inviting:
            // Who rings may begin with the answer: its plan is run as a new one.
            table[place].plan = nil
            table[place].textPlan = nil
        case .failed(let failure):
            let cause: EndReason.Cause = failure == .fingerprintMismatch ? .fingerprintMismatch : .handshakeFailed
            abandon(id, EndReason(cause), refusingWith: 488, at: now)
        }
    }
}
