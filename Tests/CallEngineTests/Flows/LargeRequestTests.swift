import CallEngine
import SIP
import Testing

/// RFC 3261 §18.1.1: a large request tries TCP for a second at most.
@Suite struct LargeRequestTests {
    static let stream = Bench.place("192.0.2.1", .tcp)

    /// A direct line that dials a name of 1,300 octets; the connection is not granted.
    static func dialling(_ parameters: String = "") -> Bench {
        var bench = Bench(
            EngineSettings(accounts: [
                AccountSettings(
                    address: "sip:alice@example.org", name: "A", displayName: String(repeating: "n", count: 700))
            ]))
        bench.start()
        bench.command(.dial(to: "sip:bob@192.0.2.1\(parameters)", account: nil, token: 1))
        return bench
    }

    static func held() -> Bench {
        var bench = dialling()
        bench.command(.hangUp(CallID(1)))
        bench.sent = []
        return bench
    }

    @Test func aLargeInviteGoesByTCPAndItsFamilyFollows() throws {
        var bench = Self.dialling()
        let invite = try #require(bench.last(.invite))
        #expect(bench.destination(.invite) == Self.stream && invite.topVia?.transport == .tcp)
        // Where we can be reached stays where we listen.
        #expect(invite.contacts.first?.uri.transport == nil)
        bench.deliver(Peer.answer(invite, 180), from: Self.stream)
        bench.command(.hangUp(CallID(1)))
        #expect(bench.destination(.cancel) == Self.stream)
        #expect(bench.last(.cancel)?.topVia == invite.topVia)
    }

    @Test func theACKFollowsToo() throws {
        var bench = Self.dialling()
        bench.deliver(Peer.answer(try #require(bench.last(.invite)), 486), from: Self.stream)
        #expect(bench.destination(.ack) == Self.stream)
    }

    @Test func afterASecondItIsUDPAndThatIsRemembered() throws {
        var bench = Bench(Self.dialling().core.settings)
        bench.start()
        bench.grantsFlows = false
        bench.command(.dial(to: "sip:bob@192.0.2.1", account: nil, token: 1))
        bench.input(.flowOpened(FlowID(1), local: Bench.own, remote: Bench.server))
        #expect(bench.opened[FlowID(2)] == Self.stream && bench.requests(.invite).isEmpty)
        bench.advance(by: .milliseconds(999))
        #expect(bench.requests(.invite).isEmpty)
        bench.advance(by: .milliseconds(1))
        let invite = try #require(bench.last(.invite))
        #expect(bench.destination(.invite) == Bench.server && invite.topVia?.transport == .udp)
        #expect(bench.closed == [FlowID(2)])
        bench.command(.hangUp(CallID(1)))
        bench.command(.dial(to: "sip:bob@192.0.2.1", account: nil, token: 2))
        #expect(bench.destination(.invite) == Bench.server && bench.opened.count == 2)
    }

    @Test func aRefusedConnectionIsUDPAtOnce() {
        var bench = Bench(Self.dialling().core.settings)
        bench.start()
        bench.grantsFlows = false
        bench.command(.dial(to: "sip:bob@192.0.2.1", account: nil, token: 1))
        bench.input(.flowOpened(FlowID(1), local: Bench.own, remote: Bench.server))
        bench.input(.flowClosed(FlowID(2), .unreachable))
        #expect(bench.destination(.invite) == Bench.server)
    }

    @Test func aCallThatIsGivenUpWhileItWaitsIsNeverSent() {
        var bench = Bench(Self.dialling().core.settings)
        bench.start()
        bench.grantsFlows = false
        bench.command(.dial(to: "sip:bob@192.0.2.1", account: nil, token: 1))
        bench.input(.flowOpened(FlowID(1), local: Bench.own, remote: Bench.server))
        bench.command(.hangUp(CallID(1)))
        bench.advance(by: .seconds(40))
        #expect(bench.sent.isEmpty && bench.ends.count == 1)
    }

    @Test func namedUDPIsUDP() {
        let bench = Self.dialling(";transport=udp")
        #expect(bench.destination(.invite) == Bench.server && bench.opened.count == 1)
    }
}
