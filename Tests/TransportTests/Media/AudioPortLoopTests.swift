import CLinux
import CallEngine
import Media
import SIP
import Synchronization
import Testing

@testable import Transport

/// The media loop behind a device: here the device's periods are given by the far end's clock.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AudioPortLoopTests {
    /// What a sound card does each 10 ms: delivers a period of the microphone and takes one for the headset.
    private final class Device: Sendable {
        let port = AudioPort()
        let heard = SoundLog()
        private let tone = SoundLog.tone(hertz: 440)
        private let position = Mutex(0)
        private let isRunning = Mutex(true)

        func period() {
            guard isRunning.withLock({ $0 }) else { return }
            let start = position.withLock { position in
                defer { position = (position + 480) % 48_000 }
                return position
            }
            let spoken = Array(tone[start..<start + 480])
            port.captured.write(spoken.span)
            var played = [Int16](repeating: 0, count: 480)
            var target = played.mutableSpan
            port.playout.read(into: &target)
            heard.add(played)
            clinux_eventfd_signal(port.wakeDescriptor)
        }

        /// The device is there still and says so, but gives no more periods.
        func freeze() { isRunning.withLock { $0 = false } }
    }

    private func start(_ device: Device) async throws -> (near: MediaBench, far: MediaBench, heard: SoundLog) {
        let heard = SoundLog()
        let near = try MediaBench(.port(device.port))
        let tone = SoundLog.tone(hertz: 1_000)
        let far = try MediaBench(
            .internal { _ in
                .monitored(
                    sending: tone,
                    heard: {
                        heard.add($0)
                        device.period()
                    })
            })
        return (near, far, heard)
    }

    @Test func aDeviceHearsAndIsHeard() async throws {
        let device = Device()
        let (near, far, heard) = try await start(device)
        near.loop.setDevicePresent(capture: true, playback: true)
        try await MediaBench.connect(near, far, codec: .pcma)
        #expect(await heard.more(seconds: 2.5))
        #expect(abs(heard.last(seconds: 1).frequency - 440) < 2)
        #expect(abs(device.heard.last(seconds: 1).frequency - 1_000) < 2)
        near.loop.stop()
        far.loop.stop()
    }

    @Test(arguments: [true, false]) func withoutADeviceTheStreamGoesOn(isFrozen: Bool) async throws {
        let device = Device()
        let (near, far, heard) = try await start(device)
        near.loop.setDevicePresent(capture: true, playback: true)
        try await MediaBench.connect(near, far, codec: .pcma)
        #expect(await heard.more(seconds: 1))
        device.freeze()
        if !isFrozen { near.loop.setDevicePresent(capture: false, playback: false) }
        let before = try #require(await near.statistics(1, token: 1))
        #expect(await heard.more(seconds: 2))
        let after = try #require(await near.statistics(1, token: 2))
        #expect(after.packetsSent - before.packetsSent >= 85)
        #expect(after.framesPlayed - before.framesPlayed >= 170)
        #expect(heard.last(seconds: 0.5).rootMeanSquare < 20)
        near.loop.stop()
        far.loop.stop()
    }
}
