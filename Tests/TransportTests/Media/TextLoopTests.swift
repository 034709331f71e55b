import AwaitedEvents
import CallEngine
import Media
import SIP
import Synchronization
import Testing

@testable import Transport

/// Text on the media loop: sockets of its own beside the sound's.
@Suite struct TextLoopTests {
    private func openText(_ bench: MediaBench, _ number: Int, host: String = "127.0.0.1") async throws -> UInt16 {
        let before = bench.reports.all.count
        bench.loop.perform(.openText(MediaID(number), localHost: host))
        let report = await bench.reports.first(after: before) {
            if case .textReady(MediaID(number), _, _) = $0 { return true }
            return false
        }
        guard case .textReady(_, let port, _)? = report else { throw TransportError.mediaUnavailable }
        return port
    }

    private func plan(to port: UInt16) -> TextPlan {
        TextPlan(
            remoteHost: "127.0.0.1", remotePort: port, direction: .sendReceive,
            sending: .init(text: 98, redundant: 100), receiving: .init(text: 98, redundant: 100))
    }

    /// What was read in all, once it is as long as this.
    private func read(_ bench: MediaBench, characters: Int) async -> String {
        let collected = Mutex("")
        _ = await bench.reports.first { report in
            guard case .text(_, let piece, _) = report else { return false }
            return collected.withLock {
                $0 += piece
                return $0.count >= characters
            }
        }
        return collected.withLock { $0 }
    }

    @Test func whatOneWritesTheOtherReads() async throws {
        let left = try MediaBench(.internal { _ in .silence })
        let right = try MediaBench(.internal { _ in .silence })
        let (leftPort, rightPort) = (try await openText(left, 1), try await openText(right, 1))
        _ = try #require(await left.open(1))
        _ = try #require(await right.open(1))
        left.loop.perform(.applyText(MediaID(1), plan(to: rightPort)))
        right.loop.perform(.applyText(MediaID(1), plan(to: leftPort)))
        left.loop.perform(.text(MediaID(1), "un arbre"))
        #expect(await read(right, characters: 8) == "un arbre")
        right.loop.perform(.text(MediaID(1), "où ?"))
        #expect(await read(left, characters: 4) == "où ?")
        // Without a plan nothing is taken; the ports stay.
        left.loop.perform(.applyText(MediaID(1), nil))
        left.loop.perform(.text(MediaID(1), "perdu"))
        left.loop.perform(.applyText(MediaID(1), plan(to: rightPort)))
        left.loop.perform(.text(MediaID(1), " tombé"))
        #expect(await read(right, characters: 14) == "un arbre tombé")
    }

    /// The plans name a port where nobody is: text and its reports take the way that the checks found all the same.
    @Test func textTakesTheWayThatWasFound() async throws {
        let left = try MediaBench(.internal { _ in .silence })
        let right = try MediaBench(.internal { _ in .silence })
        func credentials(_ number: Int) -> ICECredentials {
            ICECredentials(fragment: "frag\(number)", password: "a-password-of-22-or-more-\(number)")
        }
        func open(_ bench: MediaBench, _ number: Int) async throws -> [ICECandidate] {
            bench.loop.perform(.gather(MediaID(1), ICEServers(), credentials(number), isText: true))
            _ = try await openText(bench, 1)
            _ = try #require(await bench.open(1))
            let found = bench.reports.all.compactMap { report -> [ICECandidate]? in
                if case .gathered(MediaID(1), let candidates, isText: true) = report { candidates } else { nil }
            }
            return try #require(found.first)
        }
        let candidates = (try await open(left, 1), try await open(right, 2))
        func plan(_ isLeft: Bool) -> TextPlan {
            var plan = self.plan(to: 9)
            plan.isMultiplexed = true
            plan.ice = ICEPlan(
                local: credentials(isLeft ? 1 : 2), remote: credentials(isLeft ? 2 : 1),
                candidates: isLeft ? candidates.1 : candidates.0, isControlling: isLeft)
            return plan
        }
        left.loop.perform(.applyText(MediaID(1), plan(true)))
        right.loop.perform(.applyText(MediaID(1), plan(false)))
        left.loop.perform(.text(MediaID(1), "un arbre"))
        #expect(await read(right, characters: 8) == "un arbre")
        let figures = await right.statistics(1, token: 1)?.text
        #expect(figures?.packetsReceived ?? 0 > 0 && figures?.blocksLost == 0)
    }

    @Test func anAddressThatIsNotOursIsNotTold() async throws {
        let bench = try MediaBench(.internal { _ in .silence })
        bench.loop.perform(.openText(MediaID(1), localHost: "198.51.100.77"))
        #expect(await bench.open(1) != nil)
        #expect(!bench.reports.all.contains { if case .textReady = $0 { true } else { false } })
    }

    @Test func placesAreGivenBack() async throws {
        let bench = try MediaBench(.internal { _ in .silence })
        for number in 1...(3 * Transport.Limits.mediaSessions) {
            _ = try await openText(bench, number)
            if number % 2 == 0 {
                // The sound has no ports: the text's go too.
                #expect(await bench.open(number, host: "198.51.100.77") == nil)
            } else {
                #expect(await bench.open(number) != nil)
                bench.loop.perform(.close(MediaID(number)))
            }
        }
    }
}
