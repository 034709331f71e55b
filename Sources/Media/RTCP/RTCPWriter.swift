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
            let words = chunks.prefix(31).reduce(0) { $0 + 1 + $1.itemOctets / 4 + 1 }
            Self.header(count: chunks.count, type: 202, words: words, to: &writer)
            for chunk in chunks.prefix(31) {
                writer.append32(chunk.ssrc)
                for (type, text) in chunk.items {
                    writer.append8(type)
                    writer.append8(UInt8(text.count))
                    for octet in text { writer.append8(octet) }
                }
                for _ in 0..<(4 - chunk.itemOctets % 4) { writer.append8(0) }
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

extension RTCPPart.Description {
    /// Its items by their types (§6.5), each of 255 octets at most.
    fileprivate var items: [(type: UInt8, text: ArraySlice<UInt8>)] {
        let all: [(UInt8, ArraySlice<UInt8>)] = [(1, canonicalName.prefix(255)), (2, name.prefix(255))]
        return all.filter { $0.0 == 1 || !$0.1.isEmpty }
    }

    fileprivate var itemOctets: Int { items.reduce(0) { $0 + 2 + $1.text.count } }
}
