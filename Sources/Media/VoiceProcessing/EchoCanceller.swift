/// Takes out of the microphone what the loudspeaker plays: an adaptive filter of 200 ms in the frequency domain, in
/// partitions, whose step is a Kalman filter's.
///
/// The uncertainty of each coefficient is kept beside it, and the power of what is left in the microphone measured: while
/// both ends speak the filter hardly moves, while only the far end does it learns fast (Enzner and Vary, "Frequency-domain
/// adaptive Kalman filter for acoustic echo control in hands-free telephones", Signal Processing 86, 2006; in partitions:
/// Kuech, Mabande and Enzner, ICASSP 2014).
///
/// That uncertainty is right while both speak. While only the far end does it falls too fast: voices repeat themselves, and
/// what is left is counted as the agent's. How alike microphone and estimate are tells the two apart, by degrees (Benesty,
/// Morgan and Cho, "A new class of doubletalk detectors based on cross-correlation", IEEE Trans. SAP 8, 2000). No threshold.
/// No delay.
struct EchoCanceller: ~Copyable {
    /// Taps of a partition: two frames.
    static let partitionTaps = 2 * VoiceFrame.hop
    static let partitions = 10
    /// How much of a coefficient's power is in doubt again after 10 ms: rooms change, but what the agent says over the far
    /// end would pass for a change, so next to nothing then.
    static let change: (bothSpeak: Float, farSpeaks: Float) = (6e-6, 2e-4)
    /// How much a frame of a voice says that the frames before it did not, while only the far end speaks.
    static let news: Float = 0.3
    /// How many times the doubt a step weighs against what was heard: a bin's error holds its neighbours' as well.
    static let caution: Float = 2
    /// How many times the doubt is taken for echo that is left, while only the far end speaks.
    static let suspicion: Float = 8
    /// What microphone and estimate keep of their likeness in 10 ms: over 100 ms, a syllable.
    static let likenessSmoothing: Float = 0.9
    /// Uncertainty of a coefficient before anything was heard.
    static let firstUncertainty: Float = 0.02
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
    private var likeness = Likeness()
    /// How far only the far end speaks: 1; 0: both do, or nothing is known.
    private var farAlone: Float = 0
    /// The power of what is left, by bin, smoothed.
    private let leftPower = FloatBuffer.zeros(bins)

    /// How much of what is left may be echo still, by bin.
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
        let change = Self.change.bothSpeak + farAlone * (Self.change.farSpeaks - Self.change.bothSpeak)
        let news = Self.share * (1 - farAlone * (1 - Self.news))
        for partition in 0..<Self.partitions { adapt(partition, change: change, news: news) }
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
        likeness = Likeness()
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

    private mutating func subtractEstimate(from microphone: FloatBuffer) {
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
        likeness.fade(by: Self.likenessSmoothing)
        for index in 0..<VoiceFrame.hop {
            likeness.add(microphone[index], estimate[index])
            microphone[index] -= estimate[index]
        }
        // Squared once more: half alike is not yet alone.
        farAlone = likeness.coherence * likeness.coherence
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
        let suspicion = 1 + farAlone * (Self.suspicion - 1)
        for bin in 0..<Self.bins {
            residualPower[bin] *= Self.share
            step[bin] = 1 / max(Self.caution * residualPower[bin] + leftPower[bin] + Self.quietest, Self.quietest)
            residualPower[bin] *= suspicion
        }
    }

    /// How much of a transform is new sound.
    private static let share = Float(VoiceFrame.hop) / Float(VoiceFrame.size)

    private func adapt(_ partition: Int, change: Float, news: Float) {
        let (real, imaginary) = (slot(playedReal, partition), slot(playedImaginary, partition))
        let doubt = uncertainty.part(partition * Self.bins, Self.bins)
        let filter = filterReal.part(partition * Self.bins, Self.bins)
        let filterOther = filterImaginary.part(partition * Self.bins, Self.bins)
        for bin in 0..<Self.bins {
            let gain = doubt[bin] * step[bin]
            workReal[bin] = gain * (real[bin] * leftReal[bin] + imaginary[bin] * leftImaginary[bin])
            workImaginary[bin] = gain * (real[bin] * leftImaginary[bin] - imaginary[bin] * leftReal[bin])
            let power = real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
            // Rounding must not make it less than nothing.
            doubt[bin] *= (1 - change) * max(1 - news * gain * power, 0)
        }
        // The taps beyond the partition are the circle's, not the room's.
        transform.inverse(real: workReal, imaginary: workImaginary, samples)
        for index in Self.partitionTaps..<VoiceFrame.size { samples[index] = 0 }
        transform.forward(samples, real: workReal, imaginary: workImaginary)
        for bin in 0..<Self.bins {
            filter[bin] += workReal[bin]
            filterOther[bin] += workImaginary[bin]
            doubt[bin] += change * (filter[bin] * filter[bin] + filterOther[bin] * filterOther[bin])
        }
    }
}

/// How alike two sounds are, whatever their levels.
private struct Likeness {
    private var product: Float = 0
    private var power: Float = 0
    private var otherPower: Float = 0

    mutating func fade(by factor: Float) {
        product *= factor
        power *= factor
        otherPower *= factor
    }

    mutating func add(_ sample: Float, _ other: Float) {
        product += sample * other
        power += sample * sample
        otherPower += other * other
    }

    /// 0: nothing in common; 1: the same but for the level.
    var coherence: Float { product > 0 ? min(product * product / (power * otherPower + 1), 1) : 0 }
}
