import SIP
import Testing

@testable import Transport

@Suite struct ReceiveBudgetTests {
    private let start = Instant.now

    @Test func aBurstIsTakenAndThenNoMore() {
        var budget = ReceiveBudget(burst: 3, perSecond: 10, at: start)
        let taken = (0..<5).map { _ in budget.take(at: start) }
        #expect(taken == [true, true, true, false, false])
    }

    @Test func itGrowsAgainWithTime() {
        var budget = ReceiveBudget(burst: 2, perSecond: 10, at: start)
        _ = budget.take(at: start)
        _ = budget.take(at: start)
        let taken = [99, 100, 100].map { budget.take(at: start + .milliseconds($0)) }
        #expect(taken == [false, true, false])
    }

    @Test func itNeverGrowsBeyondTheBurst() {
        var budget = ReceiveBudget(burst: 2, perSecond: 1_000, at: start)
        let later = start + .seconds(100_000)
        let taken = (0..<3).map { _ in budget.take(at: later) }
        #expect(taken == [true, true, false])
    }

    @Test func aSteadyRateIsServed() {
        var budget = ReceiveBudget(burst: 2, perSecond: 100, at: start)
        let taken = (1...1_000).count { budget.take(at: start + .milliseconds(5 * $0)) }
        #expect((500...503).contains(taken))
    }
}
