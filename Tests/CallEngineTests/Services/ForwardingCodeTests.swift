import CallEngine
import Media
import SIP
import Testing

/// Forwarding by codes of the PBX, dialled unheard.
@Suite struct ForwardingCodeTests {
    static let account = AccountID(0)
    static let rule = Forwarding(always: "0611223344")

    static func bench() -> Bench {
        TurningAwayTests.bench {
            $0.dialStrings = DialStrings(
                forwardAlways: "*21{number}", forwardNoAnswer: "*61{number}", forwardOff: "#21")
        }
    }

    static func answerCode(_ bench: inout Bench, _ status: Int = 200) throws {
        bench.receive(Peer.answer(try #require(bench.last(.invite)), status, body: status == 200 ? Peer.sdp : ""))
    }

    @Test func aCodeIsDialledAndNotHeard() throws {
        var bench = Self.bench()
        _ = bench.takeEvents()
        bench.command(.setForwarding(Self.account, Self.rule))
        let invite = try #require(bench.last(.invite))
        #expect(invite.requestURI.description == "sip:*210611223344@example.org")
        #expect(bench.core.calls.isEmpty && bench.events.isEmpty)
        bench.receive(Peer.answer(invite, 180))
        try Self.answerCode(&bench)
        #expect(bench.plans.isEmpty && bench.tones.isEmpty && bench.events.isEmpty)
        // The PBX ends the call after its announcement.
        bench.receive(Peer.within(invite, "BYE", branch: "z9hG4bKb", cSeq: 1))
        #expect(bench.events == [.forwardingChanged(Self.account, Self.rule)])
        #expect(bench.media.last == .close(MediaID(1)))
        // It is the PBX's affair now: a call that comes all the same rings.
        bench.receive(Peer.invite())
        #expect(bench.lastAnswer(.invite)?.statusCode == 180)
    }

    @Test func weEndACallThatThePBXLeavesUp() throws {
        var bench = Self.bench()
        bench.command(.setForwarding(Self.account, Self.rule))
        try Self.answerCode(&bench)
        bench.advance(by: .seconds(Limits.serviceCodeSeconds))
        #expect(bench.last(.bye) != nil && bench.events.last == .forwardingChanged(Self.account, Self.rule))
    }

    @Test(arguments: [404, 486, 603])
    func aCodeThatIsRefused(status: Int) throws {
        var bench = Self.bench()
        _ = bench.takeEvents()
        let command = EngineCommand.setForwarding(Self.account, Self.rule)
        bench.command(command)
        try Self.answerCode(&bench, status)
        #expect(bench.events == [.commandRefused(command, .notConfigured)])
        bench.advance(by: .seconds(10))
        #expect(bench.media.contains(.close(MediaID(1))) && bench.core.calls.isEmpty)
    }

    @Test func aPBXThatDoesNotAnswer() throws {
        var bench = Self.bench()
        let command = EngineCommand.setForwarding(Self.account, Self.rule)
        bench.command(command)
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 180))
        bench.advance(by: .seconds(Limits.serviceCodeAnswerSeconds))
        #expect(bench.last(.cancel) != nil && bench.events.last == .commandRefused(command, .notConfigured))
    }

    /// The code that ends forwarding ends all of it: what stays is set again.
    @Test func oneRuleEndsAndAnotherStays() throws {
        var bench = Self.bench()
        let both = Forwarding(always: "0611223344", noAnswer: "desk")
        bench.command(.setForwarding(Self.account, both))
        try Self.answerCode(&bench)
        bench.advance(by: .seconds(Limits.serviceCodeSeconds))
        #expect(bench.last(.invite)?.requestURI.user == "*61desk")
        try Self.answerCode(&bench)
        bench.advance(by: .seconds(Limits.serviceCodeSeconds))
        #expect(bench.events.last == .forwardingChanged(Self.account, both))
        let rest = Forwarding(noAnswer: "desk")
        bench.command(.setForwarding(Self.account, rest))
        #expect(bench.last(.invite)?.requestURI.user == "#21")
        let command = EngineCommand.setForwarding(Self.account, Forwarding())
        bench.command(command)
        #expect(bench.events.last == .commandRefused(command, .notInThisState))
        try Self.answerCode(&bench)
        bench.advance(by: .seconds(Limits.serviceCodeSeconds))
        #expect(bench.last(.invite)?.requestURI.user == "*61desk")
        try Self.answerCode(&bench)
        bench.advance(by: .seconds(Limits.serviceCodeSeconds))
        #expect(bench.events.last == .forwardingChanged(Self.account, rest))
    }

    @Test func aCallThatIsUpIsNotHeldForACode() throws {
        var bench = Self.bench()
        bench.command(.dial(to: "sip:bob@example.net", account: nil, token: 5))
        try Self.answerCode(&bench)
        bench.command(.setForwarding(Self.account, Self.rule))
        #expect(bench.last(.invite)?.requestURI.user == "*210611223344")
        #expect(bench.core.calls.map(\.state) == [.active])
    }

    @Test func aLineThatIsNotThere() {
        var settings = Bench.settings(registers: true)
        settings.accounts[0].dialStrings.forwardAlways = "*21{number}"
        var bench = Bench(settings)
        bench.start()
        let command = EngineCommand.setForwarding(Self.account, Self.rule)
        bench.command(command)
        #expect(bench.events.last == .commandRefused(command, .notInThisState) && bench.last(.invite) == nil)
    }

    @Test func aRuleThatCannotBeEnded() throws {
        var bench = TurningAwayTests.bench { $0.dialStrings.forwardAlways = "*21{number}" }
        bench.command(.setForwarding(Self.account, Self.rule))
        try Self.answerCode(&bench)
        bench.advance(by: .seconds(Limits.serviceCodeSeconds))
        let command = EngineCommand.setForwarding(Self.account, Forwarding())
        bench.command(command)
        #expect(bench.events.last == .commandRefused(command, .notConfigured))
    }
}
