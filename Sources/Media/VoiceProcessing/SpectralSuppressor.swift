/// Lowers, bin by bin, what is noise of the room or echo that the canceller left: Wiener's gain in windows of 20 ms.
///
/// The noise is what a bin never fell below: twice the least power of some seconds (Martin, "Noise power spectral density
/// estimation based on optimal smoothing and minimum statistics", IEEE Trans. SAP 9, 2001). Speech has gaps in every bin, so
/// long vowels are not taken for noise. The gains are decision-directed (Ephraim and Malah 1984). Delays by 10 ms.
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
    /// Bins on either side that the power is taken over: the least of one bin alone says little of its mean.
    private static let neighbours = 4
    /// What the power keeps of itself in 10 ms: a gap of speech is short.
    private static let smoothing: Float = 0.2
    /// The mean of the noise over its least.
    private static let bias: Float = 2
    /// The least is that of 3 to 6 s: people breathe.
    private static let memoryFrames = 300
    /// Power of a bin that no microphone's room is below: digital silence says nothing of it.
    private static let quietest: Float = 0.5
    /// The noise rises by so much in 10 ms, and by a little from nothing: what rises faster speaks.
    private static let rise: (factor: Float, step: Float) = (1.005, 20)
    /// Who speaks from the first moment shows no gap yet: the noise is believed by degrees, in 2 s.
    private static let learningFrames = 200
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
    private let power = FloatBuffer.zeros(bins)
    private let smoothed = FloatBuffer.zeros(bins)
    /// The least of the smoothed power: since the last turn, and between the two turns before.
    private let least = FloatBuffer.zeros(bins)
    private let leastBefore = FloatBuffer.zeros(bins)
    private let noise = FloatBuffer.zeros(bins)
    private let speech = FloatBuffer.zeros(bins)
    private let speechInEcho = FloatBuffer.zeros(bins)
    private var heardFrames = 0
    private var turnFrames = 0

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
        power.deallocate()
        smoothed.deallocate()
        least.deallocate()
        leastBefore.deallocate()
        noise.deallocate()
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
        for bin in 0..<Self.bins { power[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin] }
        if power.contains(where: { $0 > Self.quietest }) { followNoise() }
        for bin in 0..<Self.bins {
            let floor = noise[bin] + 1e-3
            let gain = max(Self.gain(power[bin] / floor, speech[bin] / floor, Self.memory.noise), Self.noiseFloor)
            speech[bin] = gain * gain * power[bin]
            real[bin] *= gain
            imaginary[bin] *= gain
        }
    }

    private mutating func followNoise() {
        let learnt = Float(heardFrames) / Float(Self.learningFrames)
        let bias = Self.bias * learnt * learnt
        let share = 1 / Float(2 * Self.neighbours + 1)
        // Nothing before was heard whole.
        let isFirst = heardFrames < 2
        let turns = isFirst || turnFrames == 0
        turnFrames = (turnFrames + 1) % Self.memoryFrames
        // In double precision: what was added is taken off again.
        var sum = 0.0
        for bin in -Self.neighbours - 1..<Self.neighbours { sum += Double(power[max(bin, 0)]) }
        for bin in 0..<Self.bins {
            sum += Double(power[min(bin + Self.neighbours, Self.bins - 1)])
            sum -= Double(power[max(bin - Self.neighbours - 1, 0)])
            let mean = Float(sum) * share
            smoothed[bin] = mean + (isFirst ? 0 : Self.smoothing * (smoothed[bin] - mean))
            if turns {
                leastBefore[bin] = isFirst ? .infinity : least[bin]
                least[bin] = .infinity
            }
            least[bin] = min(least[bin], smoothed[bin])
            let risen = noise[bin] * Self.rise.factor + Self.rise.step
            let estimate = bias * min(least[bin], leastBefore[bin])
            noise[bin] = heardFrames < Self.learningFrames ? estimate : min(estimate, risen)
        }
        heardFrames = min(heardFrames + 1, Self.learningFrames)
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
}
