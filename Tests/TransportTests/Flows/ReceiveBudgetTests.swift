import Testing
import Time

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

    @Test func whoWaitsTogetherIsServedInTurn() {
        var budget = ReceiveBudget(burst: 3, perSecond: 10, at: start)
        let waits = [0, 0, 0, 0, 0, 50, 1_000].map { budget.reserve(at: start + .milliseconds($0)) }
        #expect(waits == [.zero, .zero, .zero] + [100, 200, 250, 0].map { .milliseconds($0) })
    }

    @Test func nobodyWaitsLongerThanForAWholeBurst() {
        var budget = ReceiveBudget(burst: 4, perSecond: 10, at: start)
        let waits = (0..<1_000).map { _ in budget.reserve(at: start) }
        #expect(waits.max() == .milliseconds(400))
        let isTaken = [399, 400, 500].map { budget.take(at: start + .milliseconds($0)) }
        #expect(isTaken == [false, false, true])
    }

    @Test func aSteadyRateIsServed() {
        var budget = ReceiveBudget(burst: 2, perSecond: 100, at: start)
        let taken = (1...1_000).count { budget.take(at: start + .milliseconds(5 * $0)) }
        #expect((500...503).contains(taken))
    }
}
