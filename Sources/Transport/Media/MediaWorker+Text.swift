import CallEngine
import Media
import SIP

// The text of calls: sockets of its own beside each session's, and its turn after the sound's.
extension MediaWorker {
    /// Binds ports for a session's text, or binds them anew; nothing is told where there are none.
    func openText(_ id: MediaID, host: String, at now: ContinuousClock.Instant) {
        guard let place = texts.firstIndex(where: { $0?.id == id }) ?? texts.firstIndex(where: { $0 == nil }),
            let pair = bindPair(host: host), clock.add(pair.rtp, mark: textMark(place))
        else { return }
        if let known = texts[place] {
            known.rebind(pair)
        } else {
            texts[place] = TextSlot(id: id, ports: pair, identity: identity, at: now)
        }
        mailbox.report(.textReady(id, rtpPort: pair.rtpPort, rtcpPort: pair.rtcpPort))
    }

    /// nil: the text is over; its ports wait for the next plan.
    func applyText(_ id: MediaID, _ plan: TextPlan?, at now: ContinuousClock.Instant) {
        guard let slot = text(id) else { return }
        slot.apply(plan, at: now)
        tellHandshake(of: slot)
    }

    private func tellHandshake(of slot: TextSlot) {
        if let outcome = slot.takeOutcome() { mailbox.report(.handshake(slot.id, isText: true, outcome)) }
    }

    func text(_ id: MediaID) -> TextSlot? {
        for slot in texts { if let slot, slot.id == id { return slot } }
        return nil
    }

    func closeText(_ id: MediaID, at now: ContinuousClock.Instant) {
        guard let place = texts.firstIndex(where: { $0?.id == id }), let slot = texts[place] else { return }
        slot.session.finish(at: now, into: packets)
        slot.send(packets)
        slot.closeHandshakes()
        texts[place] = nil
    }

    /// The sound needs the ports that its text took: there is no text then.
    func giveUpText(_ id: MediaID) {
        guard let place = texts.firstIndex(where: { $0?.id == id }) else { return }
        texts[place] = nil
        mailbox.report(.textReady(id, rtpPort: 0, rtcpPort: 0))
    }

    /// Reads a text's socket until it is empty or others must have their turn.
    func receiveText(place: Int, at now: ContinuousClock.Instant) {
        guard texts.indices.contains(place), let slot = texts[place] else { return }
        for _ in 0..<Limits.packetsPerTurn {
            let sound = slots.lazy.compactMap { $0 }.first { $0.id == slot.id }?.session.translatedPeer
            guard let text = slot.receive(storage: storage, besides: sound, at: now) else { return }
            tellHandshake(of: slot)
            if !text.isEmpty { mailbox.report(.text(slot.id, text)) }
        }
    }

    func handleTextDeadlines(at now: ContinuousClock.Instant) {
        for slot in texts {
            guard let slot else { continue }
            slot.handleHandshakes(at: now)
            tellHandshake(of: slot)
            guard let deadline = slot.session.nextDeadline(at: now), deadline <= now else { continue }
            let text = slot.session.handleTimeout(at: now, into: packets)
            slot.send(packets)
            if !text.isEmpty { mailbox.report(.text(slot.id, text)) }
        }
    }
}
