/// What a sound is recognised by: its bands, each 10 ms, without their mean.
struct SpectralShape {
    /// So many spectra.
    let frames: Int
    let bands: [Float]
    /// The root of the sum of the squares.
    let norm: Float

    init(_ bands: ArraySlice<Float>) {
        frames = bands.count / BandSpectrum.bands
        let mean = bands.isEmpty ? 0 : bands.reduce(0, +) / Float(bands.count)
        self.bands = bands.map { $0 - mean }
        norm = self.bands.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    /// The sum of the products with what stands from a place on, which has to reach.
    func product(_ other: UnsafeBufferPointer<Float>, from first: Int) -> Float {
        var (one, two, three, four): (Float, Float, Float, Float) = (0, 0, 0, 0)
        bands.withUnsafeBufferPointer { bands in
            let count = bands.count
            var index = 0
            while index &+ 4 <= count {
                one += bands[index] * other[first &+ index]
                two += bands[index &+ 1] * other[first &+ index &+ 1]
                three += bands[index &+ 2] * other[first &+ index &+ 2]
                four += bands[index &+ 3] * other[first &+ index &+ 3]
                index &+= 4
            }
            while index < count {
                one += bands[index] * other[first &+ index]
                index &+= 1
            }
        }
        return one + two + three + four
    }

    /// Pearson's correlation: 1 where both are the same but for their loudness.
    func likeness(to other: [Float]) -> Float {
        guard other.count == bands.count, norm > 0 else { return -1 }
        let centred = SpectralShape(other[...])
        guard centred.norm > 0 else { return 0 }
        return centred.bands.withUnsafeBufferPointer { product($0, from: 0) } / (norm * centred.norm)
    }
}

/// Where something begins in a recording (samples of 8 kHz), and how alike it is there.
struct FoundPlace {
    var start: Int
    var likeness: Float
}
