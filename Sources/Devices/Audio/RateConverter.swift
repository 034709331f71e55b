import Glibc

/// Turns mono samples of any rate into 48 kHz by a windowed sinc (32 points), piece by piece. A pure value.
struct RateConverter {
    private static let half = 16
    private static let phases = 1_024
    private static let risingKernel = kernel(cutoff: 1)
    /// Input samples an output sample: the step through the input.
    private let step: Double
    private let kernel: [Float]
    private var history = [Float](repeating: 0, count: RateConverter.half)
    /// Where the next output sample lies in `history`.
    private var position = Double(RateConverter.half)

    init(fromRate rate: Int) {
        step = Double(max(1, rate)) / 48_000
        kernel = step <= 1 ? Self.risingKernel : Self.kernel(cutoff: 1 / step)
    }

    /// Takes input and gives what can be made of it so far.
    mutating func convert(_ samples: some Sequence<Int16>) -> [Int16] {
        history.append(contentsOf: samples.lazy.map(Float.init))
        var output: [Int16] = []
        output.reserveCapacity(Int(Double(history.count) / step) + 1)
        while Int(position) + Self.half < history.count {
            output.append(sample(at: position))
            position += step
        }
        let done = max(0, Int(position) - Self.half)
        history.removeFirst(min(done, history.count))
        position -= Double(done)
        return output
    }

    /// Gives the rest: the end of the sound.
    mutating func finish() -> [Int16] { convert([Int16](repeating: 0, count: Self.half)) }

    private func sample(at position: Double) -> Int16 {
        let centre = Int(position)
        let phase = Int((position - Double(centre)) * Double(Self.phases))
        let first = centre + 1 - Self.half
        guard first >= 0, first + 2 * Self.half <= history.count else { return 0 }
        let row = min(phase, Self.phases - 1) * 2 * Self.half
        var sum: Float = 0
        for offset in 0..<(2 * Self.half) { sum += history[first &+ offset] * kernel[row &+ offset] }
        return Int16(max(-32_768, min(32_767, sum.rounded())))
    }

    /// The weights of the 32 points around each of 1,024 places between two input samples.
    private static func kernel(cutoff: Double) -> [Float] {
        (0..<phases).flatMap { phase in
            (0..<(2 * half)).map { point in
                let distance = Double(point + 1 - half) - (Double(phase) + 0.5) / Double(phases)
                let angle = Double.pi * distance * cutoff
                let sinc = abs(angle) < 1e-9 ? 1 : sin(angle) / angle
                let window = 0.5 + 0.5 * cos(Double.pi * distance / Double(half))
                return Float(sinc * cutoff * window)
            }
        }
    }
}
