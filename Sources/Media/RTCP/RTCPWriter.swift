extension RTCPPart {
    /// Appends this part (RFC 3550 §6.4 to §6.6, RFC 3611 §2). `other` writes nothing.
    func write(to writer: inout OctetWriter) {
        switch self {
        case .senderReport(let ssrc, let information, let blocks):
            Self.header(count: blocks.count, type: 200, words: 6 + 6 * blocks.count, to: &writer)
            writer.append32(ssrc)
            writer.append32(UInt32(truncatingIfNeeded: information.ntpTime >> 32))
            writer.append32(UInt32(truncatingIfNeeded: information.ntpTime))
            writer.append32(information.rtpTimestamp)
            writer.append32(information.packetCount)
            writer.append32(information.octetCount)
            for block in blocks.prefix(31) { Self.write(block, to: &writer) }
        case .receiverReport(let ssrc, let blocks):
            Self.header(count: blocks.count, type: 201, words: 1 + 6 * blocks.count, to: &writer)
            writer.append32(ssrc)
            for block in blocks.prefix(31) { Self.write(block, to: &writer) }
        case .sourceDescription(let chunks):
            let words = chunks.reduce(0) { $0 + 1 + (min($1.canonicalName.count, 255) + 2) / 4 + 1 }
            Self.header(count: chunks.count, type: 202, words: words, to: &writer)
            for chunk in chunks.prefix(31) {
                let name = chunk.canonicalName.prefix(255)
                writer.append32(chunk.ssrc)
                writer.append8(1)
                writer.append8(UInt8(name.count))
                for octet in name { writer.append8(octet) }
                for _ in 0..<(4 - (name.count + 2) % 4) { writer.append8(0) }
            }
        case .goodbye(let sources):
            Self.header(count: sources.count, type: 203, words: sources.count, to: &writer)
            for source in sources.prefix(31) { writer.append32(source) }
        case .extendedReport(let ssrc, let blocks):
            Self.header(count: 0, type: 207, words: 1 + blocks.reduce(0) { $0 + $1.words }, to: &writer)
            writer.append32(ssrc)
            for block in blocks { block.write(to: &writer) }
        case .other: break
        }
    }

    private static func header(count: Int, type: UInt8, words: Int, to writer: inout OctetWriter) {
        writer.append8(0x80 | UInt8(min(count, 31)))
        writer.append8(type)
        writer.append16(UInt16(truncatingIfNeeded: words))
    }

    private static func write(_ block: ReportBlock, to writer: inout OctetWriter) {
        writer.append32(block.ssrc)
        writer.append32(UInt32(block.fractionLost) << 24 | UInt32(bitPattern: block.cumulativeLost) & 0xFF_FFFF)
        writer.append32(block.extendedHighestSequence)
        writer.append32(block.jitter)
        writer.append32(block.lastSenderReport)
        writer.append32(block.delaySinceLastSenderReport)
    }

    /// The octets of a compound packet: for tests and for the wire, at most `RTPLimits.datagramOctets`.
    public static func octets(of parts: [RTCPPart]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: RTPLimits.datagramOctets) { buffer, count in
            buffer.initialize(repeating: 0)
            var writer = OctetWriter(buffer)
            for part in parts { part.write(to: &writer) }
            count = writer.isOverflowed ? 0 : writer.count
        }
    }
}
