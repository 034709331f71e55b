import Media
import Testing

@Suite struct JitterBufferTests {
    private let start = ContinuousClock.now

    private func put(_ buffer: inout JitterBuffer, _ sequence: Int, at milliseconds: Int = 0) -> JitterBuffer.Verdict {
        let payload = [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: 160)
        return buffer.put(
            payload.span, payloadType: 8, sequence: UInt16(truncatingIfNeeded: sequence), time: Int64(sequence) * 960,
            samples: 960, at: start + .milliseconds(milliseconds))
    }

    private func next(_ buffer: inout JitterBuffer, at milliseconds: Int = 100) -> String {
        switch buffer.next(at: start + .milliseconds(milliseconds)) {
        case .play(let slot):
            var payload = [UInt8](repeating: 0, count: 1_500)
            _ = payload.withUnsafeMutableBufferPointer { buffer.copyPayload(of: slot, into: $0) }
            buffer.release(slot: slot)
            return "\(payload[0])"
        case .recover(let slot, let samples): return "recover \(slot) \(samples)"
        case .conceal: return "conceal"
        case .pause: return "pause"
        case .wait: return "wait"
        }
    }

    @Test("Waits for 40 ms, then plays in order, whatever came in which order")
    func order() {
        var buffer = JitterBuffer()
        #expect(next(&buffer, at: 0) == "wait")
        #expect(put(&buffer, 2) == .kept)
        #expect(next(&buffer, at: 0) == "wait")
        #expect(put(&buffer, 1) == .kept)
        #expect(put(&buffer, 1) == .duplicate)
        #expect(put(&buffer, 3) == .kept)
        #expect((0..<3).map { _ in next(&buffer, at: 0) } == ["1", "2", "3"])
    }

    @Test("A single packet is played when it has waited")
    func alone() {
        var buffer = JitterBuffer()
        _ = put(&buffer, 1)
        #expect(next(&buffer, at: 30) == "wait")
        #expect(next(&buffer, at: 61) == "1")
    }

    @Test("A lost packet is two frames made up; it is late afterwards")
    func lost() {
        var buffer = JitterBuffer()
        for sequence in [1, 2, 4, 5] { _ = put(&buffer, sequence) }
        #expect((0..<6).map { _ in next(&buffer) } == ["1", "2", "conceal", "conceal", "4", "5"])
        #expect(put(&buffer, 3) == .late)
    }

    @Test("Frames made up on an empty buffer are credited where the packet was lost")
    func credited() {
        var buffer = JitterBuffer()
        for sequence in [1, 2] { _ = put(&buffer, sequence) }
        #expect((0..<4).map { _ in next(&buffer) } == ["1", "2", "conceal", "conceal"])
        _ = put(&buffer, 4)
        #expect(next(&buffer) == "4")
    }

    @Test("What is merely late is still played, and the delay has grown")
    func late() {
        var buffer = JitterBuffer()
        for sequence in [1, 2] { _ = put(&buffer, sequence) }
        #expect((0..<4).map { _ in next(&buffer) } == ["1", "2", "conceal", "conceal"])
        for sequence in [3, 4] { _ = put(&buffer, sequence) }
        #expect((0..<2).map { _ in next(&buffer) } == ["3", "4"])
    }

    @Test("A digit's packets are a pause, not a loss")
    func pause() {
        var buffer = JitterBuffer()
        for sequence in [1, 2] { _ = put(&buffer, sequence) }
        for sequence in 3...5 as ClosedRange<UInt16> { buffer.noteSilentPacket(sequence: sequence) }
        _ = put(&buffer, 6)
        #expect(
            (0..<9).map { _ in next(&buffer) }
                == ["1", "2", "pause", "pause", "pause", "pause", "pause", "pause", "6"])
    }

    @Test("After 100 ms without a packet it fills up again; old packets stay late")
    func refill() {
        var buffer = JitterBuffer()
        for sequence in [1, 2] { _ = put(&buffer, sequence) }
        for _ in 0..<2 { _ = next(&buffer) }
        for _ in 0..<10 { #expect(next(&buffer) == "conceal") }
        #expect(next(&buffer) == "wait")
        #expect(put(&buffer, 2) == .late)
    }

    @Test("The limit: the oldest gives way")
    func full() {
        var buffer = JitterBuffer()
        for sequence in 1...RTPLimits.bufferedPackets { #expect(put(&buffer, sequence) == .kept) }
        #expect(put(&buffer, 100) == .keptInPlaceOfOldest)
        #expect(buffer.usedSlots == RTPLimits.bufferedPackets)
        #expect(next(&buffer) == "2")
        let empty: [UInt8] = []
        let verdict = buffer.put(empty.span, payloadType: 0, sequence: 0, time: 0, samples: 1, at: start)
        #expect(verdict == .refused)
    }

    @Test("The target grows with jitter to 200 ms and no further")
    func target() {
        var buffer = JitterBuffer()
        #expect(buffer.targetSamples == 40 * 48)
        buffer.setJitter(milliseconds: 30)
        #expect(buffer.targetSamples == 110 * 48)
        buffer.setJitter(milliseconds: .infinity)
        buffer.setJitter(milliseconds: 1e9)
        #expect(buffer.targetSamples == 200 * 48)
    }

    @Test("A jump of the peer's clock begins anew")
    func jump() {
        var buffer = JitterBuffer()
        for sequence in [1, 2] { _ = put(&buffer, sequence) }
        _ = next(&buffer)
        #expect(put(&buffer, 10_000) == .kept)
        #expect(put(&buffer, 10_001) == .kept)
        #expect(next(&buffer) == "16")
    }
}
