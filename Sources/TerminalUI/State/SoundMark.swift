import CallEngine
import Time

/// The cell that tells that the other end speaks (EN 301 549 6.2.2.4): for the eye alone, where it is wanted.
struct SoundMark: Sendable, Equatable {
    /// As the media loop told it last.
    var isHeard = false
    /// As the screen shows it.
    var isShown = false
    /// The newest key: the cell waits, so that it never comes with a move of the focus (rule R3).
    var keyAt: Instant?

    /// When the cell may change.
    var due: Instant? { keyAt.map { $0 + Limits.soundMarkAfterKey } }
}

extension AppState {
    /// Whether the cell has its place on the screen. Neither the sound nor a call's state gives or takes it: the row would be
    /// written anew for its width alone (rule R8).
    var hasSoundMark: Bool { settings.showsSoundActivity }

    private var wantsSoundMark: Bool {
        hasSoundMark && soundMark.isHeard && calls.contains { $0.state == .active }
    }

    /// When the cell changes; nil: it stays as it is.
    var soundMarkDue: Instant? { wantsSoundMark == soundMark.isShown ? nil : soundMark.due }

    mutating func refreshSoundMark(at now: Instant) {
        if let due = soundMark.due, now < due { return }
        soundMark.isShown = wantsSoundMark
    }
}
