/// Lowers, bin by bin, what is noise of the room or echo that the canceller left: Wiener's gain in windows of 20 ms.
///
/// The noise is followed by the probability that a bin holds speech (Gerkmann and Hendriks, "Unbiased MMSE-based noise
/// power estimation with low complexity and low tracking delay", IEEE Trans. ASLP 20, 2012), by at most 2 % in 10 ms, so
/// that long vowels are not taken for noise; its gain is decision-directed (Ephraim and Malah 1984). Delays by 10 ms.
struct SpectralSuppressor: ~Copyable {
    /// Samples by which the sound comes later.
    static let delaySamples = VoiceFrame.hop
    /// The least gain for noise: −14 dB, so that it sounds as it did, only softer.
    static let noiseFloor: Float = 0.2
    /// The least gain for echo: −26 dB.
    static let echoFloor: Float = 0.05
    /// How much more echo is believed left than the canceller's own doubt says.
    static let echoWeight: Float = 4
    /// The signal-to-noise ratio that speech is expected to have where it is there: 15 dB.
    private static let expected: Float = 31.6
    /// The estimate lies between the median and the mean of the noise's power.
    private static let bias: Float = 1.3
    private static let window = 2 * VoiceFrame.hop
    private static let bins = VoiceFrame.bins

    private let lowersNoise: Bool
    private let transform = FourierTransform()
    private let shape = FloatBuffer.zeros(window)
    private let input = FloatBuffer.zeros(window)
    private let samples = FloatBuffer.zeros(VoiceFrame.size)
    private let output = FloatBuffer.zeros(window)
    private let real = FloatBuffer.zeros(bins)
    private let imaginary = FloatBuffer.zeros(bins)
    private let noise = FloatBuffer.zeros(bins)
    private let likelihood = FloatBuffer.zeros(bins)
    private let speech = FloatBuffer.zeros(bins)
    private var heardFrames = 0

    init(lowersNoise: Bool) {
        self.lowersNoise = lowersNoise
        for index in 0..<Self.window {
            shape[index] = Float(SineWave.sine(turns: Double(index) / Double(2 * Self.window)))
        }
    }

    deinit {
        shape.deallocate()
        input.deallocate()
        samples.deallocate()
        output.deallocate()
        real.deallocate()
        imaginary.deallocate()
        noise.deallocate()
        likelihood.deallocate()
        speech.deallocate()
    }

    /// Changes a frame of 160 samples in place.
    /// - Parameters: what the canceller says of the echo that is left and of the power it is part of; both empty: no echo.
    mutating func process(_ frame: FloatBuffer, residual: FloatBuffer, of total: FloatBuffer) {
        input.slide(frame)
        samples.update(repeating: 0)
        for index in 0..<Self.window { samples[index] = input[index] * shape[index] }
        transform.forward(samples, real: real, imaginary: imaginary)
        if lowersNoise { lowerNoise() }
        if residual.count == Self.bins, total.count == Self.bins { lowerEcho(residual, of: total) }
        transform.inverse(real: real, imaginary: imaginary, samples)
        for index in 0..<VoiceFrame.hop {
            frame[index] = output[VoiceFrame.hop + index] + samples[index] * shape[index]
        }
        for index in 0..<Self.window { output[index] = samples[index] * shape[index] }
    }

    private mutating func lowerNoise() {
        heardFrames = min(heardFrames + 1, 20)
        for bin in 0..<Self.bins {
            let power = real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
            followNoise(bin, power)
            let floor = Self.bias * noise[bin] + 1e-3
            let instant = max(power / floor - 1, 0)
            let ratio = max(0.97 * speech[bin] / floor + 0.03 * instant, 0.001)
            let gain = max(ratio / (1 + ratio), Self.noiseFloor)
            speech[bin] = gain * gain * power
            real[bin] *= gain
            imaginary[bin] *= gain
        }
    }

    private func followNoise(_ bin: Int, _ power: Float) {
        // The first 200 ms: the quietest is the room.
        guard heardFrames >= 20 else {
            noise[bin] = heardFrames == 1 ? power : min(noise[bin] * 1.05, 0.8 * noise[bin] + 0.2 * power)
            return
        }
        let posterior = min(power / (noise[bin] + 1e-3), 200)
        let odds = (1 + Self.expected) * Self.exponential(-posterior * Self.expected / (1 + Self.expected))
        var probability = 1 / (1 + odds)
        likelihood[bin] = 0.97 * likelihood[bin] + 0.03 * probability
        if likelihood[bin] > 0.99 { probability = min(probability, 0.99) }
        let estimate = probability * noise[bin] + (1 - probability) * power
        let next = 0.87 * noise[bin] + 0.13 * estimate
        noise[bin] = min(max(next, 0.98 * noise[bin]), 1.02 * noise[bin] + 8)
    }

    private func lowerEcho(_ residual: FloatBuffer, of total: FloatBuffer) {
        for bin in 0..<Self.bins {
            let share = min(max(Self.echoWeight * residual[bin] / (total[bin] + 1), 0), 1)
            let gain = max(1 - share, Self.echoFloor)
            real[bin] *= gain
            imaginary[bin] *= gain
        }
    }

    /// e^x for x ≤ 0, to 1 % where it matters.
    static func exponential(_ exponent: Float) -> Float {
        var value = 1 / (1 - exponent / 256)
        for _ in 0..<8 { value *= value }
        return value
    }
}
