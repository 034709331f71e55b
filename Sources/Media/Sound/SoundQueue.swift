/// Decoded 48 kHz sound before it is played, and the end of what was played. Its delay can be changed without a click: a
/// splice leaves out or repeats some pitch periods, where the sound resembles itself best, with a cross-fade of 5 ms
/// (waveform-similarity overlap-add). Owned by one thread; its storage is one allocation.
public struct SoundQueue: ~Copyable {
    private static let history = 1_440
    private static let capacity = history + 3 * RTPLimits.packetSamples
    private static let overlap = 240
    /// Lags from 2.5 ms to 15 ms: pitches from 400 Hz down to 67 Hz.
    private static let lags = 120...720
    /// Below this the sound is as good as silence: any lag will do (−44 dBFS).
    private static let quietEnergy = 200.0 * 200 * 40
    private let samples: UnsafeMutablePointer<Int16>
    private let fade: UnsafeMutablePointer<Int16>
    /// Samples that wait.
    public private(set) var count = 0

    public init() {
        samples = .allocate(capacity: Self.capacity)
        samples.initialize(repeating: 0, count: Self.capacity)
        fade = .allocate(capacity: Self.overlap)
        fade.initialize(repeating: 0, count: Self.overlap)
    }

    deinit {
        samples.deallocate()
        fade.deallocate()
    }

    /// Where a decoder writes before `append`: room for two of the longest packets while less than a frame waits.
    var room: UnsafeMutableBufferPointer<Int16> {
        let used = Self.history + count
        return UnsafeMutableBufferPointer(start: samples + used, count: Self.capacity - used)
    }

    /// Takes the samples that were written into `room`.
    mutating func append(_ written: Int) { count = min(count + max(written, 0), Self.capacity - Self.history) }

    /// Appends what there is room for.
    public mutating func append(_ sound: Span<Int16>) {
        let target = room
        let taken = min(sound.count, target.count)
        for index in 0..<taken { target[index] = sound[index] }
        count += taken
    }

    /// Appends silence.
    mutating func appendSilence(_ wanted: Int) {
        let taken = min(max(wanted, 0), room.count)
        (samples + Self.history + count).update(repeating: 0, count: taken)
        count += taken
    }

    mutating func removeAll() { count = 0 }

    /// Takes the oldest samples into `frame`; false where fewer wait.
    public mutating func take(into frame: inout MutableSpan<Int16>) -> Bool {
        let taken = frame.count
        guard taken <= count else { return false }
        for index in 0..<taken { frame[index] = samples[Self.history + index] }
        count -= taken
        samples.update(from: samples + taken, count: Self.history + count)
        return true
    }

    /// Leaves out at most `most` samples. Returns how many: 0 where the sound does not lend itself to it now.
    public mutating func shorten(atMost most: Int, isUrgent: Bool) -> Int {
        let longest = min(most, Self.lags.upperBound, count - Self.overlap)
        guard longest >= Self.lags.lowerBound,
            let lag = bestLag(Self.lags.lowerBound...longest, direction: 1, isUrgent: isUrgent)
        else { return 0 }
        crossFade(to: lag)
        let kept = count - lag
        let start = samples + Self.history
        (start + lag).update(from: fade, count: Self.overlap)
        start.update(from: start + lag, count: kept)
        count = kept
        return lag
    }

    /// Repeats a piece of sound. Returns how many samples were put in: 0 where the sound does not lend itself to it now.
    public mutating func lengthen(isUrgent: Bool) -> Int {
        guard count >= Self.overlap, Self.history + count + Self.lags.upperBound <= Self.capacity,
            let lag = bestLag(Self.lags, direction: -1, isUrgent: isUrgent)
        else { return 0 }
        crossFade(to: -lag)
        let start = samples + Self.history
        (start + Self.overlap).update(from: start + Self.overlap - lag, count: count + lag - Self.overlap)
        start.update(from: fade, count: Self.overlap)
        count += lag
        return lag
    }

    /// The 5 ms that lead from what is next to what lies `lag` samples further (before, where negative).
    private func crossFade(to lag: Int) {
        for index in 0..<Self.overlap {
            let from = Int(samples[Self.history + index])
            let other = Int(samples[Self.history + lag + index])
            fade[index] = Int16(truncatingIfNeeded: (from * (Self.overlap - index) + other * index) / Self.overlap)
        }
    }

    /// The lag at which the next 5 ms resemble the sound best; nil where it resembles too little.
    private func bestLag(_ range: ClosedRange<Int>, direction: Int, isUrgent: Bool) -> Int? {
        var best = (lag: 0, likeness: -1.0)
        for lag in stride(from: range.lowerBound, through: range.upperBound, by: 6) {
            let likeness = likeness(lag * direction)
            if likeness > best.likeness { best = (lag, likeness) }
        }
        let coarse = best.lag
        for lag in max(range.lowerBound, coarse - 5)...min(range.upperBound, coarse + 5) {
            let likeness = likeness(lag * direction)
            if likeness > best.likeness { best = (lag, likeness) }
        }
        return best.likeness >= (isUrgent ? 0.4 : 0.85) ? best.lag : nil
    }

    /// −1 to 1: the normalised correlation of the next 5 ms with those `lag` samples away, on every sixth sample.
    private func likeness(_ lag: Int) -> Double {
        var product = 0.0
        var (first, second) = (0.0, 0.0)
        for index in stride(from: 0, to: Self.overlap, by: 6) {
            let here = Double(samples[Self.history + index])
            let there = Double(samples[Self.history + lag + index])
            product += here * there
            first += here * here
            second += there * there
        }
        if first < Self.quietEnergy && second < Self.quietEnergy { return 0.9 }
        return product / (first * second + 1).squareRoot()
    }
}
