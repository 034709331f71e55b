/// A sound that is always the same wave, such as an earcon: its samples themselves are compared.
struct ToneShape {
    /// From here on it is the sound.
    static let least: Float = 0.9

    /// At 8 kHz, for each of the six places that a beginning at 48 kHz may have between two samples.
    private let phases: [[Float]]

    /// - Parameter sound: at 48 kHz.
    init(_ sound: [Int16]) {
        let trimmed = Array(sound.reversed().drop { $0 == 0 }.reversed())
        phases = (0..<Decimator.factor).map { shift in
            let track = EarTrack(whole: [Int16](repeating: 0, count: shift) + trimmed)
            return track.samples.map(Float.init)
        }
    }

    /// Samples of 8 kHz.
    var length: Int { phases.first?.count ?? 0 }

    /// Where it is the most alike in a stretch of beginnings; only where it is heard at all (−50 dBFS).
    func find(in ear: EarTrack, from first: Int, to last: Int) -> FoundPlace {
        var best = FoundPlace(start: first, likeness: -1)
        guard let shape = phases.first, length > 0 else { return best }
        best = place(shape, ear, max(first, ear.origin), last)
        guard best.likeness > 0.5 else { return best }
        let middle = best.start
        for shape in phases {
            let found = place(shape, ear, max(middle - 4, ear.origin), middle + 4)
            if found.likeness > best.likeness { best = found }
        }
        return best
    }

    private func place(_ shape: [Float], _ ear: EarTrack, _ first: Int, _ last: Int) -> FoundPlace {
        var best = FoundPlace(start: first, likeness: -1)
        let lowest = first - ear.origin
        let highest = min(last - ear.origin, ear.samples.count - shape.count)
        guard lowest >= 0, lowest <= highest else { return best }
        let own = shape.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let least = Double(shape.count) * 104 * 104
        ear.samples.withUnsafeBufferPointer { samples in
            shape.withUnsafeBufferPointer { shape in
                var power = (0..<shape.count).reduce(0.0) { $0 + Self.square(samples[lowest + $1]) }
                for start in lowest...highest {
                    if start > lowest {
                        power += Self.square(samples[start + shape.count - 1]) - Self.square(samples[start - 1])
                    }
                    guard power > least, own > 0 else { continue }
                    var product: Float = 0
                    for index in 0..<shape.count { product += Float(samples[start &+ index]) * shape[index] }
                    let likeness = product / (own * Float(power.squareRoot()))
                    if likeness > best.likeness { best = FoundPlace(start: start + ear.origin, likeness: likeness) }
                }
            }
        }
        return best
    }

    private static func square(_ sample: Int16) -> Double { Double(sample) * Double(sample) }
}
