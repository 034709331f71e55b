import Media
import Testing

@Suite struct G711Tests {
    @Test("Ends and middle of both tables")
    func knownValues() {
        // ITU-T G.711 tables 1a and 2a, as octets on the line.
        #expect(G711.aLaw(0) == 0xD5 && G711.aLaw(-1) == 0x55)
        #expect(G711.aLaw(32_767) == 0xAA && G711.aLaw(-32_768) == 0x2A)
        #expect(G711.sample(aLaw: 0xD5) == 8 && G711.sample(aLaw: 0xAA) == 32_256)
        #expect(G711.muLaw(0) == 0xFF && G711.muLaw(-1) == 0x7F)
        #expect(G711.muLaw(32_767) == 0x80 && G711.muLaw(-32_768) == 0x00)
        #expect(G711.sample(muLaw: 0xFF) == 0 && G711.sample(muLaw: 0x80) == 32_124)
    }

    @Test("Every octet comes back from its own sample")
    func idempotent() {
        for octet in UInt8.min...UInt8.max {
            #expect(G711.aLaw(G711.sample(aLaw: octet)) == octet)
            // Negative zero of µ-law has the sample of positive zero.
            if octet != 0x7F { #expect(G711.muLaw(G711.sample(muLaw: octet)) == octet) }
        }
    }

    @Test("Every sample keeps its sign and 5 % of its size")
    func error() {
        for sample in Int16.min...Int16.max {
            let a = Int(G711.sample(aLaw: G711.aLaw(sample))) - Int(sample)
            let mu = Int(G711.sample(muLaw: G711.muLaw(sample))) - Int(sample)
            let allowed = max(16, abs(Int(sample)) / 20)
            #expect(abs(a) <= allowed && abs(mu) <= allowed)
        }
    }

    @Test("The digital milliwatt is 1 kHz at 0 dBm0: 3.14 dB below A-law's overload")
    func milliwatt() {
        // G.711 table 5: the A-law sequence of a 1 kHz sine at 0 dBm0; overload is +3.14 dBm0.
        let sequence: [UInt8] = [0x34, 0x21, 0x21, 0x34, 0xB4, 0xA1, 0xA1, 0xB4]
        let samples = sequence.map { G711.sample(aLaw: $0) }
        let level = Listening.decibels(Listening.rms(samples) * 2.0.squareRoot() / 32_768)
        #expect(abs(level + 3.14) < 0.05, "\(level)")
    }
}
