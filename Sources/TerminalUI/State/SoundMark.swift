import Announcements
import CallEngine
import Time

/// The cell that tells that the other end speaks (EN 301 549 6.2.2.4): for the eye alone, where it is wanted.
struct SoundMark: Sendable, Equatable {
    /// As the media loop told it last.
    var isHeard = false
    /// When that ended last.
    var quietSince: Instant?
    /// As the screen shows it.
    var isShown = false
    /// The newest key: the cell waits, so that it never comes with a move of the focus (rule R3).
    var keyAt: Instant?

    /// When the cell may change. It outlasts the sound a little: it must not flicker.
    var due: Instant? {
        let afterKey = keyAt.map { $0 + Limits.soundMarkAfterKey }
        let afterSound = isShown && !isHeard ? quietSince.map { $0 + Limits.soundMarkAfterSound } : nil
        return [afterKey, afterSound].compactMap { $0 }.max()
    }

    mutating func hear(_ isHeard: Bool, at now: Instant) {
        if self.isHeard, !isHeard { quietSince = now }
        self.isHeard = isHeard
    }
}

extension AppState {
    /// Whether the cell has its place on the screen. Neither the sound nor a call's state gives or takes it: the row would be
    /// written anew for its width alone (rule R8).
    var hasSoundMark: Bool { settings.showsSoundActivity }

    /// Somebody who is spoken with, and not an announcement before the call is up.
    var isCallerHeard: Bool { soundMark.isHeard && calls.contains { $0.state == .active } }

    /// The agent hears them too: nobody is talked over in a headset that is lost.
    var isCallerHeardByAgent: Bool { isCallerHeard && deviceProblem != .headsetLost }

    private var wantsSoundMark: Bool { hasSoundMark && isCallerHeard }

    /// When the cell changes; nil: it stays as it is.
    var soundMarkDue: Instant? { wantsSoundMark == soundMark.isShown ? nil : soundMark.due }

    mutating func refreshSoundMark(at now: Instant) {
        if let due = soundMark.due, now < due { return }
        soundMark.isShown = wantsSoundMark
    }
}
