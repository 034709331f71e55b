import CallEngine
import SIP
import Testing

/// Calls that do not ring: do not disturb, forwarding by 302 (RFC 3261 §21.3.3, RFC 5806).
@Suite struct TurningAwayTests {
    static let account = AccountID(0)

    static func bench(_ change: (inout AccountSettings) -> Void = { _ in }) -> Bench {
        var settings = Bench.settings()
        change(&settings.accounts[0])
        var bench = Bench(settings)
        bench.start()
        return bench
    }

    @Test func doNotDisturb() {
        var bench = Self.bench()
        bench.command(.setDoNotDisturb(true))
        bench.command(.setDoNotDisturb(true))
        #expect(bench.takeEvents().filter { $0 == .doNotDisturbChanged(true) }.count == 1)
        bench.receive(Peer.invite())
        #expect(bench.lastAnswer(.invite)?.statusCode == 480 && bench.events.isEmpty && bench.core.calls.isEmpty)
        bench.command(.setDoNotDisturb(false))
        bench.receive(Peer.invite(branch: "z9hG4bKin2", callID: "incoming-2"))
        #expect(bench.lastAnswer(.invite)?.statusCode == 180 && bench.core.calls.count == 1)
    }

    @Test func always() throws {
        var bench = Self.bench { $0.forwarding.always = "0611223344" }
        bench.command(.setDoNotDisturb(true))
        bench.receive(Peer.invite())
        let answer = try #require(bench.lastAnswer(.invite))
        #expect(answer.statusCode == 302 && answer.contacts.map(\.uri.description) == ["sip:0611223344@example.org"])
        #expect(answer.header("Diversion") == "<sip:alice@example.org>;reason=unconditional;counter=1")
        #expect(bench.core.calls.isEmpty)
    }

    @Test func whileACallIsUp() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        let rule = Forwarding(busy: "sip:desk@example.net")
        bench.command(.setForwarding(Self.account, rule))
        #expect(bench.events.last == .forwardingChanged(Self.account, rule))
        bench.receive(Peer.invite())
        let answer = try #require(bench.lastAnswer(.invite))
        #expect(answer.statusCode == 302 && answer.contacts.first?.uri.description == "sip:desk@example.net")
        #expect(answer.header("Diversion")?.contains("reason=user-busy") == true)
        bench.command(.hangUp(CallID(1)))
        bench.receive(Peer.invite(branch: "z9hG4bKin2", callID: "incoming-2"))
        #expect(bench.lastAnswer(.invite)?.statusCode == 180)
    }

    @Test func afterATimeOfRinging() throws {
        var bench = Self.bench { $0.forwarding = Forwarding(noAnswer: "desk", noAnswerSeconds: 20) }
        bench.receive(Peer.invite())
        bench.advance(by: .seconds(19))
        #expect(bench.lastAnswer(.invite)?.statusCode == 180)
        bench.advance(by: .seconds(1))
        let answer = try #require(bench.lastAnswer(.invite))
        #expect(answer.statusCode == 302 && answer.contacts.first?.uri.user == "desk")
        #expect(answer.header("Diversion")?.contains("reason=no-answer") == true)
        #expect(bench.ends == [EndReason(.missed, status: 302)])
    }

    @Test func anAnsweredCallIsNotForwarded() {
        var bench = Self.bench { $0.forwarding = Forwarding(noAnswer: "desk", noAnswerSeconds: 20) }
        bench.receive(Peer.invite())
        bench.command(.answer(CallID(1)))
        bench.advance(by: .seconds(25))
        #expect(bench.sent.allSatisfy { $0.statusCode != 302 })
    }

    /// Back to ourselves, back to the caller, or sent on too often: it rings instead.
    @Test func circlesAreNotEntered() {
        for (target, headers) in [
            ("alice", []), ("sip:0476001122@EXAMPLE.org", []),
            ("desk", (0..<Limits.diversions).map { "Diversion: <sip:d\($0)@example.org>;reason=unconditional" }),
        ] {
            var bench = Self.bench { $0.forwarding.always = target }
            bench.receive(Peer.invite(headers: headers))
            #expect(bench.lastAnswer(.invite)?.statusCode == 180, "\(target)")
        }
    }

    /// A call that takes the place of one that is up is none that disturbs (RFC 3891).
    @Test func aReplacementIsNotTurnedAway() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.setDoNotDisturb(true))
        bench.receive(Peer.invite(headers: ["Replaces: nothing;to-tag=1;from-tag=2"]))
        #expect(bench.lastAnswer(.invite)?.statusCode != 480)
    }

    /// RFC 7090 §4: only the line's own server can mark a call so.
    @Test func theEmergencyServiceCallsBack() throws {
        var bench = Self.bench { $0.forwarding.always = "desk" }
        bench.command(.setDoNotDisturb(true))
        let marked = Peer.invite(headers: ["Priority: psap-callback"])
        bench.receive(marked)
        #expect(bench.lastAnswer(.invite)?.statusCode == 180 && bench.core.calls.count == 1)
        var other = Self.bench()
        other.command(.setDoNotDisturb(true))
        other.receive(marked, from: TransportAddress(transport: .udp, host: "203.0.113.5", port: 5_060))
        #expect(other.lastAnswer(.invite)?.statusCode == 480)
    }

    /// Within half an hour of an emergency call of ours its service may call back by any way.
    @Test func afterAnEmergencyCallEverybodyRings() {
        var bench = Self.bench { $0.forwarding.always = "desk" }
        bench.command(.dial(to: "112", account: nil, token: 1))
        bench.command(.hangUp(CallID(1)))
        bench.command(.setDoNotDisturb(true))
        bench.advance(by: .seconds(Limits.emergencyCallBackSeconds - 1))
        bench.receive(Peer.invite())
        #expect(bench.lastAnswer(.invite)?.statusCode == 180)
        bench.command(.decline(CallID(2), .busy))
        bench.advance(by: .seconds(1))
        bench.receive(Peer.invite(branch: "z9hG4bKin2", callID: "incoming-2"))
        #expect(bench.lastAnswer(.invite)?.statusCode == 302)
    }

    @Test func rulesThatAreNone() {
        var bench = Self.bench()
        let wrong = EngineCommand.setForwarding(Self.account, Forwarding(always: "two words"))
        bench.command(wrong)
        #expect(bench.events.last == .commandRefused(wrong, .invalidAddress))
        let unknown = EngineCommand.setForwarding(AccountID(4), Forwarding())
        bench.command(unknown)
        #expect(bench.events.last == .commandRefused(unknown, .unknownAccount))
    }
}
