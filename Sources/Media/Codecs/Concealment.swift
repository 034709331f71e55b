/// Packet loss concealment for the waveform codecs, at the codec's own rate: the idea of ITU-T G.711 Appendix I.
///
/// What is missing is made of the last pitch periods: one at first, up to three as it lasts, so that it does not buzz; full
/// for 10 ms, then fading to silence at 60 ms. What was made goes on under the first milliseconds of the sound that returns.
/// Nothing is delayed for it: a step where a source of sound begins is faded out instead.
struct Concealment {
    private static let historyFrames = 6
    private static let framesToSilence = 6
    private static let mostPeriods = 3
    /// A pitch is looked for in the last 20 ms.
    private static let framesCompared = 2

    /// The samples of 10 ms.
    private let frame: Int
    /// The last 60 ms that were heard, made up or not.
    private var history: [Int16]
    /// The same as it was when sound began to lack.
    private var source: [Int16]
    private var period = 1
    private var periods = 1
    /// The next sample's place within the periods that are repeated.
    private var offset = 0
    /// The last sample before the fading.
    private var last = 0
    private var step = 0
    private var samplesSinceStep = 0
    private var samplesMade = 0

    init(sampleRate: Int) {
        frame = sampleRate / 100
        history = [Int16](repeating: 0, count: frame * Self.historyFrames)
        source = history
    }

    /// Joins sound that came to what was made up before it, in place, and keeps it in mind.
    mutating func join(_ samples: UnsafeMutableBufferPointer<Int16>) {
        if samplesMade > 0 {
            // G.711 Appendix I: 4 ms, and 4 more for each 10 ms that were made up, to 10.
            let frames = (samplesMade + frame - 1) / frame
            let overlap = min(samples.count, min(frame, frame * 4 * frames / 10))
            for index in 0..<overlap {
                let made = Int(next())
                samples[index] = Int16(
                    truncatingIfNeeded: (made * (overlap - index) + Int(samples[index]) * index) / overlap)
            }
            samplesMade = 0
        }
        remember(UnsafeBufferPointer(samples))
    }

    /// Makes up sound.
    mutating func fill(_ output: UnsafeMutableBufferPointer<Int16>) {
        if samplesMade == 0 {
            for index in history.indices { source[index] = history[index] }
            period = pitchPeriod()
            periods = 1
            last = Int(source[source.count - 1])
            begin(at: 0)
        }
        for index in output.indices { output[index] = next() }
        remember(UnsafeBufferPointer(output))
    }

    /// Goes on with the sound at this place: a step from the last sample is faded out.
    private mutating func begin(at place: Int) {
        offset = place
        let before = place == 0 ? periods * period - 1 : place - 1
        step = last - Int(source[source.count - periods * period + before])
        samplesSinceStep = 0
    }

    private mutating func next() -> Int16 {
        if samplesMade == frame * periods, periods < Self.mostPeriods {
            periods += 1
            begin(at: offset)
        }
        let length = periods * period
        let start = source.count - length
        let overlap = max(1, period / 4)
        var sample = Int(source[start + offset])
        // The end of the periods leads into their beginning.
        let nearEnd = offset - (length - overlap)
        if nearEnd >= 0 {
            sample = (sample * (overlap - nearEnd) + Int(source[start + offset - length]) * nearEnd) / overlap
        }
        if samplesSinceStep < overlap {
            sample += step * (overlap - samplesSinceStep) / overlap
            samplesSinceStep += 1
        }
        last = sample
        offset = offset + 1 == length ? 0 : offset + 1
        let silent = frame * Self.framesToSilence
        let gain = min(silent - frame, max(0, silent - samplesMade))
        samplesMade = min(samplesMade + 1, silent)
        return Int16(truncatingIfNeeded: min(max(sample * gain / (silent - frame), -32_768), 32_767))
    }

    private mutating func remember(_ samples: UnsafeBufferPointer<Int16>) {
        let kept = min(samples.count, history.count)
        let moved = history.count - kept
        for index in 0..<moved { history[index] = history[index + kept] }
        for index in 0..<kept { history[moved + index] = samples[samples.count - kept + index] }
    }

    /// The lag from 5 to 15 ms (66 to 200 Hz; a higher voice is found at a multiple) at which the last sound resembles
    /// itself best.
    private func pitchPeriod() -> Int {
        var best = frame
        var bestScore = -Double.infinity
        let first = history.count - Self.framesCompared * frame
        for lag in frame / 2...frame * 3 / 2 {
            var product = 0.0
            var energy = 1.0
            for index in first..<history.count {
                let past = Double(history[index - lag])
                product += Double(history[index]) * past
                energy += past * past
            }
            let score = product > 0 ? product * product / energy : -1
            if score > bestScore {
                bestScore = score
                best = lag
            }
        }
        return best
    }
}
