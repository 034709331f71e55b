import Media
import Testing

@Suite struct VoiceQualityTests {
    @Test(
        "Published points of G.107 annex B",
        arguments: [
            (93.2, 4.41), (90, 4.34), (80, 4.03), (70, 3.60), (60, 3.10), (50, 2.58), (0, 1), (-5, 1), (100, 4.5),
        ])
    func scores(factor: Double, score: Double) {
        #expect(abs(VoiceQuality.opinionScore(factor) - score) < 0.007)
    }

    @Test("Without fault, G.711 is at 93.2; delay and loss impair it as published")
    func factors() {
        let best = VoiceQuality(codec: .pcma, lossPercent: 0, delayMilliseconds: 0)
        #expect(best.ratingFactor == 93.2 && best.listening == best.conversational)
        // Cole and Rosenbluth: 150 ms cost 3.6, 300 ms 7.2 and 13.5.
        #expect(abs(VoiceQuality(codec: .pcma, lossPercent: 0, delayMilliseconds: 150).ratingFactor - 89.6) < 0.01)
        #expect(abs(VoiceQuality(codec: .pcma, lossPercent: 0, delayMilliseconds: 300).ratingFactor - 72.503) < 0.01)
        // G.113: Bpl 25.1, so 5 % at random cost 95 * 5 / 30.1, in bursts twice as long 95 * 5 / 27.6.
        #expect(abs(VoiceQuality(codec: .pcmu, lossPercent: 5, delayMilliseconds: 0).ratingFactor - 77.42) < 0.01)
        let bursty = VoiceQuality(codec: .pcmu, lossPercent: 5, burstRatio: 2, delayMilliseconds: 0)
        #expect(abs(bursty.ratingFactor - 75.99) < 0.01)
    }

    @Test("Every input gives a score from 1 to 4.5, worse with more loss", arguments: Codec.allCases)
    func bounds(codec: Codec) {
        var last = 5.0
        for loss in [-1.0, 0, 1, 5, 20, 100, 1_000] {
            let quality = VoiceQuality(codec: codec, lossPercent: loss, burstRatio: 0, delayMilliseconds: 40)
            #expect((1...4.5).contains(quality.conversational) && quality.conversational <= last)
            #expect(quality.listening >= quality.conversational)
            last = quality.conversational
        }
    }
}
