import Testing
import Time

@testable import Media

@Suite struct ReportExchangeTests {
    private let start = Instant.now

    /// A report that says, at `seconds`, that our report before it went so long before.
    private func block(roundTrip: Double, at seconds: UInt32) -> ReportBlock {
        ReportBlock(
            ssrc: 1, fractionLost: 0, cumulativeLost: 0, extendedHighestSequence: 0, jitter: 0,
            lastSenderReport: seconds * 65_536 - UInt32(roundTrip * 65_536), delaySinceLastSenderReport: 0)
    }

    @Test("One report that was held up, or that lies, does not lengthen the round trip; what lasts does")
    func leastRoundTrip() {
        var reports = ReportExchange(canonicalName: "a", at: start)
        #expect(reports.roundTripMilliseconds == nil)
        func take(_ roundTrip: Double, at seconds: UInt32) -> Double? {
            reports.receive(block(roundTrip: roundTrip, at: seconds), at: start + .seconds(Int(seconds)))
            return reports.roundTripMilliseconds
        }
        #expect(take(0.25, at: 100) == 250)
        for seconds in [105, 115, 125] as [UInt32] {
            #expect(take(20, at: seconds) == 250)
            #expect(take(0.25, at: seconds + 5) == 250)
        }
        for seconds in [135, 140, 145] as [UInt32] { #expect(take(0.5, at: seconds) == 250) }
        #expect(take(0.5, at: 150) == 500)
    }
}
