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

    func canSendText(_ call: Call, _ text: String) -> Bool {
        call.textPlan?.direction.sends == true && !text.isEmpty && text.utf8.count <= Limits.textOctets
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
        handshake = text.dtls.map(HandshakePlan.init)
    }
}

extension URI {
    /// The place that it names, for comparing.
    var place: String { "\(user ?? "")@\(host.lowercased())" }
}
