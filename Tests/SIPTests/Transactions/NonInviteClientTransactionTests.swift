import SIP
import Testing

@Suite struct NonInviteClientTransactionTests {
    typealias Machine = NonInviteClientTransaction

    static func machine(in state: Machine.State) -> Machine {
        var machine = Machine(isReliable: false, at: at(0))
        switch state {
        case .trying: break
        case .proceeding: _ = machine.receive(status: 100, at: at(0))
        case .completed: _ = machine.receive(status: 200, at: at(0))
        case .terminated: _ = machine.transportFailed()
        }
        return machine
    }

    /// RFC 3261 §17.1.2.2: 0.5 s doubling to 4 s, timer F at 32 s.
    @Test func withoutAnswerOverUDPItIsRepeatedThenTimesOut() {
        var machine = Machine(isReliable: false, at: at(0))
        let repeated = [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5].map {
            Event($0, ClientStep.sendRequest)
        }
        #expect(machine.run(until: 1000) == repeated + [Event(32, .timedOut), Event(32, .terminated)])
    }

    @Test func withoutAnswerOverTCPItOnlyTimesOut() {
        var machine = Machine(isReliable: true, at: at(0))
        #expect(machine.run(until: 1000) == [Event(32, .timedOut), Event(32, .terminated)])
    }

    /// After a provisional the timer that runs fires once more, then each T2.
    @Test func aProvisionalSlowsTheRepetition() {
        var machine = Machine(isReliable: false, at: at(0))
        #expect(machine.receive(status: 100, at: at(0.2)) == [.passResponse])
        let repeated = [0.5, 4.5, 8.5, 12.5, 16.5, 20.5, 24.5, 28.5].map { Event($0, ClientStep.sendRequest) }
        #expect(machine.run(until: 1000) == repeated + [Event(32, .timedOut), Event(32, .terminated)])
    }

    @Test func theFinalAnswerIsRememberedForTimerK() {
        var machine = Machine(isReliable: false, at: at(0))
        #expect(machine.receive(status: 200, at: at(2)) == [.passResponse])
        #expect(machine.receive(status: 200, at: at(3)) == [])
        #expect(machine.run(until: 1000) == [Event(7, .terminated)])
        var reliable = Machine(isReliable: true, at: at(0))
        #expect(reliable.receive(status: 404, at: at(2)) == [.passResponse, .terminated])
    }

    static let cells: [(Machine.State, Int, Machine.State, [ClientStep])] = [
        (.trying, 100, .proceeding, [.passResponse]), (.trying, 200, .completed, [.passResponse]),
        (.trying, 699, .completed, [.passResponse]), (.trying, 700, .trying, []), (.trying, 99, .trying, []),
        (.proceeding, 199, .proceeding, [.passResponse]), (.proceeding, 401, .completed, [.passResponse]),
        (.completed, 100, .completed, []), (.completed, 200, .completed, []), (.completed, 500, .completed, []),
        (.terminated, 100, .terminated, []), (.terminated, 200, .terminated, []), (.terminated, 500, .terminated, []),
    ]

    @Test(arguments: cells)
    func everyResponseInEveryState(cell: (Machine.State, Int, Machine.State, [ClientStep])) {
        var machine = Self.machine(in: cell.0)
        #expect(machine.receive(status: cell.1, at: at(1)) == cell.3)
        #expect(machine.state == cell.2)
    }

    @Test(arguments: Machine.State.allCases)
    func aBrokenTransportEndsWhatStillSends(state: Machine.State) {
        var machine = Self.machine(in: state)
        let sends = state == .trying || state == .proceeding
        #expect(machine.transportFailed() == (sends ? [.transportFailed, .terminated] : []))
    }

    @Test(arguments: Machine.State.allCases)
    func aTimeoutBeforeItsTimeChangesNothing(state: Machine.State) {
        var machine = Self.machine(in: state)
        let before = machine
        #expect(machine.handleTimeout(at: at(0)) == [])
        #expect(machine == before)
    }
}
