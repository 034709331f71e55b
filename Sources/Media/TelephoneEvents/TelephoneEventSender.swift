/// Sends queued digits one after the other: 100 ms each, 100 ms between (RFC 4733 §2.5.1).
///
/// Told every 10 ms; a packet leaves at the start (with the marker), every 20 ms, and three times at the end, spaced
/// 20 ms. While `isSpeaking` the packets of sound are left out.
public struct TelephoneEventSender: Sendable, Equatable {
    /// One packet to send.
    public struct Packet: Sendable, Equatable {
        public var event: TelephoneEvent
        public var hasMarker: Bool
        /// Whether this packet is the first: the caller takes the timestamp of now, and keeps it for the event.
        public var isFirst: Bool
    }

    private static let toneTicks = 10
    private static let cycleTicks = 20
    private static let pauseTicks = 100
    /// −10 dBm0.
    private static let volume: UInt8 = 10

    private var queue: [Character] = []
    private var tick = 0
    private var sending: UInt8?
    private var pauseRemaining = 0

    public init() { queue.reserveCapacity(RTPLimits.digits) }

    /// Queues digits (0-9 * # A-D and ',' for a pause of a second). False, and nothing queued, where one is not a digit
    /// or there is no room.
    public mutating func enqueue(_ digits: String) -> Bool {
        guard digits.utf8.count <= RTPLimits.digits - queue.count else { return false }
        guard digits.allSatisfy({ $0 == "," || TelephoneEvent.event(of: $0) != nil }) else { return false }
        queue.append(contentsOf: digits)
        return true
    }

    /// Digits that have not begun.
    public var waitingCount: Int { queue.count }
    /// Whether an event is being sent now, its repeated ends included.
    public var isSpeaking: Bool { sending != nil && tick <= Self.toneTicks + 4 }

    public mutating func removeAll() {
        queue.removeAll(keepingCapacity: true)
        sending = nil
        tick = 0
        pauseRemaining = 0
    }

    /// Ten milliseconds have passed. Returns the packet to send now, if any.
    /// - Parameter clockRate: of the event's payload type, in Hz.
    public mutating func advance(clockRate: Int) -> Packet? {
        guard let event = sending ?? begin() else { return nil }
        defer { step() }
        let unit = max(1, min(clockRate, 96_000) / 100)
        switch tick {
        case 0:
            return packet(event, end: false, duration: 2 * unit, first: true)
        case 2, 4, 6, 8:
            return packet(event, end: false, duration: (tick + 2) * unit, first: false)
        case Self.toneTicks, Self.toneTicks + 2, Self.toneTicks + 4:
            return packet(event, end: true, duration: Self.toneTicks * unit, first: false)
        default: return nil
        }
    }

    private mutating func begin() -> UInt8? {
        if pauseRemaining > 0 {
            pauseRemaining -= 1
            return nil
        }
        guard !queue.isEmpty else { return nil }
        let digit = queue.removeFirst()
        guard let event = TelephoneEvent.event(of: digit) else {
            pauseRemaining = Self.pauseTicks
            return nil
        }
        sending = event
        tick = 0
        return event
    }

    private mutating func step() {
        tick += 1
        if tick >= Self.cycleTicks {
            sending = nil
            tick = 0
        }
    }

    private func packet(_ event: UInt8, end: Bool, duration: Int, first: Bool) -> Packet {
        Packet(
            event: TelephoneEvent(
                event: event, isEnd: end, volume: Self.volume, duration: UInt16(clamping: duration)),
            hasMarker: first, isFirst: first)
    }
}
