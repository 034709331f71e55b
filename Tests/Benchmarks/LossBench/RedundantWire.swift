import Media

/// Packs what one session sends by RFC 2198, and makes packets again of what another one misses.
struct RedundantWire {
    private var writer: RedundancyWriter
    private var seen: Set<UInt16> = []

    init(generations: Int) { writer = RedundancyWriter(generations: generations) }

    /// The packet with the ones before it in its payload.
    mutating func pack(_ packet: [UInt8]) -> [UInt8]? {
        guard let header = try? RTPHeader(parsing: packet.span) else { return nil }
        var payload = [UInt8](repeating: 0, count: RTPLimits.datagramOctets - 12)
        let count = packet[header.payload].withUnsafeBufferPointer { input in
            payload.withUnsafeMutableBufferPointer { target in
                writer.write(
                    input, payloadType: header.payloadType, timestamp: header.timestamp, into: target)
            }
        }
        return Array(packet[..<12]) + payload[..<count]
    }

    /// The packets of a payload that have not come before, the oldest first.
    mutating func unpack(_ packet: [UInt8]) -> [[UInt8]]? {
        guard let header = try? RTPHeader(parsing: packet.span) else { return nil }
        let payload = Array(packet[header.payload])
        var blocks: [RedundantPayload.Block] = []
        try? RedundantPayload.forEachBlock(of: payload.span) { blocks.append($0) }
        var packets: [[UInt8]] = []
        for (age, block) in zip((0..<blocks.count).reversed(), blocks) {
            let sequence = header.sequenceNumber &- UInt16(age)
            guard seen.insert(sequence).inserted else { continue }
            seen.remove(sequence &- 1_000)
            let timestamp = header.timestamp &- block.timestampOffset
            var octets = Array(packet[..<12])
            octets[1] = octets[1] & 0x80 | block.payloadType
            octets.replaceSubrange(2..<4, with: [UInt8(sequence >> 8), UInt8(sequence & 255)])
            octets.replaceSubrange(4..<8, with: (0..<4).map { UInt8(truncatingIfNeeded: timestamp >> (24 - 8 * $0)) })
            packets.append(octets + payload[block.octets])
        }
        return packets
    }
}
