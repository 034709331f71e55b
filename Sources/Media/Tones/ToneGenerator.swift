/// A sine in a cadence, with edges of 5 ms so that it does not click. 48 kHz mono.
public struct ToneGenerator: Sendable, Equatable {
    private static let edge = 240
    private var wave: SineWave
    private let onSamples: Int
    private let cycleSamples: Int
    private let amplitude: Double
    private var position = 0

    /// - Parameters:
    ///   - onSamples: length of the sound; 0 for silence only.
    ///   - offSamples: length of the pause; 0 for a sound without end.
    ///   - level: dB below full scale of the sine's peak.
    public init(hertz: Int, onSamples: Int, offSamples: Int, level: Int) {
        wave = SineWave(hertz: hertz)
        self.onSamples = max(onSamples, 0)
        cycleSamples = max(1, max(onSamples, 0) + max(offSamples, 0))
        amplitude = 32_767 * Decibel.factor(below: level)
    }

    /// The call progress tones of the French plan (ITU-T E.180 supplement 2: 440 Hz).
    public init(_ tone: ProgressTone, level: Int) {
        let (on, off): (Int, Int) =
            switch tone {
            case .ringBack: (1_500, 3_500)
            case .busy: (500, 500)
            case .congestion: (250, 250)
            case .callWaiting: (300, 9_700)
            }
        self.init(hertz: 440, onSamples: on * 48, offSamples: off * 48, level: level)
    }

    /// The next sample.
    public mutating func next() -> Int16 {
        let value = wave.next()
        defer { position = position + 1 == cycleSamples ? 0 : position + 1 }
        guard position < onSamples else { return 0 }
        var gain = 1.0
        if onSamples < cycleSamples {
            let near = min(position, onSamples - 1 - position)
            if near < Self.edge { gain = Double(near) / Double(Self.edge) }
        }
        return Int16(value * gain * amplitude)
    }

    /// Adds the next samples to `frame`, saturating.
    public mutating func mix(into frame: inout MutableSpan<Int16>) {
        for index in 0..<frame.count { frame[index] = saturated(Int(frame[index]) + Int(next())) }
    }

    /// Fills `frame` with the next samples.
    public mutating func fill(_ frame: inout MutableSpan<Int16>) {
        for index in 0..<frame.count { frame[index] = next() }
    }
}
