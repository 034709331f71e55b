import Announcements
import Glibc

/// The earcons: told apart by their rhythm before their pitch, none longer than 150 ms.
enum EarconTable {
    /// One sound or pause of an earcon.
    struct Note {
        /// 0 is a pause.
        var hertz: Int
        var milliseconds: Int

        init(_ hertz: Int, _ milliseconds: Int) {
            self.hertz = hertz
            self.milliseconds = milliseconds
        }
    }

    static func notes(of earcon: Earcon) -> [Note] {
        switch earcon {
        case .incoming: [Note(660, 40), Note(0, 15), Note(880, 40), Note(0, 15), Note(660, 40)]
        case .secondCall: [Note(880, 25), Note(0, 25), Note(880, 25), Note(0, 50), Note(880, 25)]
        case .answered: [Note(520, 50), Note(780, 80)]
        case .ended: [Note(780, 50), Note(520, 80)]
        case .lineBack: [Note(440, 30), Note(550, 30), Note(660, 60)]
        case .microphoneOff: [Note(300, 20), Note(0, 20), Note(300, 90)]
        case .microphoneOn: [Note(900, 90), Note(0, 20), Note(900, 20)]
        case .speakingWhileMuted: [Note(300, 20), Note(0, 20), Note(300, 20), Note(0, 20), Note(300, 20)]
        case .held: [Note(600, 60), Note(0, 30), Note(450, 60)]
        case .resumed: [Note(450, 60), Note(0, 30), Note(600, 60)]
        case .deviceLost: [Note(250, 150)]
        case .refused: [Note(220, 45), Note(0, 20), Note(220, 80)]
        case .pending: [Note(1_000, 25)]
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

    static let all: [Earcon: [Int16]] = Dictionary(
        uniqueKeysWithValues: Earcon.allCases.map { ($0, samples(of: notes(of: $0))) })

    /// One turn of each ring tone: soft notes, then quiet.
    static let ringTones: [RingTone: [Int16]] = Dictionary(
        uniqueKeysWithValues: RingTone.allCases.map { ($0, samples(of: $0.notes, amplitude: 5_000)) })
}
