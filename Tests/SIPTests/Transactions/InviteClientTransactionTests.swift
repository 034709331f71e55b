import SIP
import Testing

@Suite struct InviteClientTransactionTests {
    typealias Machine = InviteClientTransaction

    static func machine(in state: Machine.State, isReliable: Bool = false) -> Machine {
        var machine = Machine(isReliable: isReliable, at: at(0))
        switch state {
        case .calling: break
        case .proceeding: _ = machine.receive(status: 180, at: at(0))
        case .completed: _ = machine.receive(status: 486, at: at(0))
        case .accepted: _ = machine.receive(status: 200, at: at(0))
        case .terminated: _ = machine.transportFailed()
        }
        return machine
    }

    /// RFC 3261 §17.1.1.2: the INVITE at 0, then 0.5, 1.5, 3.5 …; timer B ends it at 32 s.
    @Test func withoutAnswerOverUDPItIsRepeatedThenTimesOut() {
        var machine = Machine(isReliable: false, at: at(0))
        let repeated = [0.5, 1.5, 3.5, 7.5, 15.5, 31.5].map { Event($0, ClientStep.sendRequest) }
        #expect(machine.run(until: 1000) == repeated + [Event(32, .timedOut), Event(32, .terminated)])
        #expect(machine.state == .terminated && machine.nextDeadline == nil)
    }

    @Test func withoutAnswerOverTCPItOnlyTimesOut() {
        var machine = Machine(isReliable: true, at: at(0))
        #expect(machine.run(until: 1000) == [Event(32, .timedOut), Event(32, .terminated)])
    }

    @Test(arguments: [false, true])
    func aProvisionalStopsEveryTimer(isReliable: Bool) {
        var machine = Self.machine(in: .proceeding, isReliable: isReliable)
        #expect(machine.nextDeadline == nil)
        #expect(machine.receive(status: 183, at: at(300)) == [.passResponse])
    }

    @Test(arguments: [(false, 42.0), (true, 10.0)])
    func aRefusalIsAcknowledgedAndRemembered(isReliable: Bool, end: Double) {
        var machine = Machine(isReliable: isReliable, at: at(0))
        let steps = machine.receive(status: 486, at: at(10))
        #expect(steps == [.sendAcknowledgement, .passResponse] + (isReliable ? [.terminated] : []))
        if !isReliable { #expect(machine.run(until: 1000) == [Event(end, .terminated)]) }
        #expect(machine.state == .terminated)
    }

    /// A lost ACK: the refusal comes again, the ACK goes again, the user hears nothing.
    @Test func aLostAcknowledgementIsSentAgain() {
        var machine = Self.machine(in: .completed)
        for moment in [0.5, 1.5, 3.5] {
            #expect(machine.receive(status: 486, at: at(moment)) == [.sendAcknowledgement])
        }
        #expect(machine.run(until: 1000) == [Event(32, .terminated)])
    }

    /// RFC 6026 §7.2: every 2xx, repeated or of another fork, reaches the user for 64 × T1, over any transport.
    @Test(arguments: [false, true])
    func acceptedPassesEvery2xxUntilTimerM(isReliable: Bool) {
        var machine = Machine(isReliable: isReliable, at: at(0))
        #expect(machine.receive(status: 200, at: at(3)) == [.passResponse])
        #expect(machine.receive(status: 200, at: at(4)) == [.passResponse])
        #expect(machine.receive(status: 202, at: at(34)) == [.passResponse])
        #expect(machine.run(until: 1000) == [Event(35, .terminated)])
        #expect(machine.receive(status: 200, at: at(36)) == [])
    }

    /// Every state × every input.
    static let cells: [(Machine.State, Int, Machine.State, [ClientStep])] = [
        (.calling, 100, .proceeding, [.passResponse]), (.calling, 199, .proceeding, [.passResponse]),
        (.calling, 200, .accepted, [.passResponse]), (.calling, 299, .accepted, [.passResponse]),
        (.calling, 300, .completed, [.sendAcknowledgement, .passResponse]),
        (.calling, 699, .completed, [.sendAcknowledgement, .passResponse]),
        (.calling, 99, .calling, []), (.calling, 700, .calling, []),
        (.proceeding, 180, .proceeding, [.passResponse]), (.proceeding, 200, .accepted, [.passResponse]),
        (.proceeding, 404, .completed, [.sendAcknowledgement, .passResponse]), (.proceeding, 0, .proceeding, []),
        (.completed, 180, .completed, []), (.completed, 200, .completed, []),
        (.completed, 486, .completed, [.sendAcknowledgement]),
        (.accepted, 180, .accepted, []), (.accepted, 200, .accepted, [.passResponse]), (.accepted, 486, .accepted, []),
        (.terminated, 180, .terminated, []), (.terminated, 200, .terminated, []), (.terminated, 486, .terminated, []),
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
        let sends = state == .calling || state == .proceeding || state == .completed
        #expect(machine.transportFailed() == (sends ? [.transportFailed, .terminated] : []))
        #expect(machine.state == (sends ? .terminated : state))
    }

    @Test(arguments: Machine.State.allCases)
    func aTimeoutBeforeItsTimeChangesNothing(state: Machine.State) {
        var machine = Self.machine(in: state)
        let before = machine
        #expect(machine.handleTimeout(at: at(0)) == [])
        #expect(machine == before)
    }

    /// A computer that slept does not send a burst.
    @Test func aLateWakeRepeatsOnce() {
        var machine = Machine(isReliable: false, at: at(0))
        #expect(machine.handleTimeout(at: at(20)) == [.sendRequest])
        #expect(machine.nextDeadline == at(21))
    }
}
