/// What the RTP packets of one source say about the way they came (RFC 3550 §6.4.1, appendices A.1, A.3 and A.8).
public struct ReceptionRecord: Sendable, Equatable {
    /// RFC 3550 §A.1: a jump beyond these is another stream or a stranger.
    private static let maximumDropout = 3_000
    private static let maximumMisorder = 100

    /// What `update` made of a packet.
    public enum Verdict: Sendable, Equatable {
        case inSequence
        /// Far from all before it: ignored until the next one follows it.
        case jump
        /// The source began anew from here.
        case restarted
    }

    public let ssrc: UInt32
    private var baseSequence: UInt32
    private var highestSequence: UInt16
    private var cycles: UInt32 = 0
    private var expectedAfterJump: UInt16?
    private(set) var received: UInt64 = 0
    private var expectedAtReport: UInt64 = 0
    private var receivedAtReport: UInt64 = 0
    private var lastTransit: Int64?
    /// In timestamp units, times 16 (§A.8's integer form keeps four more bits).
    private var scaledJitter: Int64 = 0

    public init(ssrc: UInt32, firstSequence: UInt16) {
        self.ssrc = ssrc
        baseSequence = UInt32(firstSequence)
        highestSequence = firstSequence &- 1
    }

    /// Counts a packet (§A.1, without probation: early media must be heard at once).
    public mutating func update(sequence: UInt16) -> Verdict {
        let ahead = Int(sequence &- highestSequence)
        if ahead < Self.maximumDropout {
            if received > 0 && sequence < highestSequence && ahead != 0 { cycles &+= 0x1_0000 }
            highestSequence = sequence
        } else if ahead <= 0x1_0000 - Self.maximumMisorder {
            guard expectedAfterJump == sequence else {
                expectedAfterJump = sequence &+ 1
                return .jump
            }
            self = ReceptionRecord(ssrc: ssrc, firstSequence: sequence)
            highestSequence = sequence
            received = 1
            return .restarted
        }
        received &+= 1
        return .inSequence
    }

    /// §A.8: `arrival` is the time of arrival in the units of the timestamp.
    public mutating func updateJitter(arrival: Int64, timestamp: UInt32) {
        // Differences of 32 bits, so that the wrap of the timestamp is no jump.
        let transit = Int64(Int32(truncatingIfNeeded: arrival &- Int64(timestamp)))
        if let lastTransit {
            let difference = abs(Int64(Int32(truncatingIfNeeded: transit &- lastTransit)))
            scaledJitter += difference - (scaledJitter + 8) >> 4
        }
        lastTransit = transit
    }

    /// A silence, a digit or a change of codec: the next packet's transit is not compared.
    public mutating func forgetTransit() { lastTransit = nil }

    /// The extended highest sequence number.
    public var extendedHighest: UInt32 { cycles &+ UInt32(highestSequence) }
    /// Packets that should have come.
    public var expected: UInt64 { received == 0 ? 0 : UInt64(extendedHighest &- baseSequence) + 1 }
    /// §A.3; duplicates make it negative.
    public var lost: Int64 { Int64(expected) - Int64(received) }
    /// In timestamp units.
    public var jitter: UInt32 { UInt32(truncatingIfNeeded: scaledJitter >> 4) }

    /// The block for the next SR or RR; begins a new interval (§A.3).
    public mutating func takeReport(lastSenderReport: UInt32, delay: UInt32) -> ReportBlock {
        let expectedNow = expected
        let expectedInterval = Int64(bitPattern: expectedNow &- expectedAtReport)
        let receivedInterval = Int64(bitPattern: received &- receivedAtReport)
        expectedAtReport = expectedNow
        receivedAtReport = received
        let lostInterval = expectedInterval - receivedInterval
        var fraction: UInt8 = 0
        if expectedInterval > 0, lostInterval > 0 {
            fraction = UInt8(min(255, (lostInterval << 8) / expectedInterval))
        }
        return ReportBlock(
            ssrc: ssrc, fractionLost: fraction, cumulativeLost: Int32(min(max(lost, -0x80_0000), 0x7F_FFFF)),
            extendedHighestSequence: extendedHighest, jitter: jitter, lastSenderReport: lastSenderReport,
            delaySinceLastSenderReport: delay)
    }
}
