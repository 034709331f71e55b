import SIP
import Testing

@Suite struct NonInviteServerTransactionTests {
    typealias Machine = NonInviteServerTransaction

    static func machine(in state: Machine.State) -> Machine {
        var machine = Machine(isReliable: false)
        switch state {
        case .trying: break
        case .proceeding: _ = machine.respond(status: 100, at: at(0))
        case .completed: _ = machine.respond(status: 200, at: at(0))
        case .terminated:
            _ = machine.respond(status: 200, at: at(0))
            _ = machine.handleTimeout(at: at(32))
        }
        return machine
    }

    @Test func theAnswerIsRememberedForTimerJ() {
        var machine = Machine(isReliable: false)
        #expect(machine.nextDeadline == nil)
        #expect(machine.respond(status: 200, at: at(1)) == [.sendResponse])
        #expect(machine.receiveRetransmission() == [.sendResponse])
        #expect(machine.run(until: 1000) == [Event(33, .terminated)])
        var reliable = Machine(isReliable: true)
        #expect(reliable.respond(status: 200, at: at(1)) == [.sendResponse, .terminated])
    }

    @Test(arguments: Machine.State.allCases)
    func theRequestAgainInEveryState(state: Machine.State) {
        var machine = Self.machine(in: state)
        #expect(machine.state == state)
        let repeats = state == .proceeding || state == .completed
        #expect(machine.receiveRetransmission() == (repeats ? [.sendResponse] : []))
        #expect(machine.state == state)
    }

    static let answers: [(Machine.State, Int, Machine.State, [ServerStep])] = [
        (.trying, 100, .proceeding, [.sendResponse]), (.trying, 200, .completed, [.sendResponse]),
        (.trying, 600, .completed, [.sendResponse]), (.proceeding, 180, .proceeding, [.sendResponse]),
        (.proceeding, 404, .completed, [.sendResponse]), (.completed, 100, .completed, []),
        (.completed, 200, .completed, []), (.terminated, 100, .terminated, []), (.terminated, 200, .terminated, []),
    ]

    @Test(arguments: answers)
    func everyAnswerInEveryState(cell: (Machine.State, Int, Machine.State, [ServerStep])) {
        var machine = Self.machine(in: cell.0)
        #expect(machine.respond(status: cell.1, at: at(0)) == cell.3)
        #expect(machine.state == cell.2)
    }

    @Test(arguments: Machine.State.allCases)
    func aBrokenTransportEndsIt(state: Machine.State) {
        var machine = Self.machine(in: state)
        let ends = state == .proceeding || state == .completed
        #expect(machine.transportFailed() == (ends ? [.transportFailed, .terminated] : []))
    }
}
