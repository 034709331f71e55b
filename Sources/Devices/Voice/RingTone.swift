import Glibc

/// How an incoming call rings: told apart by rhythm, which a busy ear and a poor loudspeaker keep better than pitch.
public enum RingTone: Sendable, Equatable, CaseIterable {
    /// Two notes every three seconds.
    case normal
    /// A colleague: three short notes.
    case colleague
    /// From outside of the house: one long note and a longer one.
    case outside
    /// Urgent: four quick notes, again after a second.
    case urgent

    var notes: [EarconTable.Note] {
        typealias Note = EarconTable.Note
        return switch self {
        case .normal: [Note(440, 350), Note(0, 100), Note(550, 350), Note(0, 2_200)]
        case .colleague: [Note(550, 160), Note(0, 90), Note(550, 160), Note(0, 90), Note(550, 160), Note(0, 2_340)]
        case .outside: [Note(440, 600), Note(0, 100), Note(550, 900), Note(0, 1_400)]
        case .urgent:
            [
                Note(880, 140), Note(0, 60), Note(660, 140), Note(0, 60), Note(880, 140), Note(0, 60), Note(660, 140),
                Note(0, 860),
            ]
        }
    }
}
