/// Which packets came, as runs and bits: the Loss RLE report block of RTCP XR (RFC 3611 §4.1).
public struct LossRunLengths: Sendable, Equatable {
    /// Chunks that are read and written at most: as many as one block of 1,024 packets needs at worst, with room.
    static let chunks = 128

    /// The source that is reported on.
    public var ssrc: UInt32
    /// Only each 2^thinning-th packet is reported on.
    public var thinning: UInt8 = 0
    public var firstSequence: UInt16
    /// One after the last.
    public var endSequence: UInt16
    /// Without the null chunk that fills up the block.
    public var chunks: [UInt16]

    public init(
        ssrc: UInt32, thinning: UInt8 = 0, firstSequence: UInt16, endSequence: UInt16, chunks: [UInt16]
    ) {
        self.ssrc = ssrc
        self.thinning = thinning
        self.firstSequence = firstSequence
        self.endSequence = endSequence
        self.chunks = chunks
    }

    /// Tells which packets came, from `firstSequence` on.
    public init(ssrc: UInt32, firstSequence: UInt16, came: [Bool]) {
        self.init(
            ssrc: ssrc, firstSequence: firstSequence,
            endSequence: firstSequence &+ UInt16(truncatingIfNeeded: came.count), chunks: [])
        var index = 0
        while index < came.count, chunks.count < Self.chunks {
            let rest = came[index...]
            let run = rest.prefix(16_383).prefix { $0 == came[index] }.count
            if run > 15 || run == rest.count {
                chunks.append((came[index] ? 0x4000 : 0) | UInt16(run))
                index += run
            } else {
                var bits: UInt16 = 0x8000
                for (place, isCame) in rest.prefix(15).enumerated() where isCame { bits |= 0x4000 >> UInt16(place) }
                chunks.append(bits)
                index += 15
            }
        }
    }

    /// Reads the contents after the block's header.
    init?(_ octets: Span<UInt8>, contents: Range<Int>, typeSpecific: UInt8) {
        guard contents.count >= 8 else { return nil }
        let at = contents.lowerBound
        self.init(
            ssrc: octets.bigEndian32(at: at), thinning: typeSpecific & 0x0F,
            firstSequence: octets.bigEndian16(at: at + 4), endSequence: octets.bigEndian16(at: at + 6), chunks: [])
        var place = at + 8
        while place + 2 <= contents.upperBound, chunks.count < Self.chunks {
            let chunk = octets.bigEndian16(at: place)
            guard chunk != 0 else { break }
            chunks.append(chunk)
            place += 2
        }
    }

    /// The words of the block after its header.
    var words: Int { 2 + (min(chunks.count, Self.chunks) + 1) / 2 }

    func write(to writer: inout OctetWriter) {
        writer.append8(1)
        writer.append8(thinning & 0x0F)
        writer.append16(UInt16(words))
        writer.append32(ssrc)
        writer.append16(firstSequence)
        writer.append16(endSequence)
        for chunk in chunks.prefix(Self.chunks) { writer.append16(chunk) }
        if !chunks.prefix(Self.chunks).count.isMultiple(of: 2) { writer.append16(0) }
    }

    /// How many packets were lost, and in how many runs; nil where packets were left out: a run is not seen then.
    public var losses: (packets: Int, runs: Int)? {
        guard thinning == 0 else { return nil }
        var left = Int(endSequence &- firstSequence)
        var (packets, runs, wasLost) = (0, 0, false)
        for chunk in chunks.prefix(Self.chunks) {
            if chunk & 0x8000 == 0 {
                let run = min(Int(chunk & 0x3FFF), left)
                let isLost = chunk & 0x4000 == 0
                if isLost, run > 0 {
                    packets += run
                    if !wasLost { runs += 1 }
                }
                if run > 0 { wasLost = isLost }
                left -= run
                continue
            }
            for bit in 0..<min(15, left) {
                let isLost = chunk & (0x4000 >> UInt16(bit)) == 0
                if isLost {
                    packets += 1
                    if !wasLost { runs += 1 }
                }
                wasLost = isLost
            }
            left -= min(15, left)
        }
        return (packets, runs)
    }
}
