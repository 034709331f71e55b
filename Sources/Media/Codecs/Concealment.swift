/// Simple packet loss concealment for the waveform codecs: the last pitch period repeated, fading to silence in 60 ms.
struct Concealment {
    private static let framesToSilence = 6
    /// The last 30 ms that were played.
    private var history = [Int16](repeating: 0, count: 1_440)
    private var period = 480
    private var offset = 0
    private var framesMade = 0

    /// Keeps the tail of good sound.
    mutating func remember(_ samples: UnsafeBufferPointer<Int16>) {
        framesMade = 0
        let kept = min(samples.count, history.count)
        let moved = history.count - kept
        for index in 0..<moved { history[index] = history[index + kept] }
        for index in 0..<kept { history[moved + index] = samples[samples.count - kept + index] }
    }

    /// Fills one frame.
    mutating func fill(_ output: UnsafeMutableBufferPointer<Int16>) {
        if framesMade == 0 {
            period = pitchPeriod()
            offset = 0
        }
        let count = output.count
        let start = max(0, Self.framesToSilence - framesMade)
        let end = max(0, start - 1)
        for index in 0..<count {
            let sample = Int(history[history.count - period + offset])
            let gain = start * (count - index) + end * index
            output[index] = Int16(truncatingIfNeeded: sample * gain / (count * Self.framesToSilence))
            offset = offset + 1 == period ? 0 : offset + 1
        }
        framesMade = min(framesMade + 1, Self.framesToSilence)
    }

    /// The lag from 2.5 to 15 ms at which the last sound resembles itself best, searched on every sixth sample.
    private func pitchPeriod() -> Int {
        var best = 480
        var bestScore = -Double.infinity
        for lag in stride(from: 120, through: 720, by: 6) {
            var product = 0.0
            var energy = 1.0
            for index in stride(from: history.count - 480, to: history.count, by: 6) {
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
