import Media
import Testing

/// RTCP XR (RFC 3611).
@Suite struct ExtendedReportTests {
    /// §4.1's trace: 45 packets from 13,821 on, the 22nd and the 24th lost.
    private static let trace = (0..<45).map { $0 != 21 && $0 != 23 }

    private static func octets(_ blocks: [ExtendedReportBlock]) -> [UInt8] {
        Array(RTCPPart.octets(of: [.receiverReport(ssrc: 1, []), .extendedReport(ssrc: 1, blocks)]).dropFirst(8))
    }

    private static func read(_ blocks: [UInt8], words: Int? = nil) throws(RTPError) -> [RTCPPart] {
        let count = UInt8(truncatingIfNeeded: words ?? 1 + blocks.count / 4)
        let octets: [UInt8] = [0x80, 201, 0, 1, 0, 0, 0, 1, 0x80, 207, 0, count, 0, 0, 0, 1] + blocks
        return try RTCPPart.parse(octets.span)
    }

    @Test("The encoding of RFC 3611 §4.1's example, octet for octet")
    func example() {
        let block = LossRunLengths(ssrc: 0xA0B0_C0D0, firstSequence: 13_821, came: Self.trace)
        // A run of 21 receipts; bits 0101 1111 1111 111; a run of 9 receipts; null.
        let expected: [UInt8] = [
            0x80, 207, 0, 6, 0, 0, 0, 1, 1, 0, 0, 4, 0xA0, 0xB0, 0xC0, 0xD0, 0x35, 0xFD, 0x36, 0x2A, 0x40, 21, 0xAF,
            0xFF,
            0x40, 9, 0, 0,
        ]
        #expect(Self.octets([.lossRunLengths(block)]) == expected)
        #expect(block.losses?.packets == 2 && block.losses?.runs == 2)
    }

    @Test("The other encodings of the same trace are read alike")
    func otherEncodings() {
        let vectors = LossRunLengths(
            ssrc: 1, firstSequence: 13_821, endSequence: 13_866, chunks: [0xFFFF, 0xFEBF, 0xFFFF])
        #expect(vectors.losses?.packets == 2 && vectors.losses?.runs == 2)
        // The 44th too, in a vector that runs beyond the end: what is beyond is ignored.
        let beyond = LossRunLengths(
            ssrc: 1, firstSequence: 13_821, endSequence: 13_866, chunks: [0x4000 | 21, 0xAFFF, 0x8000 | 0x7F40])
        #expect(beyond.losses?.packets == 3 && beyond.losses?.runs == 3)
        let thinned = LossRunLengths(
            ssrc: 1, thinning: 2, firstSequence: 13_821, endSequence: 13_866, chunks: [0xFB00])
        #expect(thinned.losses == nil, "runs are not seen where packets were left out")
        let long = LossRunLengths(ssrc: 1, firstSequence: 0, endSequence: 10, chunks: [0x3FFF, 0x3FFF])
        #expect(long.losses?.packets == 10 && long.losses?.runs == 1)
    }

    @Test("Losses and their runs survive writing and reading", arguments: 0..<40)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed + 1)
        var came: [Bool] = []
        var (isLost, lost, runs) = (false, 0, 0)
        for _ in 0..<Int.random(in: 1...512, using: &generator) {
            let wasLost = isLost
            isLost = Int.random(in: 0..<10, using: &generator) < (isLost ? 7 : 1)
            lost += isLost ? 1 : 0
            runs += isLost && !wasLost ? 1 : 0
            came.append(!isLost)
        }
        let block = LossRunLengths(ssrc: 5, firstSequence: 65_300, came: came)
        let parts = try Self.read(Array(Self.octets([.lossRunLengths(block)]).dropFirst(8)))
        #expect(parts.last == .extendedReport(ssrc: 1, [.lossRunLengths(block)]))
        #expect(block.losses?.packets == lost && block.losses?.runs == runs)
    }

    @Test("VoIP metrics octet for octet (§4.7), and what is not known")
    func voiceMetrics() throws {
        var block = VoiceMetrics(ssrc: 0x0102_0304)
        let unknown: [UInt8] = [7, 0, 0, 8, 1, 2, 3, 4] + [UInt8](repeating: 0, count: 12) + [127, 127, 127, 16]
        #expect(Self.octets([.voiceMetrics(block)])[8..<32] == unknown[...])
        (block.lossRate, block.discardRate, block.burstDensity, block.gapDensity) = (12, 12, 84, 10)
        (block.burstDuration, block.gapDuration, block.roundTripDelay, block.endSystemDelay) = (120, 520, 300, 0x1234)
        (block.signalLevel, block.noiseLevel, block.residualEchoReturnLoss) = (-20, -70, 45)
        (block.ratingFactor, block.listeningQuality, block.conversationalQuality) = (90, 43, 41)
        (block.receiverConfiguration, block.bufferNominal, block.bufferMaximum) = (0xB0, 40, 1_280)
        block.bufferAbsoluteMaximum = 1_280
        let octets: [UInt8] = [
            7, 0, 0, 8, 1, 2, 3, 4, 12, 12, 84, 10, 0, 120, 2, 8, 1, 44, 0x12, 0x34, 0xEC, 0xBA, 45, 16, 90, 127, 43,
            41,
            0xB0, 0, 0, 40, 5, 0, 5, 0,
        ]
        #expect(Array(Self.octets([.voiceMetrics(block)]).dropFirst(8)) == octets)
        #expect(try Self.read(octets).last == .extendedReport(ssrc: 1, [.voiceMetrics(block)]))
        #expect(VoiceMetrics(hexadecimal: block.hexadecimal) == block && VoiceMetrics(hexadecimal: "07") == nil)
        // §4.7.5: values out of range are ignored.
        var wrong = octets
        (wrong[24], wrong[26], wrong[27]) = (101, 9, 51)
        guard case .extendedReport(_, let blocks) = try Self.read(wrong).last, case .voiceMetrics(let read) = blocks[0]
        else { return #expect(Bool(false), "no metrics") }
        #expect(read.ratingFactor == nil && read.listeningQuality == nil && read.conversationalQuality == nil)
    }

    @Test("Blocks of other types and lengths are passed over, cut ones refused, their number bounded")
    func hostile() throws {
        let odd: [UInt8] = [4, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 7, 0, 0, 0]
        let others: [ExtendedReportBlock] = [4, 7, 1, 7].map { .other(blockType: $0) }
        #expect(try Self.read(odd).last == .extendedReport(ssrc: 1, others))
        #expect(throws: RTPError.truncated) { try Self.read([7, 0, 0, 8, 0, 0, 0, 1]) }
        #expect(throws: RTPError.truncated) { try Self.read([7, 0, 255, 255]) }
        let many = [UInt8](repeating: 0, count: 4 * 60)
        guard case .extendedReport(_, let blocks) = try Self.read(many).last else {
            return #expect(Bool(false), "no report")
        }
        #expect(blocks.count == RTPLimits.extendedReportBlocks)
    }
}
