/// A payload of RFC 2198: the new block last, the older generations before it, the oldest first.
public struct RedundantPayload: Sendable, Equatable {
    /// One generation.
    public struct Block: Sendable, Equatable {
        public var payloadType: UInt8
        /// How much older than the new block it is, in timestamp units (14 bits).
        public var timestampOffset: UInt16
        /// Where it lies in the payload.
        public var octets: Range<Int>
    }

    /// The older blocks, the oldest first.
    public private(set) var generations: [Block] = []
    public private(set) var primary: Block

    /// Reads a payload; nil where its lengths lie, or it has more generations than anybody sends.
    public init?(parsing payload: Span<UInt8>) {
        var at = 0
        var headers: [(payloadType: UInt8, offset: UInt16, length: Int)] = []
        while true {
            guard at < payload.count else { return nil }
            let first = payload[at]
            if first & 0x80 == 0 {
                at += 1
                headers.append((first, 0, 0))
                break
            }
            guard headers.count < TextLimits.readGenerations, at + 4 <= payload.count else { return nil }
            let rest = UInt32(payload[at + 1]) << 16 | UInt32(payload[at + 2]) << 8 | UInt32(payload[at + 3])
            headers.append((first & 0x7F, UInt16(rest >> 10), Int(rest & 0x3FF)))
            at += 4
        }
        var blocks: [Block] = []
        for (index, header) in headers.enumerated() {
            let length = index == headers.count - 1 ? payload.count - at : header.length
            guard length >= 0, at + length <= payload.count else { return nil }
            blocks.append(
                Block(payloadType: header.payloadType, timestampOffset: header.offset, octets: at..<(at + length)))
            at += length
        }
        guard let primary = blocks.popLast() else { return nil }
        self.primary = primary
        generations = blocks
    }

    /// Writes a payload whose blocks are all of one type.
    static func write(
        _ primary: [UInt8], generations: [(octets: [UInt8], timestampOffset: UInt16)], payloadType: UInt8,
        to writer: inout OctetWriter
    ) {
        for generation in generations {
            writer.append8(0x80 | payloadType & 0x7F)
            let rest = UInt32(generation.timestampOffset & 0x3FFF) << 10 | UInt32(generation.octets.count) & 0x3FF
            writer.append8(UInt8(truncatingIfNeeded: rest >> 16))
            writer.append16(UInt16(truncatingIfNeeded: rest))
        }
        writer.append8(payloadType & 0x7F)
        for generation in generations { for octet in generation.octets { writer.append8(octet) } }
        for octet in primary { writer.append8(octet) }
    }
}
