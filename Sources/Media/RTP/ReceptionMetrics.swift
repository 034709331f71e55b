/// How the losses of one source lie: in bursts or alone (RFC 3611 §4.7.2), and in runs. Packets are told in their order.
public struct ReceptionMetrics: Sendable, Equatable {
    /// RFC 3611 §4.7.6: so many packets received in a row end a burst.
    public static let gapThreshold = 16

    public private(set) var packets = 0
    public private(set) var lost = 0
    public private(set) var discarded = 0
    /// Runs of lost or discarded packets.
    public private(set) var runs = 0
    /// Packets, and those of them lost or discarded.
    private var inBursts = (packets: 0, missing: 0)
    private var inGaps = (packets: 0, missing: 0)
    private var bursts = 0
    /// The losses that are not known yet to be a burst.
    private var open = (packets: 0, missing: 0)
    private var receivedInRow = 0

    public init() {}

    public static func == (one: ReceptionMetrics, other: ReceptionMetrics) -> Bool {
        one.packets == other.packets && one.lost == other.lost && one.discarded == other.discarded
            && one.runs == other.runs && one.bursts == other.bursts && one.inBursts == other.inBursts
            && one.inGaps == other.inGaps && one.open == other.open && one.receivedInRow == other.receivedInRow
    }

    /// The next packet came.
    public mutating func noteReceived() {
        packets += 1
        receivedInRow += 1
    }

    /// The next packet did not come, or came too late.
    public mutating func noteMissing(isDiscarded: Bool) {
        if isDiscarded { discarded += 1 } else { lost += 1 }
        if receivedInRow > 0 || packets == 0 { runs += 1 }
        packets += 1
        if open.missing > 0, receivedInRow < Self.gapThreshold {
            open.packets += receivedInRow + 1
            open.missing += 1
        } else {
            close()
            open = (1, 1)
        }
        receivedInRow = 0
    }

    /// What is open ends: a loss that stands alone is one of the gap.
    private mutating func close() {
        if open.missing > 1 {
            inBursts.packets += open.packets
            inBursts.missing += open.missing
            bursts += 1
        } else {
            inGaps.packets += open.packets
            inGaps.missing += open.missing
        }
        inGaps.packets += receivedInRow
        open = (0, 0)
    }

    /// Packets that are missing in a row on average; nil: none is.
    public var meanBurst: Double? { runs > 0 ? Double(lost + discarded) / Double(runs) : nil }

    /// Writes what §4.7.1 and §4.7.2 ask for. It is assumed that enough packets follow (§4.7.2).
    /// - Parameter packetMilliseconds: the length of the packets.
    public func fill(_ block: inout VoiceMetrics, packetMilliseconds: Double) {
        var closed = self
        closed.close()
        block.lossRate = Self.share(lost, of: packets)
        block.discardRate = Self.share(discarded, of: packets)
        block.burstDensity = Self.share(closed.inBursts.missing, of: closed.inBursts.packets)
        block.gapDensity = Self.share(closed.inGaps.missing, of: closed.inGaps.packets)
        let count = Double(max(closed.bursts, 1))
        block.burstDuration = UInt16(milliseconds: Double(closed.inBursts.packets) * packetMilliseconds / count)
        block.gapDuration = UInt16(milliseconds: Double(closed.inGaps.packets) * packetMilliseconds / count)
        block.gapThreshold = UInt8(Self.gapThreshold)
    }

    /// In 1/256, at most 255.
    private static func share(_ part: Int, of whole: Int) -> UInt8 {
        whole > 0 ? UInt8(clamping: part * 256 / whole) : 0
    }
}

extension UInt16 {
    /// Whole milliseconds of a time that is not negative, as far as 16 bits tell it.
    init(milliseconds: Double) { self = UInt16(Swift.min(Swift.max(milliseconds, 0), 65_535)) }
}
