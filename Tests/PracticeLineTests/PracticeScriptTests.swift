import CallEngine
import SIP
import Testing
import Time

@testable import PracticeLine

/// The far ends in virtual time.
@Suite struct PracticeScriptTests {
    private let start = Instant.now
    private let source = TransportAddress(transport: .udp, host: "127.0.0.1", port: 40_000)

    private func snapshot(
        _ behaviour: PracticeEntry.Behaviour, call: Int = 1, state: CallState = .incoming, number: String? = "agent",
        direction: CallSnapshot.Direction = .incoming
    ) -> CallSnapshot {
        let account = PracticeEntry.all.firstIndex { $0.behaviour == behaviour } ?? 0
        return CallSnapshot(
            id: CallID(call), account: AccountID(account), direction: direction, state: state,
            remote: Party(name: nil, number: number, address: "sip:agent@127.0.0.1"),
            dialledUser: PracticeEntry.all.first { $0.behaviour == behaviour }?.user ?? "",
            startedAt: start)
    }

    private func second(_ seconds: Double) -> Instant { start + .milliseconds(Int(seconds * 1_000)) }

    @Test func everyBehaviourHasOneNumber() {
        #expect(Set(PracticeEntry.all.map(\.behaviour)) == Set(PracticeEntry.Behaviour.allCases))
        #expect(Set(PracticeEntry.all.map(\.user)).count == PracticeEntry.all.count)
    }

    @Test(arguments: [PracticeEntry.Behaviour.echo, .welcome, .ringBack, .tenSeconds])
    func itRingsASecondAndAnswers(behaviour: PracticeEntry.Behaviour) {
        var script = PracticeScript()
        #expect(script.receive(.callReceived(snapshot(behaviour)), from: source, at: start) == [])
        #expect(script.nextDeadline == second(1))
        let early = script.handleTimeout(at: second(0.9))
        let due = script.handleTimeout(at: second(1))
        #expect(early == [] && due == [.answer(CallID(1))])
        #expect(script.behaviour(of: CallID(1)) == behaviour)
    }

    @Test(arguments: [(PracticeEntry.Behaviour.busy, DeclineReason.busy), (.refuse, .declined)])
    func itDeclines(behaviour: PracticeEntry.Behaviour, reason: DeclineReason) {
        var script = PracticeScript()
        let commands = script.receive(.callReceived(snapshot(behaviour)), from: source, at: start)
        #expect(commands == [.decline(CallID(1), reason)])
        #expect(script.nextDeadline == nil)
    }

    @Test func theSilentOneRingsForEver() {
        var script = PracticeScript()
        #expect(script.receive(.callReceived(snapshot(.silent)), from: source, at: start) == [])
        #expect(script.nextDeadline == nil)
    }

    @Test func tenSecondsAfterTheAnswerItHangsUp() {
        var script = PracticeScript()
        _ = script.receive(.callReceived(snapshot(.tenSeconds)), from: source, at: start)
        _ = script.handleTimeout(at: second(1))
        _ = script.receive(.callChanged(snapshot(.tenSeconds, state: .active)), from: nil, at: second(1))
        #expect(script.nextDeadline == second(11))
        let commands = script.handleTimeout(at: second(11))
        #expect(commands == [.hangUp(CallID(1))])
    }

    @Test(arguments: [
        (TransportAddress(transport: .udp, host: "127.0.0.1", port: 40_000), "sip:agent@127.0.0.1:40000"),
        (TransportAddress(transport: .tcp, host: "::1", port: 50_60), "sip:agent@[::1]:5060;transport=tcp"),
    ])
    func itRingsBackThreeSecondsAfterTheEnd(from: TransportAddress, address: String) {
        var script = PracticeScript()
        _ = script.receive(.callReceived(snapshot(.ringBack)), from: from, at: start)
        _ = script.handleTimeout(at: second(1))
        _ = script.receive(.callChanged(snapshot(.ringBack, state: .active)), from: nil, at: second(1))
        let hangUp = script.handleTimeout(at: second(2.5))
        #expect(hangUp == [.hangUp(CallID(1))])
        let over = snapshot(.ringBack, state: .ended)
        _ = script.receive(.callEnded(over, EndReason(.endedByMe)), from: nil, at: second(2.5))
        #expect(script.nextDeadline == second(5.5))
        let dial = script.handleTimeout(at: second(5.5))
        let account = PracticeEntry.all.firstIndex { $0.behaviour == .ringBack } ?? 0
        #expect(dial == [.dial(to: address, account: AccountID(account), token: 0)])
        #expect(script.nextDeadline == nil)
    }

    @Test func theCallBackDoesNotRingBackAgain() {
        var script = PracticeScript()
        let call = snapshot(.ringBack, call: 2, state: .dialing, direction: .outgoing)
        _ = script.receive(.callDialled(call, token: 0), from: nil, at: start)
        #expect(script.nextDeadline == second(60))
        let active = snapshot(.ringBack, call: 2, state: .active, direction: .outgoing)
        _ = script.receive(.callChanged(active), from: nil, at: second(5))
        #expect(script.nextDeadline == second(605))
        _ = script.receive(.callEnded(active, EndReason(.endedByPeer)), from: nil, at: second(9))
        #expect(script.nextDeadline == nil)
    }

