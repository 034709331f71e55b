import SIP
import Testing

@Suite struct TimersTests {
    /// RFC 3261 table 4 and RFC 6026 §8.11, in milliseconds; nil: not started.
    static let table: [(TransactionTimer, unreliable: Int?, reliable: Int?)] = [
        (.a, 500, nil), (.b, 32_000, 32_000), (.c, 181_000, 181_000), (.d, 32_000, 0), (.e, 500, nil),
        (.f, 32_000, 32_000), (.g, 500, nil), (.h, 32_000, 32_000), (.i, 5_000, 0), (.j, 32_000, 0),
        (.k, 5_000, 0), (.l, 32_000, 32_000), (.m, 32_000, 32_000),
    ]

    @Test(arguments: table)
    func everyTimerHasTheValueOfTheTable(timer: TransactionTimer, unreliable: Int?, reliable: Int?) {
        #expect(TimerValues.standard.duration(of: timer, isReliable: false) == unreliable.map { .milliseconds($0) })
        #expect(TimerValues.standard.duration(of: timer, isReliable: true) == reliable.map { .milliseconds($0) })
    }

    @Test func theTableIsWhole() {
        #expect(Self.table.map(\.0) == TransactionTimer.allCases)
    }

    @Test func aLongerRoundTripStretchesEachTimerMadeOfIt() {
        let slow = TimerValues(t1: .seconds(1))
        #expect(slow.duration(of: .b, isReliable: false) == .seconds(64))
        #expect(slow.duration(of: .d, isReliable: false) == .seconds(64))
    }
}
