import AwaitedEvents
import CallEngine
import SIP
import Testing
import Time

@testable import Transport

/// What strangers may do on connections that they make, on loopback.
@Suite(.timeLimit(.minutes(1))) struct StrangerConnectionTests {
    private static func message(_ number: Int = 0) -> [UInt8] {
        Array("OPTIONS sip:a@b SIP/2.0\r\nCall-ID: \(number)\r\nContent-Length: 0\r\n\r\n".utf8)
    }

    private static func listen() async throws -> (FlowBench, TransportAddress) {
        let bench = try FlowBench()
        var address = try #require(try await bench.run { $0.listen(host: "127.0.0.1") })
        address.transport = .tcp
        return (bench, address)
    }

    /// A connection that has said one thing.
    private static func connect(
        _ bench: FlowBench, _ address: TransportAddress, from host: String
    ) async throws -> RawConnection {
        let told = bench.inputs.all.count
        let connection = try await RawConnection(to: address, from: host)
        try await connection.send(message())
        #expect(await bench.inputs.first(after: told) { $0.message?.from.host == host } != nil)
        return connection
    }

    @Test func aFloodWaitsAndNothingOfItIsLostWhileOthersAreHeard() async throws {
        let (bench, address) = try await Self.listen()
        let flooder = try await RawConnection(to: address, from: "127.0.1.2")
        let count = Transport.Limits.strangerBurst + 2 * Transport.Limits.strangerPerSecond
        let start = Instant.now
        async let flood: Void = flooder.send((0..<count).flatMap { Self.message($0) })
        #expect(await bench.inputs.first { $0.message != nil } != nil)
        let other = try await Self.connect(bench, address, from: "127.0.1.3")
        #expect(bench.inputs.all.count { $0.message?.from.host == "127.0.1.2" } < count)
        #expect(await bench.inputs.has(count + 1, within: 20) { $0.message != nil })
        #expect(.now - start > .milliseconds(1_900))
        try await flood
        let flooded = bench.inputs.all.compactMap(\.message).filter { $0.from.host == "127.0.1.2" }.map(\.bytes)
        #expect(flooded == (0..<count).map { Self.message($0) })
        await flooder.stop()
        await other.stop()
        try await bench.stop()
    }

    @Test func aServerOfOursSaysWhatItLikes() async throws {
        let (bench, address) = try await Self.listen()
        let server = TransportAddress(transport: .udp, host: "127.0.1.2", port: 9)
        #expect(try await bench.open(1, server)?.opened != nil)
        let connection = try await RawConnection(to: address, from: "127.0.1.2")
        let count = 3_000
        let start = Instant.now
        async let flood: Void = connection.send((0..<count).flatMap { Self.message($0) })
        #expect(await bench.inputs.has(count) { $0.message != nil })
        let atBest = (count - Transport.Limits.strangerBurst) / Transport.Limits.strangerPerSecond
        #expect(.now - start < .seconds(atBest))
        try await flood
        await connection.stop()
        try await bench.stop()
    }

    @Test func silentStrangersMakeRoomAndAPeerWithOneConnectionStays() async throws {
        let (bench, address) = try await Self.listen()
        let peer = try await Self.connect(bench, address, from: "127.0.1.9")
        var strangers: [RawConnection] = []
        for number in 1..<Transport.Limits.acceptedStrangers {
            strangers.append(try await Self.connect(bench, address, from: "127.0.1.\(2 + number % 3)"))
        }
        let next = try await Self.connect(bench, address, from: "127.0.1.6")
        try await strangers.first { $0.host == "127.0.1.3" }?.ended()
        #expect(strangers.count(where: \.isActive) == strangers.count - 1 && peer.isActive)
        #expect(bench.inputs.all.count { $0.closed != nil } == 1)
        let server = TransportAddress(transport: .udp, host: "127.0.0.1", port: 9)
        #expect(try await bench.open(1, server)?.opened != nil)
        let ours = try await Self.connect(bench, address, from: "127.0.0.1")
        #expect(bench.inputs.all.count { $0.closed != nil } == 1)
        for connection in strangers + [peer, next, ours] { await connection.stop() }
        try await bench.stop()
    }

    @Test func aHostIsNoLongerNamedOnceItsFlowIsClosed() async throws {
        let (bench, address) = try await Self.listen()
        var stream = address
        stream.transport = .tcp
        let targets = [TransportAddress(transport: .udp, host: "127.0.1.2", port: 9), stream]
        for (number, target) in targets.enumerated() {
            #expect(try await bench.open(number + 1, target)?.opened != nil)
            let flow = FlowID(number + 1)
            let host = target.host
            #expect(try await bench.run { $0.namedHosts.contains(host) })
            try await bench.run { $0.close(flow) }
            #expect(try await bench.run { !$0.namedHosts.contains(host) })
        }
        try await bench.stop()
    }
}
