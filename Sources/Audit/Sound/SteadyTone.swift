import Glibc

/// A steady tone of one frequency in sound of 48 kHz: how loud it is, where hardly anything else sounds.
struct SteadyTone {
    let hertz: Int
    /// 100 ms, and from one to the next.
    private static let window = 4_800
    private static let step = 2_400
    /// Half a second of it, so that no click passes for a tone.
    private static let least = 9
    /// Of all that sounds.
    private static let share: Float = 0.5
    /// dBFS below which nobody hears it.
    private static let audible: Float = -60
    private static let hann = (0..<window).map { Float(0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(window))) }

    /// dBFS of the tone; nil where the sound has not half a second of it.
    func level(in sound: [Int16]) -> Float? {
        var levels: [Float] = []
        sound.withUnsafeBufferPointer { sound in
            for start in stride(from: 0, through: sound.count - Self.window, by: Self.step) {
                let part = UnsafeBufferPointer(rebasing: sound[start..<start + Self.window])
                let (tone, all) = powers(part)
                let level = 10 * log10f(max(tone, 1e-12))
                if tone > all * Self.share, level > Self.audible { levels.append(level) }
            }
        }
        guard levels.count >= Self.least else { return nil }
        return levels.sorted()[levels.count / 2]
    }

    /// The power at the frequency (Goertzel's algorithm in a Hann window) and of all that sounds, full scale 1.
    private func powers(_ part: UnsafeBufferPointer<Int16>) -> (tone: Float, all: Float) {
        let coefficient = 2 * cos(2 * Double.pi * Double(hertz) / 48_000)
        var (one, two) = (0.0, 0.0)
        var sum: Float = 0
        Self.hann.withUnsafeBufferPointer { hann in
            for index in 0..<Self.window {
                let value = Float(part[index]) * hann[index]
                sum += value * value
                (one, two) = (Double(value) + coefficient * one - two, one)
            }
        }
        let scale = Double(Self.window) / 4 * 32_768
        let tone = max(0, one * one + two * two - coefficient * one * two) / (scale * scale) / 2
        return (Float(tone), sum / (Float(Self.window) * 3 / 8) / (32_768 * 32_768))
    }
}
