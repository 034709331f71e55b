import AwaitedEvents
import CLinux
import CallEngine
import Glibc
import Media
import SIP
import Testing

@testable import Transport

/// Two media loops with real sockets on loopback.
@Suite(.serialized, .timeLimit(.minutes(2))) struct MediaLoopTests {
    @Test(arguments: [(Codec.pcma, "127.0.0.1"), (.g722, "::1"), (.opus, "127.0.0.1"), (.pcmu, "::1")])
    func aToneCrossesBothWays(codec: Codec, host: String) async throws {
        let (leftHeard, rightHeard) = (SoundLog(), SoundLog())
        let left = try MediaBench(tone: 440, heard: leftHeard)
        let right = try MediaBench(tone: 1_000, heard: rightHeard)
        try await MediaBench.connect(left, right, codec: codec, host: host)
        #expect(await left.reports.first { $0 == .firstPacket(MediaID(1)) } != nil)
        #expect(await rightHeard.more(seconds: 0.5))
        let lost = try await concealedShare(
            of: { await right.statistics(1, token: $0) }, waiting: { await rightHeard.more(seconds: 2) })
        #expect(lost <= 0.01)
        #expect(abs(rightHeard.last(seconds: 1).frequency - 440) < 2)
        #expect(abs(leftHeard.last(seconds: 1).frequency - 1_000) < 2)
        // 8,000 of amplitude: within 1 dB.
        #expect((5_000...6_350).contains(rightHeard.last(seconds: 0.2).rootMeanSquare))
        left.loop.stop()
        right.loop.stop()
    }

    @Test func anEchoComesBack() async throws {
        let heard = SoundLog()
        let caller = try MediaBench(tone: 440, heard: heard)
        let echo = try MediaBench(.internal { _ in .echo })
        try await MediaBench.connect(caller, echo, codec: .pcma)
        #expect(await heard.more(seconds: 1.5))
        #expect(abs(heard.last(seconds: 0.5).frequency - 440) < 2)
        #expect(heard.last(seconds: 0.5).rootMeanSquare > 4_500)
        caller.loop.stop()
        echo.loop.stop()
    }

    @Test func digitsAndMuteCross() async throws {
        let heard = SoundLog()
        let left = try MediaBench(tone: 440, heard: SoundLog())
        let right = try MediaBench(tone: 440, heard: heard)
        try await MediaBench.connect(left, right, codec: .pcma)
        #expect(await right.reports.first { $0 == .firstPacket(MediaID(1)) } != nil)
        left.loop.perform(.digits(MediaID(1), "1#"))
        #expect(await right.reports.first { $0 == .digit(MediaID(1), "#") } != nil)
        let digits = right.reports.all.compactMap { report -> Character? in
            if case .digit(_, let digit) = report { return digit }
            return nil
        }
        #expect(digits == ["1", "#"])
        left.loop.perform(.mute(MediaID(1), true))
        #expect(await heard.more(seconds: 1))
        #expect(heard.last(seconds: 0.4).rootMeanSquare < 20)
        #expect(await left.statistics(1, token: 9)?.isMicrophoneSent == false)
        left.loop.stop()
        right.loop.stop()
    }

    @Test func garbageOnThePortsChangesNothing() async throws {
        let heard = SoundLog()
        let left = try MediaBench(tone: 440, heard: SoundLog())
        let right = try MediaBench(tone: 440, heard: heard)
        let leftPorts = try #require(await left.open(1))
        let rightPorts = try #require(await right.open(1))
        left.loop.perform(.apply(MediaID(1), MediaBench.plan(.pcma, to: rightPorts)))
        right.loop.perform(.apply(MediaID(1), MediaBench.plan(.pcma, to: leftPorts)))
        var port: UInt16 = 0
        let stranger = clinux_udp_bind("127.0.0.1", 0, &port)
        defer { close(stranger) }
        for round in 0..<2_000 {
            let noise = (0..<(round % 1_600)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ round) }
            for target in [rightPorts.rtp, rightPorts.rtcp] {
                var endpoint = try #require(clinux_endpoint(host: "127.0.0.1", port: target))
                _ = clinux_udp_send(stranger, &endpoint, noise, noise.count)
            }
        }
        #expect(await heard.more(seconds: 1.5))
        #expect(abs(heard.last(seconds: 0.5).frequency - 440) < 2)
        left.loop.stop()
        right.loop.stop()
    }

    @Test func sessionsHaveALimitAndPlacesAreUsedAgain() async throws {
        let bench = try MediaBench(.internal { _ in .silence })
        for number in 1...Transport.Limits.mediaSessions { #expect(await bench.open(number) != nil) }
        let extra = Transport.Limits.mediaSessions + 1
        #expect(await bench.open(extra) == nil)
        bench.loop.perform(.close(MediaID(5)))
        #expect(await bench.open(extra + 1) != nil)
        bench.loop.stop()
    }

    @Test func anAddressThatIsNotOursFails() async throws {
        let bench = try MediaBench(.internal { _ in .silence })
        #expect(await bench.open(1, host: "198.51.100.77") == nil)
        #expect(bench.reports.all == [.failed(MediaID(1))])
        bench.loop.stop()
        bench.loop.stop()
    }
}
