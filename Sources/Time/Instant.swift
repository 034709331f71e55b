/// A point on the clock that counts suspend (`ContinuousClock`). Pure code is told the time and never asks for it.
///
/// The clock's own instant has no layout that the compiler may count on, and neither would anything that holds one: each call,
/// line and transaction would be copied field by field through tables, at a third of the engine's time.
public struct Instant: InstantProtocol, Hashable, Sendable {
    private static let clock = ContinuousClock()
    private static let start = clock.now

    /// Since a moment that is the same for the whole process.
    private var elapsed: Duration

    private init(elapsed: Duration) { self.elapsed = elapsed }

    /// The same moment, told by the clock.
    public init(_ moment: ContinuousClock.Instant) { elapsed = Self.start.duration(to: moment) }

    /// The present, for the shells.
    public static var now: Instant { Instant(clock.now) }

    public func advanced(by duration: Duration) -> Instant { Instant(elapsed: elapsed + duration) }

    public func duration(to other: Instant) -> Duration { other.elapsed - elapsed }

    public static func < (one: Instant, other: Instant) -> Bool { one.elapsed < other.elapsed }

    public static func + (moment: Instant, duration: Duration) -> Instant { moment.advanced(by: duration) }

    public static func - (moment: Instant, duration: Duration) -> Instant { moment.advanced(by: .zero - duration) }

    /// The time from the second to the first.
    public static func - (end: Instant, start: Instant) -> Duration { start.duration(to: end) }

    public static func += (moment: inout Instant, duration: Duration) { moment = moment + duration }
}
