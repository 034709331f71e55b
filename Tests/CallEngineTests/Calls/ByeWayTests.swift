import SIP
import Testing

@testable import CallEngine

/// The ways of a BYE whose own is closed: RFC 3261 §8.1.2, §12.2.1.1, RFC 3263 §4.1, §4.3.
@Suite struct ByeWayTests {
    static let peer = Bench.place("192.0.2.9", port: 5_070)
    static let peerByTCP = Bench.place("192.0.2.9", .tcp, port: 5_070)

    /// A call by UDP whose peer wants TCP.
    static func talking() throws -> Bench {
        var (bench, invite) = try OutgoingCallTests.dialling()
        bench.receive(
            Peer.answer(invite, 200, body: Peer.sdp, contact: "<sip:bob@192.0.2.9:5070;transport=tcp>"))
        bench.grantsFlows = false
        bench.command(.hangUp(CallID(1)))
        return bench
    }

    @Test func aContactOfTCPIsReachedByTCPAndTheConnectionCloses() throws {
        var bench = try Self.talking()
        let flow = try #require(bench.flow(to: Self.peerByTCP))
        #expect(bench.last(.bye) == nil)
        bench.input(.flowOpened(flow, local: Bench.place("192.0.2.10", .tcp), remote: Self.peerByTCP))
        let bye = try #require(bench.last(.bye))
        #expect(bench.destinations.last == Self.peerByTCP && bye.topVia?.transportName == "TCP")
        bench.deliver(Peer.answer(bye, 200), from: Self.peerByTCP)
        bench.advance(by: .seconds(40))
        #expect(bench.requests(.bye).count == 1 && bench.closed == [flow])
    }

    @Test(arguments: [true, false]) func whereNobodyListensItGoesByUDPAndThenByTheServer(isTold: Bool) throws {
        var bench = try Self.talking()
        if isTold {
            bench.input(.flowClosed(try #require(bench.flow(to: Self.peerByTCP)), .unreachable))
        } else {
            bench.advance(by: .milliseconds(Limits.connectionMilliseconds))
        }
        #expect(bench.requests(.bye).count == 1 && bench.destinations.last == Self.peer)
        bench.advance(by: .seconds(33))
        let bye = try #require(bench.last(.bye))
        #expect(bench.destinations.last == Bench.server && bye.cSeq.number == 3)
        #expect(bye.requestURI.host == "192.0.2.9")
        bench.advance(by: .seconds(120))
        #expect(bench.last(.bye)?.cSeq.number == 3 && bench.core.table.isEmpty, "there is no third way")
    }

    @Test func theServersAnswerEndsTheSearch() throws {
        var bench = try Self.talking()
        bench.advance(by: .seconds(34))
        let bye = try #require(bench.last(.bye))
        bench.receive(Peer.answer(bye, 200))
        _ = bench.takeSent()
        bench.advance(by: .seconds(120))
        #expect(bench.requests(.bye).isEmpty)
    }

    /// A direct call over TCP, with and without the peer's Contact.
    static func direct() throws -> Bench {
        var bench = Bench(
            EngineSettings(accounts: [AccountSettings(address: "sip:alice@example.org", name: "A")]))
        bench.start()
        bench.command(.dial(to: "sip:bob@192.0.2.9:5070;transport=tcp", account: nil, token: 1))
        let invite = try #require(bench.last(.invite))
        bench.deliver(
            Peer.answer(invite, 200, body: Peer.sdp, contact: "<sip:bob@192.0.2.9:5070;transport=tcp>"),
            from: peerByTCP)
        return bench
    }

    @Test func aBrokenConnectionIsOpenedOnceMoreForTheBye() throws {
        var bench = try Self.direct()
        bench.input(.flowClosed(FlowID(1), .lost))
        bench.command(.hangUp(CallID(1)))
        #expect(bench.opened.count == 2 && bench.requests(.bye).count == 1)
        #expect(bench.destination(.bye) == Self.peerByTCP)
        let bye = try #require(bench.last(.bye))
        #expect(bye.topVia?.host == "192.0.2.10")
        bench.deliver(Peer.answer(bye, 200), from: Self.peerByTCP)
        #expect(bench.core.calls.isEmpty)
    }

    /// TLS over a poor link takes its time, and there is no other way.
    @Test func aSlowConnectionStillBearsTheBye() throws {
        var bench = try Self.direct()
        bench.grantsFlows = false
        bench.input(.flowClosed(FlowID(1), .lost))
        bench.command(.hangUp(CallID(1)))
        bench.advance(by: .milliseconds(Limits.lastConnectionMilliseconds - 1))
        #expect(bench.requests(.bye).isEmpty && bench.closed.isEmpty)
        let flow = try #require(bench.flow(to: Self.peerByTCP))
        bench.input(.flowOpened(flow, local: Bench.place("192.0.2.10", .tcp), remote: Self.peerByTCP))
        #expect(bench.destination(.bye) == Self.peerByTCP)
    }

    /// The line and a BYE wait for one connection: the BYE gives up, the line goes on.
    @Test func aByeThatGivesUpTakesTheLineNoConnection() throws {
        let server = Bench.place("192.0.2.1", .tcp)
        var bench = try LinkTests.registered(.tcp)
        bench.command(.dial(to: "bob", account: nil, token: 1))
        bench.deliver(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp), from: server)
        bench.grantsFlows = false
        bench.input(.flowClosed(FlowID(1), .lost))
        bench.advance(by: .seconds(2))
        let flow = try #require(bench.flow(to: server))
        #expect(flow == FlowID(2))
        bench.command(.hangUp(CallID(1)))
        bench.advance(by: .milliseconds(Limits.lastConnectionMilliseconds + 1))
        #expect(bench.requests(.bye).isEmpty && !bench.closed.contains(flow) && bench.core.table.isEmpty)
        bench.input(.flowOpened(flow, local: Bench.place("192.0.2.10", .tcp), remote: server))
        #expect(bench.registrations == 2)
        try bench.grant(from: server)
        #expect(bench.core.accounts[0].state == .registered)
    }

    @Test func aConnectionThatDoesNotComeBackIsTriedOnce() throws {
        var bench = try Self.direct()
        bench.grantsFlows = false
        bench.input(.flowClosed(FlowID(1), .lost))
        bench.command(.hangUp(CallID(1)))
        bench.input(.flowClosed(try #require(bench.flow(to: Self.peerByTCP)), .unreachable))
        bench.advance(by: .seconds(120))
        #expect(bench.opened.count == 2 && bench.requests(.bye).isEmpty && bench.core.table.isEmpty)
        #expect(bench.core.clients.count == 0)
    }

    @Test func aConnectionThatBreaksUnderTheByeIsOpenedOnceMore() throws {
        var bench = try Self.direct()
        bench.command(.hangUp(CallID(1)))
        for flow in [FlowID(1), FlowID(2)] { bench.input(.flowClosed(flow, .lost)) }
        bench.advance(by: .seconds(120))
        #expect(bench.opened.count == 2 && Set(bench.requests(.bye).map(\.cSeq.number)).count == 2)
    }
}
