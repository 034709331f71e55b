/// What a sender whose codec has no discontinuous mode (G.711, G.722) makes of its pauses: talk, the level of the noise
/// (RFC 3389), or nothing. A pause is sound near the quietest that was lately heard.
struct PauseWatch: Sendable {
    enum Turn: Sendable, Equatable {
        case talk
        /// The noise of a pause, in decibels below the overload point (RFC 3389 §3).
        case noise(level: UInt8)
        /// The noise that was told goes on.
        case nothing
    }

    /// The noise, in decibels below the overload point: it follows quieter sound at once and louder sound slowly, so that
    /// talk does not lift it.
    private var floor = 65.0
    /// Milliseconds since the last talk.
    private var quiet = 0
    private var told: Int?
    private var toldAge = 0

    private static let risePerMillisecond = 0.003
    /// What is louder than this and 8 dB is talk, whatever was heard before.
    private static let loudestFloor = 50.0
    /// A gate's silence is no room's: noise after it would be talk for long.
    private static let quietestFloor = 80.0
    private static let talkOverFloor = 8.0
    /// The end of a word, and the breath before the next, are talk still.
    private static let hangover = 250
    /// A peer that lost the packet hears the noise again after so long.
    private static let repetition = 500
    private static let noticeable = 3

    /// Takes one packet's samples, as the codec carries them.
    mutating func take(_ samples: UnsafeBufferPointer<Int16>, milliseconds: Int) -> Turn {
        let level = Self.level(of: samples)
        let fallen = floor - Self.risePerMillisecond * Double(milliseconds)
        floor = max(min(Double(level), Self.quietestFloor), fallen, Self.loudestFloor)
        quiet = Double(level) < floor - Self.talkOverFloor ? 0 : min(quiet + milliseconds, 2 * Self.hangover)
        guard quiet > Self.hangover else {
            told = nil
            return .talk
        }
        toldAge += milliseconds
        if let told, toldAge < Self.repetition, abs(told - level) < Self.noticeable { return .nothing }
        told = level
        toldAge = 0
        return .noise(level: UInt8(level))
    }

    /// 0 to 127, in decibels below the square wave that fills 16 bits; a microphone's constant is no sound.
    private static func level(of samples: UnsafeBufferPointer<Int16>) -> Int {
        var power = 0.0
        var sum = 0.0
        for sample in samples {
            power += Double(sample) * Double(sample)
            sum += Double(sample)
        }
        let count = Double(max(samples.count, 1))
        power = (power - sum * sum / count) / (count * 32_768 * 32_768)
        var level = 0
        var step = 1.0
        while level < 127, step * 0.891_251 > power {
            step *= 0.794_328_235
            level += 1
        }
        return level
    }
}
