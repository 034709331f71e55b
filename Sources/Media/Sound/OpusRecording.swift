import COpus

/// Sound of two channels as an Ogg Opus file (RFC 7845), written from its beginning to its end: what is there after a crash
/// can be played. Each channel is a stream of its own, so that nothing of one is heard in the other. Owned by one thread.
public struct OpusRecording: ~Copyable {
    private static let frame = 960
    /// Packets of 20 ms on a page: what a crash costs.
    private static let packetsOnPage = 25
    private static let bitRate: Int32 = 48_000
    private static let packetOctets = 4_000

    private let encoder: OpaquePointer
    private var page: OggPage
    private var pending: [Int16] = []
    private let payload: UnsafeMutableBufferPointer<UInt8>
    /// What the decoder drops at the beginning (RFC 7845 §4.2), in frames of both channels like the counts below.
    private let preSkip: Int
    private var taken = 0
    private var encoded = 0

    /// - Parameter serial: the number of the stream in its file.
    /// - Throws: `CodecError` where memory lacks.
    public init(serial: UInt32) throws(CodecError) {
        var problem: Int32 = 0
        let mapping: [UInt8] = [0, 1]
        guard
            let made = opus_multistream_encoder_create(
                48_000, 2, 2, 0, mapping, OPUS_APPLICATION_VOIP, &problem)
        else { throw .memory }
        encoder = made
        var lookahead: Int32 = 0
        _ = clairvoix_opus_record_set_bitrate(made, Self.bitRate)
        _ = clairvoix_opus_record_lookahead(made, &lookahead)
        preSkip = Int(max(lookahead, 0))
        page = OggPage(serial: serial)
        payload = .allocate(capacity: Self.packetOctets)
        payload.initialize(repeating: 0)
    }

    deinit {
        opus_multistream_encoder_destroy(encoder)
        payload.deallocate()
    }

    /// The two pages of headers (RFC 7845 §5).
    public mutating func header() -> [UInt8] {
        var head = Array("OpusHead".utf8) + [1, 2]
        head.append(little: UInt16(clamping: preSkip))
        head.append(little: UInt32(48_000))
        // No gain; family 1: two streams, none of them coupled, the left channel first (§5.1.1.2).
        head += [0, 0, 1, 2, 0, 0, 1]
        _ = page.append(head)
        var octets = page.take(granule: 0, kind: OggPage.first)
        let vendor = Array("Clairvoix".utf8)
        var tags = Array("OpusTags".utf8)
        tags.append(little: UInt32(vendor.count))
        tags += vendor
        tags.append(little: UInt32(0))
        _ = page.append(tags)
        octets += page.take(granule: 0)
        return octets
    }

    /// Takes interleaved samples at 48 kHz; gives the pages that became full.
    public mutating func append(_ stereo: [Int16]) -> [UInt8] {
        pending += stereo
        taken += stereo.count / 2
        return encode()
    }

    /// The rest, and the page that says where the sound ends (RFC 7845 §4.4).
    public mutating func finish() -> [UInt8] {
        let missing = preSkip + taken - encoded
        let frames = max(1, (missing + Self.frame - 1) / Self.frame)
        pending += [Int16](repeating: 0, count: max(0, frames * Self.frame * 2 - pending.count))
        let octets = encode()
        return octets + page.take(granule: Int64(preSkip + taken), kind: OggPage.last)
    }

    private mutating func encode() -> [UInt8] {
        var octets: [UInt8] = []
        var done = 0
        while pending.count - done >= Self.frame * 2 {
            let count = pending.withUnsafeBufferPointer { samples -> Int in
                guard let source = samples.baseAddress, let target = payload.baseAddress else { return 0 }
                return Int(
                    opus_multistream_encode(
                        encoder, source + done, Int32(Self.frame), target, Int32(payload.count)))
            }
            done += Self.frame * 2
            let packet = UnsafeBufferPointer(rebasing: payload[..<max(count, 0)])
            if page.packets == Self.packetsOnPage || !page.append(packet) {
                octets += page.take(granule: Int64(encoded))
                _ = page.append(packet)
            }
            encoded += Self.frame
        }
        pending.removeFirst(done)
        return octets
    }
}
