/// How many earlier packets go along with each one (RFC 2198), by what the peer reports of the loss.
///
/// With `n` copies a packet stays missing where it and the `n` after it are lost: of a share `p` lost in bursts of `b` packets
/// on average, `p (1 - 1/b)^n`. The fewest copies are taken that leave no more than `residualLoss`, at most three, no more
/// than `bitsPerSecond` allow, none while the line is clean. More are sent at once, fewer after several better reports.
public struct RedundancyChoice: Sendable, Equatable {
    /// Copies at most: what is lost longer is a hole in any case, and each costs a packet's length of delay.
    public static let most = 3
    /// What may stay missing: concealment does well with it.
    static let residualLoss = 0.01
    /// Loss from which copies are sent: Opus has coarse ones of its own for less, at no bits more.
    static let onset = 0.03
    static let onsetWithoutOwnCopies = 0.01
    /// The share of the onset below which the line counts as clean again.
    static let release = 0.5
    /// Of payload, copies included.
    static let bitsPerSecond = 200_000

    /// Copies that go along with each packet.
    public private(set) var copies = 0
    private var smoothedLoss = 0.0
    private var meanBurst = 1.0
    private var limit = 0
    private var hasOwnCopies = false

    public init() {}

    /// A stream begins, or goes on by another codec or packet length.
    public mutating func begin(codec: Codec, packetMilliseconds: Int, isAgreed: Bool) {
        let octets = max(1, codec.bitsPerSecond / 8 * packetMilliseconds / 1_000)
        let byRoom = (RTPLimits.redundantOctets - 1 - octets) / (octets + 4)
        let byRate = Self.bitsPerSecond / codec.bitsPerSecond - 1
        limit = isAgreed ? max(0, min(Self.most, byRoom, byRate)) : 0
        hasOwnCopies = codec == .opus
        choose()
    }

    /// Takes one report. True where `copies` changed.
    /// - Parameters:
    ///   - reportedLoss: the share of the packets that was lost, 0 to 1.
    ///   - meanBurst: packets lost in a row on average; nil where the peer does not say: losses count as independent.
    public mutating func take(reportedLoss: Double, meanBurst: Double?) -> Bool {
        guard (0...1).contains(reportedLoss) else { return false }
        smoothedLoss = max(reportedLoss, (3 * smoothedLoss + reportedLoss) / 4)
        let independent = 1 / (1 - min(smoothedLoss, 0.9))
        self.meanBurst = max(independent, min(meanBurst ?? 1, 100))
        let before = copies
        choose()
        return copies != before
    }

    private mutating func choose() {
        let onset = hasOwnCopies ? Self.onset : Self.onsetWithoutOwnCopies
        guard limit > 0, smoothedLoss >= (copies > 0 ? onset * Self.release : onset) else {
            copies = 0
            return
        }
        var wanted = 1
        var missing = smoothedLoss * (1 - 1 / meanBurst)
        while wanted < limit, missing > Self.residualLoss {
            wanted += 1
            missing *= 1 - 1 / meanBurst
        }
        copies = wanted
    }
}
