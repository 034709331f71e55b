import Media
import Testing
import Time

/// Peers that send nothing, or noise (RFC 3389), while nobody speaks.
@Suite struct SilenceSuppressionTests {
    /// A peer whose packets are made by hand, in virtual time.
    private final class Peer {
        let session: MediaSession
        private var now = Instant.now
        private var encoder: AudioEncoder
        private let codec: Codec
        private var speech = SpeechLike()
        var sequence: UInt16 = 100
        var timestamp: UInt32 = 5_000
        private(set) var lastPayload: [UInt8] = []

        init(_ codec: Codec) throws {
            var generator = SeededGenerator(1)
            session = MediaSession(random: &generator, canonicalName: "x", at: now)
            session.apply(Loopback.plan(codec, toPort: 5_000), at: now)
            encoder = try AudioEncoder(codec)
            self.codec = codec
        }

        func send(_ payload: [UInt8], type: UInt8? = nil) -> Bool {
            var octets: [UInt8] = [0x80, type ?? codec.defaultPayloadType, UInt8(sequence >> 8), UInt8(sequence & 255)]
            octets += (0..<4).map { UInt8(truncatingIfNeeded: timestamp >> (24 - 8 * $0)) } + [0, 0, 0, 9] + payload
            sequence &+= 1
            return session.receive(octets.span, from: Loopback.rightAddress, at: now).isAccepted
        }

        /// Speaks, or says nothing: what is heard meanwhile.
        func run(milliseconds: Int, speaks: Bool) -> [Int16] {
            var heard: [Int16] = []
            for _ in 0..<(milliseconds / 20) {
                if speaks {
                    var payload = [UInt8](repeating: 0, count: 400)
                    let count = speech.next(960).withUnsafeBufferPointer { samples in
                        payload.withUnsafeMutableBufferPointer { encoder.encode(samples, into: $0) }
                    }
                    lastPayload = Array(payload[..<count])
                    #expect(send(lastPayload))
                }
                timestamp &+= UInt32(codec.clockRate / 50)
                for _ in 0..<2 {
                    now += .milliseconds(10)
                    var frame = [Int16](repeating: 0, count: 480)
                    var span = frame.mutableSpan
                    session.playout(into: &span, at: now)
                    heard += frame
                }
            }
            return heard
        }
    }

    private static func rootMeanSquare(_ samples: some Collection<Int16>) -> Double {
        (samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(samples.count, 1))).squareRoot()
    }

    @Test("Noise of the level that the peer told, for as long as it says nothing", arguments: [30, 50, 70])
    func comfortNoise(level: Int) throws {
        let peer = try Peer(.pcma)
        _ = peer.run(milliseconds: 1_000, speaks: true)
        #expect(peer.send([UInt8(level), 0x40, 0x20], type: 13))
        let pause = peer.run(milliseconds: 3_000, speaks: false)
        var expected = 32_767.0
        for _ in 0..<level { expected *= 0.891_25 }
        let heard = Self.rootMeanSquare(pause[48_000...])
        #expect(heard > expected * 0.85 && heard < expected * 1.15, "\(heard), not \(expected)")
        let after = peer.run(milliseconds: 1_000, speaks: true)
        #expect(Self.rootMeanSquare(after[9_600...]) > 500)
        #expect(peer.session.statistics.framesConcealed == 0 && peer.session.statistics.packetsLost == 0)
        #expect(peer.session.statistics.packetsLate == 0)
    }

    @Test("Noise is of codecs at 8,000 Hz alone; a broken packet is none")
    func foreignNoise() throws {
        let peer = try Peer(.pcmu)
        #expect(!peer.send([], type: 13) && !peer.send([0x80], type: 13) && peer.send([127], type: 13))
        var plan = Loopback.plan(.opus, toPort: 5_000)
        plan.receiving = [.init(codec: .opus, payloadType: 96)]
        peer.session.apply(plan, at: .now)
        #expect(!peer.send([50], type: 13))
    }

    @Test("Opus' silence is no loss: nothing counts as made up, and sound goes on after it")
    func opusSilence() throws {
        let peer = try Peer(.opus)
        _ = peer.run(milliseconds: 2_000, speaks: true)
        for _ in 0..<5 {
            // A packet of no frame's octets, each 400 ms (RFC 6716 §3.2.1).
            let silence = [try #require(peer.lastPayload.first) & 0xFC]
            #expect(peer.send(silence))
            _ = peer.run(milliseconds: 400, speaks: false)
        }
        let after = peer.run(milliseconds: 1_000, speaks: true)
        #expect(Self.rootMeanSquare(after[9_600...]) > 500)
        let figures = peer.session.statistics
        #expect(figures.framesConcealed == 0 && figures.packetsLost == 0 && figures.packetsLate == 0)
    }

    @Test("A pause that nothing announced is no loss either; a loss is", arguments: [Codec.opus, .pcma])
    func unannouncedPause(codec: Codec) throws {
        let peer = try Peer(codec)
        _ = peer.run(milliseconds: 2_000, speaks: true)
        for pause in [60, 100, 600, 5_000] {
            _ = peer.run(milliseconds: pause, speaks: false)
            _ = peer.run(milliseconds: 400, speaks: true)
            #expect(peer.session.statistics.framesConcealed == 0, "\(pause)")
        }
        peer.sequence &+= 3
        _ = peer.run(milliseconds: 60, speaks: false)
        _ = peer.run(milliseconds: 400, speaks: true)
        #expect(peer.session.statistics.framesConcealed >= 3)
    }
}
