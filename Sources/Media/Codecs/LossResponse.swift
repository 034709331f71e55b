/// How the sending coder answers the loss that the peer reports (RFC 3550 §6.4.1's fraction lost): at once where it rises,
/// over several reports where it falls, so that one clean report does not end the protection.
public struct LossResponse: Sendable, Equatable {
    /// From this loss on the line is lossy.
    static let onset = 0.01
    /// Below this loss it is clean again.
    static let release = 0.005
    /// What an encoder is told at least and at most where the line is lossy, in per cent: below, its copies are too coarse
    /// to be worth their bits; above, they leave too little to the packet itself.
    static let toldPercent = 5...30

    private var smoothedLoss = 0.0
    /// What to tell the encoder, in per cent; 0 on a clean line.
    public private(set) var percent = 0

    public init() {}

    /// Takes the loss of one report, 0 to 1. True where `percent` changed.
    public mutating func take(reportedLoss: Double) -> Bool {
        guard (0...1).contains(reportedLoss) else { return false }
        smoothedLoss = max(reportedLoss, (3 * smoothedLoss + reportedLoss) / 4)
        let before = percent
        if smoothedLoss >= (percent > 0 ? Self.release : Self.onset) {
            percent = min(max(Int(smoothedLoss * 100 + 0.5), Self.toldPercent.lowerBound), Self.toldPercent.upperBound)
        } else {
            percent = 0
        }
        return percent != before
    }
}
