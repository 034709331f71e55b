import Time

#if FAULTS
    import Faults
#endif

/// The blocks of one source in their order, each once: from packets, from their repetitions, and U+FFFD for what neither
/// brought (RFC 4103 §5.3, §5.4).
public struct TextReceiver: Sendable, Equatable {
    /// A block that came, or was repeated, and waits for those before it.
    private struct Stored: Equatable {
        var sequence: Int64
        var octets: [UInt8]
        /// It came itself, as the first after a pause.
        var isAfterPause: Bool
        var arrival: Instant
    }

    private var followed = FollowedSource()
    /// The time of the packet with the highest number.
    private var lastTimestamp: UInt32 = 0
    private var highest: Int64 = 0
    /// The next block to hand out.
    private var expected: Int64 = 0
    /// RFC 4103 §5.3: the older blocks that two packets in a row had; none where text goes without repetition.
    private var level = 0
    private var levelBefore: Int?
    /// In the order of their numbers.
    private var stored: [Stored] = []
    private var filter = T140Filter()
    /// Blocks that stayed missing.
    public private(set) var blocksLost: UInt64 = 0

    public init() {}

    /// The SSRC that is followed.
    var source: UInt32? { followed.ssrc }

    /// A packet of text. Returns what can be read now.
    public mutating func receive(
        _ header: RTPHeader, _ packet: TextPacket, at now: Instant
    ) -> String {
        guard var text = follow(header, generations: packet.older.count) else { return "" }
        noteLevel(packet.older.count)
        let sequence = extended(header.sequenceNumber)
        if sequence >= highest { lastTimestamp = header.timestamp }
        highest = max(highest, sequence)
        for (index, block) in packet.older.enumerated() {
            let number = sequence - Int64(packet.older.count - index)
            store(Stored(sequence: number, octets: block.octets, isAfterPause: false, arrival: now))
        }
        store(
            Stored(
                sequence: sequence, octets: packet.primary.octets, isAfterPause: header.hasMarker, arrival: now))
        text += readyText()
        while stored.count > TextLimits.waitingPackets { text += passOverGap() }
        return text
    }

    /// The stream becomes a mixer's: what waited is handed out, and what comes is read by its sources from here on.
    mutating func handOver(_ header: RTPHeader) -> (text: String, receiver: MixedTextReceiver) {
        var text = ""
        while !stored.isEmpty { text += passOverGap() }
        var followed = followed
        if followed.ssrc == nil {
            // From its first packet on; nothing is known of the time before.
            _ = followed.judge(header, distance: 0)
            highest = Int64(header.sequenceNumber &- 1) + 0x1_0000
            lastTimestamp = header.timestamp &- 1
        }
        return (text, MixedTextReceiver(after: followed, number: highest, timestamp: lastTimestamp))
    }

    /// When to call `handleTimeout`: packets wait for missing ones.
    public var nextDeadline: Instant? {
        stored.lazy.map(\.arrival).min().map { $0 + TextLimits.reordering }
    }

    /// What is missing for too long is lost.
    public mutating func handleTimeout(at now: Instant) -> String {
        var text = ""
        while let due = nextDeadline, due <= now { text += passOverGap() }
        return text
    }

    /// Another source, or a jump, begins anew; what waited is handed out first. nil for a packet that is not followed.
    private mutating func follow(_ header: RTPHeader, generations: Int) -> String? {
        let unread: Int64
        switch followed.judge(header, distance: extended(header.sequenceNumber) - expected) {
        case .same: return ""
        case .refused: return nil
        case .anew(let count): unread = count
        }
        // The packets from the first one on were not read: what is not repeated here is marked.
        level = 0
        levelBefore = nil
        filter = T140Filter()
        var text = ""
        while !stored.isEmpty { text += passOverGap() }
        highest = Int64(header.sequenceNumber) + 0x1_0000
        // Its older blocks may be of packets that never came.
        expected = highest - max(Int64(generations), unread)
        return text
    }

    private mutating func noteLevel(_ generations: Int) {
        if levelBefore == generations { level = generations }
        levelBefore = generations
    }

    /// The number without the wrap of 16 bits, near the highest one.
    private func extended(_ sequence: UInt16) -> Int64 {
        highest + Int64(Int16(bitPattern: sequence &- UInt16(truncatingIfNeeded: highest)))
    }

    private mutating func store(_ block: Stored) {
        guard block.sequence >= expected else { return }
        let place = stored.firstIndex { $0.sequence >= block.sequence } ?? stored.count
        guard stored.count == place || stored[place].sequence != block.sequence else {
            // The packet itself tells more than its repetition.
            if block.isAfterPause { stored[place].isAfterPause = true }
            return
        }
        stored.insert(block, at: place)
    }

    private mutating func readyText() -> String {
        var text = ""
        while let first = stored.first {
            // A sender pauses only once its last text went again (RFC 4103 §5.2): the packets just before carried none.
            let isEmptyGap =
                first.isAfterPause && first.sequence - expected <= Int64(level)
            guard first.sequence == expected || isEmptyGap else { break }
            stored.removeFirst()
            expected = first.sequence + 1
            text += filter.text(of: first.octets)
        }
        return text
    }

    /// One mark for each block that did not come before the first that waits.
    private mutating func passOverGap() -> String {
        guard let first = stored.first else { return "" }
        let empty = first.isAfterPause ? Int64(level) : 0
        let lost = max(0, first.sequence - expected - empty)
        blocksLost &+= UInt64(lost)
        expected = first.sequence
        // What a lost block may have ended swallows nothing more.
        if lost > 0 { filter = T140Filter() }
        #if FAULTS
            if Fault.lostTextUnmarked.isOn { return readyText() }
        #endif
        return String(repeating: "\u{FFFD}", count: min(Int(lost), TextLimits.gapMarks)) + readyText()
    }
}
