/// The payload of an RTP packet that carries earlier ones again (RFC 2198 §3).
public enum RedundantPayload {
    /// Copies that are written and read at most; more is an attack.
    public static let generations = 4
    /// What a block's header can tell: 10 bits of length, 14 bits of timestamp offset.
    static let blockOctets = 1_023
    static let timestampOffset: UInt32 = 16_383

    /// One block: a payload as a packet of its own would have carried it.
    public struct Block: Sendable, Equatable {
        public var payloadType: UInt8
        /// How much earlier than the packet's timestamp it belongs, in units of the RTP clock; 0 for the primary one.
        public var timestampOffset: UInt32
        /// Its octets within the payload.
        public var octets: Range<Int>
    }

    /// Tells each block, the oldest first and the primary one last. Nothing is told where the headers contradict the
    /// length.
    /// - Throws: `RTPError.truncated` or `.malformed`.
    public static func forEachBlock(
        of payload: Span<UInt8>, _ body: (Block) -> Void
    ) throws(RTPError) {
        var copies = 0
        var header = 0
        var copiedOctets = 0
        while true {
            guard header < payload.count else { throw .truncated }
            guard payload[header] & 0x80 != 0 else { break }
            guard copies < generations else { throw .malformed }
            guard header + 4 <= payload.count else { throw .truncated }
            copiedOctets += Int(payload.bigEndian16(at: header + 2) & 0x3FF)
            copies += 1
            header += 4
        }
        var start = header + 1
        guard start + copiedOctets <= payload.count else { throw .truncated }
        for copy in 0..<copies {
            let word = payload.bigEndian32(at: 4 * copy)
            let end = start + Int(word & 0x3FF)
            body(
                Block(
                    payloadType: UInt8(truncatingIfNeeded: word >> 24) & 0x7F,
                    timestampOffset: word >> 10 & timestampOffset, octets: start..<end))
            start = end
        }
        body(Block(payloadType: payload[header] & 0x7F, timestampOffset: 0, octets: start..<payload.count))
    }
}
