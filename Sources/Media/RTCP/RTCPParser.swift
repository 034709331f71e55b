extension RTCPPart {
    /// Reads a compound packet (RFC 3550 §6.1, checks of §A.2): at most `RTPLimits.compoundParts` parts.
    public static func parse(_ octets: Span<UInt8>) throws(RTPError) -> [RTCPPart] {
        guard octets.count >= 8 else { throw .truncated }
        // §A.2: the first packet is an SR or RR without padding. A reduced-size one (RFC 5506) was not negotiated.
        guard octets[1] == 200 || octets[1] == 201, octets[0] & 0x20 == 0 else { throw .notCompound }
        var parts: [RTCPPart] = []
        var start = 0
        while start < octets.count, parts.count < RTPLimits.compoundParts {
            guard start + 4 <= octets.count else { throw .truncated }
            guard octets[start] >> 6 == 2 else { throw .version }
            let length = 4 + 4 * Int(octets.bigEndian16(at: start + 2))
            guard start + length <= octets.count else { throw .truncated }
            var end = start + length
            if octets[start] & 0x20 != 0 {
                let padding = Int(octets[end - 1])
                guard padding > 0, padding <= length - 4 else { throw .malformed }
                end -= padding
            }
            let part = try parsePart(octets, body: (start + 4)..<end, first: octets[start], type: octets[start + 1])
            parts.append(part)
            start += length
        }
        return parts
    }

    private static func parsePart(
        _ octets: Span<UInt8>, body: Range<Int>, first: UInt8, type: UInt8
    ) throws(RTPError) -> RTCPPart {
        let count = Int(first & 0x1F)
        switch type {
        case 200:
            guard body.count >= 24 + 24 * count else { throw .truncated }
            let at = body.lowerBound
            let information = SenderInformation(
                ntpTime: UInt64(octets.bigEndian32(at: at + 4)) << 32 | UInt64(octets.bigEndian32(at: at + 8)),
                rtpTimestamp: octets.bigEndian32(at: at + 12), packetCount: octets.bigEndian32(at: at + 16),
                octetCount: octets.bigEndian32(at: at + 20))
            return .senderReport(
                ssrc: octets.bigEndian32(at: at), information, blocks(octets, from: at + 24, count: count))
        case 201:
            guard body.count >= 4 + 24 * count else { throw .truncated }
            let at = body.lowerBound
            return .receiverReport(
                ssrc: octets.bigEndian32(at: at), blocks(octets, from: at + 4, count: count))
        case 202: return .sourceDescription(try chunks(octets, body: body, count: count))
        case 203:
            guard body.count >= 4 * count else { throw .truncated }
            return .goodbye((0..<count).map { octets.bigEndian32(at: body.lowerBound + 4 * $0) })
        case 207:
            guard body.count >= 4 else { throw .truncated }
            let blocks = try ExtendedReportBlock.parse(octets, body: body.lowerBound + 4..<body.upperBound)
            return .extendedReport(ssrc: octets.bigEndian32(at: body.lowerBound), blocks)
        default: return .other(packetType: type)
        }
    }

    private static func blocks(_ octets: Span<UInt8>, from start: Int, count: Int) -> [ReportBlock] {
        var blocks: [ReportBlock] = []
        for index in 0..<count {
            let at = start + 24 * index
            let loss = octets.bigEndian32(at: at + 4)
            blocks.append(
                ReportBlock(
                    ssrc: octets.bigEndian32(at: at), fractionLost: UInt8(loss >> 24),
                    cumulativeLost: Int32(bitPattern: loss << 8) >> 8,
                    extendedHighestSequence: octets.bigEndian32(at: at + 8), jitter: octets.bigEndian32(at: at + 12),
                    lastSenderReport: octets.bigEndian32(at: at + 16),
                    delaySinceLastSenderReport: octets.bigEndian32(at: at + 20)))
        }
        return blocks
    }

    /// RFC 3550 §6.5: chunks of items; each chunk ends with a zero octet and is padded to four octets.
    private static func chunks(
        _ octets: Span<UInt8>, body: Range<Int>, count: Int
    ) throws(RTPError) -> [Description] {
        var chunks: [Description] = []
        var at = body.lowerBound
        for _ in 0..<count {
            guard at + 4 <= body.upperBound else { throw .truncated }
            var description = Description(ssrc: octets.bigEndian32(at: at), canonicalName: [])
            at += 4
            while true {
                guard at < body.upperBound else { throw .truncated }
                guard octets[at] != 0 else { break }
                guard at + 2 <= body.upperBound else { throw .truncated }
                let length = Int(octets[at + 1])
                guard at + 2 + length <= body.upperBound else { throw .truncated }
                let text = octets[at] <= 2 ? (0..<length).map { octets[at + 2 + $0] } : []
                if octets[at] == 1 { description.canonicalName = text }
                if octets[at] == 2 { description.name = text }
                at += 2 + length
            }
            at += 4 - (at - body.lowerBound) % 4
            chunks.append(description)
        }
        return chunks
    }
}
