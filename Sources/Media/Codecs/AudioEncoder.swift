import CBCG729
import COpus
import CSpanDSP

/// Turns 48 kHz mono frames into the payloads of one codec. Owned by one thread; its C state ends with it.
public struct AudioEncoder: ~Copyable {
    public let codec: Codec
    private let opus: OpaquePointer?
    private let g722: OpaquePointer?
    private let g729: OpaquePointer?
    private var resampler: Resampler
    /// Samples at the codec's rate, for the longest packet.
    private let work: UnsafeMutableBufferPointer<Int16>
    /// Bits a second: variable, so a little below the 32,000 that are not to be exceeded over a talk spurt.
    private static let opusBitRate: Int32 = 31_500

    /// - Throws: `CodecError` where memory lacks.
    public init(_ codec: Codec) throws(CodecError) {
        let resampler = try Resampler(from: 48_000, to: codec.sampleRate)
        var opus: OpaquePointer?
        var g722: OpaquePointer?
        var g729: OpaquePointer?
        switch codec {
        case .opus:
            var problem: Int32 = 0
            opus = opus_encoder_create(48_000, 1, OPUS_APPLICATION_VOIP, &problem)
            guard let opus else { throw .memory }
            _ = clairvoix_opus_set_bitrate(opus, Self.opusBitRate)
            _ = clairvoix_opus_set_signal_voice(opus)
        case .g722:
            // ITU-T G.722 at 64 kbit/s. Level: the standard's 14-bit sound is left justified in 16 bits, so full scale
            // stays full scale. The reference code of G.191 divides its analysis filter's sum (gain 8,192) by 2^14 and
            // its synthesis filter's (gain 4,096) by 2^11: 32,767 stands for 16,383 inside. spandsp without options
            // does the same (the tests anchor both ends). A peer that shifts to 14 bits first is 6 dB off, not we.
            g722 = g722_encode_init(nil, 64_000, 0)
            guard g722 != nil else { throw .memory }
        case .g729:
            g729 = initBcg729EncoderChannel(0)
            guard g729 != nil else { throw .memory }
        case .pcma, .pcmu: break
        }
        self.codec = codec
        self.g729 = g729
        self.opus = opus
        self.g722 = g722
        self.resampler = resampler
        work = .allocate(capacity: RTPLimits.packetSamples)
        work.initialize(repeating: 0)
    }

    deinit {
        if let opus { opus_encoder_destroy(opus) }
        if let g722 { g722_encode_free(g722) }
        if let g729 { closeBcg729EncoderChannel(g729) }
        work.deallocate()
    }

    /// Prepares for a line that loses so many per cent of the packets; 0 is a clean one. On a lossy line Opus carries a
    /// coarse copy of the packet before (in-band FEC, RFC 6716 §2.1.7) and is held to wideband: above it the bits would not
    /// suffice for the copies. The other codecs have nothing to prepare.
    public mutating func prepare(forLossPercent percent: Int) {
        guard let opus else { return }
        let isLossy = percent > 0
        _ = clairvoix_opus_set_inband_fec(opus, isLossy ? 1 : 0)
        _ = clairvoix_opus_set_packet_loss(opus, Int32(min(max(percent, 0), 100)))
        _ = clairvoix_opus_set_max_bandwidth(opus, isLossy ? OPUS_BANDWIDTH_WIDEBAND : OPUS_BANDWIDTH_FULLBAND)
    }

    /// On a pause Opus codes next to nothing (RFC 7587 §3.1.3); the other codecs have no such thing.
    public mutating func setDiscontinuous(_ isOn: Bool) {
        if let opus { _ = clairvoix_opus_set_dtx(opus, isOn ? 1 : 0) }
    }

    /// What was encoded last is a pause.
    public var isInPause: Bool {
        guard let opus else { return false }
        var isInPause: Int32 = 0
        return clairvoix_opus_in_dtx(opus, &isInPause) == OPUS_OK && isInPause != 0
    }

    /// Frames of 10 ms, ten octets each (RFC 3551 §4.5.6).
    private mutating func encodeG729(
        _ samples: UnsafeBufferPointer<Int16>, into payload: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        let frames = samples.count / G729.frameSamples
        guard let g729, let source = samples.baseAddress, let target = payload.baseAddress,
            payload.count >= frames * G729.frameOctets
        else { return 0 }
        for frame in 0..<frames {
            var octets: UInt8 = 0
            bcg729Encoder(
                g729, source + frame * G729.frameSamples, target + frame * G729.frameOctets, &octets)
            guard Int(octets) == G729.frameOctets else { return 0 }
        }
        return frames * G729.frameOctets
    }

    /// Packet lengths that this codec can send, in milliseconds: the longest not above `wanted`.
    public static func packetMilliseconds(_ wanted: Int, of codec: Codec) -> Int {
        let bounded = min(max(wanted, 10), 60)
        switch codec {
        case .opus: return bounded >= 60 ? 60 : bounded >= 40 ? 40 : bounded >= 20 ? 20 : 10
        case .g722, .pcma, .pcmu, .g729: return bounded / 10 * 10
        }
    }

    /// Encodes one packet's worth of 48 kHz samples. Returns the octets written, 0 where it could not.
    public mutating func encode(
        _ samples: UnsafeBufferPointer<Int16>, into payload: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        encode(reduced: reduce(samples), into: payload)
    }

    /// What the codec carries of one packet's worth of 48 kHz samples: at its own rate, until the next call.
    mutating func reduce(_ samples: UnsafeBufferPointer<Int16>) -> UnsafeBufferPointer<Int16> {
        guard samples.count <= RTPLimits.packetSamples else { return UnsafeBufferPointer(start: nil, count: 0) }
        guard codec != .opus else { return samples }
        let count = resampler.process(samples, into: work)
        return UnsafeBufferPointer(rebasing: work[..<count])
    }

    /// Encodes what `reduce` gave last.
    mutating func encode(
        reduced: UnsafeBufferPointer<Int16>, into payload: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        guard let target = payload.baseAddress, let source = reduced.baseAddress else { return 0 }
        let count = reduced.count
        switch codec {
        case .opus:
            guard let opus else { return 0 }
            return max(0, Int(opus_encode(opus, source, Int32(count), target, Int32(payload.count))))
        case .g722:
            guard let g722, payload.count >= count / 2 else { return 0 }
            return max(0, Int(g722_encode(g722, target, source, Int32(count))))
        case .g729: return encodeG729(reduced, into: payload)
        case .pcma:
            guard payload.count >= count else { return 0 }
            for index in 0..<count { payload[index] = G711.aLaw(reduced[index]) }
            return count
        case .pcmu:
            guard payload.count >= count else { return 0 }
            for index in 0..<count { payload[index] = G711.muLaw(reduced[index]) }
            return count
        }
    }
}
