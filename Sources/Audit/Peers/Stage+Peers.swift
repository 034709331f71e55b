import CallEngine
import Configuration
import SIP
import Scenarios
import Time

extension Stage {
    /// Where far ends call the program.
    private static var line: String { "sip:\(Exchange.user)@\(Exchange.host)" }

    func carryOut(_ step: PeerStep, by name: String) throws(Stop) {
        if step == .existsWithoutText { peers.offersText = false }
        defer { peers.offersText = true }
        let peer = try peer(name)
        if step == .existsWithoutText { return }
        if case .exists = step { return try perform(step, by: peer) }
        try startIfNeeded()
        try perform(step, by: peer)
    }

    /// What a far end does while the program runs.
    func perform(_ step: PeerStep, by peer: Peer) throws(Stop) {
        switch step {
        case .exists(let behaviour, let delay): peer.behave(behaviour, after: delay)
        case .existsWithoutText: return
        case .calls(let number): try call(by: peer, number.map { .number($0) } ?? .named)
        case .callsWithheld: try call(by: peer, .withheld)
        case .does(let behaviour, let delay): try does(behaviour, after: delay, by: peer)
        case .refuses(let code):
            exchange.update { state in for user in peer.users { state.refusals[user] = code } }
            try does(.declines, after: nil, by: peer)
        case .givesUp:
            let call = try callThat(.isCalling, of: peer)
            begin()
            peer.perform(.hangUp(call.snapshot.id), line: call.line)
        case .hangsUp(let delay):
            let call = try callThat(.isUp, of: peer)
            begin()
            peer.perform(.hangUp(call.snapshot.id), line: call.line, after: delay)
        case .holds:
            let call = try callThat(.isUp, of: peer)
            begin()
            peer.perform(.hold(call.snapshot.id), line: call.line)
        case .resumes:
            let call = try callThat(.isHeld, of: peer)
            begin()
            peer.perform(.resume(call.snapshot.id), line: call.line)
        case .transfers(let target): try transfer(by: peer, to: target)
        case .answersTransfer(let isAccepted): try answerTransfer(isAccepted, by: peer)
        case .types, .sendsDigits, .speaks, .playsTone, .fallsSilent, .sendsMessage, .leavesVoiceMessage, .becomes:
            try say(step, by: peer)
        }
    }

    /// The far end of this name, with the numbers of contacts of this name; started where it is named first.
    func peer(_ name: String) throws(Stop) -> Peer {
        if peers.known(name) == nil { peers.encryption = encryptionOfPeers }
        let peer = try peers.peer(name)
        for contact in launch.contacts where PeerName.user(contact.name) == peer.user {
            let number = PeerName.number(contact.number)
            exchange.update { $0.aliases[number] = peer.user }
        }
        return peer
    }

    /// Far ends encrypt where the program is set to: whoever offers it to a line that has none only makes it refuse.
    private var encryptionOfPeers: PeerEncryption {
        let lines = launch.configuration + launch.settings.map { "\($0.key.rawValue) = \($0.value)" }
        let wanted = lines.filter { $0.contains("encryption") && !$0.contains("off") }
        return PeerEncryption(isOn: !wanted.isEmpty, keys: lines.contains { $0.contains("dtls") } ? .dtls : .sdes)
    }

    // MARK: Calls

    private func call(by peer: Peer, _ identity: PeerIdentity) throws(Stop) {
        let line = try peer.line(identity)
        let isAlone = !peers.all.contains { $0.calls.contains { !$0.isOver } }
        begin()
        if isAlone { beforeCall = act?.screen }
        peer.perform(.dial(to: Self.line, account: nil, token: 0), line: line)
    }

    private func does(_ behaviour: PeerBehaviour, after delay: Duration?, by peer: Peer) throws(Stop) {
        if behaviour != .declines { exchange.update { state in for user in peer.users { state.refusals[user] = nil } } }
        peer.behave(behaviour, after: delay)
        if let call = peer.calls.last(where: { $0.isRinging }) {
            begin()
            return peer.does(behaviour, with: call, after: delay)
        }
        begin()
        guard behaviour == .answers else { return }
        // It answers by itself as soon as it rings; a call that it has answered already is as well.
        let name = peer.name
        try eventually(
            expected: Bilingual("un appel chez \(name)", "a call at \(name)"),
            happened: { Self.words(peer.calls) }, { () throws(Stop) in peer.calls.contains { $0.isRinging || $0.isUp } }
        )
    }

    private func transfer(by peer: Peer, to target: String) throws(Stop) {
        let other = try self.peer(target)
        let call = try callThat(.isUp, of: peer)
        begin()
        let address = "sip:\(other.user)@\(Exchange.host)"
        peer.perform(.transfer(call.snapshot.id, to: address), line: call.line)
    }

