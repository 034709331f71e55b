import Time

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

    /// When packets go.
    enum Pace: Sendable, Equatable {
        /// RFC 4103 §5.1.
        case typed
        /// RFC 9071 §3.4: what was typed elsewhere has waited there already; every packet has all its generations.
        case mixed
    }

    private let pace: Pace
    private let epoch: Instant
    private var waiting: [UInt8] = []
    private(set) var sentAt: Instant?
    private var sent: [Generation] = []
    /// Packets that still carry what was sent.
    private var repetitions = 0
    /// When the last new text was sent.
    private var writtenAt: Instant?
    var budget: CharacterBudget

    public init(charactersPerSecond: Int = 30, at now: Instant) {
        self.init(charactersPerSecond: charactersPerSecond, pace: .typed, at: now)
    }

    init(charactersPerSecond: Int, pace: Pace, at now: Instant) {
        epoch = now
        self.pace = pace
        budget = CharacterBudget(charactersPerSecond: charactersPerSecond)
    }

    /// Takes text to be sent. False, and nothing taken, where too much waits already.
    public mutating func enqueue(_ text: String) -> Bool {
        let octets = Array(text.utf8)
        guard waiting.count + octets.count <= TextLimits.waitingOctets else { return false }
        waiting += octets
        return true
    }

    /// When to call `next`: now where nothing was sent for a while.
    public func nextDeadline(at now: Instant) -> Instant? {
        let isTyped = pace == .typed
        let repetition = isTyped ? TextLimits.buffering : TextLimits.mixedRepetition
        let again = repetitions > 0 ? sentAt.map { $0 + repetition } ?? now : nil
        guard !waiting.isEmpty else { return again }
        var due = isTyped ? sentAt.map { $0 + TextLimits.buffering } : writtenAt.map { $0 + TextLimits.mixing }
        if let allowed = budget.nextAllowance(at: now) { due = max(due ?? allowed, allowed) }
        return min(due ?? now, again ?? due ?? now)
    }

    /// The packet that is due; nil where none is.
    public mutating func next(at now: Instant) -> Packet? {
        guard let due = nextDeadline(at: now), due <= now else { return nil }
        let text = takeBlock(at: now)
        guard !text.isEmpty || repetitions > 0 else { return nil }
        let isAfterPause = repetitions == 0
        let timestamp = timestamp(at: now)
        let generations = pace == .typed ? sent : whole(sent, before: timestamp)
        let packet = Packet(text: text, generations: generations, timestamp: timestamp, hasMarker: isAfterPause)
        repetitions = text.isEmpty ? repetitions - 1 : TextLimits.generations
        // RFC 4103 §5.2: empty blocks go again too, so that the numbers of the older ones can be told.
        sent.append(Generation(text: text, timestamp: timestamp))
        if sent.count > TextLimits.generations { sent.removeFirst() }
        sentAt = now
        if !text.isEmpty { writtenAt = now }
        return packet
    }

    /// RFC 9071 §3.10: after a pause the older blocks are empty, at times that 14 bits can tell.
    private func whole(_ generations: [Generation], before timestamp: UInt32) -> [Generation] {
        let missing = TextLimits.generations - generations.count
        let step = UInt32(clamping: TextLimits.mixedRepetition.milliseconds)
        let old = Generation(text: [], timestamp: timestamp &- 16_384)
        return (Array(repeating: old, count: max(0, missing)) + generations).enumerated().map { place, generation in
            guard timestamp &- generation.timestamp > RedundantPayload.timestampOffset else { return generation }
            return Generation(
                text: [], timestamp: timestamp &- step &* UInt32(clamping: TextLimits.generations - place))
        }
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
    mutating func hurry() {
        sentAt = nil
        writtenAt = nil
    }

    /// Text that waits to go, or to go again.
    public var isIdle: Bool { waiting.isEmpty && repetitions == 0 }

    /// As many whole characters as a block holds and the peer takes now.
    private mutating func takeBlock(at now: Instant) -> [UInt8] {
        var end = 0
        var characters = 0
        let most = budget.allowance(at: now)
        while end < waiting.count, characters < most {
            var next = end + 1
            while next < waiting.count, waiting[next] & 0xC0 == 0x80 { next += 1 }
            guard next <= TextLimits.blockOctets else { break }
            end = next
            characters += 1
        }
        budget.spend(characters, at: now)
        defer { waiting.removeFirst(end) }
        return Array(waiting[..<end])
    }

    private func timestamp(at now: Instant) -> UInt32 {
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
