import Time

/// How the peer is heard now: of each window of five seconds alone, told where its opinion score changed by a tenth.
struct QualityWatch {
    static let window = Duration.seconds(5)
    /// Fewer frames of 10 ms say nothing of a window.
    private static let leastFrames: UInt64 = 100

    private var end: Instant?
    private var before: (played: UInt64, concealed: UInt64) = (0, 0)
    private var toldTenths: Int?

    /// Takes the counters of this moment.
    /// - Parameter judge: gives the quality of so large a share of missing sound, 0 to 1; nil: there is none to judge.
    mutating func take(
        played: UInt64, concealed: UInt64, at now: Instant, _ judge: (Double) -> VoiceQuality?
    ) -> VoiceQuality? {
        guard let end else {
            self.end = now + Self.window
            return nil
        }
        guard end <= now else { return nil }
        self.end = now + Self.window
        let frames = played - min(before.played, played)
        // What was taken for loss may turn out to be a pause.
        let missing = concealed - min(before.concealed, concealed)
        before = (played, concealed)
        guard frames >= Self.leastFrames, let quality = judge(min(Double(missing) / Double(frames), 1)) else {
            return nil
        }
        let tenths = quality.conversationalTenths
        guard tenths != toldTenths else { return nil }
        toldTenths = tenths
        return quality
    }
}
