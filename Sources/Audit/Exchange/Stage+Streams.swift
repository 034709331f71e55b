import CallEngine
import Configuration
import Media
import SIP
import Scenarios
import Time

// What the packets of the calls were.
extension Stage {
    /// How long packets may still leave after what ends them: the other end, or the sound card, has to be told first.
    private static var packetsSettle: Duration { .milliseconds(500) }

    func judgePackets(_ direction: SoundDirection) throws(Stop) {
        let isSent = direction == .sent
        let since = act?.time
        try eventually(
            expected: isSent
                ? Bilingual("des paquets de son partent", "packets of sound leave")
                : Bilingual("des paquets de son arrivent", "packets of sound arrive"),
            happened: { Bilingual("aucun", "none") },
            { () throws(Stop) in
                guard let last = exchange.lastPacket(isFromProgram: isSent, ofSound: true) else { return false }
                return since.map { last > $0 } ?? true
            })
    }

    func judgeNoPackets(_ duration: Duration?) throws(Stop) {
        let start = act.map { $0.time + Self.packetsSettle } ?? .now
        let end = max(start, .now) + (duration ?? .seconds(2))
        try throughout(
            end - .now, expected: Bilingual("aucun paquet RTP ne part", "no RTP packet leaves"),
            happened: { Bilingual("des paquets partent encore", "packets still leave") },
            { () throws(Stop) in
                guard let last = exchange.lastPacket(isFromProgram: true) else { return true }
                return last <= start
            })
    }

    /// The sound of the newest call.
    private var soundRelay: MediaRelay? { exchange.relays.last { $0.kind == "audio" } }

    func judgeCodec(_ name: String) throws(Stop) {
        let wanted = Self.plain(name)
        try eventually(
            expected: Bilingual("le codec \(name)", "the codec \(name)"),
            happened: { [self] in
                guard let found = soundRelay?.sentFormat?.encodingName else {
                    return Bilingual("aucun son envoyé", "no sound sent")
                }
                return Bilingual("le codec \(found)", "the codec \(found)")
            },
            { () throws(Stop) in
                guard let relay = soundRelay, let found = relay.sentFormat,
                    relay.far?.description.formats.contains(where: { $0.means(found) }) == true
                else { return false }
                let spoken = Self.plain(found.encodingName)
                return spoken == wanted || Self.otherNames[spoken, default: []].contains(wanted)
            })
    }

    /// Names that people use for the codecs of RFC 3551.
    private static let otherNames = [
        "pcma": ["g711", "g711a", "alaw", "g711alaw"], "pcmu": ["g711", "g711u", "ulaw", "mulaw", "g711ulaw"],
    ]

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// Encrypted is what both ends described as such, what leaves as packets, and what the far end could read with the agreed
    /// key alone: its user agent counts no packet that was not made with it (RFC 3711 §3.3).
    func judgeEncrypted() throws(Stop) {
        var missing = Bilingual("aucun appel", "no call")
        try eventually(
            expected: Bilingual("le son part chiffré", "the sound leaves encrypted"), happened: { missing },
            { () throws(Stop) in
                guard let relay = soundRelay, let program = relay.program, let far = relay.far else { return false }
                guard Self.isSecure(program.description), Self.isSecure(far.description) else {
                    missing = Bilingual("l'appel a été conclu en clair", "the call was agreed on in clear")
                    return false
                }
                missing = Bilingual("aucun son chiffré n'est arrivé", "no encrypted sound arrived")
                guard let last = exchange.lastPacket(isFromProgram: true, ofSound: true),
                    act.map({ last > $0.time }) ?? true
                else { return false }
                return peers.all.contains { peer in
                    guard let call = peer.calls.last(where: { $0.isUp && $0.snapshot.encryption == .encrypted }) else {
                        return false
                    }
                    if let figures = call.statistics { return figures.encryption != nil && figures.packetsReceived > 0 }
                    return false
                } || askForFigures()
            })
    }

    private static func isSecure(_ medium: MediaDescription) -> Bool {
        guard medium.profile.contains("SAVP") else { return false }
        return !medium.crypto.isEmpty || !medium.dtls.fingerprints.isEmpty
    }

    /// Asks the far ends for figures of their calls; they come as events.
    /// - Returns: false: nothing is known yet.
    private func askForFigures() -> Bool {
        for peer in peers.all {
            for call in peer.calls where call.isUp {
                peer.perform(.statistics(call.snapshot.id, token: 0), line: call.line)
            }
        }
        return false
    }
}
