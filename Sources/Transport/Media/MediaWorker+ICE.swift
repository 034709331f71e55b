import CallEngine
import Media
import Time

// Ports that find their way by ICE are told once their candidates are known.
extension MediaWorker {
    /// The ICE of a session's ports that were just bound; nil: none was asked for.
    func takeICE(_ id: MediaID, _ pair: PortPair, place: Int, host: String, at now: Instant) -> ICEPort? {
        wishes.removeValue(forKey: id).flatMap { port($0, pair, place: place, host: host, at: now) }
    }

    func port(_ wish: ICEWish, _ pair: PortPair, place: Int, host: String, at now: Instant) -> ICEPort? {
        ICEPort(wish, host: host, port: pair.rtpPort, by: pair.rtp, clock: clock, place: place, at: now)
    }

    /// What ICE found, and what it lost.
    func tellICE(of slot: MediaSlot, at now: Instant) {
        // The text's candidates are told before: one description names both.
        if let host = slot.awaitedHost, text(slot.id)?.awaitedHost == nil {
            let candidates = slot.ice?.takeCandidates()
            guard slot.ice == nil || candidates != nil else { return }
            slot.awaitedHost = nil
            if let candidates { mailbox.report(.gathered(slot.id, candidates)) }
            tellReady(slot, host: host)
        }
        // RFC 7675 §5.1: the peer gives no sign that it wants to be sent to; or does so again.
        if let isLost = slot.followWay(at: now) { mailbox.report(.silence(slot.id, isLost)) }
    }

    func handleICE(of slot: MediaSlot, at now: Instant) {
        slot.ice?.handleTimeout(at: now)
        tellICE(of: slot, at: now)
    }

    /// Ta is 50 ms (RFC 8445 §14.2).
    var patience: Int32 { slots.contains { $0?.ice != nil } || texts.contains { $0?.ice != nil } ? 20 : 100 }
}
