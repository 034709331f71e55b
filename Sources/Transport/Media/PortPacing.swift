import Media
import Time

/// Which clock drives each side of an audio port: a device that shows that it runs, or the loop's own timer.
struct PortPacing {
    /// A device that moves nothing for so long does not drive its side, whatever it says of itself.
    static let patience = Duration.milliseconds(100)

    private var capturedAt: Instant?
    private var playedAt: Instant?
    private var playedPosition = 0

    /// The device delivered a frame.
    mutating func noteCapture(at now: Instant) {
        capturedAt = now
    }

    /// Looks whether the device has taken sound since the last look.
    mutating func notePlayback(position: Int, at now: Instant) {
        guard position != playedPosition else { return }
        playedPosition = position
        playedAt = now
    }

    func isCaptureDriven(_ isRunning: Bool, at now: Instant) -> Bool {
        isRunning && Self.isFresh(capturedAt, at: now)
    }

    func isPlaybackDriven(_ isRunning: Bool, at now: Instant) -> Bool {
        isRunning && Self.isFresh(playedAt, at: now)
    }

    private static func isFresh(_ moment: Instant?, at now: Instant) -> Bool {
        guard let moment else { return false }
        return now - moment < patience
    }
}
