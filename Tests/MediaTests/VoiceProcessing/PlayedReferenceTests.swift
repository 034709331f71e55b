import Media
import Testing

/// What was played, in step with the microphone.
@Suite struct PlayedReferenceTests {
    private func render(_ path: RealtimePath, _ samples: [Int16]) {
        path.port.playout.write(samples.span)
        var stereo = [Int16](repeating: 0, count: samples.count * 2)
        stereo.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { path.render(into: base, frames: samples.count, at: 0) }
        }
    }

    private func next(_ reference: inout PlayedReference, _ ring: SampleRing, count: Int = 480) -> [Int16] {
        var frame = [Int16](repeating: -1, count: count)
        var target = frame.mutableSpan
        reference.next(&target, from: ring)
        return frame
    }

    @Test("Call, voice and ring are in it, as both ears hear them")
    func sources() {
        let path = RealtimePath(port: AudioPort())
        path.setGain(left: 0, right: 1, of: .call)
        path.speech.write([Int16](repeating: 1_000, count: 480).span)
        path.ringTone.write([Int16](repeating: 10, count: 480).span)
        render(path, [Int16](repeating: 4_000, count: 480))
        var reference = PlayedReference()
        #expect(next(&reference, path.port.played).allSatisfy { $0 == 3_010 })
        // Nothing more was played.
        #expect(next(&reference, path.port.played).allSatisfy { $0 == 0 })
    }

    @Test("Nobody reads for long: it starts again with what is young, and odd frames trap nothing")
    func stalls() {
        let path = RealtimePath(port: AudioPort())
        var reference = PlayedReference()
        for count in [0, 1, 481] {
            #expect(next(&reference, path.port.played, count: count).allSatisfy { $0 == 0 })
        }
        for _ in 0..<100 { render(path, [Int16](repeating: 7, count: 480)) }
        #expect(next(&reference, path.port.played).allSatisfy { $0 == 7 })
        #expect(path.port.played.readableCount <= 4 * 480)
        #expect(reference.starts == 1)
    }

    @Test("Clocks 200 ppm apart: no restart after the first seconds, and little waits", arguments: [-1, 1])
    func drift(direction: Int) {
        let ring = SampleRing(minimumCapacity: 1 << 14)
        var reference = PlayedReference()
        let frame = [Int16](repeating: 5, count: 481)
        for _ in 0..<4 {
            ring.write(frame.span.extracting(0..<480))
            _ = next(&reference, ring)
        }
        ring.write(frame.span.extracting(0..<480))
        var startsEarly = 0
        // Ten minutes.
        for turn in 0..<60_000 {
            ring.write(frame.span.extracting(0..<(turn % 10 == 0 ? 480 + direction : 480)))
            _ = next(&reference, ring)
            if turn == 1_000 { startsEarly = reference.starts }
        }
        #expect(reference.starts == startsEarly)
        #expect((1...1_920).contains(ring.readableCount))
    }
}
