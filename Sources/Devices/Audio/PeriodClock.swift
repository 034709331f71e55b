import Glibc

/// The clock of devices that have none: absolute periods of 10 ms, so that lateness never adds up. All of them tick at the
/// same moments: a processor is woken once for the microphone, the headset and the media loop, which is much of what a call costs.
struct PeriodClock {
    static let periodNanoseconds = 10_000_000
    /// The last tick, in nanoseconds of CLOCK_MONOTONIC.
    private(set) var next: Int

    init(startingAt now: Int = Self.now()) { next = now / Self.periodNanoseconds * Self.periodNanoseconds }

    /// CLOCK_MONOTONIC in nanoseconds.
    static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec &* 1_000_000_000 &+ time.tv_nsec
    }

    /// The point in time that a monotonic reading stands for.
    static func instant(ofNanoseconds nanoseconds: Int) -> ContinuousClock.Instant {
        ContinuousClock.now - .nanoseconds(now() - nanoseconds)
    }

    /// Sleeps until the next period. After a stall of more than a second the missed periods are forgotten.
    mutating func wait() {
        next &+= Self.periodNanoseconds
        let now = Self.now()
        if now &- next > 1_000_000_000 { self = Self(startingAt: now) }
        var time = timespec(tv_sec: next / 1_000_000_000, tv_nsec: next % 1_000_000_000)
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
    }

    /// Starts anew from this moment.
    mutating func restart() { self = Self() }
}

/// Paces a device that calls itself a card and has no clock: ALSA's null takes and gives whatever it is asked, at once, and two
/// real-time threads would take the computer.
struct MissingClock {
    private static let window = 100
    private var clock: PeriodClock?
    private var periods = 0
    private var since = PeriodClock.now()

    /// Once a period: waits where a second of sound took less than half a second.
    mutating func pace() {
        if clock != nil {
            clock?.wait()
            return
        }
        periods += 1
        guard periods == Self.window else { return }
        let now = PeriodClock.now()
        if now &- since < Self.window * PeriodClock.periodNanoseconds / 2 { clock = PeriodClock() }
        periods = 0
        since = now
    }
}
