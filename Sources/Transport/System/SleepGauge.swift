/// Tells that the computer slept, from two clocks of which one stands still meanwhile: for systems without logind.
struct SleepGauge: Sendable, Equatable {
    private var asleep: Duration = .zero

    /// - Parameters:
    ///   - all: time since some moment, sleep counted.
    ///   - awake: time since the same moment without sleep.
    /// - Returns: whether it slept longer than `Limits.sleepSeconds` since the last call.
    mutating func hasSlept(all: Duration, awake: Duration) -> Bool {
        let before = asleep
        asleep = all - awake
        return asleep - before > .seconds(Limits.sleepSeconds)
    }
}