    @Test func aCallerWhoGivesUpIsNotRungBack() {
        var script = PracticeScript()
        _ = script.receive(.callReceived(snapshot(.ringBack)), from: source, at: start)
        _ = script.receive(.callEnded(snapshot(.ringBack), EndReason(.missed)), from: nil, at: second(0.5))
        #expect(script.nextDeadline == nil)
    }

    @Test func aHostileNameDoesNotReachTheAddress() {
        var script = PracticeScript()
        let call = snapshot(.ringBack, number: "a>\r\nb@c;d é")
        _ = script.receive(.callReceived(call), from: source, at: start)
        _ = script.receive(.callChanged(snapshot(.ringBack, state: .active)), from: nil, at: start)
        _ = script.receive(.callEnded(snapshot(.ringBack), EndReason(.endedByMe)), from: nil, at: start)
        let commands = script.handleTimeout(at: second(3))
        guard case .dial(let address, _, _)? = commands.first else {
            Issue.record("no call back: \(commands)")
            return
        }
        #expect(address == "sip:abcd@127.0.0.1:40000")
    }

    @Test func callsAndRingBacksHaveLimits() {
        var script = PracticeScript()
        for number in 1...PracticeScript.Limits.calls {
            #expect(script.receive(.callReceived(snapshot(.ringBack, call: number)), from: source, at: start) == [])
        }
        let refused = script.receive(.callReceived(snapshot(.echo, call: 99)), from: source, at: start)
        #expect(refused == [.decline(CallID(99), .unavailable)])
        for number in 1...PracticeScript.Limits.calls {
            let active = snapshot(.ringBack, call: number, state: .active)
            _ = script.receive(.callChanged(active), from: nil, at: start)
            _ = script.receive(.callEnded(active, EndReason(.endedByPeer)), from: nil, at: start)
        }
        let commands = script.handleTimeout(at: second(3))
        #expect(commands.count == PracticeScript.Limits.ringBacks)
    }

    @Test func aFarEndThatWasSentHereIsNotRungBack() {
        var script = PracticeScript()
        var call = snapshot(.ringBack)
        call.remote = Party(name: "Écho", number: "echo", address: "sip:echo@127.0.0.1")
        _ = script.receive(.callReceived(call), from: source, at: start)
        call.state = .active
        _ = script.receive(.callChanged(call), from: nil, at: start)
        _ = script.receive(.callEnded(call, EndReason(.endedByMe)), from: nil, at: start)
        #expect(script.nextDeadline == nil)
    }

    @Test func joinedFarEndsPartAfterFiveSeconds() {
        var script = PracticeScript()
        var call = snapshot(.echo, call: 2, state: .dialing, direction: .outgoing)
        call.referredBy = Party(name: nil, number: "agent", address: "sip:agent@127.0.0.1")
        _ = script.receive(.callDialled(call, token: -1), from: nil, at: start)
        call.state = .active
        _ = script.receive(.callChanged(call), from: nil, at: second(1))
        #expect(script.nextDeadline == second(6))
        let commands = script.handleTimeout(at: second(6))
        #expect(commands == [.hangUp(CallID(2))])
    }

    @Test(arguments: [
        ("sip:accueil@127.0.0.1:40000", true), ("sip:accueil@127.0.0.1:40001", false), ("sip:accueil@127.0.0.1", true),
        ("sip:accueil@127.0.0.10", false),
        ("sip:accueil@example.org", false), ("sip:inconnu@127.0.0.1:40000", false),
    ])
    func aFarEndIsSentToFarEndsAlone(address: String, isAccepted: Bool) {
        var script = PracticeScript()
        script.port = 40_000
        _ = script.receive(.callReceived(snapshot(.echo)), from: source, at: start)
        let target = Party(name: nil, number: "accueil", address: address)
        let commands = script.receive(.transferRequested(CallID(1), to: target, by: nil), from: source, at: start)
        #expect(commands == [.answerTransferRequest(CallID(1), accept: isAccepted)])
    }

    @Test func theEchoWritesBackWhatTheCallerWritesItself() {
        var script = PracticeScript()
        _ = script.receive(.callReceived(snapshot(.echo)), from: source, at: start)
        _ = script.receive(.callReceived(snapshot(.welcome, call: 2)), from: source, at: start)
        let own = script.receive(.textReceived(CallID(1), "a\u{08}b\n\u{07}"), from: nil, at: start)
        let passedOn = script.receive(
            .textReceived(CallID(1), "a", from: TextWriter(id: 7, name: "Écho")), from: nil, at: start)
        let other = script.receive(.textReceived(CallID(2), "a"), from: nil, at: start)
        #expect(own == [.sendText(CallID(1), "a\u{08}b\u{2028}")])
        #expect(passedOn == [] && other == [])
    }
}
