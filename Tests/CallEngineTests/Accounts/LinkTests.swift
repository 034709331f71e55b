import CallEngine
import Media
import SIP
import Testing
import Time

/// Our own link goes and comes back (issue: registered again within 2 s, calls kept).
@Suite struct LinkTests {
    static func registered(_ transport: TransportProtocol = .udp) throws -> Bench {
        var bench = Bench.registering([ServerTarget(Bench.place("192.0.2.1", transport))])
        bench.start()
        try bench.grant(from: Bench.place("192.0.2.1", transport))
        return bench
    }

    @Test func aChangedNetworkRegistersAgainWithinTwoSecondsWithoutAWord() throws {
        var bench = try Self.registered()
        bench.input(.flowClosed(FlowID(1), .addressGone))
        bench.input(.network(.changed))
        bench.advance(by: .seconds(2))
        #expect(bench.opened.count == 2 && bench.registrations == 2)
        try bench.grant()
        #expect(bench.accountStates == [.registering, .registered])
    }

    @Test func theMomentsAreSpreadUniformly() throws {
        let waits = try (0..<200).map { seed -> Duration in
            var bench = Bench(Bench.settings(registers: true), seed: [UInt8(seed)])
            bench.start()
            try bench.grant()
            bench.input(.network(.changed))
            return bench.now.duration(to: try #require(bench.core.nextDeadline))
        }
        #expect(waits.allSatisfy { $0 >= .zero && $0 <= .seconds(2) })
        #expect(waits.count { $0 < .milliseconds(500) } > 20 && waits.count { $0 > .milliseconds(1_500) } > 20)
    }

    @Test func aLostNetworkIsToldOnce() throws {
        var bench = try Self.registered()
        bench.input(.flowClosed(FlowID(1), .addressGone))
        bench.input(.network(.lost))
        bench.input(.network(.lost))
        bench.grantsFlows = false
        for _ in 0..<5 {
            bench.advance(by: .seconds(120))
            for flow in bench.opened.keys.sorted(by: { $0.number < $1.number }) {
                bench.input(.flowClosed(flow, .unreachable))
            }
        }
        #expect(bench.accountStates.count == 3)
        guard case .failed(.unreachable) = bench.accountStates.last else {
            Issue.record("\(bench.accountStates)")
            return
        }
        bench.grantsFlows = true
        bench.input(.network(.changed))
        bench.advance(by: .seconds(2))
        try bench.grant()
        #expect(bench.accountStates.count == 4 && bench.accountStates.last == .registered)
    }

    @Test func aWokenComputerOpensItsConnectionsAnew() throws {
        var bench = try Self.registered(.tcp)
        bench.input(.network(.suspending))
        bench.now += .seconds(600)
        bench.input(.network(.resumed))
        #expect(bench.closed == [FlowID(1)])
        bench.advance(by: .seconds(2))
        #expect(bench.opened.count == 2 && bench.registrations == 2)
        #expect(bench.accountStates == [.registering, .registered])
    }

    /// No logind: the timer's own lateness shows that the computer slept.
    @Test func aTimeoutThatComesFarTooLateIsAWaking() throws {
        var bench = try Self.registered(.tcp)
        bench.now = try #require(bench.core.nextDeadline) + .seconds(Limits.sleepSeconds + 1)
        bench.input(.timeout)
        #expect(bench.closed == [FlowID(1)])
        bench.advance(by: .seconds(2))
        #expect(bench.registrations == 2)
    }

    @Test func aTimeoutThatComesALittleLateIsNone() throws {
        var bench = try Self.registered(.tcp)
        bench.now = try #require(bench.core.nextDeadline) + .seconds(Limits.sleepSeconds - 1)
        bench.input(.timeout)
        #expect(bench.closed.isEmpty)
    }

    @Test func aRefusalThatOnlyTheAgentMendsStays() throws {
        var bench = Bench(Bench.settings(registers: true))
        bench.start()
        bench.receive(Peer.answer(try #require(bench.last(.register)), 403, contact: nil))
        bench.input(.network(.lost))
        bench.input(.network(.changed))
        bench.advance(by: .seconds(5))
        #expect(bench.requests(.register).count == 1)
        #expect(bench.core.accounts[0].state == .failed(.credentialsRefused))
    }

    /// The ports move to the new address, then a re-INVITE tells it with the new Contact.
    @Test func aCallGoesOnFromTheNewAddress() throws {
        var bench = try Self.registered()
        bench.command(.dial(to: "bob", account: nil, token: 1))
        let invite = try #require(bench.last(.invite))
        bench.receive(Peer.answer(invite, 200, body: Peer.sdp))
        bench.input(.flowClosed(FlowID(1), .addressGone))
        bench.input(.network(.changed))
        bench.grantsFlows = false
        bench.advance(by: .seconds(2))
        bench.grantsFlows = true
        let here = Bench.place("198.51.100.20", port: 5_070)
        let flow = try #require(bench.flow(to: Bench.server))
        bench.input(.flowOpened(flow, local: here, remote: Bench.server))
        _ = bench.takeMedia()
        try bench.grant()
        #expect(bench.media.contains(.rebind(MediaID(1), localHost: "198.51.100.20")))
        #expect(bench.requests(.invite).count == 1)
        bench.input(.media(.ready(MediaID(1), host: "198.51.100.20", rtpPort: 5_000, rtcpPort: 5_001)))
        let change = try #require(bench.last(.invite))
        #expect(change.toTag == "peer" && change.contacts.first?.uri.host == "198.51.100.20")
        #expect(String(decoding: change.body, as: UTF8.self).contains("c=IN IP4 198.51.100.20"))
        #expect(bench.core.calls.count == 1 && bench.ends.isEmpty)
    }

    @Test func aConnectionThatCameBackIsToldToThePeer() throws {
        let place = Bench.place("192.0.2.1", .tcp)
        var bench = try Self.registered(.tcp)
        bench.command(.dial(to: "bob", account: nil, token: 1))
        bench.deliver(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp), from: place)
        bench.input(.flowClosed(FlowID(1), .lost))
        bench.advance(by: .seconds(2))
        #expect(bench.requests(.invite).count == 1)
        try bench.grant(from: place)
        // The address is the same, so the ports stay; the Contact names the new connection.
        #expect(!bench.media.contains(.rebind(MediaID(1), localHost: "192.0.2.10")))
        #expect(bench.last(.invite)?.toTag == "peer")
    }

    @Test func aDirectCallGoesOnToo() throws {
        var bench = Bench(
            EngineSettings(accounts: [AccountSettings(address: "sip:alice@example.org", name: "A")]))
        bench.start()
        bench.command(.dial(to: "sip:bob@192.0.2.1", account: nil, token: 1))
        bench.receive(Peer.answer(try #require(bench.last(.invite)), 200, body: Peer.sdp))
        bench.input(.flowClosed(FlowID(1), .addressGone))
        bench.grantsFlows = false
        bench.input(.network(.changed))
        let flow = try #require(bench.flow(to: Bench.server))
        #expect(flow != FlowID(1))
        bench.input(.flowOpened(flow, local: Bench.place("198.51.100.20"), remote: Bench.server))
        #expect(bench.media.contains(.rebind(MediaID(1), localHost: "198.51.100.20")))
    }
}
