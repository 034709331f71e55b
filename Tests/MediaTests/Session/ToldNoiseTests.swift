import Testing

@testable import Media

/// Pauses of codecs that have no word for them: the level of the noise goes in their place (RFC 3389).
@Suite struct ToldNoiseTests {
    private struct Run {
        var heard: [Int16] = []
        var headers: [RTPHeader] = []
        var noises: [UInt8] = []
        var statistics = StreamStatistics()
    }

    /// Speech of two seconds over noise, the noise alone for five, speech for one.
    private static func run(_ codec: Codec, noise: Int, takesNoise: Bool = true) throws -> Run {
        let loopback = Loopback()
        var plan = Loopback.plan(codec, toPort: 5_000)
        plan.isDiscontinuous = true
        plan.takesComfortNoise = takesNoise
        loopback.left.apply(plan, at: loopback.now)
        loopback.right.apply(Loopback.plan(codec, toPort: 4_000), at: loopback.now)
        var speech = SpeechLike()
        var generator = SeededGenerator(3)
        var frames = 0
        let heard = loopback.run(milliseconds: 8_000) {
            defer { frames += 1 }
            let isPause = (200..<700).contains(frames)
            let spoken = isPause ? [Int16](repeating: 0, count: 480) : speech.next(480)
            return spoken.map {
                saturated(Int($0) + (noise > 0 ? Int.random(in: -noise...noise, using: &generator) : 0))
            }
        }
        let headers = try loopback.sentByLeft.map { try RTPHeader(parsing: $0.span) }
        let noises = zip(loopback.sentByLeft, headers).filter { $1.payloadType == 13 }.map(\.0)
        #expect(noises.allSatisfy { $0.count == 13 })
        return Run(
            heard: heard, headers: headers, noises: noises.compactMap { $0.last },
            statistics: loopback.right.statistics)
    }

    private static func level(_ samples: some Collection<Int16>) -> Double {
        (samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(samples.count, 1))).squareRoot()
    }

    @Test("A pause costs two packets a second, and none of it counts as lost", arguments: [Codec.pcma, .pcmu, .g722])
    func pause(codec: Codec) throws {
        let run = try Self.run(codec, noise: 60)
        #expect(run.noises.count >= 8 && run.noises.count <= 16, "\(run.noises)")
        #expect(run.headers.count < 150 + 20 + 16 && run.headers.count > 150)
        let figures = run.statistics
        #expect(figures.packetsLost == 0 && figures.packetsLate == 0 && figures.framesConcealed == 0)
        #expect(run.headers.count - Int(figures.packetsReceived) <= 1)
    }

    @Test("The noise that is heard is as loud as the one that was")
    func loudness() throws {
        for (codec, level) in [(Codec.pcma, 66), (.g722, 63)] {
            // Uniform within ±60 at 48 kHz: 59.5 dB below; a sixth of it within 4 kHz, a third within 8.
            let run = try Self.run(codec, noise: 60)
            #expect(run.noises.allSatisfy { abs(Int($0) - level) <= 2 }, "\(codec) \(run.noises)")
            let heard = Self.level(run.heard[144_000..<312_000])
            let whole = Self.level(try Self.run(codec, noise: 60, takesNoise: false).heard[144_000..<312_000])
            #expect(heard / whole > 0.75 && heard / whole < 1.33, "\(codec) \(heard) for \(whole)")
        }
    }

    /// Music on hold, a tone, a noisy street: what is no hush is never left out.
    @Test func whatIsLouderThanAnyHushIsTalk() {
        var watch = PauseWatch()
        let steady = (0..<160).map { Int16($0 % 2 == 0 ? 400 : -400) }
        func turn() -> PauseWatch.Turn { steady.withUnsafeBufferPointer { watch.take($0, milliseconds: 20) } }
        for _ in 0..<1_000 { #expect(turn() == .talk) }
    }

    @Test("Numbers go on by one, times with the clock, and talk begins with the marker")
    func headers() throws {
        let headers = try Self.run(.pcma, noise: 0).headers
        for (before, header) in zip(headers, headers.dropFirst()) {
            #expect(header.sequenceNumber == before.sequenceNumber &+ 1)
            let step = header.timestamp &- before.timestamp
            #expect(step % 160 == 0 && step >= 160 && step <= 8_000)
        }
        let marked = headers.filter(\.hasMarker)
        #expect(marked.count == 2 && marked.allSatisfy { $0.payloadType == 8 })
        let resumed = try #require(marked.last).timestamp &- headers[0].timestamp
        #expect(resumed >= 160 * 349 && resumed <= 160 * 351, "\(resumed)")
    }

    @Test("Nothing is left out for a peer that does not take noise")
    func unwilling() throws {
        let run = try Self.run(.pcma, noise: 60, takesNoise: false)
        #expect(run.headers.count == 400 && run.noises.isEmpty)
    }

    @Test("Steady sound that is loud stays talk; noise that grows is told again; talk after long noise is talk")
    func judgement() {
        var watch = PauseWatch()
        func turn(_ amplitude: Int16) -> PauseWatch.Turn {
            let samples = (0..<960).map { $0 % 2 == 0 ? amplitude : -amplitude }
            return samples.withUnsafeBufferPointer { watch.take($0, milliseconds: 20) }
        }
        for _ in 0..<3_000 { #expect(turn(3_000) == .talk) }
        #expect((0..<200).map { _ in turn(30) }.contains(.noise(level: 61)))
        #expect((0..<20).map { _ in turn(50) }.contains(.noise(level: 56)))
        for _ in 0..<1_000 { #expect(turn(50) != .talk) }
        #expect(turn(400) == .talk)
        #expect(turn(0) == .talk, "the end of a word")
        #expect((0..<20).map { _ in turn(0) }.contains(.noise(level: 127)))
        for _ in 0..<100 { _ = turn(0) }
        #expect((0..<300).map { _ in turn(30) }.contains(.noise(level: 61)), "a hush after a gate's")
    }
}
