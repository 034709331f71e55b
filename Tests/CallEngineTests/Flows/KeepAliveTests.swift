import CallEngine
import SIP
import Testing

/// Flows are kept alive, and their death is noticed (RFC 5626 §4.4).
@Suite struct KeepAliveTests {
    static let connection = Bench.place("192.0.2.1", .tcp)

    @Test func aConnectionIsPingedEvery95To120Seconds() throws {
        var bench = try LinkTests.registered(.tcp)
        bench.advance(by: .milliseconds(94_999))
        #expect(bench.pings.isEmpty)
        bench.advance(by: .milliseconds(25_001))
        #expect(bench.pings == [FlowID(1)])
        bench.input(.pong(FlowID(1)))
        bench.advance(by: .seconds(60))
        #expect(bench.closed.isEmpty)
    }

    @Test func aServerThatAnsweredOnceIsDeadTenSecondsAfterASilentPing() throws {
        var bench = try LinkTests.registered(.tcp)
        bench.advance(by: .seconds(120))
        bench.input(.pong(FlowID(1)))
        while bench.pings.count < 2 { bench.advance(by: .milliseconds(100)) }
        bench.advance(by: .milliseconds(9_800))
        #expect(bench.closed.isEmpty)
        bench.advance(by: .milliseconds(300))
        #expect(bench.closed == [FlowID(1)])
        bench.advance(by: .seconds(2))
        #expect(bench.flow(to: Self.connection) == FlowID(2))
    }

    @Test func aServerThatNeverAnswersPingsIsNotDead() throws {
        var bench = try LinkTests.registered(.tcp)
        bench.advance(by: .seconds(140))
        #expect(!bench.pings.isEmpty && bench.closed.isEmpty)
    }

    /// RFC 5626 §5.4: the server promised to wait, so its silence is death from the first ping on.
    @Test func aFlowTimerSetsThePace() throws {
        var bench = Bench.registering([ServerTarget(Self.connection)])
        bench.start()
        try bench.grant(["Flow-Timer: 50"], from: Self.connection)
        bench.advance(by: .milliseconds(39_999))
        #expect(bench.pings.isEmpty)
        bench.advance(by: .milliseconds(10_001))
        #expect(bench.pings.count == 1)
        bench.advance(by: .seconds(10))
        #expect(bench.closed == [FlowID(1)])
    }

    @Test func datagramsAreProbedEvery30SecondsByWhateverLineIsThere() throws {
        var bench = try LinkTests.registered()
        bench.advance(by: .milliseconds(29_999))
        #expect(bench.requests(.options).isEmpty)
        bench.advance(by: .milliseconds(1))
        let probe = try #require(bench.last(.options))
        #expect(probe.requestURI.description == "sip:example.org" && bench.destination(.options) == Bench.server)
        // Any answer shows life.
        bench.receive(Peer.answer(probe, 483, contact: nil))
        bench.advance(by: .seconds(29))
        #expect(bench.requests(.register).count == 1)
        bench.advance(by: .seconds(1))
        #expect(Set(bench.requests(.options).map(\.callID)).count == 2)
    }

    @Test func linesOfOneFlowShareOneProbe() throws {
        let account = { (user: String) in
            AccountSettings(address: "sip:\(user)@example.org", name: user, registrars: [ServerTarget(Bench.server)])
        }
        var bench = Bench(EngineSettings(accounts: ["a", "b", "c"].map(account)))
        bench.start()
        for register in bench.requests(.register) {
            bench.receive(Peer.answer(register, 200, contact: (register.header("Contact") ?? "") + ";expires=300"))
        }
        bench.advance(by: .seconds(30))
        #expect(Set(bench.requests(.options).map(\.callID)).count == 1)
    }

    @Test func aSilentProbeRegistersAgain() throws {
        var bench = try LinkTests.registered()
        bench.advance(by: .milliseconds(39_999))
        #expect(bench.requests(.register).count == 1)
        bench.advance(by: .milliseconds(2_001))
        #expect(bench.requests(.register).count >= 2)
        #expect(bench.accountStates == [.registering, .registered])
        try bench.grant()
        #expect(bench.accountStates == [.registering, .registered])
    }

