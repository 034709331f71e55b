import AwaitedEvents
import CallEngine
import Media
import SIP
import Testing

@testable import Transport

/// Whole calls between two user agents: real SIP and RTP on loopback.
@Suite(.serialized, .timeLimit(.minutes(2))) struct UserAgentCallTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var codec: Codec
        var transport: TransportProtocol
        var host: String
        var callerHangsUp: Bool

        var testDescription: String { "\(codec) \(transport) \(host) \(callerHangsUp ? "caller" : "callee") hangs up" }
    }

    static let cases = [
        Case(codec: .pcma, transport: .udp, host: "127.0.0.1", callerHangsUp: true),
        Case(codec: .g722, transport: .tcp, host: "127.0.0.1", callerHangsUp: false),
        Case(codec: .opus, transport: .udp, host: "::1", callerHangsUp: false),
        Case(codec: .pcmu, transport: .tcp, host: "::1", callerHangsUp: true),
    ]

    @Test(arguments: cases) func aCallIsHeardAtBothEnds(_ test: Case) async throws {
        let alice = try Phone("alice", host: test.host, tone: 440, codecs: [test.codec])
        let bob = try Phone("bob", host: test.host, tone: 1_000)
        let outgoing = try await alice.dial(bob.uri(over: test.transport))
        let incoming = try await bob.incoming()
        #expect(incoming.remote.number == "alice" && incoming.dialledUser == "bob")
        #expect(await alice.reaches(.ringing, outgoing))
        bob.agent.perform(.answer(incoming.id))
        #expect(await bob.reaches(.active, incoming.id))
        #expect(await alice.reaches(.active, outgoing))
        try await judgeSound(alice, outgoing, bob, incoming.id, codec: test.codec)

        let (first, second) = test.callerHangsUp ? (alice, bob) : (bob, alice)
        let (firstCall, secondCall) = test.callerHangsUp ? (outgoing, incoming.id) : (incoming.id, outgoing)
        first.agent.perform(.hangUp(firstCall))
        #expect(await first.end(of: firstCall)?.cause == .endedByMe)
        #expect(await second.end(of: secondCall)?.cause == .endedByPeer)
        await alice.stop()
        await bob.stop()
    }

    private func judgeSound(
        _ alice: Phone, _ outgoing: CallID, _ bob: Phone, _ incoming: CallID, codec: Codec
    ) async throws {
        #expect(await bob.heard.more(seconds: 0.5))
        let lost = try await concealedShare(
            of: { await bob.statistics(incoming, token: $0) }, waiting: { await bob.heard.more(seconds: 2) })
        #expect(lost <= 0.01)
        #expect(await bob.statistics(incoming, token: 99)?.codec == codec)
        #expect(abs(bob.heard.last(seconds: 1).frequency - 440) < 2)
        #expect(abs(alice.heard.last(seconds: 1).frequency - 1_000) < 2)
    }

    @Test(arguments: [(DeclineReason.busy, EndReason.Cause.busy), (.declined, .declinedByPeer)])
    func aDeclinedCallIsToldWhy(reason: DeclineReason, cause: EndReason.Cause) async throws {
        let alice = try Phone("alice", host: "127.0.0.1")
        let bob = try Phone("bob", host: "127.0.0.1")
        let outgoing = try await alice.dial(bob.uri(over: .udp))
        let incoming = try await bob.incoming()
        bob.agent.perform(.decline(incoming.id, reason))
        #expect(await alice.end(of: outgoing)?.cause == cause)
        #expect(await bob.end(of: incoming.id)?.cause == .declinedByMe)
        await alice.stop()
        await bob.stop()
    }

    @Test(arguments: [TransportProtocol.udp, .tcp]) func aCallerMayGiveUp(transport: TransportProtocol) async throws {
        let alice = try Phone("alice", host: "127.0.0.1")
        let bob = try Phone("bob", host: "127.0.0.1")
        let outgoing = try await alice.dial(bob.uri(over: transport))
        let incoming = try await bob.incoming()
        #expect(await alice.reaches(.ringing, outgoing))
        alice.agent.perform(.hangUp(outgoing))
        #expect(await alice.end(of: outgoing)?.cause == .cancelledByMe)
        #expect(await bob.end(of: incoming.id)?.cause == .missed)
        await alice.stop()
        await bob.stop()
    }

    @Test func nobodyThereIsTold() async throws {
        let alice = try Phone("alice", host: "127.0.0.1")
        let bob = try Phone("bob", host: "127.0.0.1")
        let uri = bob.uri(over: .tcp)
        await bob.stop()
        let outgoing = try await alice.dial(uri)
        #expect(await alice.end(of: outgoing)?.cause == .networkFailure)
        await alice.stop()
    }

    @Test func garbageOnTheSignallingPortsChangesNothing() async throws {
        let alice = try Phone("alice", host: "127.0.0.1")
        let bob = try Phone("bob", host: "127.0.0.1")
        let stranger = try FlowBench()
        let address = bob.address
        _ = try await stranger.open(1, address)
        for round in 0..<200 {
            let noise = (0..<round * 17).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ round) }
            try await stranger.run { $0.send(noise, on: FlowID(1), to: address) }
        }
        for cut in ["INVITE", "INVITE sip:bob SIP/2.0\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n", "\r\n\r\n"] {
            try await stranger.run { $0.send(Array(cut.utf8), on: FlowID(1), to: address) }
        }
        let outgoing = try await alice.dial(bob.uri(over: .udp))
        let incoming = try await bob.incoming()
        bob.agent.perform(.answer(incoming.id))
        #expect(await alice.reaches(.active, outgoing))
        try await stranger.stop()
        await alice.stop()
        await bob.stop()
    }

    @Test func shutDownEndsTheCallAndIsTold() async throws {
        let alice = try Phone("alice", host: "127.0.0.1")
        let bob = try Phone("bob", host: "127.0.0.1")
        let outgoing = try await alice.dial(bob.uri(over: .udp))
        let incoming = try await bob.incoming()
        bob.agent.perform(.answer(incoming.id))
        #expect(await alice.reaches(.active, outgoing))
        alice.agent.perform(.shutDown)
        #expect(await alice.events.first { $0 == .shutDownFinished } != nil)
        #expect(await bob.end(of: incoming.id)?.cause == .endedByPeer)
        await alice.stop()
        await bob.stop()
    }
}
