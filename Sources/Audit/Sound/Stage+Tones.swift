import Configuration
import Scenarios
import Time

/// Steady tones: whether they reach the other end, and what they lose on the way.
extension Stage {
    /// dBFS of the microphone's tone (`tone:` is a sine of 10 000 of 32 768).
    private static let microphoneLevel: Float = -13.3
    /// Frames that a judgement looks back at most.
    private static let lookBack = 4 * 48_000

    /// - Parameter name: the far end that hears it; nil: the agent.
    func judgeTone(_ hertz: Int, heardBy name: String?, loss: Double?) throws(Stop) {
        let tone = SteadyTone(hertz: hertz)
        let played = name == nil ? PeerVoice.toneLevel : Self.microphoneLevel
        let who =
            name.map { Bilingual("\($0) entend", "\($0) hears") } ?? Bilingual("l'agent entend", "the agent hears")
        let limit = loss.map { Bilingual(", affaibli de \($0) dB au plus", ", weakened by \($0) dB at most") }
        var level: Float?
        try eventually(
            expected: Bilingual(
                "\(who.french) un son de \(hertz) Hz\(limit?.french ?? "")",
                "\(who.english) a tone of \(hertz) Hz\(limit?.english ?? "")"),
            happened: { Self.told(hertz, level.map { played - $0 }) },
            { () throws(Stop) in
                level = name.map { tone.level(in: sentSinceAct(to: $0)) } ?? receivedLevel(of: tone)
                guard let level else { return false }
                return loss.map { Double(played - level) <= $0 } ?? true
            })
    }

    private static func told(_ hertz: Int, _ loss: Float?) -> Bilingual {
        guard let loss else {
            return Bilingual("aucun son de \(hertz) Hz n'est arrivé", "no tone of \(hertz) Hz has arrived")
        }
        let tenths = Double(Int((loss * 10).rounded())) / 10
        return Bilingual("le son est affaibli de \(tenths) dB", "the tone is weakened by \(tenths) dB")
    }

    /// In the ear that hears it the better.
    private func receivedLevel(of tone: SteadyTone) -> Float? {
        let ears = recording.stretch(from: max(act?.soundFrames ?? 0, recording.frames - Self.lookBack))
        return [ears.left, ears.right].compactMap { tone.level(in: $0) }.max()
    }

    private func sentSinceAct(to name: String) -> [Int16] {
        let elapsed = max(0, (act?.time ?? startedAt).duration(to: .now).wholeMilliseconds) * 48
        return heardBy(peer: name, from: max(0, heardFrames(peer: name) - min(elapsed, Self.lookBack)))
    }
}
