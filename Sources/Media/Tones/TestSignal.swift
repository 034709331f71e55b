/// The sounds that stand for a microphone in tests: `tone:HZ`, `burst:HZ` (250 ms on, 750 ms off), `silence:`.
/// Peaks are 6 dB below full scale.
public enum TestSignal: Sendable, Equatable {
    case tone(hertz: Int)
    case burst(hertz: Int)
    case silence

    /// Reads a device URI; nil where it is none of the three, or not 20 to 20,000 Hz.
    public init?(uri: String) {
        let parts = uri.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        if parts[0] == "silence" {
            guard parts[1].isEmpty else { return nil }
            self = .silence
            return
        }
        guard let hertz = Int(parts[1]), (20...20_000).contains(hertz) else { return nil }
        switch parts[0] {
        case "tone": self = .tone(hertz: hertz)
        case "burst": self = .burst(hertz: hertz)
        default: return nil
        }
    }

    /// The samples at 48 kHz.
    public var generator: ToneGenerator {
        switch self {
        case .tone(let hertz): ToneGenerator(hertz: hertz, onSamples: 48_000, offSamples: 0, level: 6)
        case .burst(let hertz): ToneGenerator(hertz: hertz, onSamples: 12_000, offSamples: 36_000, level: 6)
        case .silence: ToneGenerator(hertz: 440, onSamples: 0, offSamples: 48_000, level: 120)
        }
    }
}
