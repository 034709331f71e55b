/// Whether to wait for the copies of lost packets that later packets carry: on a lossy line whose packets have such copies,
/// longer by the length of the packets that are carried again. A clean line pays nothing for copies that nobody needs.
struct CopiesOnTheLine: Sendable, Equatable {
    /// A loss weighs 1 and fades by this with each packet: at a steady loss p the sum is p / 0.002.
    private static let fading = 0.998
    /// About 0.5 % of loss.
    private static let lossToWait = 2.5
    /// Packets lost in a row that count: more is a hole that no copy fills.
    private static let longestLoss = 10
    /// Packets without a copy until copies count as gone: silence has none.
    private static let packetsWithoutCopy = 250

    private var recentLoss = 0.0
    private var packetsSinceCopy = Self.packetsWithoutCopy
    private var packetSamples: Int64 = 960
    private var copies: Int64 = 1

    /// - Parameter copies: packets before it that it carries.
    mutating func notePacket(samples: Int, copies: Int) {
        recentLoss *= Self.fading
        packetsSinceCopy = copies > 0 ? 0 : min(packetsSinceCopy + 1, Self.packetsWithoutCopy)
        if copies > 0 { self.copies = Int64(min(copies, RedundantPayload.generations)) }
        packetSamples = Int64(samples)
    }

    mutating func noteLoss(ofPackets packets: Int) { recentLoss += Double(min(max(packets, 0), Self.longestLoss)) }

    /// By how much longer packets should wait, in 48 kHz samples.
    var waitingSamples: Int64 {
        packetsSinceCopy < Self.packetsWithoutCopy && recentLoss >= Self.lossToWait
            ? packetSamples * copies : 0
    }
}
