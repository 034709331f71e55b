import Time

/// Holds packets until their turn and puts them in order, for as long as their arrival says that they need.
///
/// A value in 48 kHz samples of media time: `put` keeps a packet, `next` says what to play, and `correction` by how much
/// the sound should be shortened or lengthened so that it waits no longer than needed. A packet that is merely late is
/// still played, and the delay has grown by as much. Storage is made once.
public struct JitterBuffer: Sendable, Equatable {
    /// What became of a packet.
    public enum Verdict: Sendable, Equatable {
        case kept
        /// Its turn had passed.
        case late
        case duplicate
        /// All slots were taken: the oldest packet was dropped.
        case keptInPlaceOfOldest
        /// Longer than a slot, or empty.
        case refused
    }

    /// What to play next.
    public enum Order: Sendable, Equatable {
        /// Decode the packet in this slot (`copyPayload`), then `release` it.
        case play(slot: Int)
        /// A packet is missing, and this slot's packet carries a copy of it, `samples` of 48 kHz long. Keep the slot.
        case recover(slot: Int, samples: Int)
        /// A packet is missing: make up 10 ms.
        case conceal
        /// The peer sent nothing for this time (a digit, a pause): 10 ms of silence.
        case pause
        /// Nothing has come yet, or the buffer fills up again: 10 ms of silence.
        case wait
    }

    private struct Slot: Equatable {
        var isUsed = false
        var payloadType: UInt8 = 0
        var sequence: UInt16 = 0
        /// Media time in samples of 48 kHz, unwrapped.
        var time: Int64 = 0
        var samples = 0
        var octets = 0
        /// Whether it carries a copy of what was sent before it.
        var recoversPrevious = false
        /// Whether it came within a later packet alone.
        var isCopy = false
    }

    private static let frame: Int64 = 480
    /// Frames held on an empty buffer before it fills up anew.
    private static let framesToRefill = 10
    /// Packets in a row past their turn: the sender's clock jumped back.
    private static let lateBeforeRestart = 10

    private var slots = [Slot](repeating: Slot(), count: RTPLimits.bufferedPackets)
    private var payloads = [UInt8](repeating: 0, count: RTPLimits.bufferedPackets * RTPLimits.datagramOctets)
    /// The media time that is played next; nil before the start and while filling up.
    private var cursor: Int64?
    /// Where the cursor stood when the buffer ran empty: what is older has been played.
    private var playedUntil: Int64?
    /// The end of the newest packet.
    private var newestEnd: Int64 = 0
    private var delays = ArrivalDelays()
    private var playout = PlayoutDelay()
    private var protection = CopiesOnTheLine()
    private var epoch: Instant?
    private var heldFrames = 0
    /// Of these, the ones that were made up: it was not known yet that the peer paused.
    private var heldMadeUp = 0
    /// Frames made up for what turned out to be a pause of the peer.
    private(set) public var framesOfSilence: UInt64 = 0
    private var lastSequence: UInt16?
    private var silentSequences = [UInt16](repeating: 0, count: 32)
    private var silentIndex = 0
    /// Whether the newest packet carried no sound.
    private var isSilent = false
    private var lateInARow = 0
    private(set) public var usedSlots = 0

    public init() {}

    /// How much later than the quickest a packet may come and is still played in time, in 48 kHz samples.
    public var targetSamples: Int64 { delays.quantile + protection.waitingSamples }

    /// The sound that waits, in 48 kHz samples.
    public var depthSamples: Int64 {
        guard usedSlots > 0 else { return 0 }
        return max(0, newestEnd - (cursor ?? oldestTime))
    }

    /// What to leave out of the decoded sound at most (positive), or to put in at least (negative), in 48 kHz samples.
    /// Tell `noteCorrected` when it was done; `isUrgent` says that a splice may be heard.
    public mutating func correction() -> (samples: Int, isUrgent: Bool) {
        guard cursor != nil, let least = delays.least else { return (0, false) }
        let samples = playout.correction(needed: least + targetSamples, wavering: max(96, targetSamples / 8))
        return (Int(samples), playout.isUrgent(samples))
    }

    public mutating func noteCorrected() { playout.restart() }

    /// A frame of 10 ms is asked for.
    public mutating func noteFrame(at now: Instant) { playout.noteFrame(at: samples(at: now)) }

    /// The time in 48 kHz samples since the first that was told.
    private mutating func samples(at now: Instant) -> Int64 {
        let start = epoch ?? now
        epoch = start
        let elapsed = (now - start).components
        return elapsed.seconds &* 48_000 &+ elapsed.attoseconds / 1_000_000_000 &* 48 / 1_000_000
    }

