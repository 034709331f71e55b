/// Whether anybody is to hear the microphone.
public enum MicrophoneUse: Sendable, Equatable {
    /// No call takes it.
    case idle
    /// It goes to a peer.
    case sent
    /// A call would take it, and it is muted.
    case muted
}

/// What the microphone's sound tells: that the agent speaks unheard, or that nothing comes from it at all. A value; one
/// frame of 10 ms a turn.
public struct MicrophoneWatch: Sendable, Equatable {
    /// Each is told once for as long as it holds.
    public enum Finding: Sendable, Equatable {
        /// 10 s of a call without a sound: unplugged, or switched off on its cable.
        case silent
        /// After `silent`: it is heard, or the call is over.
        case heard
        /// The agent speaks while muted; once a mute.
        case speakingWhileMuted
    }

    /// −72 dB below full scale: even a quiet room is louder in a microphone that works.
    static let silentPeak = 8
    static let silentFrames = 1_000
    /// Mean square of −50 dB below full scale, under which nothing is speech.
    static let quietestSpeech = 10_000
    /// Speech stands out of its room by 12 dB.
    static let speechOverRoom = 16
    /// 200 ms of speech that outweigh the pauses between.
    static let speechScore = 40

    private var quietFrames = 0
    private var isSilent = false
    /// The quietest that was heard lately, as a mean square; nil: nothing yet.
    private var room: Int?
    private var score = 0
    private var isSpeechTold = false

    public init() {}

    /// - Parameter frame: the microphone's own sound, before the mute.
    public mutating func take(_ frame: Span<Int16>, use: MicrophoneUse) -> Finding? {
        guard use != .idle else { return rest() }
        var peak = 0
        var sum = 0
        for index in 0..<frame.count {
            let sample = Int(frame[index])
            peak = max(peak, abs(sample))
            sum = sum &+ sample &* sample
        }
        if let finding = judgeSilence(peak: peak) { return finding }
        return judgeSpeech(power: sum / max(frame.count, 1), isMuted: use == .muted)
    }

    /// No call is up.
    public mutating func rest() -> Finding? {
        let wasSilent = isSilent
        self = MicrophoneWatch()
        return wasSilent ? .heard : nil
    }

    private mutating func judgeSilence(peak: Int) -> Finding? {
        if peak > Self.silentPeak {
            quietFrames = 0
            guard isSilent else { return nil }
            isSilent = false
            return .heard
        }
        quietFrames = min(quietFrames + 1, Self.silentFrames)
        guard quietFrames == Self.silentFrames, !isSilent else { return nil }
        isSilent = true
        return .silent
    }

    /// The room's level follows down at once, and up by 4 dB a second.
    private mutating func judgeSpeech(power: Int, isMuted: Bool) -> Finding? {
        let room = min(power, self.room.map { $0 + $0 / 100 + 1 } ?? power)
        self.room = room
        let isSpeech = power > Self.quietestSpeech && power / Self.speechOverRoom > room
        guard isMuted else {
            score = 0
            isSpeechTold = false
            return nil
        }
        score = max(0, score + (isSpeech ? 2 : -1))
        guard score >= Self.speechScore, !isSpeechTold else { return nil }
        isSpeechTold = true
        return .speakingWhileMuted
    }
}
