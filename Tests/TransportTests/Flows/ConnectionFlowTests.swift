import AwaitedEvents
import CLinux
import CallEngine
import NIOCore
import NIOPosix
import SIP
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct ConnectionFlowTests {
    /// A server, a client, and a connection between them.
    private struct Pair {
        let server: FlowBench
        let client: FlowBench
        let accepted: (flow: FlowID, local: TransportAddress, remote: TransportAddress)
        let address: TransportAddress

        init(host: String = "127.0.0.1") async throws {
            server = try FlowBench()
            client = try FlowBench()
            var address = try #require(try await server.run { $0.listen(host: host) })
            address.transport = .tcp
            self.address = address
            let opened = try #require(try await client.open(1, address)?.opened)
            let found = await server.inputs.first { $0.accepted?.local.transport == .tcp }
            accepted = try #require(found?.accepted)
            #expect(accepted.remote == opened.local && accepted.local == address && opened.remote == address)
        }

        func stop() async throws {
            try await client.stop()
            try await server.stop()
        }
    }

    private static let message = Array(
        """
        OPTIONS sip:a@127.0.0.1 SIP/2.0\r
        Via: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1\r
        From: <sip:b@127.0.0.1>;tag=1\r
        To: <sip:a@127.0.0.1>\r
        Call-ID: 1\r
        CSeq: 1 OPTIONS\r
        Content-Length: 5\r
        \r
        hello
        """.utf8)

    @Test(arguments: ["127.0.0.1", "::1"]) func messagesCrossBothWays(host: String) async throws {
        let pair = try await Pair(host: host)
        try await pair.client.run { $0.send(Self.message, on: FlowID(1), to: pair.address) }
        let there = try #require(await pair.server.inputs.first { $0.message != nil }?.message)
        #expect(there.bytes == Self.message && there.flow == pair.accepted.flow)
        #expect(there.from == pair.accepted.remote)
        try await pair.server.run { $0.send(Self.message, on: pair.accepted.flow, to: pair.accepted.remote) }
        let back = try #require(await pair.client.inputs.first { $0.message != nil }?.message)
        #expect(back.bytes == Self.message && back.from == pair.address)
        try await pair.stop()
    }

    @Test func aMessageMayComeOneOctetAtATime() async throws {
        let pair = try await Pair()
        for octet in Self.message + Self.message {
            try await pair.client.run { $0.send([octet], on: FlowID(1), to: pair.address) }
        }
        try await pair.client.run { $0.send([13, 10], on: FlowID(1), to: pair.address) }
        #expect(await pair.server.inputs.has(2) { $0.message != nil })
        try await pair.client.run { $0.close(FlowID(1)) }
        #expect(await pair.server.inputs.first { $0.closed == pair.accepted.flow } != nil)
        #expect(pair.server.inputs.all.compactMap(\.message?.bytes) == [Self.message, Self.message])
        try await pair.stop()
    }

    @Test func garbageEndsTheConnectionAndNothingElse() async throws {
        let pair = try await Pair()
        let noise = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 128) }
        try await pair.client.run { $0.send(noise, on: FlowID(1), to: pair.address) }
        #expect(await pair.client.inputs.first { $0.closed == FlowID(1) } != nil)
        #expect(await pair.server.inputs.first { $0.closed == pair.accepted.flow } != nil)
        #expect(try await pair.client.open(2, pair.address)?.opened != nil)
        try await pair.stop()
    }

    @Test func aPeerThatHangsUpIsTold() async throws {
        let pair = try await Pair()
        try await pair.server.run { $0.close(pair.accepted.flow) }
        #expect(await pair.client.inputs.first { $0.closed == FlowID(1) } != nil)
        try await pair.client.run { $0.send(Self.message, on: FlowID(1), to: pair.address) }
        #expect(!pair.server.inputs.all.contains { $0.closed != nil })
        try await pair.stop()
    }

    @Test func aRefusedConnectionIsTold() async throws {
        let pair = try await Pair()
        let client = try FlowBench()
        try await pair.stop()
        #expect(try await client.open(1, pair.address)?.closed == FlowID(1))
        try await client.stop()
    }

    @Test func aPeerThatTakesNothingIsCutOff() async throws {
        let pair = try await Pair()
        let tooMuch = [UInt8](repeating: 32, count: Transport.Limits.unsentOctets + 1)
        try await pair.client.run { $0.send(tooMuch, on: FlowID(1), to: pair.address) }
        #expect(await pair.client.inputs.first { $0.closed == FlowID(1) } != nil)
        try await pair.stop()
    }

    @Test func oneAddressHasSoManyConnectionsAndNoMore() async throws {
        let pair = try await Pair()
        for number in 2...Transport.Limits.acceptedConnectionsPerHost {
            #expect(try await pair.client.open(number, pair.address)?.opened != nil)
        }
        let extra = Transport.Limits.acceptedConnectionsPerHost + 1
        _ = try await pair.client.open(extra, pair.address)
        #expect(await pair.client.inputs.first { $0.closed == FlowID(extra) } != nil)
        // The client may see the end of the last one before the server has told of those before.
        #expect(await pair.server.inputs.has(extra - 1) { $0.accepted?.local.transport == .tcp })
        #expect(pair.server.inputs.all.count { $0.accepted?.local.transport == .tcp } == extra - 1)
        try await pair.stop()
    }

    @Test func aKeepAlivePingIsAnswered() async throws {
        let pair = try await Pair()
        let socket = try await RawConnection(to: pair.address)
        try await socket.send(Array("\r\n\r\n".utf8))
        #expect(await socket.receive() == [13, 10])
        await socket.stop()
        try await pair.stop()
    }

    @Test func ourPingIsAnsweredByAPong() async throws {
        let pair = try await Pair()
        for _ in 1...2 {
            let told = pair.client.inputs.all.count
            try await pair.client.run { $0.ping(FlowID(1)) }
            #expect(await pair.client.inputs.first(after: told) { $0 == .pong(FlowID(1)) } != nil)
        }
        try await pair.client.run { $0.send(Self.message, on: FlowID(1), to: pair.address) }
        #expect(await pair.server.inputs.first { $0.message != nil }?.message?.bytes == Self.message)
        try await pair.stop()
    }

    /// As many lines as the largest fleet has, each on a connection of its own.
    @Test func aFleetOfConnectionsStands() async throws {
        let fleet = 4_700
        guard clinux_allow_descriptors(UInt64(2 * fleet + 500)) >= 2 * fleet + 500 else { return }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = try await ServerBootstrap(group: group).serverChannelOption(.backlog, value: 4_096)
            .bind(host: "127.0.0.1", port: 0).get()
        let target = try #require(TransportAddress(.tcp, server.localAddress))
        let client = try FlowBench()
        try await client.run { table in for number in 1...fleet { table.open(FlowID(number), target: target) } }
        #expect(await client.inputs.has(fleet, within: 100) { $0.opened != nil })
        try await client.run { table in for number in 1...fleet { table.close(FlowID(number)) } }
        #expect(try await client.run { $0.flows.isEmpty })
        try await client.stop()
        try await server.close().get()
        try await group.shutdownGracefully()
    }
}