    /// Keeps a packet.
    /// - Parameters:
    ///   - time: its timestamp, unwrapped and in 48 kHz samples.
    ///   - samples: its length in 48 kHz samples.
    ///   - recoversPrevious: whether it carries a copy of as much sound before its own.
    ///   - copies: how many packets before it came along with it (`putCopy`).
    public mutating func put(
        _ payload: Span<UInt8>, payloadType: UInt8, sequence: UInt16, time: Int64, samples: Int,
        recoversPrevious: Bool = false, copies: Int = 0, at now: Instant
    ) -> Verdict {
        guard payload.count > 0, payload.count <= RTPLimits.datagramOctets, samples > 0 else { return .refused }
        for slot in slots where slot.isUsed && slot.time == time { return .duplicate }
        if lateInARow == Self.lateBeforeRestart { restart() }
        if let played = cursor ?? playedUntil {
            // More than 5 s away: the sender's clock jumped. Begin anew with this packet.
            if (time &- played).magnitude > 240_000 {
                restart()
            } else if time + Int64(samples) <= played {
                delays.note(transit: self.samples(at: now) &- time)
                lateInARow += 1
                return .late
            }
        }
        lateInARow = 0
        delays.note(transit: self.samples(at: now) &- time)
        protection.notePacket(samples: samples, copies: max(copies, recoversPrevious ? 1 : 0))
        var verdict = Verdict.kept
        if usedSlots == slots.count {
            dropOldest()
            verdict = .keptInPlaceOfOldest
        }
        let slot = Slot(
            isUsed: true, payloadType: payloadType, sequence: sequence, time: time, samples: samples,
            octets: payload.count, recoversPrevious: recoversPrevious)
        guard store(payload, slot) else { return .refused }
        isSilent = false
        return verdict
    }

    /// Keeps the copy of a packet that did not come itself (RFC 2198). It says nothing of the network's delays. False where it
    /// is not needed, or came too late.
    public mutating func putCopy(
        _ payload: Span<UInt8>, payloadType: UInt8, sequence: UInt16, time: Int64, samples: Int
    ) -> Bool {
        guard payload.count > 0, payload.count <= RTPLimits.datagramOctets, samples > 0 else { return false }
        for slot in slots where slot.isUsed && slot.time == time { return false }
        if let played = cursor ?? playedUntil, time + Int64(samples) <= played { return false }
        let slot = Slot(
            isUsed: true, payloadType: payloadType, sequence: sequence, time: time, samples: samples,
            octets: payload.count, isCopy: true)
        return store(payload, slot)
    }

    private mutating func store(_ payload: Span<UInt8>, _ slot: Slot) -> Bool {
        guard let free = slots.firstIndex(where: { !$0.isUsed }) else { return false }
        slots[free] = slot
        let start = free * RTPLimits.datagramOctets
        for index in 0..<payload.count { payloads[start + index] = payload[index] }
        let end = slot.time + Int64(slot.samples)
        newestEnd = usedSlots == 0 ? end : max(newestEnd, end)
        usedSlots += 1
        return true
    }

    /// What to play next.
    /// - Parameter queued: 48 kHz samples, decoded before, that wait to be played first.
    public mutating func next(at now: Instant, queued: Int = 0) -> Order {
        let time = samples(at: now)
        let played = cursor ?? playedUntil
        guard var position = cursor ?? start(at: time) else { return .wait }
        guard let index = oldestIndex else { return holdOnEmpty(at: time, queued: queued) }
        let slot = slots[index]
        if heldMadeUp > 0 {
            // No packet is missing, and yet time has passed: the peer sent nothing (DTX).
            if slot.time > (played ?? position) + 240, isDeliberateGap(before: slot.sequence) {
                framesOfSilence &+= UInt64(heldMadeUp)
            }
            heldMadeUp = 0
        }
        if slot.time > position + 240 {
            // Frames made up while the buffer was empty stand for what is missing now.
            position += min(Int64(heldFrames), (slot.time - position) / Self.frame) * Self.frame
        }
        heldFrames = 0
        if slot.time > position + 240, isDeliberateGap(before: slot.sequence) {
            guard time >= due(slot.time) else { return pause(until: slot.time, from: position) }
            position = slot.time
        }
        playout.note(lead: time &- position, queued: queued)
        guard slot.time > position + 240 else {
            cursor = slot.time + Int64(slot.samples)
            noteLosses(before: slot.sequence)
            if slot.isCopy { protection.noteLoss(ofPackets: 1) }
            lastSequence = slot.sequence
            return .play(slot: index)
        }
        let missing = slot.time - position
        if slot.recoversPrevious && missing == Int64(slot.samples) {
            cursor = slot.time
            return .recover(slot: index, samples: slot.samples)
        }
        cursor = position + Self.frame
        return .conceal
    }

