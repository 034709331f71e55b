import Testing

@testable import Media

/// ITU-T G.729 (RFC 3551 §4.5.6).
@Suite struct G729Tests {
    private static func level(_ samples: some Collection<Int16>) -> Double {
        (samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(samples.count, 1))).squareRoot()
    }

    @Test(
        "A payload is frames of ten octets, and one of two at its end at most",
        arguments: [
            (0, 0), (1, 0), (2, 1), (9, 0), (10, 1), (12, 2), (20, 2), (22, 3), (24, 0), (120, 12), (122, 13),
        ])
    func frames(octets: Int, frames: Int) {
        #expect(G729.frames(inOctets: octets) == frames)
        let payload = [UInt8](repeating: 0, count: octets)
        #expect(AudioDecoder.samples(in: payload.span, of: .g729) == (frames > 12 ? 0 : frames * 480))
    }

    @Test("Packets of 20 ms are twenty octets; speech keeps its level and its shape over time")
    func roundTrip() throws {
        var encoder = try AudioEncoder(.g729)
        var decoder = try AudioDecoder(.g729)
        var speech = SpeechLike()
        var (sent, heard): ([Int16], [Int16]) = ([], [])
        for _ in 0..<200 {
            let samples = speech.next(960)
            var payload = [UInt8](repeating: 0, count: 100)
            let octets = samples.withUnsafeBufferPointer { source in
                payload.withUnsafeMutableBufferPointer { encoder.encode(source, into: $0) }
            }
            try #require(octets == 20)
            var output = [Int16](repeating: 0, count: 960)
            let count = payload[..<octets].withUnsafeBufferPointer { source in
                output.withUnsafeMutableBufferPointer { decoder.decode(source, into: $0) }
            }
            #expect(count == 960)
            sent += samples
            heard += output
        }
        let ratio = Self.level(heard[48_000...]) / Self.level(sent[48_000...])
        #expect(ratio > 0.7 && ratio < 1.3, "\(ratio)")
        // The envelopes of 20 ms go together.
        func envelope(_ samples: [Int16]) -> [Double] {
            stride(from: 0, to: samples.count, by: 960).map { Self.level(samples[$0..<($0 + 960)]) }
        }
        let (one, other) = (envelope(sent), Array(envelope(heard).dropFirst()))
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let pairs = zip(one, other).map { ($0, $1) }
        let (a, b) = (mean(pairs.map(\.0)), mean(pairs.map(\.1)))
        let together = mean(pairs.map { ($0 - a) * ($1 - b) })
        let alone =
            mean(pairs.map { ($0.0 - a) * ($0.0 - a) }).squareRoot()
            * mean(pairs.map { ($0.1 - b) * ($0.1 - b) }).squareRoot()
        #expect(together / alone > 0.8, "\(together / alone)")
    }

    @Test("What is lost is made up by the decoder, and fades")
    func concealment() throws {
        let loopback = Loopback()
        loopback.connect(.g729)
        var sound = TestSignal.tone(hertz: 440).generator
        let before = loopback.run(milliseconds: 2_000, &sound)
        #expect(Self.level(before[48_000...]) > 500)
        loopback.wire = { _, _ in [] }
        let lost = loopback.run(milliseconds: 1_000, &sound)
        #expect(Self.level(lost[(lost.count - 9_600)...]) < Self.level(before[48_000...]) / 10)
        loopback.wire = { _, _ in [.milliseconds(1)] }
        let after = loopback.run(milliseconds: 1_000, &sound)
        #expect(Self.level(after[24_000...]) > 500)
        #expect(loopback.right.statistics.codec == .g729 && loopback.right.statistics.packetsLost > 40)
    }
}
