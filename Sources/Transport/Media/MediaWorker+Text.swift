import CallEngine
import Media
import Time

// The text of calls: sockets of its own beside each session's, and its turn after the sound's.
extension MediaWorker {
    /// Binds ports for a session's text, or binds them anew; nothing is told where there are none.
    func openText(_ id: MediaID, host: String, at now: Instant) {
        let wish = textWishes.removeValue(forKey: id)
        guard let place = texts.firstIndex(where: { $0?.id == id }) ?? texts.firstIndex(where: { $0 == nil }),
            let pair = bindPair(host: host), watch(pair, place: slots.count + place)
        else { return }
        let ice = wish.flatMap { port($0, pair, place: slots.count + place, host: host, at: now) }
        let slot: TextSlot
        if let known = texts[place] {
            known.rebind(pair, ice: ice, at: now)
            slot = known
        } else {
            var random = SystemRandomNumberGenerator()
            let session = TextSession(random: &random, canonicalName: Self.newCanonicalName(), at: now)
            slot = TextSlot(id, session, pair, identity: identity, ice: ice)
            texts[place] = slot
        }
        guard ice != nil else { return tellTextReady(slot) }
        slot.awaitedHost = host
        tellTextICE(of: slot, at: now)
    }

    private func tellTextReady(_ slot: TextSlot) {
        mailbox.report(.textReady(slot.id, rtpPort: slot.ports.rtpPort, rtcpPort: slot.ports.rtcpPort))
    }

    /// nil: the text is over; its ports wait for the next plan.
    func applyText(_ id: MediaID, _ plan: TextPlan?, at now: Instant) {
        guard let slot = text(id) else { return }
        if let plan {
            slot.apply(plan, at: now)
        } else {
            slot.rest(at: now)
            slot.session.pause()
        }
        tellTextHandshake(of: slot)
        tellTextICE(of: slot, at: now)
    }

    private func tellTextHandshake(of slot: TextSlot) {
        if let outcome = slot.takeOutcome() { mailbox.report(.handshake(slot.id, isText: true, outcome)) }
    }

    /// What ICE found; the sound's ports may wait for it.
    private func tellTextICE(of slot: TextSlot, at now: Instant) {
        guard let ice = slot.ice else { return }
        if let candidates = ice.takeCandidates(), slot.awaitedHost != nil {
            slot.awaitedHost = nil
            mailbox.report(.gathered(slot.id, candidates, isText: true))
            tellTextReady(slot)
            if let sound = self.slot(slot.id) { tellICE(of: sound, at: now) }
        }
        _ = slot.followWay(at: now)
    }

    func text(_ id: MediaID) -> TextSlot? {
        for slot in texts { if let slot, slot.id == id { return slot } }
        return nil
    }

    func closeText(_ id: MediaID, at now: Instant) {
        guard let place = texts.firstIndex(where: { $0?.id == id }), let slot = texts[place] else { return }
        slot.session.finish(at: now, into: packets)
        slot.send(packets)
        slot.closeHandshakes(at: now)
        texts[place] = nil
    }

    /// The sound needs the ports that its text took: there is no text then.
    func giveUpText(_ id: MediaID, at now: Instant) {
        guard let place = texts.firstIndex(where: { $0?.id == id }), let slot = texts[place] else { return }
        slot.closeHandshakes(at: now)
        texts[place] = nil
        mailbox.report(.textReady(id, rtpPort: 0, rtcpPort: 0))
    }

    /// Reads a text's socket until it is empty or others must have their turn.
    func receiveText(_ socket: SlotSocket, _ place: Int, at now: Instant) {
        guard texts.indices.contains(place), let slot = texts[place] else { return }
        slot.session.soundPeer = self.slot(slot.id)?.session.translatedPeer
        let mark = socket.mark(of: slots.count + place)
        guard socket != .relay || readRelay(of: slot.ice, mark: mark) else { return }
        for _ in 0..<socket.packetsPerTurn {
            guard socket == .relay || mayReceive(mark: mark),
                let read = slot.receive(socket, storage: storage, at: now)
            else { return }
            turns.gave(mark: mark)
            tellTextHandshake(of: slot)
            tellTextICE(of: slot, at: now)
            pass(read, of: slot, at: now)
        }
    }

    /// Tells what was read; the other parties of a conference read it too.
    private func pass(_ read: [ReadText], of slot: TextSlot, at now: Instant) {
        for piece in read {
            mailbox.report(.text(slot.id, piece.text, from: piece.source))
            guard joined.contains(slot.id), let origin = origin(of: slot, piece.source) else { continue }
            for case let other? in texts where other !== slot && joined.contains(other.id) {
                other.session.contribute(piece.text, from: origin, at: now)
            }
        }
    }

    /// nil: nothing came of it yet.
    private func origin(of slot: TextSlot, _ source: TextSource? = nil) -> TextOrigin? {
        guard let ssrc = source?.id ?? slot.session.remoteSource else { return nil }
        let party = partyNames[slot.id] ?? NamedParty("")
        // Only a focus names who writes through it.
        guard party.isFocus, let name = source?.name else {
            return TextOrigin(party: slot.id.number, ssrc: ssrc, label: party.name)
        }
        return TextOrigin(party: slot.id.number, ssrc: ssrc, label: name, via: party.name)
    }

    /// The text of these sessions goes to all of them.
    func joinTexts(at now: Instant) {
        for case let slot? in texts {
            slot.session.setMixing(joined.contains(slot.id) ? ownName : nil, at: now)
            guard joined.contains(slot.id) else { continue }
            for case let other? in texts where other !== slot && joined.contains(other.id) {
                if let origin = origin(of: other) { slot.session.meet(origin, at: now) }
            }
        }
    }

    func handleTextDeadlines(at now: Instant) {
        for slot in texts {
            guard let slot else { continue }
            slot.ice?.handleTimeout(at: now)
            slot.handleHandshakes(at: now)
            tellTextHandshake(of: slot)
            tellTextICE(of: slot, at: now)
            guard let deadline = slot.session.nextDeadline(at: now), deadline <= now else { continue }
            let read = slot.session.handleTimeout(at: now, into: packets)
            slot.send(packets)
            pass(read, of: slot, at: now)
        }
    }
}
