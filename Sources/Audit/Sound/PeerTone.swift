import Glibc

/// The voice of a far end: syllables of three harmonics of a frequency that is its own.
struct PeerTone {
    let hertz: Double
    /// 12 dB: how much louder each harmonic is than the quieter of its neighbours. The other one may be somebody
    /// else's.
    private static let over: Float = 16
    /// How much of all that sounds is its own at least: three may speak at a time.
    private static let share: Float = 0.08
    /// −60 dBFS.
    private static let audible: Float = 1e-6
    static let window = 640
    static let step = 80

    /// Where syllables begin in a stretch: at least 100 ms of the voice, then a fall of 10 dB.
    func syllables(in ear: EarTrack, from first: Int, to last: Int) -> [Int] {
        var scan = SyllableScan(from: max(first, ear.origin))
        scan.goOn(self, in: ear, to: last)
        return scan.found
    }

    /// The power of its harmonics in 80 ms; nil where they do not stand out, or are too soft to be heard.
    func voicePower(_ ear: EarTrack, _ start: Int) -> Float? {
        let total = Self.total(ear, start)
        guard total > Self.audible else { return nil }
        var own: [Float] = []
        for harmonic in 1...3 {
            let frequency = hertz * Double(harmonic)
            let power = Self.power(ear, start, frequency)
            let beside = min(Self.power(ear, start, frequency - 40), Self.power(ear, start, frequency + 40))
            guard power > beside * Self.over else { return nil }
            own.append(power)
        }
        let sum = own.reduce(0, +)
        guard sum > total * Self.share, own.allSatisfy({ $0 > sum / 50 }) else { return nil }
        return sum
    }

    /// Whether 80 ms are a tone of a frequency and hardly anything else.
    static func isPure(_ hertz: Double, in ear: EarTrack, at start: Int) -> Bool {
        let total = total(ear, start)
        return total > audible && power(ear, start, hertz) > total * 0.8
    }

    /// The power of all that sounds, full scale 1.
    private static func total(_ ear: EarTrack, _ start: Int) -> Float {
        let first = start - ear.origin
        guard first >= 0, first + window <= ear.samples.count else { return 0 }
        var sum: Float = 0
        ear.samples.withUnsafeBufferPointer { samples in
            hann.withUnsafeBufferPointer { hann in
                for index in 0..<window {
                    let value = Float(samples[first &+ index]) * hann[index]
                    sum += value * value
                }
            }
        }
        return sum / (Float(window) * 3 / 8) / (32_768 * 32_768)
    }

    /// The power at a frequency (Goertzel's algorithm in a Hann window), full scale 1.
    private static func power(_ ear: EarTrack, _ start: Int, _ frequency: Double) -> Float {
        let first = start - ear.origin
        guard frequency > 20, frequency < 3_900, first >= 0, first + window <= ear.samples.count else { return 0 }
        let coefficient = Float(2 * cos(2 * Double.pi * frequency / Double(EarTrack.rate)))
        var (one, two): (Float, Float) = (0, 0)
        ear.samples.withUnsafeBufferPointer { samples in
            hann.withUnsafeBufferPointer { hann in
                for index in 0..<window {
                    let next = Float(samples[first &+ index]) * hann[index] + coefficient * one - two
                    (one, two) = (next, one)
                }
            }
        }
        let scale = Float(window) / 4 * 32_768
        return max(0, one * one + two * two - coefficient * one * two) / (scale * scale) / 2
    }

    private static let hann = (0..<window).map { Float(0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(window))) }
}
