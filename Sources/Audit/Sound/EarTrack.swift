import Glibc

/// The sound of one ear as it is judged: at 8 kHz, its bands each 10 ms and its levels each 5 ms, each made once.
/// Places are samples of 8 kHz from the recording's beginning; the earliest minutes are let go of after
/// `Limits.keptSeconds`.
struct EarTrack {
    static let rate = 8_000
    /// Samples of 8 kHz in a frame of levels (5 ms).
    static let levelStep = 40
    private static let levelFrames = levelStep * Decimator.factor

    private(set) var samples: [Int16] = []
    private(set) var bands: [Float] = []
    /// Sums of the bands and of their squares before each spectrum.
    private var sums: [Double] = [0]
    private var squares: [Double] = [0]
    /// Mean squares of 5 ms, full scale 1.
    private var powers: [Float] = []
    private var power: Float = 0
    private var powerCount = 0
    private var decimator = Decimator()
    private var spectrum = BandSpectrum()
    /// Where `samples` begins.
    private(set) var origin = 0

    init() {}

    /// A sound as a whole, at 48 kHz.
    init(whole sound: [Int16]) {
        append(sound)
        append([Int16](repeating: 0, count: 48))
    }

    /// A sound that is at 8 kHz already.
    init(compared sound: [Int16]) {
        samples = sound
        compare()
        for start in stride(from: 0, to: sound.count, by: Self.levelStep) {
            let part = sound[start..<min(start + Self.levelStep, sound.count)]
            powers.append(part.reduce(0) { $0 + Self.square($1) } / Float(part.count))
        }
    }

    /// Behind the last sample.
    var end: Int { origin + samples.count }

    /// Sound of 48 kHz.
    mutating func append(_ sound: [Int16]) {
        decimator.convert(sound, to: &samples)
        for sample in sound {
            power += Self.square(sample)
            powerCount += 1
            if powerCount == Self.levelFrames {
                powers.append(power / Float(Self.levelFrames))
                (power, powerCount) = (0, 0)
            }
        }
        compare()
        if samples.count > (Limits.keptSeconds + 60) * Self.rate { letGo() }
    }

    private static func square(_ sample: Int16) -> Float {
        let value = Float(sample) / 32_768
        return value * value
    }

    /// Makes the spectra that are not there yet.
    private mutating func compare() {
        let done = sums.count - 1
        let count = BandSpectrum.count(in: samples.count)
        guard count > done else { return }
        spectrum.append(count - done, of: samples, from: done * BandSpectrum.step, to: &bands)
        var (sum, square) = (sums[done], squares[done])
        for frame in done..<count {
            for band in 0..<BandSpectrum.bands {
                let value = Double(bands[frame * BandSpectrum.bands + band])
                sum += value
                square += value * value
            }
            sums.append(sum)
            squares.append(square)
        }
    }

    /// The first minute is no longer judged.
    private mutating func letGo() {
        let count = 60 * Self.rate
        let frames = count / BandSpectrum.step
        samples.removeFirst(count)
        bands.removeFirst(frames * BandSpectrum.bands)
        sums.removeFirst(frames)
        squares.removeFirst(frames)
        powers.removeFirst(min(count / Self.levelStep, powers.count))
        origin += count
    }

    // MARK: Likeness

    /// Where in a stretch of beginnings a shape is the most alike.
    func place(_ wanted: SpectralShape, from first: Int, to last: Int) -> FoundPlace {
        var best = FoundPlace(start: first, likeness: -1)
        let lowest = max(0, (first - origin + BandSpectrum.step / 2) / BandSpectrum.step)
        let highest = min((last - origin) / BandSpectrum.step, sums.count - 1 - wanted.frames)
        guard wanted.frames > 0, wanted.norm > 0, lowest <= highest else { return best }
        let count = Double(wanted.bands.count)
        bands.withUnsafeBufferPointer { bands in
            for frame in lowest...highest {
                let sum = sums[frame + wanted.frames] - sums[frame]
                let square = squares[frame + wanted.frames] - squares[frame] - sum * sum / count
                guard square > 1 else { continue }
                let product = wanted.product(bands, from: frame * BandSpectrum.bands)
                let likeness = product / (wanted.norm * Float(square.squareRoot()))
                if likeness > best.likeness {
                    best = FoundPlace(start: origin + frame * BandSpectrum.step, likeness: likeness)
                }
            }
        }
        return best
    }

    /// The same, between the spectra: a stop consonant is shorter than a step.
    func placeFinely(_ wanted: SpectralShape, from first: Int, to last: Int) -> FoundPlace {
        var best = place(wanted, from: first, to: last)
        guard best.likeness > 0.3 else { return best }
        var spectrum = BandSpectrum()
        var shifted: [Float] = []
        shifted.reserveCapacity(wanted.bands.count)
        let middle = best.start
        for start in stride(from: middle - BandSpectrum.step / 2, through: middle + BandSpectrum.step / 2, by: 10)
        where start != middle {
            shifted.removeAll(keepingCapacity: true)
            spectrum.append(wanted.frames, of: samples, from: start - origin, to: &shifted)
            guard shifted.count == wanted.bands.count else { continue }
            let likeness = wanted.likeness(to: shifted)
            if likeness > best.likeness { best = FoundPlace(start: start, likeness: likeness) }
        }
        return best
    }

    // MARK: Levels

    /// dBFS of each 5 ms of a stretch, and where they begin.
    func levels(from first: Int, to last: Int) -> [(start: Int, level: Float)] {
        let lowest = max(0, (first - origin) / Self.levelStep)
        let highest = min(powers.count, (last - origin + Self.levelStep - 1) / Self.levelStep)
        guard lowest < highest else { return [] }
        return (lowest..<highest).map { (origin + $0 * Self.levelStep, Self.decibels(powers[$0])) }
    }

    /// dBFS of a stretch as a whole (the root of its mean square).
    func level(from first: Int, to last: Int) -> Float {
        let lowest = max(0, (first - origin) / Self.levelStep)
        let highest = min(powers.count, (last - origin + Self.levelStep - 1) / Self.levelStep)
        guard lowest < highest else { return Self.decibels(0) }
        return Self.decibels(powers[lowest..<highest].reduce(0, +) / Float(highest - lowest))
    }

    /// Behind the last frame of levels.
    var levelsEnd: Int { origin + powers.count * Self.levelStep }

    static func decibels(_ power: Float) -> Float { 10 * log10f(max(power, 1e-12)) }
}
