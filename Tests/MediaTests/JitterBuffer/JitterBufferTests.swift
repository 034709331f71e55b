import Media
import Testing
import Time

@Suite struct JitterBufferTests {
    private let start = Instant.now

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

    @Test("Waits, then plays in order, whatever came in which order")
    func order() {
        var buffer = JitterBuffer()
        #expect(next(&buffer, at: 0) == "wait")
        #expect(put(&buffer, 2) == .kept)
        #expect(next(&buffer, at: 0) == "wait")
        #expect(put(&buffer, 1) == .kept)
        #expect(put(&buffer, 1) == .duplicate)
        #expect(put(&buffer, 3) == .kept)
        #expect((0..<3).map { _ in next(&buffer) } == ["1", "2", "3"])
    }

    @Test("A single packet is played when it has waited for 4 ms, before anything is known of the line")
    func alone() {
        var buffer = JitterBuffer()
        _ = put(&buffer, 1)
        #expect(next(&buffer, at: 3) == "wait")
        #expect(next(&buffer, at: 4) == "1")
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

    @Test("A digit's packets are a pause, not a loss: it ends when the next packet is due")
    func pause() {
        var buffer = JitterBuffer()
        for sequence in [1, 2] { _ = put(&buffer, sequence, at: 20 * sequence) }
        #expect(next(&buffer, at: 40) == "1")
        #expect(next(&buffer, at: 60) == "2")
        for sequence in 3...5 as ClosedRange<UInt16> { buffer.noteSilentPacket(sequence: sequence) }
        _ = put(&buffer, 6, at: 120)
        let orders = (8...13).map { next(&buffer, at: 10 * $0) }
        #expect(orders == ["pause", "pause", "pause", "pause", "pause", "6"])
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

    @Test("A jump of the peer's clock begins anew")
    func jump() {
        var buffer = JitterBuffer()
        for sequence in [1, 2] { _ = put(&buffer, sequence) }
        _ = next(&buffer)
        #expect(put(&buffer, 10_000) == .kept)
        #expect(put(&buffer, 10_001) == .kept)
        #expect(next(&buffer) == "16")
    }

    @Test("A clock that jumped back by less than 5 s is followed after ten late packets")
    func jumpBack() {
        var buffer = JitterBuffer()
        for sequence in 100...101 { _ = put(&buffer, sequence, at: 20 * (sequence - 100)) }
        for _ in 0..<2 { _ = next(&buffer) }
        for sequence in 10..<20 { #expect(put(&buffer, sequence) == .late) }
        #expect(put(&buffer, 20) == .kept)
        #expect(next(&buffer, at: 1_000) == "20")
    }

    @Test("A lost packet is recovered from the copy in the next one, where that is there")
    func copies() {
        var buffer = JitterBuffer()
        let payload = [UInt8](repeating: 7, count: 60)
        for sequence in [1, 2, 4, 7] {
            _ = buffer.put(
                payload.span, payloadType: 96, sequence: UInt16(sequence), time: Int64(sequence) * 960, samples: 960,
                recoversPrevious: true, at: start)
        }
        let orders = (0..<8).map { _ in next(&buffer).prefix(4) }
        #expect(orders == ["7", "7", "reco", "7", "conc", "conc", "reco", "7"])
    }
}
