import CSpanDSP
import Media
import Testing

/// The level of ITU-T G.722: 14-bit sound left justified in 16 bits, so full scale stays full scale.
///
/// A round trip alone cannot tell: two equal mistakes cancel. So the decoder is anchored first, by a level inside the
/// standard that no scaling can hide: LIMIT holds the lower band within ±16,384, and the reception QMF has
/// a gain of 1 for steady sound. In the reference code (G.191) that limit comes out as 16-bit full scale.
@Suite struct G722LevelTests {
    @Test("The limit of the lower band is 16-bit full scale at the decoder")
    func decoderAnchor() throws {
        let state = try #require(g722_decode_init(nil, 64_000, 0))
        defer { g722_decode_free(state) }
        // The largest positive step of the lower band (IL = 011111 has none; 111100 and 011110 are the outer ones) for
        // many samples drives the predictor into its limit; its sign turns each 16 octets.
        var peak = 0
        var samples = [Int16](repeating: 0, count: 64)
        for block in 0..<64 {
            let code: UInt8 = block % 2 == 0 ? 0b1111_0000 : 0b1100_0100
            let octets = [UInt8](repeating: code, count: 16)
            let count = g722_decode(state, &samples, octets, 16)
            #expect(count == 32)
            for sample in samples[..<32] { peak = max(peak, abs(Int(sample))) }
        }
        #expect(peak > 30_000, "\(peak)")
    }

    @Test("The codewords are those of an independent encoder")
    func codewords() throws {
        // The digest (FNV-1a) of what libavcodec 5.1.9's G.722 encoder made of these samples, an implementation of its
        // own with the reference code's scaling. Over one second all 8,000 codewords were equal, and both decoders gave
        // the same 16,000 samples.
        let samples = (0..<3_200).map { (index: Int) -> Int16 in
            let mixed: Int = index * index * 7 + index * 131
            return Int16(mixed % 20_001 - 10_000)
        }
        let state = try #require(g722_encode_init(nil, 64_000, 0))
        defer { g722_encode_free(state) }
        var octets = [UInt8](repeating: 0, count: 1_600)
        let count = g722_encode(state, &octets, samples, 3_200)
        #expect(count == 1_600)
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for octet in octets { digest = (digest ^ UInt64(octet)) &* 0x100_0000_01B3 }
        #expect(digest == 0x0400_874D_8F5B_5BD7)
    }

    @Test("A tone keeps its level through encoder and decoder", arguments: [300, 1_000, 3_000, 6_000], [6, 20, 40])
    func level(hertz: Int, below: Int) throws {
        var generator = ToneGenerator(hertz: hertz, onSamples: 48_000, offSamples: 0, level: below)
        var encoder = try AudioEncoder(.g722)
        var decoder = try AudioDecoder(.g722)
        var frame = [Int16](repeating: 0, count: 960)
        var payload = [UInt8](repeating: 0, count: 1_488)
        var decoded = [Int16](repeating: 0, count: 5_760)
        var sent: [Int16] = []
        var heard: [Int16] = []
        for _ in 0..<50 {
            for index in frame.indices { frame[index] = generator.next() }
            sent += frame
            let octets = frame.withUnsafeBufferPointer { input in
                payload.withUnsafeMutableBufferPointer { encoder.encode(input, into: $0) }
            }
            #expect(octets == 160)
            let count = payload.withUnsafeBufferPointer { input in
                decoded.withUnsafeMutableBufferPointer {
                    decoder.decode(UnsafeBufferPointer(rebasing: input[..<octets]), into: $0)
                }
            }
            #expect(count == 960)
            heard += decoded[..<count]
        }
        let before = Listening.amplitude(sent[9_600...], hertz: hertz)
        let after = Listening.amplitude(heard[9_600...], hertz: hertz)
        #expect(abs(Listening.decibels(after / before)) < 0.5, "\(Listening.decibels(after / before)) dB")
    }
}
