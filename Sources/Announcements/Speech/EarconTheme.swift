/// One note of an earcon, and the quiet after it.
public struct EarconNote: Sendable, Equatable {
    /// 100 to 4,000 Hz.
    public var hertz: Int
    public var milliseconds: Int
    /// Milliseconds of quiet after it.
    public var gap: Int

    public init(_ hertz: Int, _ milliseconds: Int, _ gap: Int = 0) {
        self.hertz = hertz
        self.milliseconds = milliseconds
        self.gap = gap
    }
}

/// How every earcon sounds: told apart by rhythm before pitch, none longer than `longestMilliseconds`.
public struct EarconTheme: Sendable, Equatable {
    public static let longestMilliseconds = 150

    public var notes: [Earcon: [EarconNote]]
    /// How loud they are, in percent of the standard theme.
    public var volumePercent: Int

    public init(notes: [Earcon: [EarconNote]], volumePercent: Int = 100) {
        self.notes = notes
        self.volumePercent = volumePercent
    }

    /// Sounds and quiets by turns, in milliseconds, from the first sound to the last one's end.
    public func rhythm(of earcon: Earcon) -> [Int] {
        let notes = notes[earcon] ?? []
        return Array(notes.flatMap { [$0.milliseconds, $0.gap] }.dropLast())
    }

    /// Its length in milliseconds.
    public func milliseconds(of earcon: Earcon) -> Int { rhythm(of: earcon).reduce(0, +) }

    /// Whether two rhythms are told apart: one has more sounds, or a sound or quiet that is 20 ms longer.
    public static func differ(_ one: [Int], _ other: [Int]) -> Bool {
        one.count != other.count || zip(one, other).contains { abs($0 - $1) >= 20 }
    }

    /// The built-in one.
    public static let standard = EarconTheme(notes: [
        .incoming: [EarconNote(660, 40, 15), EarconNote(880, 40, 15), EarconNote(660, 40)],
        .secondCall: [EarconNote(880, 25, 25), EarconNote(880, 25, 50), EarconNote(880, 25)],
        .answered: [EarconNote(520, 50), EarconNote(780, 80)],
        .ended: [EarconNote(780, 80), EarconNote(520, 50)],
        .lineBack: [EarconNote(440, 30), EarconNote(550, 30), EarconNote(660, 60)],
        .microphoneOff: [EarconNote(300, 20, 20), EarconNote(300, 90)],
        .microphoneOn: [EarconNote(900, 90, 20), EarconNote(900, 20)],
        .speakingWhileMuted: [EarconNote(300, 20, 20), EarconNote(300, 20, 20), EarconNote(300, 20)],
        .held: [EarconNote(600, 60, 30), EarconNote(450, 60)],
        .resumed: [EarconNote(450, 40, 60), EarconNote(600, 40)],
        .deviceLost: [EarconNote(250, 150)],
        .refused: [EarconNote(220, 45, 20), EarconNote(220, 80)],
        .pending: [EarconNote(1_000, 25)],
    ])
}
