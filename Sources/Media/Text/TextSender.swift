/// What is typed, cut into T.140 blocks in time (RFC 4103 §5.1, §5.2): at once after a pause, then at most every 300 ms, each
/// block again in the two packets that follow it; and no faster than the peer reads (§6).
public struct TextSender: Sendable, Equatable {
    /// One packet to send.
    public struct Packet: Sendable, Equatable {
        /// The new text; empty where only the older is sent again.
        public var text: [UInt8]
        /// The two blocks before it, the oldest first, each with its time.
        public var generations: [Generation]
        /// In ms since the session began, on the RTP clock of 1,000 Hz.
        public var timestamp: UInt32
        /// The first after a pause.
        public var hasMarker: Bool
    }

    /// A block that was sent.
    public struct Generation: Sendable, Equatable {
        public var text: [UInt8]
        public var timestamp: UInt32
    }

    private let epoch: ContinuousClock.Instant
    private var waiting: [UInt8] = []
    private var sentAt: ContinuousClock.Instant?
    private var sent: [Generation] = []
    /// Packets that still carry what was sent.
    private var repetitions = 0
    /// Characters that may go now, times 1,000; ten seconds' worth at most.
    private var allowance: Int64
    private var allowanceAt: ContinuousClock.Instant
    /// RFC 4103 §6.
    public var charactersPerSecond: Int {
        didSet { allowance = min(allowance, mostAllowance) }
    }

    public init(charactersPerSecond: Int = 30, at now: ContinuousClock.Instant) {
        epoch = now
        self.charactersPerSecond = charactersPerSecond
        allowance = Int64(charactersPerSecond) * 10_000
        allowanceAt = now
    }

    /// Takes text to be sent. False, and nothing taken, where too much waits already.
    public mutating func enqueue(_ text: String) -> Bool {
        let octets = Array(text.utf8)
        guard waiting.count + octets.count <= TextLimits.waitingOctets else { return false }
        waiting += octets
        return true
    }

    /// When to call `next`: now where nothing was sent for a while.
    public func nextDeadline(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard !waiting.isEmpty || repetitions > 0 else { return nil }
        var due = sentAt.map { $0 + TextLimits.buffering } ?? now
        if repetitions == 0, allowance(at: now) < 1_000 {
            due = max(due, now + .milliseconds(1_000 / max(charactersPerSecond, 1) + 1))
        }
        return due
    }

    /// The packet that is due; nil where none is.
    public mutating func next(at now: ContinuousClock.Instant) -> Packet? {
        guard let due = nextDeadline(at: now), due <= now else { return nil }
        allowance = allowance(at: now)
        allowanceAt = now
        let text = takeBlock()
        guard !text.isEmpty || repetitions > 0 else { return nil }
        let isAfterPause = repetitions == 0
        let timestamp = timestamp(at: now)
        let packet = Packet(
            text: text, generations: isAfterPause ? [] : sent, timestamp: timestamp, hasMarker: isAfterPause)
        repetitions = text.isEmpty ? repetitions - 1 : TextLimits.generations
        sent = repetitions == 0 ? [] : (isAfterPause ? [] : sent) + [Generation(text: text, timestamp: timestamp)]
        if sent.count > TextLimits.generations { sent.removeFirst() }
        sentAt = now
        return packet
    }

    /// Text that waits to go, or to go again.
    public var isIdle: Bool { waiting.isEmpty && repetitions == 0 }

    private var mostAllowance: Int64 { Int64(max(charactersPerSecond, 1)) * 10_000 }

    private func allowance(at now: ContinuousClock.Instant) -> Int64 {
        let elapsed = max(0, (now - allowanceAt).milliseconds)
        return min(mostAllowance, allowance + min(elapsed, 10_000) * Int64(max(charactersPerSecond, 1)))
    }

    /// As many whole characters as a block holds and the peer takes now.
    private mutating func takeBlock() -> [UInt8] {
        var end = 0
        var characters: Int64 = 0
        while end < waiting.count, (characters + 1) * 1_000 <= allowance {
            var next = end + 1
            while next < waiting.count, waiting[next] & 0xC0 == 0x80 { next += 1 }
            guard next <= TextLimits.blockOctets else { break }
            end = next
            characters += 1
        }
        allowance -= characters * 1_000
        defer { waiting.removeFirst(end) }
        return Array(waiting[..<end])
    }

    private func timestamp(at now: ContinuousClock.Instant) -> UInt32 {
        UInt32(truncatingIfNeeded: (now - epoch).milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        let parts = components
        return parts.seconds &* 1_000 &+ parts.attoseconds / 1_000_000_000_000_000
    }
}
