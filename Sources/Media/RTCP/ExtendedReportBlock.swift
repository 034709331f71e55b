/// One report block of an RTCP XR packet (RFC 3611 §3).
public enum ExtendedReportBlock: Sendable, Equatable {
    case lossRunLengths(LossRunLengths)
    case voiceMetrics(VoiceMetrics)
    /// A block of another type, or one whose length is not its type's: passed over.
    case other(blockType: UInt8)

    /// Reads the blocks of a packet's body after the SSRC, at most `RTPLimits.extendedReportBlocks`.
    static func parse(_ octets: Span<UInt8>, body: Range<Int>) throws(RTPError) -> [ExtendedReportBlock] {
        var blocks: [ExtendedReportBlock] = []
        var at = body.lowerBound
        while at < body.upperBound, blocks.count < RTPLimits.extendedReportBlocks {
            guard at + 4 <= body.upperBound else { throw .truncated }
            let contents = at + 4..<at + 4 + 4 * Int(octets.bigEndian16(at: at + 2))
            guard contents.upperBound <= body.upperBound else { throw .truncated }
            blocks.append(block(octets, contents: contents, type: octets[at], typeSpecific: octets[at + 1]))
            at = contents.upperBound
        }
        return blocks
    }

    private static func block(
        _ octets: Span<UInt8>, contents: Range<Int>, type: UInt8, typeSpecific: UInt8
    ) -> ExtendedReportBlock {
        switch type {
        case 1:
            LossRunLengths(octets, contents: contents, typeSpecific: typeSpecific).map { .lossRunLengths($0) }
                ?? .other(blockType: type)
        case 7: VoiceMetrics(octets, contents: contents).map { .voiceMetrics($0) } ?? .other(blockType: type)
        default: .other(blockType: type)
        }
    }

    /// The words of the block with its header.
    var words: Int {
        switch self {
        case .lossRunLengths(let block): 1 + block.words
        case .voiceMetrics: 1 + VoiceMetrics.words
        case .other: 0
        }
    }

    func write(to writer: inout OctetWriter) {
        switch self {
        case .lossRunLengths(let block): block.write(to: &writer)
        case .voiceMetrics(let block): block.write(to: &writer)
        case .other: break
        }
    }
}
