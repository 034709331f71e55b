import AgentDesk
import CallEngine
import JSONText
import Testing
import Time

/// Events of a call: in their order, each once, and nothing of who is withheld.
@Suite struct CallFollowerTests {
    static let dupont = Party(
        name: "Éloïse Dupont", number: "0476001122", address: "sip:0476001122@example.org", isAsserted: true)

    private struct Line {
        var follower = CallFollower(
            run: "run", agent: "cmartin", lines: [.init(name: "Accueil", user: "200")],
            identify: { party in
                var end = CallEvent.End(party)
                end.e164 = party.number.map { "+33" + $0.dropFirst() }
                return end
            })
        var now = Instant.now
        var clock = 1_700_000_000_000
        var events: [CallEvent] = []

        mutating func pass(milliseconds: Int) {
            now = now + .milliseconds(milliseconds)
            clock += milliseconds
        }

        mutating func tell(_ event: EngineEvent) { events += follower.receive(event, at: now, clock: clock) }

        func call(
            _ state: CallState, _ direction: CallSnapshot.Direction = .incoming,
            _ party: Party = CallFollowerTests.dupont, startedAt: Instant, answeredAt: Instant? = nil,
            endedAt: Instant? = nil, number: Int = 1
        ) -> CallSnapshot {
            var call = CallSnapshot(
                id: CallID(number), account: AccountID(0), direction: direction, state: state, remote: party,
                dialledUser: "200", startedAt: startedAt, answeredAt: answeredAt, endedAt: endedAt)
            call.sipCallID = "abc@example.org"
            call.queue = "État civil"
            return call
        }
    }

    @Test func anAnsweredCallIsToldFromRingingToItsEnd() {
        var line = Line()
        let begun = line.now
        line.tell(.callReceived(line.call(.incoming, startedAt: begun)))
        line.tell(.callChanged(line.call(.incoming, startedAt: begun)))
        line.pass(milliseconds: 3_000)
        let answered = line.now
        line.tell(.callChanged(line.call(.active, startedAt: begun, answeredAt: answered)))
        line.tell(.callChanged(line.call(.active, startedAt: begun, answeredAt: answered)))
        line.tell(.callChanged(line.call(.held, startedAt: begun, answeredAt: answered)))
        line.tell(.callChanged(line.call(.heldByPeer, startedAt: begun, answeredAt: answered)))
        line.tell(.callChanged(line.call(.active, startedAt: begun, answeredAt: answered)))
        line.tell(.qualityChanged(CallID(1), CallQuality(.good, scoreTenths: 43), from: nil))
        line.tell(.transferChanged(CallID(1), .done))
        line.tell(.transferChanged(CallID(1), .done))
        line.pass(milliseconds: 60_000)
        let over = line.call(.ended, startedAt: begun, answeredAt: answered, endedAt: line.now)
        line.tell(.callEnded(over, EndReason(.endedByPeer)))
        line.tell(.callEnded(over, EndReason(.endedByPeer)))
        #expect(line.events.map(\.kind) == [.ringing, .answered, .held, .resumed, .transferred, .ended])
        #expect(Set(line.events.map(\.call)) == ["run-1"])
        #expect(line.events.allSatisfy { $0.from.e164 == "+33476001122" && $0.from.display == "Éloïse Dupont" })
        #expect(line.events.allSatisfy { $0.to.raw == "200" && $0.queue == "État civil" && $0.agent == "cmartin" })
        #expect(line.events.map(\.ringMilliseconds) == [nil, 3_000, 3_000, 3_000, 3_000, 3_000])
        #expect(line.events.map(\.at) == line.events.map(\.at).sorted())
        #expect(line.events.last?.talkMilliseconds == 60_000 && line.events.last?.endCause == "endedByPeer")
        #expect(line.events.last?.quality == 430)
        #expect(line.events.dropLast().allSatisfy { $0.quality == nil && $0.endCause == nil })
        #expect(line.follower.newest(of: CallID(1)) == line.events.last)
        #expect(line.follower.ofLastEnded == line.events.last)
    }

    @Test func aCallThatNobodyTookIsMissedAndADialledOneEnds() {
        var line = Line()
        let begun = line.now
        line.tell(.callReceived(line.call(.incoming, startedAt: begun)))
        line.pass(milliseconds: 9_000)
        line.tell(.callEnded(line.call(.ended, startedAt: begun, endedAt: line.now), EndReason(.missed)))
        line.tell(.callReceived(line.call(.incoming, startedAt: begun, number: 2)))
        line.tell(.callEnded(line.call(.ended, startedAt: begun, number: 2), EndReason(.declinedByMe)))
        line.tell(.callDialled(line.call(.dialing, .outgoing, startedAt: begun, number: 3), token: 1))
        line.tell(.callChanged(line.call(.ringing, .outgoing, startedAt: begun, number: 3)))
        line.tell(.callEnded(line.call(.ended, .outgoing, startedAt: begun, number: 3), EndReason(.busy, status: 486)))
        #expect(line.events.map(\.kind) == [.ringing, .missed, .ringing, .ended, .ringing, .ended])
        #expect(line.events[1].ringMilliseconds == 9_000 && line.events[1].talkMilliseconds == nil)
        #expect(line.events[5].from.raw == "200" && line.events[5].to.raw == "0476001122")
        #expect(line.events[5].endCause == "busy")
    }

    @Test func whoIsWithheldStaysSo() {
        var line = Line()
        let hidden = Party(name: "Nom", number: "0476001122", address: "sip:x@anonymous.invalid", isWithheld: true)
        var call = line.call(.incoming, .incoming, hidden, startedAt: line.now)
        call.forwardedBy = [hidden]
        line.tell(.callReceived(call))
        #expect(line.events.map(\.from) == [CallEvent.End()])
        #expect(line.events[0].divertedBy == CallEvent.End())
        #expect(!line.events[0].json.description.contains("0476001122"))
        #expect(!line.events[0].environment.contains { $0.value.contains("Nom") || $0.name == "CLAIRVOIX_FROM" })
        #expect(CallEvent.End(hidden) == CallEvent.End())
    }

    @Test func aCallThatTakesAnothersPlaceEndsIt() {
        var line = Line()
        let begun = line.now
        line.tell(.callReceived(line.call(.incoming, startedAt: begun)))
        line.tell(.callChanged(line.call(.active, startedAt: begun, answeredAt: begun)))
        let second = line.call(.active, startedAt: begun, answeredAt: begun, number: 2)
        line.tell(.callReplaced(CallID(1), by: second))
        #expect(line.events.map(\.kind) == [.ringing, .answered, .ended, .ringing, .answered])
        #expect(line.events[2].endCause == "replaced" && line.events[3].call == "run-2")
    }

    @Test func noMoreCallsAreFollowedThanTheLimit() {
        var line = Line()
        for number in 0...Limits.followedCalls {
            line.tell(.callReceived(line.call(.incoming, startedAt: line.now, number: number)))
        }
        #expect(line.events.count == Limits.followedCalls)
        line.tell(.callEnded(line.call(.ended, startedAt: line.now, number: 0), EndReason(.missed)))
        line.tell(.callReceived(line.call(.incoming, startedAt: line.now, number: 5_000)))
        #expect(line.events.suffix(2).map(\.kind) == [.missed, .ringing])
    }
}
