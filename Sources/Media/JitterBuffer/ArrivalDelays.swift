/// By how much later than the quickest the packets of one stream come: a histogram that forgets, and its quantile.
///
/// A value in 48 kHz samples. A packet's transit is its arrival minus its media time, on clocks that need not agree: only
/// differences count. Every packet weighs the same at first, so the first ones already say much; later the weight of a
/// packet halves in 7 s of 20 ms packets. Before there are any, 4 ms are taken for certain, with the weight of one packet:
/// it takes some 200 that came quicker, 4 s, to trust in less; the first that comes later is believed at once.
struct ArrivalDelays: Sendable, Equatable {
    private static let binSamples: Int64 = 96
    private static let binCount = 150
    /// The share of packets that may come later than the quantile.
    private static let tail: Float = 0.005
    /// What a packet's weight is multiplied by at the next packet.
    private static let memory: Float = 0.998
    /// The quickest packet is sought among the last 3 to 4 blocks of so many packets: this follows drifting clocks.
    private static let blockPackets = 100
    private static let priorPackets = 1
    private static let priorBin = 1

    private var weights = [Float](repeating: 0, count: Self.binCount)
    private var blockMinima = [Int64](repeating: .max, count: 4)
    private var block = 0
    private var packetsInBlock = 0
    private var packets = Self.priorPackets
    /// The transit of the quickest packet of late; nil before the first.
    private(set) var least: Int64?
    /// What all but one in 200 of the packets come later than the quickest by, at most 300 ms.
    private(set) var quantile = Int64(Self.priorBin + 1) * Self.binSamples

    init() { weights[Self.priorBin] = 1 }

    /// Forgets everything, in the same storage.
    mutating func restart() {
        for index in weights.indices { weights[index] = index == Self.priorBin ? 1 : 0 }
        for index in blockMinima.indices { blockMinima[index] = .max }
        packetsInBlock = 0
        packets = Self.priorPackets
        least = nil
        updateQuantile()
    }

    mutating func note(transit: Int64) {
        if packetsInBlock == Self.blockPackets {
            block = (block + 1) % blockMinima.count
            blockMinima[block] = .max
            packetsInBlock = 0
        }
        packetsInBlock += 1
        packets = min(packets + 1, 1_000_000)
        blockMinima[block] = min(blockMinima[block], transit)
        var quickest = Int64.max
        for minimum in blockMinima { quickest = min(quickest, minimum) }
        least = quickest
        let bin = Int(min(max(transit &- quickest, 0) / Self.binSamples, Int64(Self.binCount - 1)))
        let kept = min(Self.memory, 1 - 1 / Float(packets))
        for index in weights.indices { weights[index] *= kept }
        weights[bin] += 1 - kept
        updateQuantile()
    }

    private mutating func updateQuantile() {
        var later: Float = 0
        var bin = Self.binCount - 1
        while bin > 0, later + weights[bin] <= Self.tail {
            later += weights[bin]
            bin -= 1
        }
        quantile = Int64(bin + 1) * Self.binSamples
    }
}
