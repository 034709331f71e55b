import Glibc

/// 48 kHz made 8 kHz, piece by piece: speech is told by what lies below 4 kHz. The sample n of the output stands where
/// the sample 6n of the input stood.
struct Decimator {
    static let factor = 6
    private static let half = 48
    /// A low pass of 3.6 kHz: a sinc in a Hamming window.
    private static let kernel: [Float] = {
        let cutoff = 3_600.0 / 48_000
        let taps = (-half...half).map { place -> Double in
            let angle = 2 * Double.pi * cutoff * Double(place)
            let sinc = place == 0 ? 1 : sin(angle) / angle
            return 2 * cutoff * sinc * (0.54 + 0.46 * cos(Double.pi * Double(place) / Double(half + 1)))
        }
        let sum = taps.reduce(0, +)
        return taps.map { Float($0 / sum) }
    }()

    private var history = [Float](repeating: 0, count: Decimator.half)

    /// Takes input, and appends what can be made of it so far.
    mutating func convert(_ samples: [Int16], to output: inout [Int16]) {
        history.reserveCapacity(history.count + samples.count)
        for sample in samples { history.append(Float(sample)) }
        var first = 0
        let count = history.count
        history.withUnsafeBufferPointer { history in
            Self.kernel.withUnsafeBufferPointer { kernel in
                while first + kernel.count <= count {
                    var sum: Float = 0
                    for index in 0..<kernel.count { sum += history[first &+ index] * kernel[index] }
                    output.append(Int16(clamping: Int(sum.rounded())))
                    first += Self.factor
                }
            }
        }
        history.removeFirst(first)
    }
}
