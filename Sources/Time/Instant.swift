import Glibc

/// A point on the clock that counts suspend (CLOCK_BOOTTIME). Pure code is told the time and never asks for it.
///
/// The instant of `ContinuousClock` has no layout that the compiler may count on, and neither would anything that holds one: each
/// call, line and transaction would be copied field by field through tables, at a third of the engine's time.
public struct Instant: InstantProtocol, Hashable, Sendable {
    /// Since the clock's own beginning.
    private var elapsed: Duration

    /// The present, for the shells.
    public static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Instant(elapsed: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }

    public func advanced(by duration: Duration) -> Instant { Instant(elapsed: elapsed + duration) }

    public func duration(to other: Instant) -> Duration { other.elapsed - elapsed }

    public static func < (one: Instant, other: Instant) -> Bool { one.elapsed < other.elapsed }

    public static func + (moment: Instant, duration: Duration) -> Instant { moment.advanced(by: duration) }

    public static func - (moment: Instant, duration: Duration) -> Instant { moment.advanced(by: .zero - duration) }

    /// The time from the second to the first.
    public static func - (end: Instant, start: Instant) -> Duration { start.duration(to: end) }

    public static func += (moment: inout Instant, duration: Duration) { moment = moment + duration }
}
