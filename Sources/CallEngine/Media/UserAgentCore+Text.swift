import Media
import SIP

// Real-time text beside the sound of a call (RFC 4103): offered where the line says so, and left out of a second try where the
// other end refuses the first.
extension UserAgentCore {
    /// Puts the text's ports into what a call may offer and answer.
    mutating func giveText(to place: Int, at now: Instant) {
        let call = table[place]
        let refused = line(call.account)?.textlessTargets.contains(call.target.place, at: now) == true
        let isLeftOut = call.direction == .outgoing && (call.invitation.isWithoutText || refused)
        table[place].capability?.text = isLeftOut ? nil : call.textPorts
    }

    /// Runs the text by what was agreed with the sound.
    mutating func applyText(_ text: AgreedText?, to place: Int) {
        guard let media = table[place].media else { return }
        let plan = text.map { TextPlan($0) }
        table[place].snapshot.hasText = plan != nil
        guard table[place].textPlan != plan else { return }
        table[place].textPlan = plan
        emit(.media(.applyText(media, plan)))
    }

    func canSendText(_ call: Call, _ text: String) -> Bool {
        call.textPlan?.direction.sends == true && !text.isEmpty && text.utf8.count <= Limits.textOctets
    }

    /// 488, 415 or 606 to a call that offered text: once more without it.
    /// - Returns: false where there is nothing more to try.
    mutating func retryInvitationWithoutText(_ id: CallID, at now: Instant) -> Bool {
        guard let place = place(of: id), table[place].capability?.text != nil, !table[place].invitation.isWithoutText
        else {
            return false
        }
        table[place].invitation.isWithoutText = true
        table[place].capability?.text = nil
        guard let capability = table[place].capability else { return false }
        // A line that is not there any more is refused in its place; this is another first offer.
        let offer = table[place].negotiation.offer(capability, direction: .sendReceive)
        return retryInvitation(id, describing: offer, at: now)
    }

    /// The next call to a place that took this one only without text is made so at once; of the last so many places.
    mutating func rememberText(of place: Int, at now: Instant) {
        let call = table[place]
        // Where encryption was given up as well, it may have been that alone.
        guard call.invitation.isWithoutText, !call.invitation.isPlain, lines.indices.contains(call.account.number)
        else {
            return
        }
        lines[call.account.number].textlessTargets.add(call.target.place, at: now)
    }
}

extension TextPlan {
    /// What the SDP agreed, in the media loop's own types.
    init(_ text: AgreedText) {
        self.init(
            remoteHost: text.remoteHost, remotePort: text.remotePort, direction: .init(text.direction),
            sending: .init(text: text.sending.text, redundant: text.sending.redundant),
            receiving: .init(text: text.receiving.text, redundant: text.receiving.redundant),
            charactersPerSecond: text.charactersPerSecond, keys: text.keys.map(SRTPKeys.init))
    }
}

extension URI {
    /// The place that it names, for comparing.
    var place: String { "\(user ?? "")@\(host.lowercased())" }
}
