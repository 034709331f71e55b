import Glibc

/// The energies of a short stretch of sound in bands, in decibels: narrow below, wide above, as the ear has them.
///
/// Spectra are compared, not waves: the voice's pitch flutters on from one utterance to the next, so that no two
/// renderings of one phrase have the same pulses. All storage is made by `init`.
struct BandSpectrum {
    /// Samples of 8 kHz that one spectrum takes, and from one to the next (10 ms).
    static let window = 256
    static let step = 80
    /// Bins of the transform, from each edge up to the next one.
    private static let edges = [3, 5, 7, 9, 12, 15, 19, 24, 30, 37, 45, 54, 65, 78, 93, 110]
    static let bands = edges.count - 1
    /// No ear hears less beside speech.
    private static let floor: Float = 1e6
    private static let hann = (0..<window).map { Float(0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(window))) }
    private static let cosines = (0..<window / 2).map { Float(cos(2 * Double.pi * Double($0) / Double(window))) }
    private static let sines = (0..<window / 2).map { Float(sin(2 * Double.pi * Double($0) / Double(window))) }
    /// Places of the samples before the butterflies: the bits of their index the other way round.
    private static let reversed = (0..<window).map { index in
        (0..<8).reduce(0) { $0 << 1 | index >> $1 & 1 }
    }

    private var real = [Float](repeating: 0, count: BandSpectrum.window)
    private var imaginary = [Float](repeating: 0, count: BandSpectrum.window)

    /// How many spectra fit into so many samples.
    static func count(in samples: Int) -> Int { samples < window ? 0 : (samples - window) / step + 1 }

    /// Appends the spectra of so many windows from a sample on; nothing where the samples do not reach.
    mutating func append(_ count: Int, of samples: [Int16], from first: Int, to bands: inout [Float]) {
        guard first >= 0, count > 0, first + (count - 1) * Self.step + Self.window <= samples.count else { return }
        samples.withUnsafeBufferPointer { samples in
            for number in 0..<count {
                let start = first + number * Self.step
                appendOne(UnsafeBufferPointer(rebasing: samples[start..<start + Self.window]), to: &bands)
            }
        }
    }

    private mutating func appendOne(_ samples: UnsafeBufferPointer<Int16>, to bands: inout [Float]) {
        real.withUnsafeMutableBufferPointer { real in
            imaginary.withUnsafeMutableBufferPointer { imaginary in
                Self.hann.withUnsafeBufferPointer { hann in
                    Self.reversed.withUnsafeBufferPointer { reversed in
                        for index in 0..<Self.window {
                            real[reversed[index]] = Float(samples[index]) * hann[index]
                            imaginary[index] = 0
                        }
                    }
                }
                Self.transform(real, imaginary)
                for band in 0..<Self.bands {
                    var power: Float = 0
                    for bin in Self.edges[band]..<Self.edges[band + 1] {
                        power += real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
                    }
                    bands.append(10 * log10f(max(power, Self.floor)))
                }
            }
        }
    }

    /// The discrete Fourier transform of values in bit-reversed order, in place.
    private static func transform(
        _ real: UnsafeMutableBufferPointer<Float>, _ imaginary: UnsafeMutableBufferPointer<Float>
    ) {
        cosines.withUnsafeBufferPointer { cosines in
            sines.withUnsafeBufferPointer { sines in
                var width = 1
                while width < window {
                    let turn = window / 2 / width
                    var start = 0
                    while start < window {
                        for index in 0..<width {
                            let (upper, lower) = (start &+ index, start &+ index &+ width)
                            let (cosine, sine) = (cosines[index &* turn], sines[index &* turn])
                            let turned = real[lower] * cosine + imaginary[lower] * sine
                            let other = imaginary[lower] * cosine - real[lower] * sine
                            real[lower] = real[upper] - turned
                            imaginary[lower] = imaginary[upper] - other
                            real[upper] += turned
                            imaginary[upper] += other
                        }
                        start &+= 2 &* width
                    }
                    width &*= 2
                }
            }
        }
    }
}
