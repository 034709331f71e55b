import CBCG729
import COpus
import CSpanDSP

/// Turns the payloads of one codec into 48 kHz mono, and makes up what is missing. Owned by one thread.
public struct AudioDecoder: ~Copyable {
    public let codec: Codec
    private let opus: OpaquePointer?
    private let g722: OpaquePointer?
    private let g729: OpaquePointer?
    private var resampler: Resampler
    private let work: UnsafeMutableBufferPointer<Int16>
    private var concealment: Concealment

    /// - Throws: `CodecError` where memory lacks.
    public init(_ codec: Codec) throws(CodecError) {
        let resampler = try Resampler(from: codec.sampleRate, to: 48_000)
        var opus: OpaquePointer?
        var g722: OpaquePointer?
        var g729: OpaquePointer?
        switch codec {
        case .opus:
            var problem: Int32 = 0
            // One channel: the decoder mixes a stereo stream down itself (RFC 7587 §3.4).
            opus = opus_decoder_create(48_000, 1, &problem)
            guard opus != nil else { throw .memory }
        case .g722:
            g722 = g722_decode_init(nil, 64_000, 0)
            guard g722 != nil else { throw .memory }
        case .g729:
            g729 = initBcg729DecoderChannel()
            guard g729 != nil else { throw .memory }
        case .pcma, .pcmu: break
        }
        self.codec = codec
        self.g729 = g729
        self.opus = opus
        self.g722 = g722
        self.resampler = resampler
        concealment = Concealment(sampleRate: codec.sampleRate)
        work = .allocate(capacity: RTPLimits.packetSamples)
        work.initialize(repeating: 0)
    }

    deinit {
        if let opus { opus_decoder_destroy(opus) }
        if let g722 { g722_decode_free(g722) }
        if let g729 { closeBcg729DecoderChannel(g729) }
        work.deallocate()
    }

    /// The length of a payload in 48 kHz samples, 0 where it is none of this codec or longer than 120 ms.
    public static func samples(in payload: Span<UInt8>, of codec: Codec) -> Int {
        guard payload.count > 0, payload.count <= RTPLimits.datagramOctets else { return 0 }
        switch codec {
        case .opus:
            let samples = payload.withUnsafeBufferPointer { buffer -> Int32 in
                guard let base = buffer.baseAddress else { return 0 }
                return opus_packet_get_nb_samples(base, Int32(buffer.count), 48_000)
            }
            return samples > 0 && samples <= RTPLimits.packetSamples ? Int(samples) : 0
        case .g729:
            let samples = G729.frames(inOctets: payload.count) * RealtimeLimits.frameSamples
            return samples <= RTPLimits.packetSamples ? samples : 0
        case .g722, .pcma, .pcmu:
            // One octet is 125 µs in all three (G.722: two samples an octet).
            return payload.count * 6 <= RTPLimits.packetSamples ? payload.count * 6 : 0
        }
    }

    /// Decodes one payload. Returns the 48 kHz samples written, 0 where it was not of this codec.
    public mutating func decode(
        _ payload: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<Int16>
    ) -> Int {
        guard let source = payload.baseAddress, payload.count > 0, let target = output.baseAddress else { return 0 }
        guard codec == .opus || Self.samples(in: payload.span, of: codec) > 0 else { return 0 }
        var count = 0
        switch codec {
        case .opus:
            guard let opus else { return 0 }
            let capacity = Int32(min(output.count, RTPLimits.packetSamples))
            return max(0, Int(opus_decode(opus, source, Int32(payload.count), target, capacity, 0)))
        case .g722:
            guard let g722, let samples = work.baseAddress else { return 0 }
            count = Int(g722_decode(g722, samples, source, Int32(payload.count)))
        case .g729:
            count = decodeG729(payload)
            return resampler.process(UnsafeBufferPointer(rebasing: work[..<count]), into: output)
        case .pcma:
            count = payload.count
            for index in 0..<count { work[index] = G711.sample(aLaw: payload[index]) }
        case .pcmu:
            count = payload.count
            for index in 0..<count { work[index] = G711.sample(muLaw: payload[index]) }
        }
        let sound = UnsafeMutableBufferPointer(rebasing: work[..<max(count, 0)])
        concealment.join(sound)
        return resampler.process(UnsafeBufferPointer(sound), into: output)
    }

    /// Returns the samples in `work`.
    private mutating func decodeG729(_ payload: UnsafeBufferPointer<UInt8>) -> Int {
        guard let g729, let source = payload.baseAddress, let target = work.baseAddress else { return 0 }
        let frames = G729.frames(inOctets: payload.count)
        for frame in 0..<frames {
            let octets = min(payload.count - frame * G729.frameOctets, G729.frameOctets)
            bcg729Decoder(
                g729, source + frame * G729.frameOctets, UInt8(octets), 0, octets == G729.noiseOctets ? 1 : 0, 0,
                target + frame * G729.frameSamples)
        }
        return frames * G729.frameSamples
    }

    /// Decodes the copy of the lost packet before this one (in-band FEC), `samples` long; Opus makes it up where the packet
    /// carries none. Returns the samples written, 0 for the other codecs.
    public mutating func recover(
        from payload: UnsafeBufferPointer<UInt8>, samples: Int, into output: UnsafeMutableBufferPointer<Int16>
    ) -> Int {
        guard let opus, let source = payload.baseAddress, payload.count > 0, let target = output.baseAddress,
            (1...min(output.count, RTPLimits.packetSamples)).contains(samples)
        else { return 0 }
        return max(0, Int(opus_decode(opus, source, Int32(payload.count), target, Int32(samples), 1)))
    }

    /// Makes up 10 ms in place of what did not come. Returns the samples written, 0 where `output` is smaller.
    public mutating func conceal(into output: UnsafeMutableBufferPointer<Int16>) -> Int {
        guard output.count >= RealtimeLimits.frameSamples, let target = output.baseAddress else { return 0 }
        if let opus {
            return max(0, Int(opus_decode(opus, nil, 0, target, Int32(RealtimeLimits.frameSamples), 0)))
        }
        let sound = UnsafeMutableBufferPointer(rebasing: work[..<(codec.sampleRate / 100)])
        if let g729, let target = work.baseAddress {
            // The decoder makes it up by itself (G.729 §4.4).
            var nothing: UInt8 = 0
            bcg729Decoder(g729, &nothing, 0, 1, 0, 0, target)
        } else {
            concealment.fill(sound)
        }
        return resampler.process(UnsafeBufferPointer(sound), into: output)
    }
}