    /// A pause lasts until the packet after it is due, which sets the delay right without a splice.
    private mutating func pause(until end: Int64, from position: Int64) -> Order {
        playout.restart()
        cursor = min(position + Self.frame, end - Self.frame / 2 - 1)
        return .pause
    }

    /// When a packet of this media time is played, where the delay is as it should be.
    private func due(_ time: Int64) -> Int64 { time &+ (delays.least ?? 0) &+ targetSamples }

    /// A packet of the same stream that carries no sound (a digit): the time that it takes is no loss.
    public mutating func noteSilentPacket(sequence: UInt16) {
        silentSequences[silentIndex] = sequence
        silentIndex = (silentIndex + 1) % silentSequences.count
        isSilent = true
    }

    /// The peer is about to fall silent: what does not come after the newest packet is no loss.
    mutating func noteSilence() { isSilent = true }

    private mutating func noteLosses(before sequence: UInt16) {
        guard let lastSequence, !isDeliberateGap(before: sequence) else { return }
        protection.noteLoss(ofPackets: Int(sequence &- lastSequence &- 1))
    }

    /// Whether every packet between the last one played and this one carried no sound, or there was none.
    private func isDeliberateGap(before sequence: UInt16) -> Bool {
        guard let lastSequence else { return false }
        let missing = Int(sequence &- lastSequence &- 1)
        guard missing <= silentSequences.count else { return false }
        for step in 0..<missing where !silentSequences.contains(lastSequence &+ 1 &+ UInt16(step)) { return false }
        return true
    }

    /// Copies the payload of a slot that `next` told. Returns its type and its octets.
    public func copyPayload(
        of slot: Int, into target: UnsafeMutableBufferPointer<UInt8>
    ) -> (payloadType: UInt8, octets: Int) {
        guard slots.indices.contains(slot), target.count >= slots[slot].octets else { return (0, 0) }
        let start = slot * RTPLimits.datagramOctets
        for index in 0..<slots[slot].octets { target[index] = payloads[start + index] }
        return (slots[slot].payloadType, slots[slot].octets)
    }

    /// Gives a slot back.
    public mutating func release(slot: Int) {
        guard slots.indices.contains(slot), slots[slot].isUsed else { return }
        slots[slot].isUsed = false
        usedSlots -= 1
    }

    /// Forgets everything: another source, or the peer's clock jumped.
    public mutating func restart() {
        for index in slots.indices { slots[index].isUsed = false }
        usedSlots = 0
        cursor = nil
        playedUntil = nil
        delays.restart()
        playout.restart()
        lateInARow = 0
        heldFrames = 0
        heldMadeUp = 0
        lastSequence = nil
        isSilent = false
        newestEnd = 0
    }

    private var oldestIndex: Int? {
        var oldest: Int?
        for index in slots.indices where slots[index].isUsed {
            if oldest.map({ slots[index].time < slots[$0].time }) ?? true { oldest = index }
        }
        return oldest
    }

    private var oldestTime: Int64 { oldestIndex.map { slots[$0].time } ?? newestEnd }

    /// Begins to play when the first packet is due.
    private mutating func start(at now: Int64) -> Int64? {
        guard usedSlots > 0, now >= due(oldestTime) else { return nil }
        playout.restart()
        cursor = oldestTime
        return cursor
    }

    /// Nothing waits. Late or lost? The cursor stands still, so that what is late is still played and the delay grows
    /// by as much; what turns out to be lost is credited in `next`.
    private mutating func holdOnEmpty(at now: Int64, queued: Int) -> Order {
        if heldFrames == 0, let cursor { playout.note(lead: now &- cursor, queued: queued) }
        heldFrames += 1
        if heldFrames > Self.framesToRefill {
            playedUntil = cursor
            cursor = nil
            heldFrames = 0
            // After a long pause nobody knows which numbers were silent.
            if isSilent { lastSequence = nil }
            return .wait
        }
        if !isSilent { heldMadeUp += 1 }
        return isSilent ? .pause : .conceal
    }

    private mutating func dropOldest() {
        guard let oldest = oldestIndex else { return }
        release(slot: oldest)
        if cursor != nil { cursor = max(cursor ?? 0, oldestTime) }
    }
}
