import Media
import Testing

@Suite struct ToneTests {
    @Test(
        "French cadences at 440 Hz",
        arguments: [
            (ProgressTone.ringBack, 1_500, 3_500), (.busy, 500, 500), (.congestion, 250, 250),
            (.callWaiting, 300, 9_700),
        ])
    func cadence(tone: ProgressTone, on: Int, off: Int) {
        var generator = ToneGenerator(tone, level: 20)
        var samples: [Int16] = []
        for _ in 0..<((on + off) * 48 * 2) { samples.append(generator.next()) }
        let period = (on + off) * 48
        for start in [0, period] {
            let sound = samples[(start + 480)..<(start + on * 48 - 480)]
            #expect(abs(Listening.amplitude(sound, hertz: 440) - 3_277) < 60)
            #expect(samples[(start + on * 48)..<(start + period)].allSatisfy { $0 == 0 })
        }
        #expect(Listening.loudest(samples[480..<9_600], among: stride(from: 400, through: 480, by: 10)) == 440)
    }

    @Test("Edges are soft")
    func edges() {
        var generator = ToneGenerator(.busy, level: 0)
        var largest = 0
        var last = 0
        for _ in 0..<96_000 {
            let sample = Int(generator.next())
            largest = max(largest, abs(sample - last))
            last = sample
        }
        // A 440 Hz sine of full scale moves by at most 1,887 a sample.
        #expect(largest <= 1_950)
    }

    @Test(
        "Device URIs",
        arguments: [
            ("tone:440", TestSignal.tone(hertz: 440) as TestSignal?), ("burst:1000", .burst(hertz: 1_000)),
            ("silence:", .silence), ("tone:", nil), ("tone:x", nil), ("tone:0", nil), ("tone:99999", nil),
            ("silence:1", nil), ("wav:a", nil), ("", nil),
        ])
    func uris(text: String, signal: TestSignal?) { #expect(TestSignal(uri: text) == signal) }

    @Test("A burst is 250 ms of sound and 750 ms of silence")
    func burst() {
        var generator = TestSignal.burst(hertz: 440).generator
        let samples = (0..<96_000).map { _ in generator.next() }
        #expect(Listening.rms(samples[480..<11_520]) > 11_000)
        #expect(samples[12_000..<48_000].allSatisfy { $0 == 0 })
        #expect(Listening.rms(samples[48_480..<59_520]) > 11_000)
    }

    @Test("A sine is exact for hours, and full scale")
    func sine() {
        var wave = SineWave(hertz: 1_000)
        var peak = 0.0
        for _ in 0..<480_000 { peak = max(peak, abs(wave.next())) }
        #expect(abs(peak - 1) < 0.0001)
    }
}
