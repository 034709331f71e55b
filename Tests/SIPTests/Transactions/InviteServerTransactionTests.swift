import SIP
import Testing

@Suite struct InviteServerTransactionTests {
    typealias Machine = InviteServerTransaction

    static func machine(in state: Machine.State) -> Machine {
        var machine = Machine(isReliable: false, at: at(0))
        switch state {
        case .proceeding: break
        case .completed: _ = machine.respond(status: 486, at: at(0))
        case .confirmed:
            _ = machine.respond(status: 486, at: at(0))
            _ = machine.receiveAcknowledgement(at: at(0))
        case .accepted: _ = machine.respond(status: 200, at: at(0))
        case .terminated:
            _ = machine.respond(status: 200, at: at(0))
            _ = machine.handleTimeout(at: at(32))
        }
        return machine
    }

    @Test func tryingGoesOutWhereTheUserIsSlow() {
        var machine = Machine(isReliable: false, at: at(0))
        #expect(machine.run(until: 1000) == [Event(0.2, .sendTrying)])
        #expect(machine.receiveRetransmission() == [.sendResponse])
        #expect(machine.respond(status: 180, at: at(1)) == [.sendResponse])
    }

    @Test func tryingIsSparedWhereTheUserIsQuick() {
        var machine = Machine(isReliable: false, at: at(0))
        #expect(machine.receiveRetransmission() == [])
        #expect(machine.respond(status: 180, at: at(0.1)) == [.sendResponse])
        #expect(machine.run(until: 1000) == [])
    }

    /// RFC 3261 §17.2.1: timer G from 0.5 s doubling to 4 s, timer H at 32 s.
    @Test func aRefusalIsRepeatedUntilTimerH() {
        var machine = Self.machine(in: .completed)
        let repeated = [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5].map {
            Event($0, ServerStep.sendResponse)
        }
        #expect(machine.run(until: 1000) == repeated + [Event(32, .timedOut), Event(32, .terminated)])
    }

    @Test func overTCPARefusalIsNotRepeated() {
        var machine = Machine(isReliable: true, at: at(0))
        _ = machine.respond(status: 486, at: at(0))
        #expect(machine.run(until: 1000) == [Event(32, .timedOut), Event(32, .terminated)])
    }

    @Test func theAcknowledgementEndsTheRepetition() {
        var machine = Self.machine(in: .completed)
        #expect(machine.receiveAcknowledgement(at: at(2)) == [])
        #expect(machine.state == .confirmed)
        #expect(machine.run(until: 1000) == [Event(7, .terminated)])
        var reliable = Machine(isReliable: true, at: at(0))
        _ = reliable.respond(status: 603, at: at(0))
        #expect(reliable.receiveAcknowledgement(at: at(2)) == [.terminated])
    }

    /// RFC 6026 §7.1: Accepted absorbs the INVITE, passes the ACK, sends each 2xx of the user, and ends with timer L.
    @Test(arguments: [false, true])
    func acceptedLastsForTimerL(isReliable: Bool) {
        var machine = Machine(isReliable: isReliable, at: at(0))
        #expect(machine.respond(status: 200, at: at(1)) == [.sendResponse])
        #expect(machine.receiveRetransmission() == [])
        #expect(machine.respond(status: 200, at: at(1.5)) == [.sendResponse])
        #expect(machine.receiveAcknowledgement(at: at(2)) == [.passAcknowledgement])
        #expect(machine.run(until: 1000) == [Event(33, .terminated)])
    }

    /// Every state: what the INVITE again, an ACK, and answers of the user bring.
    static let cells: [(Machine.State, again: [ServerStep], ack: [ServerStep])] = [
        (.proceeding, [], []), (.completed, [.sendResponse], []), (.confirmed, [], []),
        (.accepted, [], [.passAcknowledgement]), (.terminated, [], []),
    ]

    @Test(arguments: cells)
    func everyRequestInEveryState(state: Machine.State, again: [ServerStep], ack: [ServerStep]) {
        var machine = Self.machine(in: state)
        #expect(machine.state == state)
        #expect(machine.receiveRetransmission() == again)
        #expect(machine.receiveAcknowledgement(at: at(0)) == ack)
    }

    static let answers: [(Machine.State, Int, Machine.State, Bool)] = [
        (.proceeding, 100, .proceeding, true), (.proceeding, 200, .accepted, true),
        (.proceeding, 300, .completed, true),
        (.proceeding, 699, .completed, true), (.completed, 180, .completed, false),
        (.completed, 200, .completed, false),
        (.completed, 500, .completed, false), (.confirmed, 180, .confirmed, false),
        (.confirmed, 200, .confirmed, false),
        (.confirmed, 500, .confirmed, false), (.accepted, 180, .accepted, false), (.accepted, 200, .accepted, true),
        (.accepted, 500, .accepted, false), (.terminated, 180, .terminated, false),
        (.terminated, 200, .terminated, false),
        (.terminated, 500, .terminated, false),
    ]

    @Test(arguments: answers)
    func everyAnswerInEveryState(cell: (Machine.State, Int, Machine.State, Bool)) {
        var machine = Self.machine(in: cell.0)
        #expect(machine.respond(status: cell.1, at: at(0)) == (cell.3 ? [.sendResponse] : []))
        #expect(machine.state == cell.2)
    }

    /// RFC 6026 §7.1: the user is told; the state stays, so that the INVITE again is still known.
    @Test(arguments: Machine.State.allCases)
    func aBrokenTransportIsTold(state: Machine.State) {
        var machine = Self.machine(in: state)
        let tells = state == .proceeding || state == .completed || state == .accepted
        #expect(machine.transportFailed() == (tells ? [.transportFailed] : []))
        #expect(machine.state == state)
    }
}
