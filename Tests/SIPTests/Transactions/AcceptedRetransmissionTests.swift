import SIP
import Testing

@Suite struct AcceptedRetransmissionTests {
    /// RFC 3261 §13.3.1.4.
    @Test func withoutAcknowledgementThe2xxIsRepeatedThenGivenUp() {
        var machine = AcceptedRetransmission(at: at(0))
        let repeated = [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]
        let expected = repeated.map { Event($0, AcceptedRetransmission.Step.send) } + [Event(32, .unacknowledged)]
        #expect(machine.run(until: 1000) == expected)
        #expect(machine.nextDeadline == nil)
    }

    @Test func theAcknowledgementEndsIt() {
        var machine = AcceptedRetransmission(at: at(0))
        #expect(machine.run(until: 2) == [Event(0.5, .send), Event(1.5, .send)])
        machine.acknowledge()
        #expect(machine.run(until: 1000) == [])
    }
}
