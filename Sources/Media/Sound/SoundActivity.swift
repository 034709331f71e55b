/// Whether the other ends are heard, for those who see it instead (EN 301 549 6.2.2.4) and for the voice, which does not talk over
/// them. A value; one period of 10 ms a turn.
///
/// It changes at most six times a second: the pauses between two words count as speech.
public struct SoundActivity: Sendable, Equatable {
    /// Mean square of −45 dB below full scale: noise of a line stays below.
    static let quietestSpeech = 34_000
    /// 30 ms: a click is no speech.
    static let loudPeriods = 3
    /// 300 ms: who pauses so long may be followed by the voice.
    static let pausePeriods = 30

    private var isHeard = false
    private var isLoud = false
    /// Periods in a row that would change what is told.
    private var periods = 0

    public init() {}

    /// What one other end is heard to say in this period, at 48 kHz.
    public mutating func hear(_ frame: Span<Int16>) {
        guard !isLoud else { return }
        var sum = 0
        for index in 0..<frame.count {
            let sample = Int(frame[index])
            sum = sum &+ sample &* sample
        }
        isLoud = sum / max(frame.count, 1) > Self.quietestSpeech
    }

    /// The period is over.
    /// - Returns: whether somebody is heard now, where that changed.
    public mutating func endPeriod() -> Bool? {
        periods = isLoud == isHeard ? 0 : periods + 1
        isLoud = false
        guard periods >= (isHeard ? Self.pausePeriods : Self.loudPeriods) else { return nil }
        periods = 0
        isHeard.toggle()
        return isHeard
    }

    /// No call is up.
    public mutating func rest() -> Bool? {
        defer { self = SoundActivity() }
        return isHeard ? false : nil
    }
}
