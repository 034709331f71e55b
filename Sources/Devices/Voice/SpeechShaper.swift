/// Turns the engine's samples into 48 kHz without the silence at both ends: a voice that starts late is felt
/// as a slow key.
/// A pure value.
struct SpeechShaper {
    /// About 1/1024 of full scale: below it nothing is heard.
    private static let threshold: UInt16 = 33
    private var converter: RateConverter
    private var hasBegun = false
    /// Quiet samples that are let out only if sound follows.
    private var quiet: [Int16] = []

    init(sampleRate: Int) { converter = RateConverter(fromRate: sampleRate) }

    mutating func shape(_ samples: UnsafeBufferPointer<Int16>) -> [Int16] {
        guard let lastLoud = samples.lastIndex(where: { $0.magnitude > Self.threshold }) else {
            if hasBegun { quiet += samples }
            return []
        }
        var first = samples.startIndex
        if !hasBegun {
            first = samples.firstIndex { $0.magnitude > Self.threshold } ?? first
            hasBegun = true
        }
        let heard = quiet + samples[first...lastLoud]
        quiet = Array(samples[(lastLoud + 1)...])
        return converter.convert(heard)
    }

    /// The end: the quiet tail is dropped.
    mutating func finish() -> [Int16] { hasBegun ? converter.finish() : [] }
}
