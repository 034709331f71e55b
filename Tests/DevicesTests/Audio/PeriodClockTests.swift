import Testing

@testable import Devices

@Suite struct PeriodClockTests {
    @Test func clocksThatBeginAtAnyMomentTickTogether() {
        #expect(PeriodClock(startingAt: 1_234_567_891).next == 1_230_000_000)
        #expect(PeriodClock(startingAt: 1_239_999_999).next == 1_230_000_000)
    }

    /// A device that takes all at once is paced after its first second of sound; a third of one more takes as long.
    @Test func whatHasNoClockIsGivenOne() {
        var missing = MissingClock()
        let start = PeriodClock.now()
        for _ in 0..<133 { missing.pace() }
        #expect(PeriodClock.now() - start >= 300_000_000)
    }

    @Test func waitingEndsWithThePeriod() {
        var clock = PeriodClock()
        let tick = clock.next + PeriodClock.periodNanoseconds
        clock.wait()
        #expect(clock.next == tick)
        #expect(PeriodClock.now() >= tick)
    }
}
