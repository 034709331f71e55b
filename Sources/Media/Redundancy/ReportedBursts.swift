/// How many packets in a row the peer misses on average, from the runs of its reports (RFC 3611 §4.1); older reports fade.
struct ReportedBursts: Sendable, Equatable {
    private static let fading = 0.7
    private var packets = 0.0
    private var runs = 0.0

    /// Takes one report.
    mutating func take(_ block: LossRunLengths) {
        guard let losses = block.losses else { return }
        packets = packets * Self.fading + Double(losses.packets)
        runs = runs * Self.fading + Double(losses.runs)
    }

    /// nil while no loss was reported so.
    var mean: Double? { runs >= 0.5 ? packets / runs : nil }
}
