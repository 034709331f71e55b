import AwaitedEvents
import CallEngine
import Media
import Testing
import Time

@testable import Transport

/// ICE on the media loop: candidates before ports, and sound by the way that the checks found.
@Suite struct ICELoopTests {
    private func open(
        _ bench: MediaBench, _ servers: ICEServers, _ credentials: ICECredentials
    ) async throws -> [ICECandidate] {
        bench.loop.perform(.gather(MediaID(1), servers, credentials))
        _ = try #require(await bench.open(1))
        let kinds = bench.reports.all.compactMap { report -> [ICECandidate]? in
            if case .gathered(MediaID(1), let candidates, isText: false) = report { candidates } else { nil }
        }
        return try #require(kinds.first)
    }

    private static func credentials(_ number: Int) -> ICECredentials {
        ICECredentials(fragment: "frag\(number)", password: "a-password-of-22-or-more-\(number)")
    }

    /// The plans name a port where nobody is: sound comes all the same.
    @Test(arguments: [false, true]) func soundTakesTheWayThatWasFound(isSecured: Bool) async throws {
        let (near, far) = (SoundLog(), SoundLog())
        let left = try MediaBench(tone: 440, heard: near)
        let right = try MediaBench(tone: 1_000, heard: far)
        let own = (Self.credentials(1), Self.credentials(2))
        let leftCandidates = try await open(left, ICEServers(), own.0)
        let rightCandidates = try await open(right, ICEServers(), own.1)
        #expect(leftCandidates.map(\.kind) == [.host])
        func fingerprint(_ bench: MediaBench) -> [UInt8] {
            bench.reports.all.compactMap { report -> [UInt8]? in
                if case .ready(_, _, _, _, let fingerprint) = report { fingerprint } else { nil }
            }.first ?? []
        }
        func plan(_ isLeft: Bool) -> StreamPlan {
            var plan = MediaBench.plan(.pcma, to: (9, 9))
            plan.isMultiplexed = true
            plan.ice = ICEPlan(
                local: isLeft ? own.0 : own.1, remote: isLeft ? own.1 : own.0,
                candidates: isLeft ? rightCandidates : leftCandidates, isControlling: isLeft)
            if isSecured {
                plan.handshake = HandshakePlan(
                    isClient: isLeft, fingerprints: [.init(.sha256, fingerprint(isLeft ? right : left))], association: 1
                )
            }
            return plan
        }
        left.loop.perform(.apply(MediaID(1), plan(true)))
        right.loop.perform(.apply(MediaID(1), plan(false)))
        #expect(await near.more(seconds: 0.6))
        #expect(await far.more(seconds: 0.6))
        #expect(await left.statistics(1, token: 1)?.packetsSent ?? 0 > 10)
        if isSecured { #expect(await left.statistics(1, token: 2)?.encryption == .aes256GCM) }
    }

    @Test func whoDoesNotCheckGetsNothing() async throws {
        let left = try MediaBench(tone: 440, heard: SoundLog())
        let candidates = try await open(left, ICEServers(), Self.credentials(1))
        var plan = MediaBench.plan(.pcma, to: (9, 9))
        plan.ice = ICEPlan(
            local: Self.credentials(1), remote: Self.credentials(2), candidates: candidates, isControlling: true)
        left.loop.perform(.apply(MediaID(1), plan))
        #expect(await left.statistics(1, token: 1)?.packetsSent == 0)
    }

    /// Nobody answers on the discard port: the description is not held up for long.
    @Test func aServerThatSaysNothingIsNotWaitedForLong() async throws {
        let bench = try MediaBench(tone: 440, heard: SoundLog())
        let server = MediaAddress(ipv4: 0x7F00_0001, port: 9)
        let began = Instant.now
        let candidates = try await open(bench, ICEServers(binding: server), Self.credentials(1))
        #expect(candidates.map(\.kind) == [.host] && Instant.now - began < .seconds(3))
    }

    @Test func theSystemKnowsItsOwnName() {
        #expect(HostLookup.address(of: "localhost") == "127.0.0.1")
        #expect(HostLookup.address(of: "no such host") == nil)
    }
}
