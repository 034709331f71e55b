import COpus

/// What an Opus packet says of itself without being decoded (RFC 6716 §3).
public enum OpusPacket {
    /// Whether the packet carries in-band FEC: a coarse copy of the sound before its own (the LBRR flag of RFC 6716
    /// §4.2.3). False for what is no Opus packet.
    public static func hasForwardErrorCorrection(_ payload: Span<UInt8>) -> Bool {
        guard payload.count > 1, payload.count <= RTPLimits.datagramOctets else { return false }
        // §3.1: configurations 16 to 31 are CELT alone, which has none.
        let configuration = payload[0] >> 3
        guard configuration < 16 else { return false }
        guard let first = firstFrameOctet(payload) else { return false }
        // §4.2.3: a voice activity flag for each 20 ms, then the LBRR flag; for each channel.
        let samples = payload.withUnsafeBufferPointer { buffer -> Int32 in
            buffer.baseAddress.map { opus_packet_get_samples_per_frame($0, 48_000) } ?? 0
        }
        let flags = max(1, Int(samples) / 960)
        guard flags <= 3 else { return false }
        let isStereo = payload[0] & 0x04 != 0
        return first >> (7 - flags) & 1 == 1 || isStereo && first >> (6 - 2 * flags) & 1 == 1
    }

    /// The first octet of the packet's first frame, nil where the packet is malformed or that frame empty (§3.2).
    private static func firstFrameOctet(_ payload: Span<UInt8>) -> UInt8? {
        payload.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            var offset: Int32 = 0
            let octets = clairvoix_opus_first_frame(base, Int32(buffer.count), &offset)
            return octets > 0 && buffer.indices.contains(Int(offset)) ? buffer[Int(offset)] : nil
        }
    }
}
