import Media

/// A repeatable generator for tests (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// What a test hears in samples.
enum Listening {
    static func sine(hertz: Int, peak: Double, samples: Int) -> [Int16] {
        var wave = SineWave(hertz: hertz)
        return (0..<samples).map { _ in Int16(wave.next() * peak) }
    }

    static func rms(_ samples: some Collection<Int16>) -> Double {
        guard !samples.isEmpty else { return 0 }
        return (samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(samples.count)).squareRoot()
    }

    /// The amplitude (peak) of one frequency by correlation with a sine and a cosine of 48 kHz.
    static func amplitude(_ samples: some Collection<Int16>, hertz: Int) -> Double {
        var sine = SineWave(hertz: hertz)
        // The cosine by the identity cos² + sin² = 1, its sign by the phase.
        var a = 0.0
        var b = 0.0
        var index = 0
        for sample in samples {
            let phase = (index * hertz * 4) % (48_000 * 4)
            let s = sine.next()
            let magnitude = max(0, 1 - s * s).squareRoot()
            let quarter = phase < 48_000 || phase >= 144_000
            a += Double(sample) * s
            b += Double(sample) * (quarter ? magnitude : -magnitude)
            index += 1
        }
        return index == 0 ? 0 : 2 * (a * a + b * b).squareRoot() / Double(index)
    }

    /// The frequency among `range` with the most energy.
    static func loudest(_ samples: some Collection<Int16>, among range: some Sequence<Int>) -> Int {
        var best = (hertz: 0, amplitude: -1.0)
        for hertz in range {
            let amplitude = amplitude(samples, hertz: hertz)
            if amplitude > best.amplitude { best = (hertz, amplitude) }
        }
        return best.hertz
    }

    static func decibels(_ ratio: Double) -> Double {
        // log10 by halving: enough for tests, without a mathematics library.
        var value = ratio
        var exponent = 0.0
        while value >= 2 {
            value /= 2
            exponent += 1
        }
        while value < 1 {
            value *= 2
            exponent -= 1
        }
        var fraction = 0.0
        var step = 0.5
        for _ in 0..<40 {
            value *= value
            if value >= 2 {
                value /= 2
                fraction += step
            }
            step /= 2
        }
        return (exponent + fraction) * 6.020_599_913
    }
}
