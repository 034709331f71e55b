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

    private struct Spent: Sendable, Equatable {
        var at: ContinuousClock.Instant
        var characters: Int
    }

    private let epoch: ContinuousClock.Instant
    private var waiting: [UInt8] = []
    private var sentAt: ContinuousClock.Instant?
    private var sent: [Generation] = []
    /// Packets that still carry what was sent.
    private var repetitions = 0
    /// The characters of the last ten seconds: one entry a packet, so at most 36.
    private var spent: [Spent] = []
    /// RFC 4103 §6: the mean over any ten seconds.
    public var charactersPerSecond: Int

    public init(charactersPerSecond: Int = 30, at now: ContinuousClock.Instant) {
        epoch = now
        self.charactersPerSecond = charactersPerSecond
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
        if repetitions == 0, allowance(at: now) <= 0, let first = spent.first(where: { isRecent($0.at, now) }) {
            due = max(due, first.at + TextLimits.rateInterval)
        }
        return due
    }

    /// The packet that is due; nil where none is.
    public mutating func next(at now: ContinuousClock.Instant) -> Packet? {
        guard let due = nextDeadline(at: now), due <= now else { return nil }
        spent = spent.filter { isRecent($0.at, now) }
        let text = takeBlock(at: now)
        guard !text.isEmpty || repetitions > 0 else { return nil }
        let isAfterPause = repetitions == 0
        let timestamp = timestamp(at: now)
        let packet = Packet(text: text, generations: sent, timestamp: timestamp, hasMarker: isAfterPause)
        repetitions = text.isEmpty ? repetitions - 1 : TextLimits.generations
        // RFC 4103 §5.2: empty blocks go again too, so that the numbers of the older ones can be told.
        sent.append(Generation(text: text, timestamp: timestamp))
        if sent.count > TextLimits.generations { sent.removeFirst() }
        sentAt = now
        return packet
    }

    /// What was sent is not sent again: it went under another source.
    mutating func forgetSent() {
        sent = []
        repetitions = 0
    }

    /// Neither what was sent nor what waits is sent any more.
    mutating func forgetAll() {
        forgetSent()
        waiting = []
    }

    /// What waits is due now.
    mutating func hurry() { sentAt = nil }

    /// Text that waits to go, or to go again.
    public var isIdle: Bool { waiting.isEmpty && repetitions == 0 }

    private func isRecent(_ instant: ContinuousClock.Instant, _ now: ContinuousClock.Instant) -> Bool {
        now - instant < TextLimits.rateInterval
    }

    /// Characters that may go now.
    private func allowance(at now: ContinuousClock.Instant) -> Int {
        let used = spent.reduce(0) { isRecent($1.at, now) ? $0 + $1.characters : $0 }
        return 10 * min(max(charactersPerSecond, 1), 1_000) - used
    }

    /// As many whole characters as a block holds and the peer takes now.
    private mutating func takeBlock(at now: ContinuousClock.Instant) -> [UInt8] {
        var end = 0
        var characters = 0
        let most = allowance(at: now)
        while end < waiting.count, characters < most {
            var next = end + 1
            while next < waiting.count, waiting[next] & 0xC0 == 0x80 { next += 1 }
            guard next <= TextLimits.blockOctets else { break }
            end = next
            characters += 1
        }
        if characters > 0 { spent.append(Spent(at: now, characters: characters)) }
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
