/// Lowers, bin by bin, what is noise of the room or echo that the canceller left: Wiener's gain in windows of 20 ms.
///
/// The noise is followed by the probability that a bin holds speech (Gerkmann and Hendriks, "Unbiased MMSE-based noise
/// power estimation with low complexity and low tracking delay", IEEE Trans. ASLP 20, 2012), by at most 2 % in 10 ms, so
/// that long vowels are not taken for noise; the gains are decision-directed (Ephraim and Malah 1984). Delays by 10 ms.
struct SpectralSuppressor: ~Copyable {
    /// Samples by which the sound comes later.
    static let delaySamples = VoiceFrame.hop
    /// The least gain for noise: −14 dB, so that it sounds as it did, only softer.
    static let noiseFloor: Float = 0.2
    /// The least gain for echo: −26 dB.
    static let echoFloor: Float = 0.05
    /// What the ratio of speech to noise keeps of the frame before: more is calmer, less is quicker. Noise is steady, an echo
    /// comes and goes with the syllables of the far end.
    private static let memory: (noise: Float, echo: Float) = (0.97, 0.7)
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
    private let speechInEcho = FloatBuffer.zeros(bins)
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
        speechInEcho.deallocate()
    }

    /// Changes a frame of 160 samples in place.
    /// - Parameter residual: what the canceller says of the echo that is left; empty: no echo.
    mutating func process(_ frame: FloatBuffer, residual: FloatBuffer) {
        input.slide(frame)
        samples.update(repeating: 0)
        for index in 0..<Self.window { samples[index] = input[index] * shape[index] }
        transform.forward(samples, real: real, imaginary: imaginary)
        if lowersNoise { lowerNoise() }
        if residual.count == Self.bins { lowerEcho(residual) }
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
            let gain = max(Self.gain(power / floor, speech[bin] / floor, Self.memory.noise), Self.noiseFloor)
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

    private func lowerEcho(_ residual: FloatBuffer) {
        for bin in 0..<Self.bins {
            let power = real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
            let floor = residual[bin] + 1e-3
            let gain = max(Self.gain(power / floor, speechInEcho[bin] / floor, Self.memory.echo), Self.echoFloor)
            speechInEcho[bin] = gain * gain * power
            real[bin] *= gain
            imaginary[bin] *= gain
        }
    }

    /// Wiener's gain where all is `power` times as strong as what disturbs, and the speech of the frame before was `speech`
    /// times.
    private static func gain(_ power: Float, _ speech: Float, _ memory: Float) -> Float {
        let ratio = max(memory * speech + (1 - memory) * max(power - 1, 0), 0.001)
        return ratio / (1 + ratio)
    }

    /// e^x for x ≤ 0, to 1 % where it matters.
    static func exponential(_ exponent: Float) -> Float {
        var value = 1 / (1 - exponent / 256)
        for _ in 0..<8 { value *= value }
        return value
    }
}
