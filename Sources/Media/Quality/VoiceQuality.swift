/// How a conversation sounds, by the E-model of ITU-T G.107 with all but delay, codec and loss at their default values.
///
/// Delay impairs by the line that Cole and Rosenbluth fitted to G.107's own curve (2001): 0.024 a millisecond one way, 0.11
/// more beyond 177.3 ms. Loss impairs by the codec's `Ie` and `Bpl` and by how bursty it is (G.107 §3.5).
public struct VoiceQuality: Sendable, Equatable {
    /// The transmission rating factor R of conversation, 0 to 93.2, and what it would be without delay.
    public var ratingFactor: Double
    public var listeningFactor: Double
    /// Mean opinion scores, 1 to 4.5: with the delay, and of listening alone.
    public var conversational: Double { Self.opinionScore(ratingFactor) }
    public var listening: Double { Self.opinionScore(listeningFactor) }
    /// The score of conversation in whole tenths, 10 to 45.
    public var conversationalTenths: Int { Int((conversational * 10).rounded()) }

    public init(ratingFactor: Double, listeningFactor: Double) {
        self.ratingFactor = ratingFactor
        self.listeningFactor = listeningFactor
    }

    /// G.107's R of a connection without fault.
    public static let best = 93.2

    /// - Parameters:
    ///   - lossPercent: packets that are heard to be missing, 0 to 100.
    ///   - burstRatio: how many are missing in a row, against as much loss at random (G.107 §3.5); at least 1.
    ///   - delayMilliseconds: from mouth to ear.
    public init(codec: Codec, lossPercent: Double, burstRatio: Double = 1, delayMilliseconds: Double) {
        let loss = min(max(lossPercent, 0), 100)
        let (impairment, robustness) = Self.impairment(of: codec)
        let effective = impairment + (95 - impairment) * loss / (loss / max(burstRatio, 1) + robustness)
        listeningFactor = max(0, Self.best - effective)
        let delay = max(delayMilliseconds, 0)
        ratingFactor = max(0, listeningFactor - 0.024 * delay - 0.11 * max(0, delay - 177.3))
    }

    /// The mean opinion score that stands for a rating factor (G.107 annex B).
    public static func opinionScore(_ factor: Double) -> Double {
        guard factor > 0 else { return 1 }
        guard factor < 100 else { return 4.5 }
        return max(1, 1 + 0.035 * factor + factor * (factor - 60) * (100 - factor) * 7e-6)
    }

    /// `Ie` and `Bpl` of ITU-T G.113 on the narrowband scale. G.711 with concealment like that of its appendix I: 0 and 25.1.
    /// The wideband codecs are no worse than it without loss; for loss no value is published on this scale: theirs are
    /// estimates, the same as G.711's for Opus and less for G.722, whose concealment is shorter.
    private static func impairment(of codec: Codec) -> (impairment: Double, robustness: Double) {
        switch codec {
        case .opus: (0, 25.1)
        case .g722: (0, 20)
        case .pcma, .pcmu: (0, 25.1)
        // G.113 appendix I, of G.729A.
        case .g729: (11, 19)
        }
    }
}
