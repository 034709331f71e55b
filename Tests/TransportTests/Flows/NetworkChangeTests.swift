import AwaitedEvents
import CallEngine
import SIP
import Testing

@testable import Transport

/// What is closed and what is told when the network changes, with the network written down.
@Suite(.timeLimit(.minutes(1))) struct NetworkChangeTests {
    /// A network in which these addresses are ours and every way begins at `source`.
    private static func view(usable: Set<String>, ours: Set<String>, source: String?) -> NetworkView {
        NetworkView(
            usable: usable, sourceOfFour: source, sourceOfSix: nil, isOurs: { ours.contains($0) },
            source: { _ in source })
    }

    private static func told(_ bench: FlowBench) -> [EngineInput] {
        bench.inputs.all.filter {
            switch $0 {
            case .network, .flowClosed: true
            default: false
            }
        }
    }

    /// A client with a UDP flow and a TCP flow from 127.0.0.1, on a network that it knows.
    private static func bench(_ target: TransportAddress) async throws -> FlowBench {
        let bench = try FlowBench()
        try await bench.run { $0.network = view(usable: ["192.0.2.1"], ours: ["127.0.0.1"], source: "127.0.0.1") }
        var stream = target
        stream.transport = .tcp
        #expect(try await bench.open(1, target)?.opened != nil)
        #expect(try await bench.open(2, stream)?.opened != nil)
        return bench
    }

    @Test func theSameNetworkIsNoNews() async throws {
        let peer = try FlowBench()
        let target = try #require(try await peer.run { $0.listen(host: "127.0.0.1") })
        let bench = try await Self.bench(target)
        try await bench.run {
            $0.look(at: Self.view(usable: ["192.0.2.1"], ours: ["127.0.0.1"], source: "127.0.0.1"))
        }
        #expect(Self.told(bench).isEmpty)
        try await bench.stop()
        try await peer.stop()
    }

    @Test func flowsOfAnAddressThatIsGoneAreClosedAndThenTheChangeIsTold() async throws {
        let peer = try FlowBench()
        let target = try #require(try await peer.run { $0.listen(host: "127.0.0.1") })
        let bench = try await Self.bench(target)
        let isEmpty = try await bench.run { table in
            table.look(at: Self.view(usable: ["198.51.100.7"], ours: ["198.51.100.7"], source: "198.51.100.7"))
            return table.flows.isEmpty && table.ports.isEmpty
        }
        #expect(isEmpty)
        #expect(
            Self.told(bench) == [
                .flowClosed(FlowID(1), .addressGone), .flowClosed(FlowID(2), .addressGone), .network(.changed),
            ])
        try await bench.stop()
        try await peer.stop()
    }

    @Test func flowsWhoseWayBeginsElsewhereAreClosed() async throws {
        let peer = try FlowBench()
        let target = try #require(try await peer.run { $0.listen(host: "127.0.0.1") })
        let bench = try await Self.bench(target)
        try await bench.run {
            $0.look(
                at: Self.view(
                    usable: ["192.0.2.1", "192.0.2.2"], ours: ["127.0.0.1", "192.0.2.2"], source: "192.0.2.2")
            )
        }
        #expect(Self.told(bench).count == 3 && Self.told(bench).last == .network(.changed))
        try await bench.stop()
        try await peer.stop()
    }

    @Test func aLostLinkClosesNothingAndIsToldOnce() async throws {
        let peer = try FlowBench()
        let target = try #require(try await peer.run { $0.listen(host: "127.0.0.1") })
        let bench = try await Self.bench(target)
        for _ in 1...2 {
            try await bench.run { $0.look(at: Self.view(usable: [], ours: ["127.0.0.1"], source: nil)) }
        }
        #expect(Self.told(bench) == [.network(.lost)])
        try await bench.run {
            $0.look(at: Self.view(usable: ["192.0.2.1"], ours: ["127.0.0.1"], source: "127.0.0.1"))
        }
        #expect(Self.told(bench) == [.network(.lost), .network(.changed)])
        try await bench.stop()
        try await peer.stop()
    }

    @Test func theListeningAddressGoesAndComesBack() async throws {
        let bench = try FlowBench()
        let first = try #require(try await bench.run { $0.listen(host: "127.0.0.1") })
        try await bench.run { $0.look(at: Self.view(usable: ["192.0.2.9"], ours: [], source: "192.0.2.9")) }
        let listening = try #require(bench.inputs.all.first?.accepted?.flow)
        #expect(bench.inputs.all.contains(.flowClosed(listening, .addressGone)))
        try await bench.run {
            $0.look(at: Self.view(usable: ["192.0.2.1"], ours: ["127.0.0.1"], source: "127.0.0.1"))
        }
        let again = bench.inputs.all.compactMap(\.accepted)
        #expect(again.count == 2 && again.last?.local.host == first.host)
        try await bench.stop()
    }

    @Test func thisComputersNetworkIsRead() {
        let view = NetworkView.now()
        #expect(view.isOurs("127.0.0.1") && !view.isOurs("192.0.2.77") && !view.isOurs("no address"))
        #expect(view.source("127.0.0.1") == "127.0.0.1")
        #expect(view.usable.allSatisfy { !$0.hasPrefix("127.") && !$0.hasPrefix("fe80") })
        #expect(view.isSame(as: view))
    }
}
