/// A room between a loudspeaker and a microphone.
enum Room {
    /// −12 dB after 60 ms, then what walls give back within 40 ms.
    private static let taps: [(at: Int, gain: Double)] = [
        (2_880, 0.24), (3_100, -0.05), (3_433, 0.04), (3_801, -0.03), (4_200, 0.02), (4_711, -0.01),
    ]

    static func echo(of played: [Int16]) -> [Int16] {
        played.indices.map { index in
            Int16(taps.reduce(0.0) { $0 + (index >= $1.at ? $1.gain * Double(played[index - $1.at]) : 0) })
        }
    }

    /// Steady noise with that root of its mean square.
    static func noise(_ rms: Double, samples: Int, seed: UInt64 = 9) -> [Int16] {
        var generator = SeededGenerator(seed)
        let peak = rms * 1.732
        return (0..<samples).map { _ in Int16(Double.random(in: -peak...peak, using: &generator)) }
    }

    /// Noise in syllables: a far end whose voice has every frequency.
    static func syllables(_ rms: Double, samples: Int) -> [Int16] {
        noise(rms, samples: samples, seed: 4).enumerated().map { index, sample in
            let place = index % 12_000
            let gain = place < 9_000 ? min(1, Double(min(place, 9_000 - place)) / 960) : 0
            return Int16(gain * Double(sample))
        }
    }

    static func sum(_ first: [Int16], _ second: [Int16]) -> [Int16] {
        zip(first, second).map { Int16(clamping: Int($0) + Int($1)) }
    }
}
