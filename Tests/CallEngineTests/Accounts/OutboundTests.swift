import CallEngine
import SIP
import Testing

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

    /// Both flows stand.
    static func standing() throws -> Bench {
        var bench = Bench.registering([ServerTarget(first), ServerTarget(second)], instanceID: ContactTests.instance) {
            $0.watchesItself = false
        }
        bench.start()
        try accept(&bench, [1: 300], from: first)
        try accept(&bench, [2: 300], from: second)
        #expect(bench.requests(.register).count == 2 && bench.destination(.register) == second)
        return bench
    }

    /// The first edge proxy is gone: its flow's registration goes by the second one, on the connection that stands.
    static func lost() throws -> Bench {
        var bench = try standing()
        bench.input(.flowClosed(try #require(bench.flow(to: first)), .lost))
        bench.grantsFlows = false
        bench.advance(by: RegistrationLimits.reconnection)
        bench.input(.flowClosed(try #require(bench.flow(to: first)), .unreachable))
        #expect(bench.last(.register)?.contacts.first?.parameter("reg-id") == "1")
        #expect(bench.destination(.register) == second)
        try accept(&bench, [1: 20, 2: 298], from: second)
        return bench
    }

    @Test func aLostFlowGoesByTheOtherPlaceAndTriesItsOwnAtEachRefresh() throws {
        var bench = try Self.lost()
        #expect(bench.accountStates == [.registering, .registered])
        bench.grantsFlows = true
        bench.sent = []
        bench.advance(by: .seconds(15))
        let register = try #require(bench.last(.register))
        #expect(register.contacts.first?.parameter("reg-id") == "1" && bench.flow(to: Self.first) != nil)
        try Self.accept(&bench, [1: 20, 2: 283], from: Self.first)
        #expect(bench.requests(.register).count == 1 && bench.accountStates.count == 2)
    }

    /// The same Contact stands twice in the answer where both flows have one place: ours is the one with our number.
    @Test func theLifeGrantedIsThatOfTheFlowsOwnNumber() throws {
        var bench = try Self.lost()
        bench.grantsFlows = true
        bench.advance(by: .seconds(15))
        try Self.accept(&bench, [1: 300, 2: 283], from: Self.first)
        bench.sent = []
        // The second flow was granted 300 s, the 20 s were the first one's.
        bench.advance(by: .seconds(150))
        #expect(bench.requests(.register).isEmpty)
    }
}
