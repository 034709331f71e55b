/// The discrete Fourier transform of 512 real samples: 257 bins, real and imaginary parts apart.
///
/// The samples go in pairs through a complex transform of half the length. All storage is made by `init`.
struct FourierTransform: ~Copyable {
    private static let half = VoiceFrame.size / 2

    /// For each stage of `h` butterflies in a group, `h` factors from `h - 1` on.
    private let stageCosines: FloatBuffer
    private let stageSines: FloatBuffer
    /// e^(−2πik/512) for the last step.
    private let cosines: FloatBuffer
    private let sines: FloatBuffer
    private let reversed: UnsafeMutableBufferPointer<UInt8>

    init() {
        stageCosines = .zeros(Self.half)
        stageSines = .zeros(Self.half)
        cosines = .zeros(Self.half)
        sines = .zeros(Self.half)
        reversed = .allocate(capacity: Self.half)
        for index in 0..<Self.half {
            let turns = Double(index) / Double(VoiceFrame.size)
            cosines[index] = Float(SineWave.sine(turns: turns + 0.25))
            sines[index] = Float(SineWave.sine(turns: turns))
            var (left, mirrored) = (index, 0)
            for _ in 0..<8 {
                mirrored = mirrored << 1 | left & 1
                left >>= 1
            }
            reversed.initializeElement(at: index, to: UInt8(truncatingIfNeeded: mirrored))
        }
        var width = 1
        while width < Self.half {
            for index in 0..<width {
                stageCosines[width - 1 + index] = cosines[index * Self.half / width]
                stageSines[width - 1 + index] = sines[index * Self.half / width]
            }
            width *= 2
        }
    }

    deinit {
        stageCosines.deallocate()
        stageSines.deallocate()
        cosines.deallocate()
        sines.deallocate()
        reversed.deallocate()
    }

    /// 512 samples become 257 bins.
    func forward(_ samples: FloatBuffer, real: FloatBuffer, imaginary: FloatBuffer) {
        for index in 0..<Self.half {
            let place = Int(reversed[index])
            real[place] = samples[2 &* index]
            imaginary[place] = samples[2 &* index &+ 1]
        }
        transform(real, imaginary)
        let first = (real[0], imaginary[0])
        real[0] = first.0 + first.1
        imaginary[0] = 0
        real[Self.half] = first.0 - first.1
        imaginary[Self.half] = 0
        for low in 1...Self.half / 2 {
            let high = Self.half &- low
            let even = (0.5 * (real[low] + real[high]), 0.5 * (imaginary[low] - imaginary[high]))
            let odd = (0.5 * (imaginary[low] + imaginary[high]), 0.5 * (real[high] - real[low]))
            let turned = (
                odd.0 * cosines[low] + odd.1 * sines[low], odd.1 * cosines[low] - odd.0 * sines[low]
            )
            real[low] = even.0 + turned.0
            imaginary[low] = even.1 + turned.1
            real[high] = even.0 - turned.0
            imaginary[high] = turned.1 - even.1
        }
    }

    /// 257 bins, which are destroyed, become 512 samples.
    func inverse(real: FloatBuffer, imaginary: FloatBuffer, _ samples: FloatBuffer) {
        let (first, last) = (real[0], real[Self.half])
        real[0] = 0.5 * (first + last)
        imaginary[0] = 0.5 * (first - last)
        for low in 1...Self.half / 2 {
            let high = Self.half &- low
            let even = (0.5 * (real[low] + real[high]), 0.5 * (imaginary[low] - imaginary[high]))
            let turned = (0.5 * (real[low] - real[high]), 0.5 * (imaginary[low] + imaginary[high]))
            let odd = (
                turned.0 * cosines[low] - turned.1 * sines[low], turned.1 * cosines[low] + turned.0 * sines[low]
            )
            real[low] = even.0 - odd.1
            imaginary[low] = even.1 + odd.0
            real[high] = even.0 + odd.1
            imaginary[high] = odd.0 - even.1
        }
        for index in 0..<Self.half {
            let place = Int(reversed[index])
            guard place > index else { continue }
            real.swapAt(index, place)
            imaginary.swapAt(index, place)
        }
        // The inverse is the transform with the parts exchanged.
        transform(imaginary, real)
        let scale = 1 / Float(Self.half)
        for index in 0..<Self.half {
            samples[2 &* index] = real[index] * scale
            samples[2 &* index &+ 1] = imaginary[index] * scale
        }
    }

    /// 256 complex values in bit-reversed order, in place.
    private func transform(_ real: FloatBuffer, _ imaginary: FloatBuffer) {
        var width = 1
        while width < Self.half {
            let cosine = stageCosines.part(width &- 1, width)
            let sine = stageSines.part(width &- 1, width)
            var start = 0
            while start < Self.half {
                let (upper, lower) = (real.part(start, width), real.part(start &+ width, width))
                let (upperOther, lowerOther) = (imaginary.part(start, width), imaginary.part(start &+ width, width))
                for index in 0..<width {
                    let turned = lower[index] * cosine[index] + lowerOther[index] * sine[index]
                    let turnedOther = lowerOther[index] * cosine[index] - lower[index] * sine[index]
                    lower[index] = upper[index] - turned
                    lowerOther[index] = upperOther[index] - turnedOther
                    upper[index] += turned
                    upperOther[index] += turnedOther
                }
                start &+= 2 &* width
            }
            width &*= 2
        }
    }
}
