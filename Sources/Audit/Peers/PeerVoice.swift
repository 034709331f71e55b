import Glibc

/// The voice of a far end: syllables of three harmonics of a frequency of its own, so that each is told from the others in a
/// recording.
struct PeerVoice: Sendable, Equatable {
    /// Its second and third harmonic sound with it, all three equally loud.
    let baseFrequency: Double

    /// Far enough from each other, from tones of telephones (440 Hz), and within what G.711 carries (ITU-T G.711 §1).
    static let frequencies: [Double] = [320, 370, 470, 530, 590, 680, 790, 870]
    static let syllableMilliseconds = 200
    static let pauseMilliseconds = 80

    /// - Parameter order: of appearance in the scenario, from 0 on.
    init(order: Int) {
        let count = Self.frequencies.count
        let round = max(order, 0) / count
        baseFrequency = Self.frequencies[max(order, 0) % count] + 17 * Double(round)
    }

    /// dBFS of tones.
    static let toneLevel: Float = -20

    /// A second of a steady tone, which has whole periods: the loop has no seam.
    static func tone(hertz: Int) -> [Int16] {
        (0..<48_000).map { Int16(3_277 * 2.0.squareRoot() * sin(2 * .pi * Double(hertz * $0 % 48_000) / 48_000)) }
    }

    /// One syllable and the pause after it, at 48 kHz, 20 dB below full scale (effective value of the syllable).
    var syllable: [Int16] {
        let count = Self.syllableMilliseconds * 48
        // Three sines of one amplitude have √(3/2) of it as their effective value.
        let amplitude = 3_277 / (1.5).squareRoot()
        let sound = (0..<count).map { index -> Int16 in
            let phase = 2 * Double.pi * baseFrequency * Double(index) / 48_000
            // 5 ms to come and to go: a click would sound on every frequency.
            let edge = min(1, Double(min(index, count - 1 - index)) / 240)
            return Int16(amplitude * edge * (sin(phase) + sin(2 * phase) + sin(3 * phase)))
        }
        return sound + [Int16](repeating: 0, count: Self.pauseMilliseconds * 48)
    }
}
