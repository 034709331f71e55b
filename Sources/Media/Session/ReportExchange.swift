/// RTCP of one session: when a report is due, what the peer's reports say (RFC 3550 §6).
struct ReportExchange: Equatable {
    private let epoch: ContinuousClock.Instant
    private(set) var nextReport: ContinuousClock.Instant?
    private var lastSenderReport: UInt32 = 0
    private var lastSenderReportAt: ContinuousClock.Instant?
    private(set) var roundTripMilliseconds: Double?
    private(set) var reportedLoss: Double?
    private(set) var hasReported = false

    init(at now: ContinuousClock.Instant) { epoch = now }

    /// Plans the next report. `unit` is random, 0 to 1.
    mutating func schedule(after now: ContinuousClock.Instant, unit: Double) {
        nextReport = now + RTCPInterval.next(isFirst: !hasReported, unit: unit)
    }

    mutating func stop() { nextReport = nil }
    mutating func noteReported() { hasReported = true }

    /// §4: without a wallclock an elapsed time serves; it begins at 65,536 s so that no middle word is 0.
    func ntpTime(at now: ContinuousClock.Instant) -> UInt64 {
        let elapsed = (now - epoch).components
        let fraction = UInt64(max(elapsed.attoseconds, 0)) / 1_000_000_000 * 4_294_967_296 / 1_000_000_000
        return UInt64(truncatingIfNeeded: 65_536 + max(elapsed.seconds, 0)) << 32 | min(fraction, 0xFFFF_FFFF)
    }

    private func middle(at now: ContinuousClock.Instant) -> UInt32 {
        UInt32(truncatingIfNeeded: ntpTime(at: now) >> 16)
    }

    /// LSR and DLSR of our next report block.
    func lastReport(at now: ContinuousClock.Instant) -> (lastSenderReport: UInt32, delay: UInt32) {
        guard let lastSenderReportAt else { return (0, 0) }
        let waited = (now - lastSenderReportAt).components
        let units = waited.seconds &* 65_536 &+ waited.attoseconds / 1_000_000_000 &* 65_536 / 1_000_000_000
        return (lastSenderReport, UInt32(clamping: units))
    }

    mutating func receive(senderReport information: SenderInformation, at now: ContinuousClock.Instant) {
        lastSenderReport = UInt32(truncatingIfNeeded: information.ntpTime >> 16)
        lastSenderReportAt = now
    }

    /// A block about what we send (§6.4.1: A − LSR − DLSR).
    mutating func receive(_ block: ReportBlock, at now: ContinuousClock.Instant) {
        reportedLoss = Double(block.fractionLost) / 256
        guard block.lastSenderReport != 0 else { return }
        let units = Int32(
            bitPattern: middle(at: now) &- block.lastSenderReport &- block.delaySinceLastSenderReport)
        guard units >= 0, units < 60 * 65_536 else { return }
        roundTripMilliseconds = Double(units) * 1_000 / 65_536
    }
}
