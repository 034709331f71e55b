/// Holds packets until their turn and puts them in order (RFC 3550 §6.4.1's jitter decides how long).
///
/// A value in 48 kHz samples of media time: `put` keeps a packet, `next` says what to play. Its depth aims at 40 ms, or
/// at three times the measured jitter and a packet, up to 200 ms. Storage is made once.
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
    }

    private static let frame: Int64 = 480
    private static let minimumTarget: Int64 = 1_920
    private static let maximumTarget: Int64 = 9_600
    /// Frames held on an empty buffer before it fills up anew.
    private static let framesToRefill = 10

    private var slots = [Slot](repeating: Slot(), count: RTPLimits.bufferedPackets)
    private var payloads = [UInt8](repeating: 0, count: RTPLimits.bufferedPackets * RTPLimits.datagramOctets)
    /// The media time that is played next; nil before the start and while filling up.
    private var cursor: Int64?
    /// Where the cursor stood when the buffer ran empty: what is older has been played.
    private var playedUntil: Int64?
    /// The end of the newest packet.
    private var newestEnd: Int64 = 0
    private var filledSince: ContinuousClock.Instant?
    private var heldFrames = 0
    private var lastSequence: UInt16?
    private var silentSequences = [UInt16](repeating: 0, count: 32)
    private var silentIndex = 0
    /// Whether the newest packet carried no sound.
    private var isSilent = false
    private var jitterSamples: Int64 = 0
    private var packetSamples: Int64 = 960
    private(set) public var usedSlots = 0

    public init() {}

    /// The depth that the buffer aims at, in 48 kHz samples.
    public var targetSamples: Int64 {
        min(max(packetSamples + 3 * jitterSamples, Self.minimumTarget), Self.maximumTarget)
    }

    /// The sound that waits, in 48 kHz samples.
    public var depthSamples: Int64 {
        guard usedSlots > 0 else { return 0 }
        return max(0, newestEnd - (cursor ?? oldestTime))
    }

    /// How much more sound waits than is aimed at, in 48 kHz samples; negative where less.
    public var excessSamples: Int64 { cursor == nil ? 0 : depthSamples - targetSamples }

    /// Tells the measured interarrival jitter.
    public mutating func setJitter(milliseconds: Double) {
        guard milliseconds.isFinite else { return }
        jitterSamples = Int64(min(max(milliseconds, 0), 1_000) * 48)
    }

    /// Keeps a packet.
    /// - Parameters:
    ///   - time: its timestamp, unwrapped and in 48 kHz samples.
    ///   - samples: its length in 48 kHz samples.
    ///   - recoversPrevious: whether it carries a copy of as much sound before its own.
    public mutating func put(
        _ payload: Span<UInt8>, payloadType: UInt8, sequence: UInt16, time: Int64, samples: Int,
        recoversPrevious: Bool = false, at now: ContinuousClock.Instant
    ) -> Verdict {
        guard payload.count > 0, payload.count <= RTPLimits.datagramOctets, samples > 0 else { return .refused }
        for slot in slots where slot.isUsed && slot.time == time { return .duplicate }
        if let played = cursor ?? playedUntil {
            // More than 5 s away: the sender's clock jumped. Begin anew with this packet.
            if (time &- played).magnitude > 240_000 {
                restart()
            } else if time + Int64(samples) <= played {
                return .late
            }
        }
        var verdict = Verdict.kept
        if usedSlots == slots.count {
            dropOldest()
            verdict = .keptInPlaceOfOldest
        }
        guard let free = slots.firstIndex(where: { !$0.isUsed }) else { return .refused }
        slots[free] = Slot(
            isUsed: true, payloadType: payloadType, sequence: sequence, time: time, samples: samples,
            octets: payload.count, recoversPrevious: recoversPrevious)
        let start = free * RTPLimits.datagramOctets
        for index in 0..<payload.count { payloads[start + index] = payload[index] }
        newestEnd = usedSlots == 0 ? time + Int64(samples) : max(newestEnd, time + Int64(samples))
        usedSlots += 1
        packetSamples = Int64(samples)
        isSilent = false
        if filledSince == nil { filledSince = now }
        return verdict
    }

    /// What to play for the next 10 ms.
    public mutating func next(at now: ContinuousClock.Instant) -> Order {
        guard let position = cursor ?? start(at: now) else { return .wait }
        guard let index = oldestIndex else { return holdOnEmpty() }
        let slot = slots[index]
        if slot.time > position + 240 {
            // Frames made up while the buffer was empty stand for what is missing now.
            let gap = (slot.time - position) / Self.frame
            let credited = min(Int64(heldFrames), gap)
            heldFrames = 0
            if credited > 0 {
                cursor = position + credited * Self.frame
                return next(at: now)
            }
            let isPause = isDeliberateGap(before: slot.sequence)
            if !isPause && slot.recoversPrevious && slot.time - position == Int64(slot.samples) {
                cursor = slot.time
                return .recover(slot: index, samples: slot.samples)
            }
            cursor = position + Self.frame
            return isPause ? .pause : .conceal
        }
        heldFrames = 0
        cursor = slot.time + Int64(slot.samples)
        lastSequence = slot.sequence
        return .play(slot: index)
    }

    /// A packet of the same stream that carries no sound (a digit): the time that it takes is no loss.
    public mutating func noteSilentPacket(sequence: UInt16) {
        silentSequences[silentIndex] = sequence
        silentIndex = (silentIndex + 1) % silentSequences.count
        isSilent = true
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
        filledSince = nil
        heldFrames = 0
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

    /// Begins to play once the target's worth waits, or its first packet has waited that long.
    private mutating func start(at now: ContinuousClock.Instant) -> Int64? {
        guard usedSlots > 0, let filledSince else { return nil }
        let waited = now - filledSince
        let target = targetSamples
        guard depthSamples >= target || waited >= .milliseconds(target / 48) else { return nil }
        cursor = oldestTime
        return cursor
    }

    /// Nothing waits. Late or lost? The cursor stands still, so that what is late is still played and the delay grows
    /// by as much; what turns out to be lost is credited in `next`.
    private mutating func holdOnEmpty() -> Order {
        heldFrames += 1
        if heldFrames > Self.framesToRefill {
            playedUntil = cursor
            cursor = nil
            filledSince = nil
            heldFrames = 0
            return .wait
        }
        return isSilent ? .pause : .conceal
    }

    private mutating func dropOldest() {
        guard let oldest = oldestIndex else { return }
        release(slot: oldest)
        if cursor != nil { cursor = max(cursor ?? 0, oldestTime) }
    }
}
