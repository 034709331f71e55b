/// When to send the next report: RFC 3550 §6.2 and §6.3.1 for a session of two, where the bandwidth share never binds
/// and the minimum of 5 s does.
public enum RTCPInterval {
    /// RFC 3550 §A.7: half the minimum before the first report, times 0.5 to 1.5, divided by e − 1.5.
    /// - Parameter unit: a random number from 0 to 1.
    public static func next(isFirst: Bool, unit: Double) -> Duration {
        let minimum = isFirst ? 2.5 : 5.0
        let factor = 0.5 + min(max(unit, 0), 1)
        return .milliseconds(Int64(minimum * factor / (2.718_281_828 - 1.5) * 1_000))
    }
}
