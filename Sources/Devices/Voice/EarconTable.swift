import Announcements
import Glibc

/// The sound of earcons and ring tones.
enum EarconTable {
    /// One sound or pause.
    struct Note {
        /// 0 is a pause.
        var hertz: Int
        var milliseconds: Int

        init(_ hertz: Int, _ milliseconds: Int) {
            self.hertz = hertz
            self.milliseconds = milliseconds
        }
    }

    /// The sound at 48 kHz: sines with edges of 3 ms, so that nothing clicks.
    static func samples(of notes: [Note], amplitude: Double = 9_000) -> [Int16] {
        notes.flatMap { note in
            let count = note.milliseconds * 48
            return (0..<count).map { index -> Int16 in
                let edge = min(1, Double(min(index, count - index)) / 144)
                return Int16(amplitude * edge * sin(2 * .pi * Double(note.hertz) * Double(index) / 48_000))
            }
        }
    }

    /// Every earcon of a theme at 48 kHz.
    static func samples(of theme: EarconTheme) -> [Earcon: [Int16]] {
        let amplitude = 90 * Double(min(max(theme.volumePercent, 0), 200))
        return theme.notes.mapValues { notes in
            samples(of: notes.flatMap { [Note($0.hertz, $0.milliseconds), Note(0, $0.gap)] }, amplitude: amplitude)
        }
    }

    /// The standard theme's.
    static let all = samples(of: EarconTheme.standard)

    /// One turn of each ring tone: soft notes, then quiet.
    static let ringTones: [RingTone: [Int16]] = Dictionary(
        uniqueKeysWithValues: RingTone.allCases.map { ($0, samples(of: $0.notes, amplitude: 5_000)) })
}
