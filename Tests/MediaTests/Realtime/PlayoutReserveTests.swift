import Media
import Testing
import Time

struct PlayoutReserveTests {
    private let start = Instant.now

    @Test("Each hole is answered by a frame, up to a limit; a minute without one takes them back")
    func growsAndShrinks() {
        var reserve = PlayoutReserve()
        reserve.note(missingSamples: 9_600, at: start)
        #expect(reserve.samples == 0, "what was missing before does not count")
        reserve.note(missingSamples: 9_600, at: start + .milliseconds(900))
        for hole in 1...10 { reserve.note(missingSamples: 9_600 + hole, at: start + .seconds(hole)) }
        #expect(reserve.samples == PlayoutReserve.most)
        reserve.note(missingSamples: 9_610, at: start + .seconds(69))
        #expect(reserve.samples == PlayoutReserve.most)
        for minute in 1...10 { reserve.note(missingSamples: 9_610, at: start + .seconds(10 + 60 * minute)) }
        #expect(reserve.samples == 0)
        reserve.note(missingSamples: 9_611, at: start + .seconds(700))
        #expect(reserve.samples == 480)
    }

    @Test("What was missing between two calls is no hole")
    func rest() {
        var reserve = PlayoutReserve()
        reserve.note(missingSamples: 480, at: start)
        reserve.rest()
        reserve.note(missingSamples: 480_000, at: start + .seconds(10))
        reserve.note(missingSamples: 480_001, at: start + .milliseconds(10_400))
        #expect(reserve.samples == 0, "nor one of the time in which the next one is made ready")
        reserve.note(missingSamples: 480_002, at: start + .seconds(11))
        #expect(reserve.samples == 480)
    }

    @Test("A ring tells what its reader lacked, whole periods as well")
    func missing() {
        let path = RealtimePath(port: AudioPort())
        var stereo = [Int16](repeating: 0, count: 960)
        path.port.putPlayoutFrame([Int16](repeating: 1, count: 300).span)
        for period in 0..<2 {
            stereo.withUnsafeMutableBufferPointer {
                if let base = $0.baseAddress { path.render(into: base, frames: 480, at: period) }
            }
        }
        #expect(path.port.playout.missingSamples == 180 + 480)
        #expect(path.port.playout.underrunSamples == 180)
    }
}
