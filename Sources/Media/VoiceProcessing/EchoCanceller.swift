/// Takes out of the microphone what the loudspeaker plays: an adaptive filter of 200 ms in the frequency domain, in
/// partitions, whose step is a Kalman filter's.
///
/// The uncertainty of each coefficient is kept beside it, and the power of what is left in the microphone measured: while
/// both ends speak the filter hardly moves, while only the far end does it learns fast (Enzner and Vary, "Frequency-domain
/// adaptive Kalman filter for acoustic echo control in hands-free telephones", Signal Processing 86, 2006; in partitions:
/// Kuech, Mabande and Enzner, ICASSP 2014). No detector of double talk, no threshold. No delay.
struct EchoCanceller: ~Copyable {
    /// Taps of a partition: two frames.
    static let partitionTaps = 2 * VoiceFrame.hop
    static let partitions = 10
    /// What a coefficient keeps of itself in 10 ms, squared: how fast a room is believed to change.
    static let constancy: Float = 0.9999
    /// Uncertainty of a coefficient before anything was heard.
    static let firstUncertainty: Float = 0.01
    /// What the power of the microphone keeps of itself in 10 ms.
    static let smoothing: Float = 0.5
    /// Power of a bin that is no sound.
    static let quietest: Float = 0.5
    /// A filter that makes the power so much greater, over 330 ms, is another room's.
    static let harm: Float = 1.5
    private static let bins = VoiceFrame.bins
    private static let slots = 2 * partitions

    private let transform = FourierTransform()
    private let played = FloatBuffer.zeros(VoiceFrame.size)
    private let samples = FloatBuffer.zeros(VoiceFrame.size)
    private let playedReal = FloatBuffer.zeros(slots * bins)
    private let playedImaginary = FloatBuffer.zeros(slots * bins)
    private let filterReal = FloatBuffer.zeros(partitions * bins)
    private let filterImaginary = FloatBuffer.zeros(partitions * bins)
    private let uncertainty = FloatBuffer.zeros(partitions * bins)
    private let leftReal = FloatBuffer.zeros(bins)
    private let leftImaginary = FloatBuffer.zeros(bins)
    private let workReal = FloatBuffer.zeros(bins)
    private let workImaginary = FloatBuffer.zeros(bins)
    private let step = FloatBuffer.zeros(bins)
    private var newest = 0
    private var microphoneLevel: Float = 0
    private var leftLevel: Float = 0

    /// The power of what is left, by bin, smoothed.
    let leftPower = FloatBuffer.zeros(bins)
    /// How much of that may be echo still, by bin.
    let residualPower = FloatBuffer.zeros(bins)

    init() {
        uncertainty.update(repeating: Self.firstUncertainty)
    }

    deinit {
        played.deallocate()
        samples.deallocate()
        playedReal.deallocate()
        playedImaginary.deallocate()
        filterReal.deallocate()
        filterImaginary.deallocate()
        uncertainty.deallocate()
        leftReal.deallocate()
        leftImaginary.deallocate()
        workReal.deallocate()
        workImaginary.deallocate()
        step.deallocate()
        leftPower.deallocate()
        residualPower.deallocate()
    }

    /// Takes the echo of `reference` out of `microphone`; both are frames of 160 samples.
    mutating func process(_ microphone: FloatBuffer, reference: FloatBuffer) {
        newest = (newest + 1) % Self.slots
        played.slide(reference)
        transform.forward(played, real: slot(playedReal, 0), imaginary: slot(playedImaginary, 0))
        let before = Self.energy(microphone)
        subtractEstimate(from: microphone)
        let after = Self.energy(microphone)
        measure(microphone)
        for partition in 0..<Self.partitions { adapt(partition) }
        microphoneLevel = 0.97 * microphoneLevel + before
        leftLevel = 0.97 * leftLevel + after
        // Whatever is no number is no good either.
        if !(leftLevel <= Self.harm * microphoneLevel) { startAgain() }
    }

    /// The loudspeaker or the microphone was moved: what was learnt is worse than nothing.
    private mutating func startAgain() {
        filterReal.update(repeating: 0)
        filterImaginary.update(repeating: 0)
        leftPower.update(repeating: 0)
        uncertainty.update(repeating: Self.firstUncertainty)
        microphoneLevel = 0
        leftLevel = 0
    }

