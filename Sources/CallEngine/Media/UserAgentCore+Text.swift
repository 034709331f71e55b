import Media
import SIP

// Real-time text beside the sound of a call (RFC 4103): offered where the line says so, and left out of a second try where the
// other end refuses the first.
extension UserAgentCore {
    /// Runs the text by what was agreed with the sound.
    mutating func applyText(_ text: AgreedText?, to place: Int) {
        guard let media = table[place].media else { return }
        let plan = text.map { TextPlan($0) }
        table[place].snapshot.hasText = plan != nil
        guard table[place].textPlan != plan else { return }
        table[place].textPlan = plan
        emit(.media(.applyText(media, plan)))
    }

    /// What is written to one party of the conference is written to all that take text.
    /// - Returns: false where the call takes none.
    mutating func sendText(_ text: String, in call: Call) -> Bool {
        guard call.takesText, !text.isEmpty, text.utf8.count <= Limits.textOctets else { return false }
        let parties = conference.contains(call.id) ? conference : [call.id]
        for id in parties {
            guard let place = place(of: id), table[place].takesText, let media = table[place].media else { continue }
            emit(.media(.text(media, text)))
        }
        return true
    }

    /// What the parties of the conference are called to each other: as they are shown themselves, never by a number or an
    /// address, which they may have told us alone (RFC 9071 §3.15); without a name by their place.
    var partyNames: MediaRequest {
        var names: [MediaID: NamedParty] = [:]
        for (number, id) in conference.enumerated() {
            guard let place = place(of: id), let media = table[place].media else { continue }
            let party = table[place].snapshot.remote
            names[media] = NamedParty(
                (party.isWithheld ? nil : party.name) ?? String(number + 1),
                isFocus: table[place].dialog?.isWithFocus == true)
        }
        // As From names us: the line's own name is not told.
        let own = conference.first.flatMap { place(of: $0) }.flatMap { line(table[$0].account) }
        return .partyNames(names, own: own?.settings.displayName ?? own?.user ?? "")
    }
}

extension Call {
    fileprivate var takesText: Bool { textPlan?.direction.sends == true }
}

extension TextPlan {
    /// What the SDP agreed, in the media loop's own types.
    init(_ text: AgreedText) {
        self.init(
            remoteHost: text.remoteHost, remotePort: text.remotePort, remoteRTCPPort: text.remoteRTCPPort,
            direction: .init(text.direction),
            sending: .init(text: text.sending.text, redundant: text.sending.redundant),
            receiving: .init(text: text.receiving.text, redundant: text.receiving.redundant),
            charactersPerSecond: text.charactersPerSecond, keys: text.keys.map(SRTPKeys.init))
        handshake = text.dtls.map(HandshakePlan.init)
        isMultiplexed = text.isMultiplexed
        isMultiparty = text.isMultiparty
        ice = text.ice.map(ICEPlan.init)
    }
}

extension URI {
    /// The place that it names, for comparing.
    var place: String { "\(user ?? "")@\(host.lowercased())" }
}
