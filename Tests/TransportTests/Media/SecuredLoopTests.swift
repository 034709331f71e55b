import AwaitedEvents
import CallEngine
import Media
import Testing

@testable import Transport

/// Handshakes on the media loop: sound and text under their keys, and nothing without.
@Suite struct SecuredLoopTests {
    private typealias Ports = (rtp: UInt16, rtcp: UInt16, fingerprint: [UInt8])

    private func open(_ bench: MediaBench, _ number: Int) async throws -> Ports {
        bench.loop.perform(.open(MediaID(number), localHost: "127.0.0.1"))
        let ready = await bench.reports.first {
            if case .ready(MediaID(number), _, _, _, _) = $0 { return true }
            return false
        }
        guard case .ready(_, _, let rtp, let rtcp, let fingerprint?)? = ready else {
            throw TransportError.mediaUnavailable
        }
        return (rtp, rtcp, fingerprint)
    }

    private func plan(
        _ isClient: Bool, to peer: Ports, association: Int = 1, isMultiplexed: Bool = true, isForeign: Bool = false
    ) -> StreamPlan {
        var plan = MediaBench.plan(.pcma, to: (peer.rtp, isMultiplexed ? peer.rtp : peer.rtcp))
        let octets = isForeign ? [UInt8](repeating: 1, count: 32) : peer.fingerprint
        plan.handshake = HandshakePlan(
            isClient: isClient, fingerprints: [.init(.sha256, octets)], association: association)
        plan.isMultiplexed = isMultiplexed
        return plan
    }

    private func outcome(_ bench: MediaBench, isText: Bool = false) async -> HandshakeOutcome? {
        let report = await bench.reports.first {
            if case .handshake(_, isText: isText, _) = $0 { return true }
            return false
        }
        guard case .handshake(_, _, let outcome)? = report else { return nil }
        return outcome
    }

    private func handshakes(_ bench: MediaBench) -> Int {
        bench.reports.all.count { if case .handshake = $0 { true } else { false } }
    }

    @Test(arguments: [true, false]) func soundIsHeardUnderTheKeysOfAHandshake(isMultiplexed: Bool) async throws {
        let (near, far) = (SoundLog(), SoundLog())
        let left = try MediaBench(tone: 440, heard: near)
        let right = try MediaBench(tone: 1_000, heard: far)
        let (leftPorts, rightPorts) = (try await open(left, 1), try await open(right, 1))
        left.loop.perform(.expectHandshake(MediaID(1)))
        right.loop.perform(.apply(MediaID(1), plan(true, to: leftPorts, isMultiplexed: isMultiplexed)))
        #expect(await outcome(right) == .secured(.aes256GCM))
        // Whoever offered learns the answer a while later; until then it sends nothing.
        #expect(await left.statistics(1, token: 1)?.packetsSent == 0)
        left.loop.perform(.apply(MediaID(1), plan(false, to: rightPorts, isMultiplexed: isMultiplexed)))
        #expect(await outcome(left) == .secured(.aes256GCM))
        #expect(await near.more(seconds: 0.6))
        #expect(await far.more(seconds: 0.6))
        #expect(abs(near.last(seconds: 0.3).frequency - 1_000) < 5 && abs(far.last(seconds: 0.3).frequency - 440) < 5)
        // A hold and its end are no new handshake.
        var held = plan(false, to: rightPorts, isMultiplexed: isMultiplexed)
        held.direction = .inactive
        left.loop.perform(.apply(MediaID(1), held))
        left.loop.perform(.apply(MediaID(1), plan(false, to: rightPorts, isMultiplexed: isMultiplexed)))
        #expect(await near.more(seconds: 0.6))
        #expect(abs(near.last(seconds: 0.3).frequency - 1_000) < 5)
        #expect(handshakes(left) == 1 && handshakes(right) == 1)
        let figures = try #require(await left.statistics(1, token: 2))
        #expect(figures.encryption == .aes256GCM && figures.packetsForged == 0)
    }

    @Test func aForeignCertificateHearsNothing() async throws {
        let heard = SoundLog()
        let left = try MediaBench(tone: 440, heard: SoundLog())
        let right = try MediaBench(tone: 1_000, heard: heard)
        let (leftPorts, rightPorts) = (try await open(left, 1), try await open(right, 1))
        left.loop.perform(.apply(MediaID(1), plan(false, to: rightPorts, isForeign: true)))
        right.loop.perform(.apply(MediaID(1), plan(true, to: leftPorts)))
        #expect(await outcome(left) == .failed(.fingerprintMismatch))
        #expect(await heard.more(seconds: 0.4))
        #expect(heard.all.allSatisfy { $0 == 0 })
        let figures = try #require(await left.statistics(1, token: 1))
        #expect(figures.packetsSent == 0 && figures.packetsReceived == 0 && figures.encryption == nil)
    }

    @Test func textHasKeysOfItsOwn() async throws {
        let left = try MediaBench(.internal { _ in .silence })
        let right = try MediaBench(.internal { _ in .silence })
        var ports: [UInt16] = []
        var fingerprints: [[UInt8]] = []
        for bench in [left, right] {
            bench.loop.perform(.openText(MediaID(1), localHost: "127.0.0.1"))
            let report = await bench.reports.first { if case .textReady = $0 { true } else { false } }
            guard case .textReady(_, let port, _)? = report else { throw TransportError.mediaUnavailable }
            ports.append(port)
            fingerprints.append(try await open(bench, 1).fingerprint)
        }
        for (place, bench) in [left, right].enumerated() {
            var plan = TextPlan(
                remoteHost: "127.0.0.1", remotePort: ports[1 - place], direction: .sendReceive,
                sending: .init(text: 98, redundant: 100), receiving: .init(text: 98, redundant: 100))
            plan.handshake = HandshakePlan(
                isClient: place == 0, fingerprints: [.init(.sha256, fingerprints[1 - place])], association: 1)
            bench.loop.perform(.applyText(MediaID(1), plan))
            bench.loop.perform(.text(MediaID(1), "é"))
        }
        for bench in [left, right] {
            #expect(await outcome(bench, isText: true) == .secured(.aes256GCM))
            #expect(await bench.reports.first { $0 == .text(MediaID(1), "é") } != nil)
        }
    }
}
