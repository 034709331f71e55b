import SIP
import Time

/// What an INVITE may leave out where the other end refuses it, in the order in which it is given up.
enum OfferPart: Sendable, Hashable, CaseIterable {
    case text, encryption
}

// Who refuses a call with text, or an encrypted one, is called once more without, and at once the next time.
extension UserAgentCore {
    /// Whether a call that we make goes without this, because its place refused it, now or a while ago.
    func isLeftOut(_ part: OfferPart, of call: Call, at now: Instant) -> Bool {
        call.direction == .outgoing
            && (call.invitation.leftOut.contains(part)
                || line(call.account)?.refusals[part]?.contains(call.target.place, at: now) == true)
    }

    /// 488, 415 or 606: once more, without the first part that can still be left out.
    /// - Returns: false where there is nothing more to try.
    mutating func retryInvitationLeavingOut(_ id: CallID, at now: Instant) -> Bool {
        guard let place = place(of: id),
            let part = OfferPart.allCases.first(where: { table[place].canLeaveOut($0) })
        else { return false }
        table[place].invitation.leftOut.insert(part)
        switch part {
        case .text: table[place].capability?.text = nil
        case .encryption:
            table[place].capability?.encryption = .off
            table[place].capability?.dtls = nil
        }
        // A line that is not there any more is refused in its place; this is another first offer.
        guard let offer = offer(of: place, direction: .sendReceive, by: table[place].path) else { return false }
        return retryInvitation(id, describing: offer, at: now)
    }

    /// The next call to a place that took this one only without something is made so at once; of the last so many places.
    mutating func rememberLeftOut(of place: Int, at now: Instant) {
        let call = table[place]
        let leftOut = call.invitation.leftOut
        if call.stream?.isEncrypted == true {
            forget(.encryption, of: call)
        } else if leftOut.contains(.encryption) {
            remember(.encryption, of: call, at: now)
        }
        // Where encryption was given up as well, it may have been that alone.
        if leftOut == [.text] { remember(.text, of: call, at: now) }
    }

    mutating func remember(_ part: OfferPart, of call: Call, at now: Instant) {
        guard call.direction == .outgoing, lines.indices.contains(call.account.number) else { return }
        lines[call.account.number].refusals[part, default: RememberedPlaces()].add(call.target.place, at: now)
    }

    private mutating func forget(_ part: OfferPart, of call: Call) {
        guard call.direction == .outgoing, lines.indices.contains(call.account.number) else { return }
        lines[call.account.number].refusals[part]?.remove(call.target.place)
    }

    /// The other end took a call and none of its sound: an encrypted offer was too much for it. The next call is made in
    /// clear where that is allowed.
    mutating func soundIsRefused(by response: Message, of place: Int, at now: Instant) -> EndReason {
        let call = table[place]
        switch encryption(of: call) {
        case .off: break
        case .required: return EndReason(.noEncryption, status: response.statusCode)
        case .preferred: if call.isEncryptionOptional { remember(.encryption, of: call, at: now) }
        }
        return EndReason(.noCommonMedia, status: response.statusCode)
    }
}

extension Call {
    /// Plain sound would do.
    fileprivate var isEncryptionOptional: Bool {
        if case .preferred? = capability?.encryption { true } else { false }
    }

    fileprivate func canLeaveOut(_ part: OfferPart) -> Bool {
        switch part {
        case .text: capability?.text != nil && !invitation.leftOut.contains(.text)
        case .encryption: isEncryptionOptional && !invitation.leftOut.contains(.encryption)
        }
    }
}
