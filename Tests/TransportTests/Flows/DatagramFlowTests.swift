import AwaitedEvents
import CallEngine
import SIP
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct DatagramFlowTests {
    @Test(arguments: ["127.0.0.1", "::1"]) func datagramsCrossBothWays(host: String) async throws {
        let server = try FlowBench(options: UserAgentOptions(bindAddress: host))
        let client = try FlowBench()
        let address = try #require(try await server.run { $0.listen(host: host) })
        let listening = try #require(server.inputs.all.first?.accepted)
        #expect(listening.local == address)
        let opened = try #require(try await client.open(1, address)?.opened)
        #expect(opened.local.host == host && opened.remote == address)

        let big = [UInt8](repeating: 65, count: 65_507)
        try await client.run { $0.send(big, on: FlowID(1), to: address) }
        let received = try #require(await server.inputs.first { $0.message != nil }?.message)
        #expect(received.bytes.count == 65_507 && received.from == opened.local && received.flow == listening.flow)

        try await server.run { $0.send([66], on: received.flow, to: received.from) }
        let answer = try #require(await client.inputs.first { $0.message != nil }?.message)
        #expect(answer.bytes == [66] && answer.from == address && answer.flow == FlowID(1))
        try await client.stop()
        try await server.stop()
    }

    @Test func flowsOfOneAddressShareASocketAndTellTheirPeersApart() async throws {
        let options = UserAgentOptions(bindAddress: "127.0.0.1")
        let first = try FlowBench(options: options)
        let second = try FlowBench(options: options)
        let firstAddress = try #require(try await first.run { $0.listen(host: "127.0.0.1") })
        let secondAddress = try #require(try await second.run { $0.listen(host: "127.0.0.1") })
        let client = try FlowBench()
        let one = try #require(try await client.open(1, firstAddress)?.opened)
        let two = try #require(try await client.open(2, secondAddress)?.opened)
        #expect(one.local == two.local)
        let firstFlow = try #require(first.inputs.all.first?.accepted?.flow)
        let secondFlow = try #require(second.inputs.all.first?.accepted?.flow)
        try await second.run { $0.send([2], on: secondFlow, to: one.local) }
        #expect(await client.inputs.first { $0.message?.bytes == [2] }?.message?.flow == FlowID(2))
        try await first.run { $0.send([1], on: firstFlow, to: one.local) }
        #expect(await client.inputs.first { $0.message?.bytes == [1] }?.message?.flow == FlowID(1))
        for bench in [client, first, second] { try await bench.stop() }
    }

    @Test func aDatagramThatCannotBeSentIsLostAndTheLineStays() async throws {
        let bench = try FlowBench()
        let address = try #require(try await bench.run { $0.listen(host: "127.0.0.1") })
        let flow = try #require(bench.inputs.all.first?.accepted?.flow)
        for (host, port) in [("255.255.255.255", 5060), ("240.0.0.1", 9), ("::1", 9), ("127.0.0.1", 0), ("x y", 1)] {
            let target = TransportAddress(transport: .udp, host: host, port: UInt16(port))
            try await bench.run { $0.send([1, 2, 3], on: flow, to: target) }
        }
        let tooLong = [UInt8](repeating: 0, count: Transport.Limits.sentDatagramOctets + 1)
        try await bench.run { $0.send(tooLong, on: flow, to: address) }
        try await bench.run { $0.send([7], on: flow, to: address) }
        #expect(await bench.inputs.first { $0.message?.bytes == [7] } != nil)
        #expect(!bench.inputs.all.contains { $0.closed != nil })
        try await bench.stop()
    }

    @Test func aNameIsLookedUpAndABadOneFails() async throws {
        let server = try FlowBench()
        let address = try #require(try await server.run { $0.listen(host: "127.0.0.1") })
        let client = try FlowBench()
        let named = TransportAddress(transport: .udp, host: "localhost", port: address.port)
        let opened = try #require(try await client.open(1, named)?.opened)
        #expect(["127.0.0.1", "::1"].contains(opened.remote.host))
        let bad = TransportAddress(transport: .udp, host: "a..b", port: 5060)
        #expect(try await client.open(2, bad)?.closed == FlowID(2))
        try await client.stop()
        try await server.stop()
    }

    @Test func noMoreFlowsThanTheLimit() async throws {
        let bench = try FlowBench()
        let target = TransportAddress(transport: .udp, host: "127.0.0.1", port: 9)
        try await bench.run { table in
            for number in 1...Transport.Limits.flows { table.open(FlowID(number), target: target) }
        }
        #expect(bench.inputs.all.count { $0.opened != nil } == Transport.Limits.flows)
        #expect(try await bench.open(Transport.Limits.flows + 1, target)?.closed != nil)
        try await bench.run { $0.close(FlowID(1)) }
        #expect(try await bench.open(Transport.Limits.flows + 2, target)?.opened != nil)
        try await bench.stop()
    }

    @Test func aPortInUseIsRefused() async throws {
        let first = try FlowBench()
        let address = try #require(try await first.run { $0.listen(host: "127.0.0.1") })
        let second = try FlowBench(options: UserAgentOptions(bindAddress: "127.0.0.1", sipPort: address.port))
        #expect(try await second.run { $0.listen(host: "127.0.0.1") } == nil)
        try await first.stop()
        try await second.stop()
    }
}
