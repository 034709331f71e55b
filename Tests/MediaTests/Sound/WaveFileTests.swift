import Media
import Testing

@Suite struct WaveFileTests {
    private func parse(_ octets: [UInt8]) throws(WaveFile.Problem) -> WaveFile.Description {
        try WaveFile.parse(octets.span)
    }

    @Test("Header and sound come back", arguments: [(8_000, 1), (48_000, 2), (16_000, 1)])
    func roundTrip(rate: Int, channels: Int) throws {
        let sound: [UInt8] = [1, 0, 3, 0, 255, 255, 0, 128]
        let octets = WaveFile.header(sampleRate: rate, channels: channels, soundOctets: 8) + sound
        #expect(octets.count == WaveFile.headerOctets + 8)
        let description = try parse(octets)
        #expect(description.sampleRate == rate && description.channels == channels && description.sound == 44..<52)
        let samples = WaveFile.monoSamples(octets.span, description)
        #expect(samples == (channels == 1 ? [1, 3, -1, -32_768] : [2, -16_384]))
    }

    @Test("Unknown chunks, unclosed recordings and lengths beyond the end are tolerated")
    func tolerant() throws {
        var octets = WaveFile.header(sampleRate: 8_000, channels: 1, soundOctets: 0)
        octets.insert(contentsOf: Array("LIST".utf8) + [3, 0, 0, 0, 1, 2, 3, 0], at: 12)
        octets += [1, 2, 3, 4, 5]
        #expect(try parse(octets).sound == 56..<60)
        let claimed = WaveFile.header(sampleRate: 8_000, channels: 1, soundOctets: 1_000_000) + [1, 2]
        #expect(try parse(claimed).sound == 44..<46)
    }

    @Test("Every cut and every changed octet is a value or an error, never a trap")
    func hostile() {
        let good = WaveFile.header(sampleRate: 8_000, channels: 2, soundOctets: 16) + [UInt8](repeating: 1, count: 16)
        for length in 0..<44 { #expect(throws: WaveFile.Problem.self) { try parse(Array(good[..<length])) } }
        var generator = SeededGenerator(3)
        for _ in 0..<20_000 {
            var octets = good
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let at = Int.random(in: 0..<octets.count, using: &generator)
                octets[at] = UInt8.random(in: 0...255, using: &generator)
            }
            if let description = try? parse(octets) { _ = WaveFile.monoSamples(octets.span, description) }
        }
    }

    @Test("Other formats are refused")
    func formats() {
        var octets = WaveFile.header(sampleRate: 8_000, channels: 1, soundOctets: 2) + [0, 0]
        octets[34] = 8
        #expect(throws: WaveFile.Problem.format) { try parse(octets) }
        let slow = WaveFile.header(sampleRate: 1, channels: 1, soundOctets: 2)
        #expect(throws: WaveFile.Problem.format) { try parse(slow) }
    }
}