    private func answerTransfer(_ isAccepted: Bool, by peer: Peer) throws(Stop) {
        let call = try callThat(.isAskedToTransfer, of: peer)
        begin()
        peer.clearTransfer(call)
        peer.perform(.answerTransferRequest(call.snapshot.id, accept: isAccepted), line: call.line)
    }

    // MARK: Sound, text and events

    private func say(_ step: PeerStep, by peer: Peer) throws(Stop) {
        switch step {
        case .types(let text, let apart): try type(text, apart: apart, by: peer)
        case .sendsDigits(let digits):
            let call = try callThat(.isUp, of: peer)
            begin()
            peer.perform(.digits(call.snapshot.id, digits), line: call.line)
        case .speaks(let duration):
            _ = try callThat(.isUp, of: peer)
            begin()
            peer.sound.speak(duration)
        case .playsTone(let hertz, let duration):
            _ = try callThat(.isUp, of: peer)
            begin()
            peer.sound.play(hertz: hertz, duration)
        case .fallsSilent:
            begin()
            peer.sound.fallSilent()
        case .sendsMessage(let text):
            let line = try peer.line(.named)
            begin()
            peer.perform(.sendMessage(to: Self.line, text: text, account: nil, token: 0), line: line)
        case .leavesVoiceMessage:
            begin()
            exchange.update { $0.leaveVoiceMessage(at: .now) }
        case .becomes(let presence):
            begin()
            exchange.update { $0.setPresence(presence.document, of: peer.user, at: .now) }
        default: return
        }
    }

    private func type(_ text: String, apart: Duration?, by peer: Peer) throws(Stop) {
        let call = try callThat(.isReadyForText, of: peer)
        let id = call.snapshot.id
        let lines = text.map { $0 == "\n" ? "\u{2028}" : $0 }
        begin()
        guard let apart else { return peer.perform(.sendText(id, String(lines)), line: call.line) }
        peer.perform(lines.map { .sendText(id, String($0)) }, line: call.line, apart: apart)
    }

    // MARK: Waiting for a call

    /// What a call must be for an act.
    private enum Condition {
        case isCalling, isUp, isHeld, isReadyForText, isAskedToTransfer

        func holds(_ call: PeerCall) -> Bool {
            switch self {
            case .isCalling: call.isCalling
            case .isUp: call.isUp
            case .isHeld: call.isUp && call.snapshot.state == .held
            case .isReadyForText: call.isUp && call.snapshot.hasText
            case .isAskedToTransfer: !call.isOver && call.isTransferAsked
            }
        }

        var words: Bilingual {
            switch self {
            case .isCalling: Bilingual("un appel qui sonne chez l'agent", "a call that rings at the agent's")
            case .isUp: Bilingual("un appel décroché", "an answered call")
            case .isHeld: Bilingual("un appel mis en attente", "a call on hold")
            case .isReadyForText: Bilingual("un appel décroché avec du texte", "an answered call with text")
            case .isAskedToTransfer: Bilingual("un transfert demandé par l'agent", "a transfer asked for by the agent")
            }
        }
    }

    /// The newest call of a far end that is so; waited for.
    private func callThat(_ condition: Condition, of peer: Peer) throws(Stop) -> PeerCall {
        var found: PeerCall?
        let words = condition.words
        try eventually(
            expected: Bilingual("\(peer.name) : \(words.french)", "\(peer.name): \(words.english)"),
            happened: { Self.words(peer.calls) },
            { () throws(Stop) in
                found = peer.calls.last { condition.holds($0) }
                return found != nil
            })
        guard let found else { throw Stop.miss(expected: words, happened: Self.words(peer.calls)) }
        return found
    }

    /// The calls of a far end, for who reads a verdict.
    static func words(_ calls: [PeerCall]) -> Bilingual {
        guard let call = calls.last else { return Bilingual("aucun appel", "no call") }
        if call.isRinging { return Bilingual("l'appel sonne chez le correspondant", "the call rings at the peer's") }
        if call.isCalling { return Bilingual("l'appel attend l'agent", "the call waits for the agent") }
        if let end = call.end {
            let status = end.status.map { " (SIP \($0))" } ?? ""
            return Bilingual("l'appel est fini\(status)", "the call has ended\(status)")
        }
        switch call.snapshot.state {
        case .held: return Bilingual("l'appel est en attente chez le correspondant", "the peer holds the call")
        case .heldByPeer: return Bilingual("l'agent a mis l'appel en attente", "the agent holds the call")
        default: return Bilingual("l'appel est décroché", "the call is answered")
        }
    }
}

extension Presence {
    /// RFC 3863 with the activities of RFC 4480.
    var document: PresenceDocument {
        switch self {
        case .free: PresenceDocument(isOpen: true)
        case .busy: PresenceDocument(isOpen: true, activities: ["busy"])
        case .away: PresenceDocument(isOpen: true, activities: ["away"])
        }
    }
}
