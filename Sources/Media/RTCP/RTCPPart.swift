/// One reception report block (RFC 3550 §6.4.1).
public struct ReportBlock: Sendable, Equatable {
    public var ssrc: UInt32
    /// Lost since the last report, in 1/256.
    public var fractionLost: UInt8
    /// 24 bits, signed.
    public var cumulativeLost: Int32
    public var extendedHighestSequence: UInt32
    /// In timestamp units.
    public var jitter: UInt32
    /// The middle 32 bits of the NTP time of the last SR; 0 for none.
    public var lastSenderReport: UInt32
    /// In 1/65,536 s.
    public var delaySinceLastSenderReport: UInt32

    public init(
        ssrc: UInt32, fractionLost: UInt8, cumulativeLost: Int32, extendedHighestSequence: UInt32, jitter: UInt32,
        lastSenderReport: UInt32, delaySinceLastSenderReport: UInt32
    ) {
        self.ssrc = ssrc
        self.fractionLost = fractionLost
        self.cumulativeLost = cumulativeLost
        self.extendedHighestSequence = extendedHighestSequence
        self.jitter = jitter
        self.lastSenderReport = lastSenderReport
        self.delaySinceLastSenderReport = delaySinceLastSenderReport
    }
}

/// The sender information of an SR (RFC 3550 §6.4.1).
public struct SenderInformation: Sendable, Equatable {
    /// Seconds and fraction, 32 bits each.
    public var ntpTime: UInt64
    public var rtpTimestamp: UInt32
    public var packetCount: UInt32
    public var octetCount: UInt32

    public init(ntpTime: UInt64, rtpTimestamp: UInt32, packetCount: UInt32, octetCount: UInt32) {
        self.ntpTime = ntpTime
        self.rtpTimestamp = rtpTimestamp
        self.packetCount = packetCount
        self.octetCount = octetCount
    }
}

/// One packet of a compound RTCP packet (RFC 3550 §6).
public enum RTCPPart: Sendable, Equatable {
    case senderReport(ssrc: UInt32, SenderInformation, [ReportBlock])
    case receiverReport(ssrc: UInt32, [ReportBlock])
    /// Of each chunk the CNAME (§6.5.1), which every compound must have, and the NAME; other items are skipped.
    case sourceDescription([Description])
    /// The reason's text is skipped: it would be a stranger's words (§6.6).
    case goodbye([UInt32])
    /// RFC 3611 §2.
    case extendedReport(ssrc: UInt32, [ExtendedReportBlock])
    /// Another packet type, passed over.
    case other(packetType: UInt8)

    /// The items of one source (RFC 3550 §6.5).
    public struct Description: Sendable, Equatable {
        public var ssrc: UInt32
        public var canonicalName: [UInt8]
        /// §6.5.2; empty: it has none.
        public var name: [UInt8]

        public init(ssrc: UInt32, canonicalName: [UInt8], name: [UInt8] = []) {
            self.ssrc = ssrc
            self.canonicalName = canonicalName
            self.name = name
        }
    }
}
