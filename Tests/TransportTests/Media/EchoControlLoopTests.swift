import CLinux
import CallEngine
import Media
import SIP
import Synchronization
import Testing

@testable import Transport

/// From the headset back into the microphone, and what the peer then hears of itself.
@Suite(.serialized, .timeLimit(.minutes(2))) struct EchoControlLoopTests {
    /// A sound card whose loudspeaker the microphone hears, 60 ms later and 12 dB lower.
    private final class Desk: Sendable {
        let path = RealtimePath(port: AudioPort())
        private let air = Mutex<[[Int16]]>(Array(repeating: Array(repeating: 0, count: 480), count: 6))

        func period() {
            var stereo = [Int16](repeating: 0, count: 960)
            stereo.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { path.render(into: base, frames: 480, at: 0) }
            }
            var arriving = air.withLock { air in
                air.append((0..<480).map { stereo[2 * $0] / 4 })
                return air.removeFirst()
            }
            arriving.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { path.capture(base, count: 480) }
            }
            clinux_eventfd_signal(path.port.wakeDescriptor)
        }
    }

    /// Noise in syllables of a quarter of a second.
    private static let voice: [Int16] = {
        var state: UInt64 = 7
        return (0..<4 * 48_000).map { index in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return index % 12_000 < 9_000 ? Int16(truncatingIfNeeded: Int64(bitPattern: state) >> 50) : 0
        }
    }()

    private func heardAgain(_ choice: VoiceProcessingChoice) async throws -> Double {
        let desk = Desk()
        let heard = SoundLog()
        let near = try MediaBench(.port(desk.path.port), voiceProcessing: choice)
        let far = try MediaBench(
            .internal { _ in
                .monitored(
                    sending: Self.voice,
                    heard: {
                        heard.add($0)
                        desk.period()
                    })
            })
        near.loop.setDevicePresent(capture: true, playback: true)
        try await MediaBench.connect(near, far, codec: .g722)
        #expect(await heard.more(seconds: 6))
        near.loop.stop()
        far.loop.stop()
        return heard.last(seconds: 2).rootMeanSquare
    }

    @Test("The peer hears itself without echo control, and not with it")
    func echo() async throws {
        let loud = try await heardAgain(.off)
        let quiet = try await heardAgain(VoiceProcessingChoice(echoControl: true))
        #expect(loud > 300)
        #expect(quiet < loud / 8, "\(loud) without, \(quiet) with")
    }
}
