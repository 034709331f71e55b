import Media
import Testing
import Time

/// The buffer and a queue of decoded sound that is only counted: hours in a second.
private struct Listener {
    var buffer = JitterBuffer()
    var queued = 0
    var held = 0
    var concealed = 0
    var corrections = 0
    private let start = Instant.now
    private var generator: SeededGenerator
    private let payload: [UInt8] = [0]

    init(seed: UInt64 = 1) { generator = SeededGenerator(seed) }

    func instant(_ milliseconds: Double) -> Instant {
        start + .microseconds(Int64(milliseconds * 1_000))
    }

    mutating func receive(_ sequence: Int, at milliseconds: Double, hasCopy: Bool = false) {
        let at = instant(milliseconds)
        let octets = payload
        _ = buffer.put(
            octets.span, payloadType: 8, sequence: UInt16(truncatingIfNeeded: sequence), time: Int64(sequence) * 960,
            samples: 960, recoversPrevious: hasCopy, at: at)
    }

    mutating func play(at milliseconds: Double) {
        let now = instant(milliseconds)
        buffer.noteFrame(at: now)
        while queued < 480 { decode(at: now, milliseconds) }
        let (samples, _) = buffer.correction()
        // A pitch period of 5 to 10 ms, as a voice has it.
        let period = Int.random(in: 240...480, using: &generator)
        if samples >= period && queued >= period + 240 || samples < 0 {
            queued += samples < 0 ? period : -period
            corrections += 1
            buffer.noteCorrected()
        }
        while queued < 480 { decode(at: now, milliseconds) }
        queued -= 480
    }

    private mutating func decode(at now: Instant, _ milliseconds: Double) {
        switch buffer.next(at: now, queued: queued) {
        case .play(let slot):
            var octets = [UInt8](repeating: 0, count: 1_500)
            _ = octets.withUnsafeMutableBufferPointer { buffer.copyPayload(of: slot, into: $0) }
            buffer.release(slot: slot)
            queued += 960
        case .recover(_, let samples): queued += samples
        case .conceal:
            concealed += 1
            queued += 480
        case .pause, .wait: queued += 480
        }
    }
}

@Suite struct PlayoutDelayTests {
    /// Runs packets of 20 ms that come `delay` late over frames of `period` milliseconds; what waits, in milliseconds, is
    /// looked at each second.
    private func run(
        _ listener: inout Listener, seconds: Int, from first: Int = 0, partsPerMillion: Double = 0,
        framesAtOnce: Int = 1,
        phase: Double = 3, delay: (Int) -> Double?
    ) -> [Double] {
        var depths: [Double] = []
        var flying: [(at: Double, sequence: Int)] = []
        var sequence = first
        let packet = 20 * (1 + partsPerMillion / 1_000_000)
        for step in 0..<(seconds * 100 / framesAtOnce) {
            let now = Double(first) * 20 + Double(step * framesAtOnce) * 10 + phase
            while Double(first) * 20 + Double(sequence - first) * packet <= now {
                let sent = Double(first) * 20 + Double(sequence - first) * packet
                if let delay = delay(sequence) { flying.append((sent + delay, sequence)) }
                sequence += 1
            }
            for packet in flying where packet.at <= now { listener.receive(packet.sequence, at: packet.at) }
            flying.removeAll { $0.at <= now }
            for _ in 0..<framesAtOnce { listener.play(at: now) }
            if step % (100 / framesAtOnce) == 0 {
                depths.append(Double(listener.buffer.depthSamples + Int64(listener.queued)) / 48)
            }
        }
        return depths
    }

    @Test("On a clean line a packet waits for the next frame and little more", arguments: [0.5, 3, 6, 9.5])
    func clean(phase: Double) {
        var listener = Listener()
        let depths = run(&listener, seconds: 30, phase: phase) { _ in 0 }
        #expect(depths.suffix(20).allSatisfy { $0 <= 26 }, "\(depths)")
        #expect(listener.concealed == 0)
        #expect(listener.buffer.targetSamples == 96)
    }