    private static func energy(_ frame: FloatBuffer) -> Float {
        var sum: Float = 0
        for index in 0..<frame.count { sum += frame[index] * frame[index] }
        return sum
    }

    /// The spectrum of the sound that a partition works on.
    private func slot(_ spectra: FloatBuffer, _ partition: Int) -> FloatBuffer {
        spectra.part((newest + Self.slots - 2 * partition) % Self.slots * Self.bins, Self.bins)
    }

    private func subtractEstimate(from microphone: FloatBuffer) {
        workReal.update(repeating: 0)
        workImaginary.update(repeating: 0)
        for partition in 0..<Self.partitions {
            let (real, imaginary) = (slot(playedReal, partition), slot(playedImaginary, partition))
            let filter = filterReal.part(partition * Self.bins, Self.bins)
            let filterOther = filterImaginary.part(partition * Self.bins, Self.bins)
            for bin in 0..<Self.bins {
                workReal[bin] += real[bin] * filter[bin] - imaginary[bin] * filterOther[bin]
                workImaginary[bin] += real[bin] * filterOther[bin] + imaginary[bin] * filter[bin]
            }
        }
        transform.inverse(real: workReal, imaginary: workImaginary, samples)
        let estimate = samples.part(VoiceFrame.size - VoiceFrame.hop, VoiceFrame.hop)
        for index in 0..<VoiceFrame.hop { microphone[index] -= estimate[index] }
    }

    /// The spectrum and the power of what is left, and what of it may be echo.
    private func measure(_ left: FloatBuffer) {
        samples.update(repeating: 0)
        for index in 0..<VoiceFrame.hop { samples[VoiceFrame.size - VoiceFrame.hop + index] = left[index] }
        transform.forward(samples, real: leftReal, imaginary: leftImaginary)
        for bin in 0..<Self.bins {
            workReal[bin] = leftReal[bin] * leftReal[bin] + leftImaginary[bin] * leftImaginary[bin]
        }
        for bin in 0..<Self.bins {
            var sum: Float = 0
            for offset in -2...2 { sum += workReal[min(max(bin + offset, 0), Self.bins - 1)] }
            leftPower[bin] = Self.smoothing * leftPower[bin] + (1 - Self.smoothing) * 0.2 * sum
        }
        residualPower.update(repeating: 0)
        for partition in 0..<Self.partitions {
            let (real, imaginary) = (slot(playedReal, partition), slot(playedImaginary, partition))
            let doubt = uncertainty.part(partition * Self.bins, Self.bins)
            for bin in 0..<Self.bins {
                residualPower[bin] += doubt[bin] * (real[bin] * real[bin] + imaginary[bin] * imaginary[bin])
            }
        }
        for bin in 0..<Self.bins {
            residualPower[bin] *= Self.share
            step[bin] = 1 / max(residualPower[bin] + leftPower[bin] + Self.quietest, Self.quietest)
        }
    }

    /// How much of a transform is new sound.
    private static let share = Float(VoiceFrame.hop) / Float(VoiceFrame.size)

    private func adapt(_ partition: Int) {
        let (real, imaginary) = (slot(playedReal, partition), slot(playedImaginary, partition))
        let doubt = uncertainty.part(partition * Self.bins, Self.bins)
        let filter = filterReal.part(partition * Self.bins, Self.bins)
        let filterOther = filterImaginary.part(partition * Self.bins, Self.bins)
        let kept = Self.constancy * Self.constancy
        for bin in 0..<Self.bins {
            let gain = doubt[bin] * step[bin]
            workReal[bin] = gain * (real[bin] * leftReal[bin] + imaginary[bin] * leftImaginary[bin])
            workImaginary[bin] = gain * (real[bin] * leftImaginary[bin] - imaginary[bin] * leftReal[bin])
            let power = real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
            // Rounding must not make it less than nothing.
            doubt[bin] *= kept * max(1 - Self.share * gain * power, 0)
        }
        // The taps beyond the partition are the circle's, not the room's.
        transform.inverse(real: workReal, imaginary: workImaginary, samples)
        for index in Self.partitionTaps..<VoiceFrame.size { samples[index] = 0 }
        transform.forward(samples, real: workReal, imaginary: workImaginary)
        for bin in 0..<Self.bins {
            filter[bin] += workReal[bin]
            filterOther[bin] += workImaginary[bin]
            doubt[bin] += (1 - kept) * (filter[bin] * filter[bin] + filterOther[bin] * filterOther[bin])
        }
    }
}
