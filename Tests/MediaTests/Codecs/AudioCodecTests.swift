import Media
import Testing

@Suite struct AudioCodecTests {
    @Test(
        "Packet lengths that a codec can send",
        arguments: [
            (20, Codec.opus, 20), (30, .opus, 20), (50, .opus, 40), (5, .opus, 10), (1_000, .opus, 60), (30, .pcma, 30),
            (25, .pcma, 20), (60, .g722, 60), (-1, .pcmu, 10),
        ])
    func lengths(wanted: Int, codec: Codec, milliseconds: Int) {
        #expect(AudioEncoder.packetMilliseconds(wanted, of: codec) == milliseconds)
    }

    @Test("Payloads of no codec, or too long, are refused")
    func refused() throws {
        let long = [UInt8](repeating: 0, count: 961)
        let empty: [UInt8] = []
        let lengths = [
            AudioDecoder.samples(in: long.span, of: .pcma), AudioDecoder.samples(in: empty.span, of: .opus),
        ]
        #expect(lengths == [0, 0])
        // RFC 6716 §3.2.5: 63 frames of 60 ms would be longer than 120 ms.
        let packet: [UInt8] = [0b0001_1011, 63]
        let length = AudioDecoder.samples(in: packet.span, of: .opus)
        #expect(length == 0)
    }

    @Test("Any octets decode without a trap", arguments: Codec.allCases)
    func anyOctets(codec: Codec) throws {
        var generator = SeededGenerator(7)
        var decoder = try AudioDecoder(codec)
        var output = [Int16](repeating: 0, count: 5_760)
        for _ in 0..<2_000 {
            let octets = (0..<Int.random(in: 0...1_500, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let count = octets.withUnsafeBufferPointer { input in
                output.withUnsafeMutableBufferPointer { decoder.decode(input, into: $0) }
            }
            #expect((0...5_760).contains(count))
        }
    }

    @Test("Concealment goes on at first and is silent after 70 ms", arguments: [Codec.pcma, .pcmu, .g722])
    func concealment(codec: Codec) throws {
        var encoder = try AudioEncoder(codec)
        var decoder = try AudioDecoder(codec)
        let tone = Listening.sine(hertz: 400, peak: 10_000, samples: 2_880)
        var payload = [UInt8](repeating: 0, count: 1_488)
        var output = [Int16](repeating: 0, count: 5_760)
        let octets = tone.withUnsafeBufferPointer { input in
            payload.withUnsafeMutableBufferPointer { encoder.encode(input, into: $0) }
        }
        _ = payload.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer {
                decoder.decode(UnsafeBufferPointer(rebasing: input[..<octets]), into: $0)
            }
        }
        var levels: [Double] = []
        for _ in 0..<8 {
            let count = output.withUnsafeMutableBufferPointer { decoder.conceal(into: $0) }
            #expect(count == 480)
            levels.append(Listening.rms(output[..<480]))
        }
        #expect(levels[0] > 5_000)
        #expect(levels[7] == 0)
        for (earlier, later) in zip(levels, levels.dropFirst()) { #expect(later <= earlier) }
    }

    @Test("Resampling keeps level, frequency and length", arguments: [8_000, 16_000, 44_100, 96_000])
    func resampling(rate: Int) throws {
        var down = try Resampler(from: 48_000, to: rate)
        var up = try Resampler(from: rate, to: 48_000)
        let tone = Listening.sine(hertz: 1_000, peak: 16_000, samples: 48_000)
        var middle = [Int16](repeating: 0, count: 100_000)
        var output = [Int16](repeating: 0, count: 50_000)
        let half = tone.withUnsafeBufferPointer { input in
            middle.withUnsafeMutableBufferPointer { down.process(input, into: $0) }
        }
        #expect(abs(half - rate) <= 2)
        let count = middle.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer {
                up.process(UnsafeBufferPointer(rebasing: input[..<half]), into: $0)
            }
        }
        #expect(abs(count - 48_000) <= 8)
        #expect(abs(Listening.amplitude(output[2_400..<count], hertz: 1_000) - 16_000) < 300)
        #expect(throws: CodecError.rate) { _ = try Resampler(from: 48_000, to: 7_999) }
    }

    @Test(
        "A gap in a tone is filled in its pitch, without a step at either seam", arguments: [Codec.pcma, .pcmu, .g722])
    func seams(codec: Codec) throws {
        var encoder = try AudioEncoder(codec)
        var decoder = try AudioDecoder(codec)
        // 160 Hz: a period of 6.25 ms, so that a gap of 20 ms ends in the middle of one.
        let tone = Listening.sine(hertz: 160, peak: 10_000, samples: 960 * 20)
        var payload = [UInt8](repeating: 0, count: 1_488)
        var output = [Int16](repeating: 0, count: 960)
        var heard: [Int16] = []
        for packet in 0..<20 {
            let octets = tone[packet * 960..<(packet + 1) * 960].withUnsafeBufferPointer { input in
                payload.withUnsafeMutableBufferPointer { encoder.encode(input, into: $0) }
            }
            var counts = [0, 0]
            if packet == 10 {
                counts = [0, 480].map { start in
                    output.withUnsafeMutableBufferPointer {
                        decoder.conceal(into: UnsafeMutableBufferPointer(rebasing: $0[start...]))
                    }
                }
            } else {
                counts[0] = payload[..<octets].withUnsafeBufferPointer { input in
                    output.withUnsafeMutableBufferPointer { decoder.decode(input, into: $0) }
                }
            }
            #expect(counts.reduce(0, +) == 960)
            heard += output
        }
        let gap = heard[960 * 10..<960 * 11]
        #expect(Listening.rms(gap) > 0.8 * Listening.rms(heard[960 * 5..<960 * 9]))
        // The tone's own steepest step is 209; G.722's noise and the cross-fade add to it.
        let around = heard[960 * 9..<960 * 13]
        let steepest = zip(around, around.dropFirst()).map { abs(Int($1) - Int($0)) }.max() ?? 0
        #expect(steepest < 400, "\(steepest)")
    }
}
