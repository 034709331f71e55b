import Media
import Testing

/// Goal G8: what a wideband codec promises is not lost on the way. From the microphone's device through the capture path, codec,
/// RTP, jitter buffer and play path to the headset's device.
@Suite struct FidelityTests {
    @Test(
        "A tone keeps its level within 3 dB from card to card", arguments: [Codec.opus, .g722],
        [100, 250, 1_000, 7_000]
    )
    func level(codec: Codec, hertz: Int) {
        let loopback = Loopback()
        loopback.connect(codec)
        let (near, far) = (RealtimePath(port: AudioPort()), RealtimePath(port: AudioPort()))
        let peak = 8_000.0
        var wave = SineWave(hertz: hertz)
        var heard: [Int16] = []
        for _ in 0..<300 {
            var microphone = (0..<480).map { _ in Int16(wave.next() * peak) }
            microphone.withUnsafeMutableBufferPointer {
                if let base = $0.baseAddress { near.capture(base, count: 480) }
            }
            var frame = [Int16](repeating: 0, count: 480)
            var captured = frame.mutableSpan
            guard near.port.takeCapturedFrame(into: &captured) else {
                Issue.record("nothing captured")
                return
            }
            let played = loopback.run(milliseconds: 10) { frame }
            far.port.putPlayoutFrame(played.span)
            var stereo = [Int16](repeating: 0, count: 960)
            stereo.withUnsafeMutableBufferPointer {
                if let base = $0.baseAddress { far.render(into: base, frames: 480, at: 0) }
            }
            heard += stride(from: 0, to: 960, by: 2).map { stereo[$0] }
        }
        // The first second is for buffers and coders that settle.
        let kept = Listening.decibels(Listening.amplitude(heard[48_000...], hertz: hertz) / peak)
        #expect(abs(kept) <= 3, "\(hertz) Hz: \(kept) dB")
    }
}
