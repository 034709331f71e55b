import Media
import Testing

@Suite struct LossAdaptationTests {
    @Test("Loss that is reported brings in-band FEC; a clean line ends it")
    func adaptation() {
        let loopback = Loopback()
        loopback.connect(.opus)
        var speech = SpeechLike()
        func share(ofLast count: Int) -> Int {
            loopback.sentByLeft.suffix(count).count { octets in
                OpusPacket.hasForwardErrorCorrection(octets.span.extracting(droppingFirst: 12))
            } * 100 / count
        }
        _ = loopback.run(milliseconds: 10_000) { speech.next(480) }
        #expect(share(ofLast: 400) == 0)
        loopback.wire = { _, generator in
            Int.random(in: 0..<20, using: &generator) == 0 ? [] : [.milliseconds(1)]
        }
        _ = loopback.run(milliseconds: 20_000) { speech.next(480) }
        #expect(share(ofLast: 400) > 50)
        loopback.wire = { _, _ in [.milliseconds(1)] }
        _ = loopback.run(milliseconds: 60_000) { speech.next(480) }
        #expect(share(ofLast: 400) == 0)
    }
}
