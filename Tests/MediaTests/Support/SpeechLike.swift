/// Sound with a voice's structure: glottal pulses of a wandering pitch through two resonances, in syllables with pauses.
struct SpeechLike {
    private var index = 0
    private var phase = 0.0
    private var low = (0.0, 0.0)
    private var high = (0.0, 0.0)
    private var generator = SeededGenerator(5)

    /// The next `count` samples of 48 kHz.
    mutating func next(_ count: Int) -> [Int16] {
        (0..<count).map { _ in Int16(min(max(sample(), -1), 1) * 20_000) }
    }

    private mutating func sample() -> Double {
        index += 1
        // Syllables of 200 ms, of which 50 are silent.
        let inSyllable = index % 9_600
        let gain = inSyllable < 7_200 ? min(1, Double(min(inSyllable, 7_200 - inSyllable)) / 960) : 0
        let syllable = index / 9_600
        phase += (110 + 15 * Double(syllable % 4) + Double(inSyllable) / 400) / 48_000
        if phase >= 1 { phase -= 1 }
        let breath = Double(Int.random(in: -100...100, using: &generator)) / 4_000
        let source = (phase < 0.1 ? 1 - phase * 10 : 0) - 0.05 + breath
        // Two resonances, at about 600 and 1,500 Hz.
        let first = 1.976 * low.0 - 0.982 * low.1 + source * 0.02
        low = (first, low.0)
        let second = 1.937 * high.0 - 0.975 * high.1 + source * 0.04
        high = (second, high.0)
        return gain * (first + second) * 1.5
    }
}
