import Time

/// What one of our sources sent, as an SR tells it (RFC 3550 §6.4.1).
struct SentSource {
    var ssrc: UInt32
    var timestamp: UInt32
    var packets: UInt64
    var octets: UInt64
}

/// RTCP of one session: when a report is due, what it says, what the peer's reports say (RFC 3550 §6).
struct ReportExchange: Equatable {
    private let epoch: Instant
    private(set) var nextReport: Instant?
    private var lastSenderReport: UInt32 = 0
    private var lastSenderReportAt: Instant?
    /// The last four round trips, in milliseconds; infinity: none yet.
    private var roundTrips = SIMD4<Double>(repeating: .infinity)
    private var roundTripCount: UInt = 0
    /// The least of the last four: one report that was held up, or that lies, does not make a call sound worse.
    var roundTripMilliseconds: Double? { roundTripCount == 0 ? nil : roundTrips.min() }
    private(set) var reportedLoss: Double?
    private(set) var hasReported = false
    private var sentAtReports: [UInt64] = [0, 0]
    private let canonicalName: [UInt8]

    /// - Parameter canonicalName: the CNAME of RTCP (RFC 3550 §6.5.1); it says nothing about the user (RFC 7022).
    init(canonicalName: String, at now: Instant) {
        epoch = now
        self.canonicalName = Array(canonicalName.utf8.prefix(255))
    }

    /// Plans the next report.
    mutating func schedule(
        after now: Instant, using random: inout some RandomNumberGenerator
    ) {
        nextReport = now + RTCPInterval.next(isFirst: !hasReported, unit: .random(in: 0..<1, using: &random))
    }

    mutating func stop() { nextReport = nil }
    mutating func noteReported() { hasReported = true }
    /// What is sent goes under another SSRC from here on.
    mutating func forgetSent() { sentAtReports = [0, 0] }

    /// SR where packets left within the last two intervals (§6.4), else RR; then who is who.
    mutating func report(
        of sent: SentSource, received record: inout ReceptionRecord?, name: String? = nil,
        besides others: [RTCPPart.Description] = [], at now: Instant
    ) -> [RTCPPart] {
        let last = lastReport(at: now)
        let block = record?.takeReport(lastSenderReport: last.lastSenderReport, delay: last.delay)
        let blocks = block.map { [$0] } ?? []
        let isSender = sent.packets > sentAtReports[0]
        sentAtReports = [sentAtReports[1], sent.packets]
        let names = RTCPPart.sourceDescription(
            [.init(ssrc: sent.ssrc, canonicalName: canonicalName, name: Array((name ?? "").utf8))] + others)
        guard isSender else { return [.receiverReport(ssrc: sent.ssrc, blocks), names] }
        let information = SenderInformation(
            ntpTime: ntpTime(at: now), rtpTimestamp: sent.timestamp,
            packetCount: UInt32(truncatingIfNeeded: sent.packets), octetCount: UInt32(truncatingIfNeeded: sent.octets))
        return [.senderReport(ssrc: sent.ssrc, information, blocks), names]
    }

    /// §4: without a wallclock an elapsed time serves; it begins at 65,536 s so that no middle word is 0.
    private func ntpTime(at now: Instant) -> UInt64 {
        let elapsed = (now - epoch).components
        let fraction = UInt64(max(elapsed.attoseconds, 0)) / 1_000_000_000 * 4_294_967_296 / 1_000_000_000
        return UInt64(truncatingIfNeeded: 65_536 + max(elapsed.seconds, 0)) << 32 | min(fraction, 0xFFFF_FFFF)
    }

    private func middle(at now: Instant) -> UInt32 {
        UInt32(truncatingIfNeeded: ntpTime(at: now) >> 16)
    }

    /// LSR and DLSR of our next report block.
    private func lastReport(at now: Instant) -> (lastSenderReport: UInt32, delay: UInt32) {
        guard let lastSenderReportAt else { return (0, 0) }
        let waited = (now - lastSenderReportAt).components
        let units = waited.seconds &* 65_536 &+ waited.attoseconds / 1_000_000_000 &* 65_536 / 1_000_000_000
        return (lastSenderReport, UInt32(clamping: units))
    }

    mutating func receive(senderReport information: SenderInformation, at now: Instant) {
        lastSenderReport = UInt32(truncatingIfNeeded: information.ntpTime >> 16)
        lastSenderReportAt = now
    }

    /// A block about what we send (§6.4.1: A − LSR − DLSR).
    mutating func receive(_ block: ReportBlock, at now: Instant) {
        reportedLoss = Double(block.fractionLost) / 256
        guard block.lastSenderReport != 0 else { return }
        let units = Int32(
            bitPattern: middle(at: now) &- block.lastSenderReport &- block.delaySinceLastSenderReport)
        guard units >= 0, units < 60 * 65_536 else { return }
        roundTrips[Int(roundTripCount % 4)] = Double(units) * 1_000 / 65_536
        roundTripCount &+= 1
    }
}
