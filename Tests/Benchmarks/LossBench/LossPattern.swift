/// Which packets are lost: a Gilbert channel over xorshift64, draw for draw that of `plc.c`.
struct LossPattern {
    private var state: UInt64
    private var isBad = false
    private let probability: Double
    private let meanBurst: Double

    /// - Parameters:
    ///   - loss: 0 to 100 per cent.
    ///   - meanBurst: packets that are lost in a row on average; 1 or less draws each packet by itself.
    init(loss: Double, meanBurst: Double, seed: UInt64) {
        state = 0x9E37_79B9_7F4A_7C15 &* (seed &+ 1)
        probability = loss / 100
        self.meanBurst = meanBurst
        for _ in 0..<20 { _ = unit() }
    }

    /// Whether the next packet is lost.
    mutating func next() -> Bool {
        if meanBurst <= 1 { return unit() < probability }
        let draw = unit()
        isBad = isBad ? draw >= 1 / meanBurst : draw < probability / (meanBurst * (1 - probability))
        return isBad
    }

    /// A number from 0 to 1, 1 excluded.
    mutating func unit() -> Double {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Double(state >> 11) / 9_007_199_254_740_992
    }
}