    @Test func aLineThatLeftIsProbedNoMore() throws {
        var bench = try LinkTests.registered()
        bench.command(.unregister(AccountID(0)))
        bench.receive(Peer.answer(try #require(bench.last(.register)), 200, contact: nil))
        bench.advance(by: .seconds(120))
        #expect(bench.requests(.options).isEmpty)
    }

    // MARK: STUN

    /// A line with outbound over UDP, and the STUN request of its first keep-alive.
    static func stun() throws -> (Bench, request: [UInt8]) {
        var bench = Bench.registering([ServerTarget(Bench.server)], instanceID: ContactTests.instance)
        bench.start()
        try bench.grant(["Require: outbound"])
        bench.octetsSent = []
        bench.advance(by: .milliseconds(29_000))
        let request = try #require(bench.octetsSent.first { StunBinding.isStun($0) })
        return (bench, request)
    }

    static func answer(_ request: [UInt8], port: UInt16) -> [UInt8] {
        let masked = port ^ 0x2112
        let address: [UInt8] = [203 ^ 0x21, 0 ^ 0x12, 113 ^ 0xA4, 9 ^ 0x42]
        return [1, 1, 0, 12] + request[4..<20] + [0, 0x20, 0, 8, 0, 1, UInt8(masked >> 8), UInt8(masked & 255)]
            + address
    }

    /// A question of the old manner is open when the server begins to keep flows: its silence means nothing any more.
    @Test func aServerThatBeginsToKeepFlowsIsAskedInItsManner() throws {
        var bench = Bench.registering([ServerTarget(Bench.server)], instanceID: ContactTests.instance)
        bench.start()
        try bench.grant()
        bench.advance(by: .seconds(30))
        #expect(bench.requests(.options).count >= 1)
        bench.command(.register(AccountID(0)))
        try bench.grant(["Require: outbound"])
        let count = bench.registrations
        bench.advance(by: .seconds(20))
        #expect(bench.registrations == count, "the silence of OPTIONS counts no more")
        bench.advance(by: .seconds(10))
        #expect(bench.octetsSent.contains { StunBinding.isStun($0) })
    }

    @Test func outboundOverDatagramsUsesStun() throws {
        var (bench, request) = try Self.stun()
        #expect(request.count == 20 && Array(request[4..<8]) == [0x21, 0x12, 0xA4, 0x42])
        #expect(bench.requests(.options).isEmpty)
        bench.input(.received(Self.answer(request, port: 9), on: FlowID(1), from: Bench.server))
        bench.advance(by: .seconds(20))
        #expect(bench.requests(.register).count == 1)
    }

    @Test func anotherMappedAddressRegistersAgain() throws {
        var (bench, request) = try Self.stun()
        bench.input(.received(Self.answer(request, port: 9), on: FlowID(1), from: Bench.server))
        bench.octetsSent = []
        bench.advance(by: .milliseconds(29_000))
        let next = try #require(bench.octetsSent.first { StunBinding.isStun($0) })
        #expect(next[8..<20] != request[8..<20])
        bench.input(.received(Self.answer(next, port: 10), on: FlowID(1), from: Bench.server))
        bench.advance(by: .seconds(2))
        #expect(bench.registrations == 2)
    }

    @Test func aSilentStunServerIsAskedFiveTimes() throws {
        var (bench, _) = try Self.stun()
        bench.advance(by: .milliseconds(15_500))
        #expect(bench.octetsSent.count { StunBinding.isStun($0) } == Limits.stunCopies)
        bench.advance(by: .seconds(2))
        #expect(bench.requests(.register).count >= 2)
    }

    @Test func stunOfOthersIsDropped() throws {
        var (bench, request) = try Self.stun()
        let actions = bench.actions.count
        bench.input(.received(Self.answer(request, port: 9), on: FlowID(1), from: StrangerTests.stranger))
        bench.input(.received(StunBinding.request(Array(repeating: 7, count: 12)), on: FlowID(1), from: Bench.server))
        bench.input(.received([0], on: FlowID(1), from: Bench.server))
        #expect(bench.actions.count == actions)
    }
}
