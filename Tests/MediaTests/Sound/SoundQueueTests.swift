import Media
import Testing

@Suite struct SoundQueueTests {
    private func take(_ queue: inout SoundQueue) -> [Int16]? {
        var frame = [Int16](repeating: 0, count: 480)
        var span = frame.mutableSpan
        return queue.take(into: &span) ? frame : nil
    }

    @Test("Gives what was put in, in order")
    func order() {
        var queue = SoundQueue()
        let sound = (0..<2_000).map { Int16($0) }
        queue.append(sound.span)
        var heard: [Int16] = []
        while let frame = take(&queue) { heard += frame }
        #expect(heard == Array(sound[..<1_920]))
        #expect(queue.count == 80)
    }

    @Test(
        "A tone that is shortened and lengthened stays a tone: no step where it was spliced",
        arguments: [110, 220, 400])
    func tone(hertz: Int) {
        var queue = SoundQueue()
        let tone = Listening.sine(hertz: hertz, peak: 10_000, samples: 480_000)
        var heard: [Int16] = []
        var (shortened, lengthened) = (0, 0)
        for index in 0..<500 {
            queue.append(tone.span.extracting(index * 960..<(index + 1) * 960))
            if index % 10 == 5 { shortened += queue.shorten(atMost: 720, isUrgent: false) }
            if index % 10 == 8 { lengthened += queue.lengthen(isUrgent: false) }
            while let frame = take(&queue) { heard += frame }
        }
        #expect(shortened > 4_000 && lengthened > 4_000)
        #expect(heard.count + queue.count == 480_000 - shortened + lengthened)
        // The steepest step of the tone itself, and what the cross-fade may add.
        let steepest = zip(tone, tone.dropFirst()).map { abs(Int($1) - Int($0)) }.max() ?? 0
        let heardSteepest = zip(heard, heard.dropFirst()).map { abs(Int($1) - Int($0)) }.max() ?? 0
        #expect(heardSteepest <= steepest * 5 / 4 + 20)
        let level = Listening.rms(heard[4_800...]) / Listening.rms(tone)
        #expect((0.95...1.05).contains(level), "\(level)")
    }

    @Test("Silence is cut to the sample")
    func silence() {
        var queue = SoundQueue()
        let silence = [Int16](repeating: 0, count: 960)
        queue.append(silence.span)
        for most in [0, 119, -5] { #expect(queue.shorten(atMost: most, isUrgent: true) == 0) }
        let shortened = queue.shorten(atMost: 300, isUrgent: false)
        #expect((120...300).contains(shortened) && queue.count == 960 - shortened)
    }

    @Test("What does not resemble itself is left alone, unless it is urgent")
    func noise() {
        var queue = SoundQueue()
        var generator = SeededGenerator(2)
        var changed = 0
        for _ in 0..<100 {
            let noise = (0..<960).map { _ in Int16.random(in: -9_000...9_000, using: &generator) }
            queue.append(noise.span)
            changed += queue.shorten(atMost: 700, isUrgent: false) + queue.lengthen(isUrgent: false)
            while take(&queue) != nil {}
        }
        #expect(changed == 0)
    }

    @Test("The limit: a full queue takes no more, and is not lengthened")
    func full() {
        var queue = SoundQueue()
        let sound = [Int16](repeating: 0, count: 5_760)
        for _ in 0..<10 { queue.append(sound.span) }
        #expect(queue.count == 3 * RTPLimits.packetSamples)
        #expect(queue.lengthen(isUrgent: true) == 0)
    }
}
