import CLinux
import CallEngine
import Glibc
import Media
import Synchronization
import Testing
import Time

@testable import Transport

/// A flood on one port takes no more of the loop than its turn.
@Suite(.serialized) struct SocketTurnsTests {
    @Test func aSocketGivesSoMuchEachTick() {
        let start = Instant.now
        var turns = SocketTurns(sockets: 4, at: start)
        func take(_ mark: Int) -> Bool {
            guard turns.mayGive(mark: mark) else { return false }
            turns.gave(mark: mark)
            return true
        }
        for _ in 0..<Transport.Limits.packetsPerTurn { #expect(take(0)) }
        for _ in 0..<(Transport.Limits.packetsPerTurn + Transport.Limits.pooledPackets) { #expect(take(1)) }
        #expect(!take(1) && turns.held == [1])
        for _ in 0..<Transport.Limits.packetsPerTurn { #expect(take(2), "the others have their own") }
        func looks(_ mark: Int) -> Bool { turns.mayGive(mark: mark) }
        for _ in 0..<99 { #expect(looks(3), "who looks and finds nothing has lost nothing") }
        #expect(!take(4) && turns.held == [1])
        #expect(!turns.isOver(at: start + .milliseconds(8)) && turns.isOver(at: start + .microseconds(9_950)))
        turns.begin(at: start + .milliseconds(10))
        #expect(turns.held.isEmpty && take(1))
        turns.gave(Transport.Limits.pooledPackets + 2 * Transport.Limits.packetsPerTurn, mark: 2)
        #expect(take(0) && take(1) && !take(2), "it used up the pool, not the others' own")
    }

    @Test func aFloodIsLeftInTheKernelAndTheCallGoesOn() async throws {
        let heard = SoundLog()
        let left = try MediaBench(tone: 440, heard: SoundLog())
        let tone = SoundLog.tone(hertz: 440)
        let right = try MediaBench(
            .internal { id in .monitored(sending: tone, heard: { if id == MediaID(1) { heard.add($0) } }) })
        let leftPorts = try #require(await left.open(1))
        let rightPorts = try #require(await right.open(1))
        let flooded = try #require(await right.open(2))
        left.loop.perform(.apply(MediaID(1), MediaBench.plan(.pcma, to: rightPorts)))
        right.loop.perform(.apply(MediaID(1), MediaBench.plan(.pcma, to: leftPorts)))
        right.loop.perform(.apply(MediaID(2), MediaBench.plan(.pcma, to: (9, 10))))
        #expect(await heard.more(seconds: 0.5))
        let begun = Instant.now
        var port: UInt16 = 0
        let stranger = clinux_udp_bind("127.0.0.1", 0, &port)
        defer { close(stranger) }
        var endpoint = try #require(clinux_endpoint(host: "127.0.0.1", port: flooded.rtp))
        let noise = [UInt8](repeating: 0x80, count: 172)
        var sent = 0
        while Instant.now - begun < .seconds(1) {
            for _ in 0..<200 where clinux_udp_send(stranger, &endpoint, noise, noise.count) > 0 { sent += 1 }
            await Task.yield()
        }
        let figures = try #require(await right.statistics(2, token: 5))
        let ticks = Int((Instant.now - begun) / .milliseconds(9)) + 2
        let most = ticks * (Transport.Limits.packetsPerTurn + Transport.Limits.pooledPackets)
        #expect(figures.packetsRefused > 100, "it is read")
        #expect(Int(figures.packetsRefused) <= min(most, sent), "of \(sent) datagrams")
        #expect(await heard.more(seconds: 1))
        #expect(abs(heard.last(seconds: 0.5).frequency - 440) < 2)
        left.loop.stop()
        right.loop.stop()
    }
}
