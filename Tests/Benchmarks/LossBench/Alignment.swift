import Media

/// Finding by how much one sound follows another.
enum Alignment {
    /// The lag in samples, 0 to `limit`, at which `heard` resembles `spoken` best, over at most the first `span` samples.
    static func lag(of heard: [Int16], behind spoken: [Int16], limit: Int, span: Int) -> Int {
        let count = min(spoken.count, heard.count - limit, span)
        guard count > 0 else { return 0 }
        let first = spoken.prefix(count).map(Float.init)
        let second = heard.prefix(count + limit).map(Float.init)
        var best = 0
        var bestProduct = -Float.infinity
        for lag in 0...limit {
            var sums = SIMD8<Float>(repeating: 0)
            for index in stride(from: 0, to: count - 7, by: 8) {
                let a = first.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self) }
                let b = second.withUnsafeBytes {
                    $0.loadUnaligned(fromByteOffset: (index + lag) * 4, as: SIMD8<Float>.self)
                }
                sums += a * b
            }
            let product = sums.sum()
            if product > bestProduct {
                bestProduct = product
                best = lag
            }
        }
        return best
    }

    /// `samples` at another rate.
    static func converted(_ samples: [Int16], from: Int, to: Int) throws -> [Int16] {
        var resampler = try Resampler(from: from, to: to)
        var output = [Int16](repeating: 0, count: samples.count * to / from + 64)
        let count = samples.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { resampler.process(input, into: $0) }
        }
        return Array(output[..<count])
    }
}
