import AwaitedEvents
import CallEngine
import NIOCore
import NIOEmbedded
import NIOSSL
import SIP
import Testing

@testable import Transport

/// TLS flows against a real server on loopback.
@Suite(.timeLimit(.minutes(2))) struct TLSFlowTests {
    private static let message = Array("SIP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8)
    private let certificates: TestCertificates

    init() throws { certificates = try TestCertificates.shared.get() }

    private func server(
        _ name: String = "server", clientAuthorities: String? = nil, versions: (TLSVersion, TLSVersion)? = nil
    ) async throws -> TLSServer {
        try await TLSServer(
            certificate: certificates.path(name + ".pem"), key: certificates.path(name + ".key"),
            clientAuthorities: clientAuthorities.map(certificates.path), versions: versions)
    }

    private func security(_ names: [String] = ["127.0.0.1"], authorities: String = "good.pem") -> FlowSecurity {
        FlowSecurity(names: names, authoritiesFile: certificates.path(authorities))
    }

    @Test(arguments: [(TLSVersion.tlsv12, TLSVersion.tlsv12), (.tlsv13, .tlsv13)])
    func messagesCrossBothWays(versions: (TLSVersion, TLSVersion)) async throws {
        let server = try await server(versions: versions)
        let client = try FlowBench()
        let opened = try #require(try await client.open(1, server.address, security())?.opened)
        #expect(opened.remote == server.address && opened.local.transport == .tls && opened.local.host == "127.0.0.1")
        try await client.run { $0.send(Self.message, on: FlowID(1), to: server.address) }
        let back = try #require(await client.inputs.first { $0.message != nil }?.message)
        #expect(back.bytes == Self.message && back.from == server.address)
        try await client.run { $0.close(FlowID(1)) }
        try await client.stop()
        try await server.stop()
    }

    /// Each failed check is told, and the server has seen nothing of us but the handshake.
    @Test(arguments: [
        ("expired", "sip.example.org", CertificateProblem.expired), ("early", "sip.example.org", .notYetValid),
        ("stranger", "sip.example.org", .unknownAuthority), ("own", "own.example", .unknownAuthority),
        ("server", "other.example.org", .wrongName), ("domain", "dns.example", .wrongName),
    ])
    func aServerThatIsNotBelievedIsLeft(name: String, host: String, problem: CertificateProblem) async throws {
        for version in [TLSVersion.tlsv12, .tlsv13] {
            let server = try await server(name, versions: (version, version))
            let client = try FlowBench()
            let answer = try await client.open(1, server.address, security([host]))
            #expect(answer == .flowClosed(FlowID(1), .certificate(problem)))
            try await client.run { $0.send(Self.message, on: FlowID(1), to: server.address) }
            #expect(!server.log.all.contains { $0.hasPrefix("SIP") })
            #expect(client.inputs.all.count == 1)
            try await client.stop()
            try await server.stop()
        }
    }

    @Test func withoutDemandsTheHostAndTheSystemsAuthoritiesCount() async throws {
        let server = try await server()
        let client = try FlowBench()
        #expect(try await client.open(1, server.address)?.problem == .certificate(.unknownAuthority))
        try await client.stop()
        try await server.stop()
    }

    @Test func aPinnedKeyIsBelievedAndAnotherIsNot() async throws {
        let server = try await server("own")
        let client = try FlowBench()
        let pinned = FlowSecurity(
            names: ["x"], trust: .pinnedKeys, pinnedKeys: [try certificates.pin("own.pem")])
        #expect(try await client.open(1, server.address, pinned)?.opened != nil)
        let wrong = FlowSecurity(
            names: ["x"], trust: .pinnedKeys, pinnedKeys: [try certificates.pin("server.pem")])
        #expect(try await client.open(2, server.address, wrong)?.problem == .certificate(.wrongKey))
        try await client.stop()
        try await server.stop()
    }

    /// CVE-2020-15260: a connection that was verified for one name serves no other.
    @Test func aConnectionIsNeverSharedBetweenDemands() async throws {
        let server = try await server()
        let client = try FlowBench()
        #expect(try await client.open(1, server.address, security(["sip.example.org"]))?.opened != nil)
        #expect(
            try await client.open(2, server.address, security(["bank.example"]))?.problem == .certificate(.wrongName))
        #expect(try await client.open(3, server.address, security(["127.0.0.1"]))?.opened != nil)
        #expect(await server.log.first { $0 == "secured" } != nil)
        #expect(Set(client.inputs.all.compactMap(\.opened?.local.port)).count == 2)
        try await client.stop()
        try await server.stop()
    }

    @Test(arguments: [(TLSVersion.tlsv12, TLSVersion.tlsv12), (.tlsv13, .tlsv13)])
    func ourCertificateIsShownWhereItIsDemanded(versions: (TLSVersion, TLSVersion)) async throws {
        let server = try await server(clientAuthorities: "good.pem", versions: versions)
        let client = try FlowBench()
        var showing = security()
        showing.certificateFile = certificates.path("client.pem")
        showing.keyFile = certificates.path("client.key")
        #expect(try await client.open(1, server.address, showing)?.opened != nil)
        try await client.run { $0.send(Self.message, on: FlowID(1), to: server.address) }
        #expect(await client.inputs.first { $0.message != nil } != nil)
        // Without one, TLS 1.3 lets the handshake end first; then comes the alert.
        _ = try await client.open(2, server.address, security())
        let closed = await client.inputs.first { $0.closed == FlowID(2) }
        #expect(closed == .flowClosed(FlowID(2), .certificate(.refused)))
        try await client.stop()
        try await server.stop()
    }

    @Test func filesThatCannotBeReadAreToldBeforeAnythingIsSent() async throws {
        let server = try await server()
        let client = try FlowBench()
        var keyOfAnother = security()
        keyOfAnother.certificateFile = certificates.path("client.pem")
        keyOfAnother.keyFile = certificates.path("server.key")
        var noKey = security()
        noKey.certificateFile = certificates.path("client.pem")
        var absent = noKey
        absent.keyFile = certificates.path("absent.key")
        for (number, demand) in [security(authorities: "absent.pem"), keyOfAnother, noKey, absent].enumerated() {
            #expect(try await client.open(number, server.address, demand)?.problem == .certificate(.unreadableFile))
        }
        #expect(server.log.all.isEmpty)
        try await client.stop()
        try await server.stop()
    }

    @Test(
        arguments: [
            (Array("SIP/2.0 200 OK\r\n\r\n".utf8), 100_000), ([22, 3, 3, 0, 4, 0, 0, 0, 0], 100_000),
            ([21, 3, 3, 0, 2, 1, 90], 100_000), ([23, 3, 3, 0, 0], 100_000), ([22, 3, 3, 0x40, 0], 100_000),
            ([20, 3, 3, 0, 1, 1], 100_000),
        ] as [([UInt8], Int)]) func whoFloodsTheHandshakeIsCutOff(octets: [UInt8], times: Int) async throws
    {
        let server = try await BabblingServer(saying: octets, times: times)
        let client = try FlowBench()
        #expect(try await client.open(1, server.address, security())?.problem == .certificate(.refused))
        try await client.stop()
        try await server.stop()
    }

    @Test func nobodyThereIsToldAsSuch() async throws {
        let server = try await server()
        try await server.stop()
        let client = try FlowBench()
        #expect(try await client.open(1, server.address, security())?.problem == .unreachable)
        try await client.stop()
    }

    @Test func whoHangsUpInTheHandshakeIsLost() throws {
        let problems = EventLog<FlowProblem>()
        let channel = try handshake(problems)
        channel.pipeline.fireChannelInactive()
        #expect(problems.all == [.lost])
    }

    @Test func aHandshakeThatNeverEndsIsCutOff() throws {
        let problems = EventLog<FlowProblem>()
        let channel = try handshake(problems)
        channel.embeddedEventLoop.advanceTime(by: .seconds(Transport.Limits.openingSeconds) - .milliseconds(1))
        #expect(channel.isActive && problems.all.isEmpty)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(problems.all == [.timedOut])
    }

    /// The client's half of a handshake whose other half never comes, in virtual time.
    private func handshake(_ problems: EventLog<FlowProblem>) throws -> EmbeddedChannel {
        var contexts = TLSContexts()
        let context = try contexts.context(for: security())
        let handler = HandshakeHandler(judge: try CertificateJudge(security())) { problems.add($0) }
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandlers([
            try TLSContexts.handler(context, serverName: "sip.example.org") { handler.verify($0) }, handler,
        ])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 5_061)).wait()
        return channel
    }
}