    @Test("A device that asks for two or four frames at once is served without a gap or unrest", arguments: [2, 4])
    func bursts(frames: Int) {
        var listener = Listener()
        let phase = Double(frames) * 10 - 7
        _ = run(&listener, seconds: 20, framesAtOnce: frames, phase: phase) { _ in 0 }
        let before = (listener.concealed, listener.corrections)
        let depths = run(&listener, seconds: 60, from: 1_000, framesAtOnce: frames, phase: phase) { _ in 0 }
        #expect(listener.concealed == before.0, "\(depths)")
        #expect(listener.corrections - before.1 <= 2)
        #expect(depths.allSatisfy { $0 <= Double(20 + 20 * frames) }, "\(depths)")
    }

    @Test("The target follows the jitter: up within seconds, down within a minute or two", arguments: [20, 60])
    func jitter(milliseconds: Int) {
        var listener = Listener()
        var generator = SeededGenerator(3)
        _ = run(&listener, seconds: 10) { _ in 0 }
        _ = run(&listener, seconds: 5, from: 500) { _ in Double.random(in: 0...Double(milliseconds), using: &generator)
        }
        #expect((milliseconds * 40...milliseconds * 48 + 192).contains(Int(listener.buffer.targetSamples)))
        let concealed = listener.concealed
        _ = run(&listener, seconds: 60, from: 750) { _ in Double.random(in: 0...Double(milliseconds), using: &generator)
        }
        #expect(listener.concealed - concealed < 60, "1 % of the frames")
        let depths = run(&listener, seconds: 120, from: 3_750) { _ in 0 }
        #expect(listener.buffer.targetSamples == 96)
        #expect(depths.suffix(10).allSatisfy { $0 <= 26 }, "\(depths)")
    }

    @Test("Where packets carry copies and some are lost, they wait a packet longer; clean again, they do not")
    func copies() {
        var listener = Listener()
        for sequence in 0..<1_000 {
            if sequence % 20 != 7 { listener.receive(sequence, at: Double(sequence) * 20, hasCopy: true) }
            for frame in 0..<2 { listener.play(at: Double(sequence) * 20 + Double(frame) * 10 + 3) }
        }
        #expect(listener.buffer.targetSamples == 960 + 96)
        let concealed = listener.concealed
        for sequence in 1_000..<4_000 {
            if sequence % 20 != 7 { listener.receive(sequence, at: Double(sequence) * 20, hasCopy: sequence < 2_000) }
            for frame in 0..<2 { listener.play(at: Double(sequence) * 20 + Double(frame) * 10 + 3) }
            if sequence == 1_999 { #expect(listener.concealed == concealed) }
        }
        #expect(listener.buffer.targetSamples == 96)
    }

    @Test(
        "An hour of clocks 100 ppm apart, jitter and loss: the gaps do not grow, the delay does not creep",
        arguments: [-100.0, 100])
    func hour(partsPerMillion: Double) {
        var listener = Listener()
        var generator = SeededGenerator(9)
        let depths = run(&listener, seconds: 3_600, partsPerMillion: partsPerMillion) { _ in
            let roll = Int.random(in: 0..<100, using: &generator)
            return roll == 0 ? nil : Double.random(in: 0...15, using: &generator)
        }
        let means = stride(from: 60, to: depths.count - 590, by: 590).map { start in
            depths[start..<start + 590].reduce(0, +) / 590
        }
        let (least, most) = (means.min() ?? 0, means.max() ?? 0)
        #expect(most - least < 5, "\(means)")
        #expect(most < 45, "\(means)")
        // 1 % of the packets is lost: two frames each.
        #expect((3_000...4_400).contains(listener.concealed), "\(listener.concealed)")
        // 360 ms of drift, in pitch periods; the rest is the jitter's doing.
        #expect(listener.corrections < 1_000, "\(listener.corrections)")
    }
}
