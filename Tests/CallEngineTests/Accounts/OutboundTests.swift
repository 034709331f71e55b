import SIP
import Testing

@testable import CallEngine

/// Two flows of one line through two edge proxies (RFC 5626 §4.2, §4.4): one is lost, goes by the other place, and comes back.
@Suite struct OutboundTests {
    static let first = Bench.place("192.0.2.1", .tcp)
    static let second = Bench.place("192.0.2.2", .tcp)

    /// A 200 that lists every binding of the phone, as a registrar does (RFC 3261 §10.3 step 8): the Contact and the seconds
    /// left, by the flow's number.
    static func accept(_ bench: inout Bench, _ seconds: [Int: Int], from place: TransportAddress) throws {
        let register = try #require(bench.last(.register))
        let uri = try #require(register.contacts.first?.uri)
        let contacts = seconds.sorted { $0.key < $1.key }.map { number, left in
            "<\(uri)>;expires=\(left);+sip.instance=\"<\(ContactTests.instance)>\";reg-id=\(number)"
                + ";pub-gruu=\"sip:alice@example.org;gr=\(number)\""
        }
        bench.deliver(
            Peer.answer(register, 200, headers: ["Require: outbound"], contact: contacts.joined(separator: ", ")),
            from: place)
    }

    /// The flow to a place is open, from a port of its own.
    static func open(_ bench: inout Bench, to place: TransportAddress, port: UInt16) throws {
        let local = TransportAddress(transport: .tcp, host: Bench.own.host, port: port)
        bench.input(.flowOpened(try #require(bench.flow(to: place)), local: local, remote: place))
    }

    /// Both flows stand.
    static func standing() throws -> Bench {
        var bench = Bench.registering([ServerTarget(first), ServerTarget(second)], instanceID: ContactTests.instance) {
            $0.watchesItself = false
        }
        bench.grantsFlows = false
        bench.start()
        try open(&bench, to: first, port: 40_001)
        try accept(&bench, [1: 300], from: first)
        try open(&bench, to: second, port: 40_002)
        try accept(&bench, [2: 300], from: second)
        #expect(bench.requests(.register).count == 2 && bench.destination(.register) == second)
        return bench
    }

    /// The first edge proxy is gone: its flow's registration goes by the second one, on the connection that stands.
    /// - Parameter seconds: what the registrar then lists.
    static func lost(_ seconds: [Int: Int]) throws -> Bench {
        var bench = try standing()
        bench.input(.flowClosed(try #require(bench.flow(to: first)), .lost))
        bench.advance(by: RegistrationLimits.reconnection)
        bench.input(.flowClosed(try #require(bench.flow(to: first)), .unreachable))
        #expect(bench.last(.register)?.contacts.first?.parameter("reg-id") == "1")
        #expect(bench.destination(.register) == second)
        try accept(&bench, seconds, from: second)
        bench.sent = []
        return bench
    }

    @Test func aLostFlowGoesByTheOtherPlaceAndTriesItsOwnAtEachRefresh() throws {
        var bench = try Self.lost([1: 20, 2: 298])
        #expect(bench.accountStates == [.registering, .registered])
        // Within three quarters of the 20 s.
        let flows = bench.opened.count
        bench.advance(by: .seconds(15))
        #expect(bench.opened.count == flows + 1 && bench.requests(.register).isEmpty)
        try Self.open(&bench, to: Self.first, port: 40_003)
        #expect(bench.last(.register)?.contacts.first?.parameter("reg-id") == "1")
        #expect(bench.destination(.register) == Self.first)
        try Self.accept(&bench, [1: 300, 2: 283], from: Self.first)
        #expect(bench.requests(.register).count == 1 && bench.accountStates.count == 2)
    }

    /// RFC 3680: the registrar ends both flows' registrations, and both come back, each on its own flow.
    @Test func bothFlowsComeBackAfterTheRegistrarEndedThem() throws {
        var bench = try Self.standing()
        bench.sent = []
        let ended = bench.core.lines[0].ways.compactMap { $0.registration?.binding?.contact.uri }.map {
            "<contact id='\($0.port ?? 0)' state='terminated' event='deactivated'><uri>\($0)</uri></contact>"
        }
        #expect(Set(ended).count == 2)
        let document =
            "<reginfo version='1' state='partial'><registration aor='sip:alice@example.org' id='a' state='terminated'>"
            + ended.joined() + "</registration></reginfo>"
        let notify = try Message(
            parsing: Array(
                Peer.request("NOTIFY", branch: "z9hG4bKreg", cSeq: 1, body: document)
                    .replacing("\n", with: "\r\n").utf8))
        #expect(bench.core.readRegistration(notify, of: AccountID(0), at: bench.now) == 200)
        bench.input(.timeout)
        bench.advance(by: .seconds(4))
        #expect(Set(bench.requests(.register).compactMap { $0.contacts.first?.parameter("reg-id") }) == ["1", "2"])
    }

    /// The same Contact stands twice in the answer where both flows have one place: ours is the one with our number.
    @Test func theLifeGrantedIsThatOfTheFlowsOwnNumber() throws {
        var bench = try Self.lost([1: 3_000, 2: 298])
        for _ in 0..<225 where bench.requests(.register).isEmpty { bench.advance(by: .seconds(1)) }
        #expect(bench.requests(.register).map { $0.contacts.first?.parameter("reg-id") } == ["2"])
        try Self.accept(&bench, [1: 20, 2: 300], from: Self.second)
        bench.sent = []
        bench.advance(by: .seconds(150))
        #expect(bench.requests(.register).isEmpty)
    }
}
