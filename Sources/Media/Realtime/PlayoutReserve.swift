import Time

/// How much sound beyond a period of the device is kept ready, so that a media loop that wakes late leaves no hole.
///
/// A value in 48 kHz samples. It costs delay, so it is no more than this computer needs: it grows by a frame with each hole,
/// and shrinks by as much after a minute without one. Whole frames: sound is made ahead, or made later, and never cut; the
/// jitter buffers bring themselves to their new times.
public struct PlayoutReserve: Sendable, Equatable {
    public static let step = RealtimeLimits.frameSamples
    /// 20 ms: a loop that is later than that lacks a processor, and not a reserve.
    public static let most = 960
    static let patience = Duration.seconds(60)
    /// While a call is made ready there is nothing to hear yet: holes of that time tell nothing.
    static let settling = Duration.milliseconds(500)

    public private(set) var samples = 0
    private var missing: Int?
    private var changedAt: Instant?
    private var startedAt: Instant?

    public init() {}

    /// Nothing is made for the ring for a while: what it lacks then does not count.
    public mutating func rest() {
        missing = nil
        startedAt = nil
    }

    /// A look at the ring.
    /// - Parameter missingSamples: what its reader has ever lacked (`SampleRing.missingSamples`).
    public mutating func note(missingSamples: Int, at now: Instant) {
        defer { missing = missingSamples }
        let started = startedAt ?? now
        startedAt = started
        guard let missing, let changedAt else {
            // What was missing before the first sound was made is nobody's fault.
            self.changedAt = changedAt ?? now
            return
        }
        guard now - started >= Self.settling else { return }
        if missingSamples > missing {
            samples = min(samples + Self.step, Self.most)
        } else if now - changedAt >= Self.patience {
            samples = max(samples - Self.step, 0)
        } else {
            return
        }
        self.changedAt = now
    }
}
