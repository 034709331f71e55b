import Media
import Testing
import Time

/// An hour of a whole session in virtual time: coder, RTP with loss and jitter, jitter buffer, concealment, splices; the cards of
/// both ends 100 ppm apart. One way round, as it takes a minute; `PlayoutDelayTests.hour` has the jitter buffer alone, both
/// ways round.
@Suite struct SessionSoakTests {
    private struct Minute {
        var concealed: UInt64 = 0
        var depth = 0.0
    }

    @Test("An hour: the gaps do not grow, the delay does not creep, the sound goes on")
    func hour() {
        let loopback = DriftingLoopback(partsPerMillion: 100)
        var minutes: [Minute] = []
        for _ in 0..<60 {
            let before = loopback.right.statistics.framesConcealed
            var depths: [Double] = []
            for _ in 0..<60 {
                loopback.run(seconds: 1)
                depths.append(loopback.right.statistics.bufferMilliseconds)
            }
            minutes.append(
                Minute(
                    concealed: loopback.right.statistics.framesConcealed - before,
                    depth: depths.reduce(0, +) / Double(depths.count)))
        }
        let (first, last) = (minutes[1..<21], minutes[40...])
        let depth = { (some: ArraySlice<Minute>) in some.map(\.depth).reduce(0, +) / Double(some.count) }
        let gaps = { (some: ArraySlice<Minute>) in some.map { Double($0.concealed) }.reduce(0, +) / Double(some.count) }
        #expect(abs(depth(last) - depth(first)) < 5, "\(depth(first)) ms, then \(depth(last)) ms")
        #expect((minutes.dropFirst().map(\.depth).max() ?? 0) < 60)
        // 1 % of 3,000 packets of two frames is lost each minute; twice as many gaps as that are too many.
        #expect(gaps(first) < 120 && gaps(last) < 120, "\(gaps(first)), then \(gaps(last)) frames a minute")
        #expect(gaps(last) < gaps(first) * 1.2 + 10)
        #expect(loopback.longestSilence < 60, "frames of silence in a row")
        #expect(loopback.right.statistics.packetsRefused == 0)
    }
}

/// One direction of a call whose sender's card is faster or slower than the listener's.
private final class DriftingLoopback {
    let right: MediaSession
    private let left: MediaSession
    private let packets = PacketBuffer()
    private let start = Instant.now
    private let frameMicroseconds: Double
    private var generator = SeededGenerator(11)
    private var wave = SineWave(hertz: 300)
    private var spokenFrames = 0
    private var playedFrames = 0
    private var quiet = 0
    private(set) var longestSilence = 0
    private var flying: [(at: Double, octets: [UInt8])] = []

    init(partsPerMillion: Double) {
        frameMicroseconds = 10_000 * (1 + partsPerMillion / 1_000_000)
        left = MediaSession(random: &generator, canonicalName: "left", at: start)
        right = MediaSession(random: &generator, canonicalName: "right", at: start)
        left.apply(Loopback.plan(.pcma, toPort: 5_000), at: start)
        right.apply(Loopback.plan(.pcma, toPort: 4_000), at: start)
    }

    func run(seconds: Int) {
        for _ in 0..<(seconds * 100) {
            playedFrames += 1
            let time = Double(playedFrames) * 10_000 + 3_000
            while Double(spokenFrames + 1) * frameMicroseconds <= time { speak() }
            for packet in flying where packet.at <= time {
                let octets = packet.octets
                _ = right.receive(octets.span, from: Loopback.leftAddress, at: instant(packet.at))
            }
            flying.removeAll { $0.at <= time }
            listen(at: time)
        }
    }

    private func instant(_ microseconds: Double) -> Instant {
        start + .nanoseconds(Int64(microseconds * 1_000))
    }

    private func speak() {
        spokenFrames += 1
        let time = Double(spokenFrames) * frameMicroseconds
        let frame = (0..<480).map { _ in Int16(wave.next() * 8_000) }
        left.captured(frame.span, at: instant(time), into: packets)
        for index in 0..<packets.count where Int.random(in: 0..<100, using: &generator) > 0 {
            flying.append((time + Double.random(in: 0...15_000, using: &generator), packets.octets(of: index)))
        }
        packets.removeAll()
    }

    private func listen(at time: Double) {
        var frame = [Int16](repeating: 0, count: 480)
        var span = frame.mutableSpan
        right.playout(into: &span, at: instant(time))
        quiet = frame.contains { $0 > 1_000 } ? 0 : quiet + 1
        longestSilence = max(longestSilence, quiet)
    }
}
