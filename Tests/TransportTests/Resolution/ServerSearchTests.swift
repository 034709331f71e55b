import AwaitedEvents
import CallEngine
import SIP
import Testing
import Time

@testable import Transport

/// RFC 3263 against a DNS server on loopback.
@Suite(.timeLimit(.minutes(1))) struct ServerSearchTests {
    private static func search(
        _ target: ServerTarget, on bench: FlowBench, number: Int = 1, within seconds: Double = 12
    ) async throws -> [ServerCandidate]? {
        try await bench.run { $0.locate(LocationID(number), target) }
        let answer = await bench.inputs.first(within: seconds) {
            if case .located(LocationID(number), _) = $0 { return true }
            return false
        }
        guard case .located(_, let candidates)? = answer else { return nil }
        return candidates
    }

    private static func places(_ candidates: [ServerCandidate]?) -> [String]? {
        candidates?.map { "\($0.address.transport.rawValue) \($0.address.host) \($0.address.port) \($0.name)" }
    }

    private static let example: DNSServer.Script = { name, type in
        switch (name, type) {
        case ("example.org", 35):
            .records([
                DNSServer.authority(20, "SIP+D2U", "_sip._udp.example.org"),
                DNSServer.authority(10, "SIP+D2T", "_sip._tcp.example.org"),
            ])
        case ("_sip._tcp.example.org", 33):
            .records([
                DNSServer.service(2, 5_062, "b.example.org"), DNSServer.service(1, 5_061, "a.example.org"),
            ])
        case ("_sip._udp.example.org", 33): .records([DNSServer.service(1, 5_063, "a.example.org")])
        case ("a.example.org", 1): .records([DNSServer.address("127.0.0.1"), DNSServer.address("127.0.0.2")])
        case ("a.example.org", 28): .records([])
        case ("b.example.org", 1): .records([DNSServer.address("127.0.0.3")])
        default: .noName
        }
    }

    @Test func aDomainLeadsToItsServersInOrder() async throws {
        let server = try await DNSServer(Self.example)
        let bench = try FlowBench(options: UserAgentOptions(dnsServers: [server.server]))
        let places = [
            "tcp 127.0.0.1 5061 a.example.org", "tcp 127.0.0.2 5061 a.example.org",
            "tcp 127.0.0.3 5062 b.example.org", "udp 127.0.0.1 5063 a.example.org",
            "udp 127.0.0.2 5063 a.example.org",
        ]
        let found = Self.places(try await Self.search(ServerTarget(host: "example.org"), on: bench))
        #expect(found.map(Set.init) == Set(places))
        #expect(found?.first?.hasPrefix("tcp") == true && found?.last?.hasPrefix("udp") == true)
        // Kept: no second question; and a flow to the name asks nothing either.
        let asked = server.questions.all.count
        #expect(try await Self.search(ServerTarget(host: "example.org"), on: bench, number: 2)?.count == 5)
        #expect(server.questions.all.count == asked)
        // Another network: everything is asked anew.
        try await bench.run { $0.resolver.networkChanged() }
        #expect(try await Self.search(ServerTarget(host: "example.org"), on: bench, number: 3)?.count == 5)
        #expect(server.questions.all.count > asked)
        try await bench.stop()
        try await server.stop()
    }

    @Test func whoAsksTheSameWaitsForOneAnswer() async throws {
        let server = try await DNSServer(Self.example)
        let bench = try FlowBench(options: UserAgentOptions(dnsServers: [server.server]))
        let target = ServerTarget(host: "example.org", transport: .udp)
        try await bench.run { table in for number in 1...4_700 { table.locate(LocationID(number), target) } }
        #expect(
            await bench.inputs.first {
                if case .located(LocationID(4_700), let found) = $0 { return found.count == 2 }
                return false
            } != nil)
        #expect(bench.inputs.all.count == 4_700)
        #expect(server.questions.all.count { $0 == "_sip._udp.example.org 33" } == 1)
        try await bench.stop()
        try await server.stop()
    }

    @Test func whatDoesNotExistIsNowhere() async throws {
        let server = try await DNSServer { _, _ in .noName }
        let bench = try FlowBench(options: UserAgentOptions(dnsServers: [server.server]))
        #expect(try await Self.search(ServerTarget(host: "absent.example"), on: bench) == [])
        let asked = server.questions.all.count
        #expect(try await Self.search(ServerTarget(host: "absent.example"), on: bench, number: 2) == [])
        #expect(server.questions.all.count == asked)
        try await bench.stop()
        try await server.stop()
    }

    @Test func theHostsFileIsReadWhateverTheServerSays() async throws {
        let server = try await DNSServer { _, _ in .noName }
        let bench = try FlowBench(options: UserAgentOptions(dnsServers: [server.server]))
        let found = try await Self.search(ServerTarget(host: "localhost", port: 5_060), on: bench)
        #expect(found?.contains { $0.address.host == "127.0.0.1" } == true)
        try await bench.stop()
        try await server.stop()
    }

    /// The answer that does not fit into a datagram is fetched over TCP, and no more is kept of it than the limits say.
    @Test func aThousandRecordsAreBounded() async throws {
        let server = try await DNSServer { name, type in
            switch type {
            case 33: .records((0..<1_000).map { DNSServer.service($0, 5_060, "h\($0).big.example") })
            case 1: .records((0..<200).map { DNSServer.address("127.0.1.\($0)") })
            default: .noName
            }
        }
        let bench = try FlowBench(options: UserAgentOptions(dnsServers: [server.server]))
        let found = try await Self.search(ServerTarget(host: "big.example", transport: .udp), on: bench)
        #expect(found?.count == LocationLimits.candidates)
        #expect(Set(server.questions.all.filter { $0.hasSuffix(" 1") }).count == LocationLimits.hosts)
        try await bench.stop()
        try await server.stop()
    }

    @Test(
        arguments: [
            [], [0x81], [UInt8](repeating: 0xFF, count: 500), [0x81, 0x80, 0, 1, 0, 5, 0, 0, 0, 0, 0xC0, 12],
            [0x81, 0x80] + [UInt8](repeating: 0xC0, count: 400),
        ] as [[UInt8]]) func garbageIsNoAnswer(octets: [UInt8]) async throws
    {
        let server = try await DNSServer { _, _ in .raw(octets) }
        let bench = try FlowBench(options: UserAgentOptions(dnsServers: [server.server]))
        #expect(try await Self.search(ServerTarget(host: "bad.example", transport: .tls), on: bench) == [])
        try await bench.stop()
        try await server.stop()
    }

    @Test func aSilentServerIsGivenUpInTime() async throws {
        let server = try await DNSServer { name, type in
            name == "dead.example" ? .silence : Self.example(name, type)
        }
        let bench = try FlowBench(options: UserAgentOptions(dnsServers: [server.server]))
        let started = Instant.now
        async let dead = Self.search(ServerTarget(host: "dead.example", port: 1), on: bench)
        // Meanwhile others are answered.
        let alive = ServerTarget(host: "example.org", transport: .tcp)
        #expect(try await Self.search(alive, on: bench, number: 2)?.count == 3)
        // Half of the time that the dead one takes at the least.
        #expect(Instant.now - started < .seconds(Transport.Limits.openingSeconds / 2))
        #expect(try await dead == [])
        // Twice the limit: a busy machine is late, and a resolver that never gives up takes minutes.
        #expect(Instant.now - started < .seconds(2 * Transport.Limits.openingSeconds))
        try await bench.stop()
        try await server.stop()
    }

    @Test func aFlowToANameFindsIt() async throws {
        let server = try await DNSServer { name, type in
            name == "phone.example" && type == 1 ? .records([DNSServer.address("127.0.0.1")]) : .noName
        }
        let peer = try FlowBench()
        let address = try #require(try await peer.run { $0.listen(host: "127.0.0.1") })
        let bench = try FlowBench(options: UserAgentOptions(dnsServers: [server.server]))
        let named = TransportAddress(transport: .tcp, host: "phone.example", port: address.port)
        #expect(try await bench.open(1, named)?.opened?.remote.host == "127.0.0.1")
        try await bench.stop()
        try await peer.stop()
        try await server.stop()
    }
}
