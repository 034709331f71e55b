import Time

// How the peer is heard: by the E-model, and as extended reports tell it (RFC 3611).
extension MediaSession {
    /// The quality of the peer's sound since the beginning; nil before there was any.
    var quality: VoiceQuality? {
        guard incoming.framesPlayed > 0 else { return nil }
        return quality(missing: Double(incoming.framesConcealed) / Double(incoming.framesPlayed))
    }

    /// How the peer is heard now, where it was not told so; nil: as it was told last, or nothing is heard.
    public func qualityChange(at now: Instant) -> VoiceQuality? {
        guard direction?.receives == true, hasReceived else { return nil }
        return qualityWatch.take(played: incoming.framesPlayed, concealed: incoming.framesConcealed, at: now) {
            quality(missing: $0)
        }
    }

    /// - Parameter missing: the share of sound that did not come, 0 to 1.
    private func quality(missing: Double) -> VoiceQuality? {
        guard let codec = incoming.codec else { return nil }
        // G.107 §3.5: against the mean run of as much loss at random.
        let burstRatio = incoming.metrics.meanBurst.map { $0 * (1 - min(missing, 1)) } ?? 1
        return VoiceQuality(
            codec: codec, lossPercent: missing * 100, burstRatio: burstRatio,
            delayMilliseconds: (reports.roundTripMilliseconds ?? 0) / 2 + endSystemMilliseconds)
    }

    /// RFC 3611 §4.7.3: the length of our packets with what the coder looks ahead, and the sound that waits to be played.
    private var endSystemMilliseconds: Double {
        let lookahead =
            switch plan?.sending.codec {
            case .opus: 6.5
            case .g729: 5.0
            case .g722, .pcma, .pcmu, nil: 1.5
            }
        return Double(plan?.packetMilliseconds ?? 20) + lookahead + incoming.bufferMilliseconds
    }

    /// The extended report that the peer asked for; nil: it asked for none, or nothing has come.
    func extendedReport() -> RTCPPart? {
        let arrivals = incoming.measureArrivals()
        guard let plan, let source = incoming.record?.ssrc else { return nil }
        var blocks: [ExtendedReportBlock] = []
        if let arrivals, plan.reportsLossRunLengths {
            blocks.append(
                .lossRunLengths(
                    LossRunLengths(ssrc: source, firstSequence: arrivals.first, came: arrivals.came)))
        }
        if plan.reportsVoiceMetrics { blocks.append(.voiceMetrics(voiceMetrics(of: source, plan))) }
        return blocks.isEmpty ? nil : .extendedReport(ssrc: outgoing.ssrc, blocks)
    }

    private func voiceMetrics(of source: UInt32, _ plan: StreamPlan) -> VoiceMetrics {
        var block = VoiceMetrics(ssrc: source)
        incoming.metrics.fill(&block, packetMilliseconds: incoming.packetMilliseconds)
        block.roundTripDelay = UInt16(milliseconds: reports.roundTripMilliseconds ?? 0)
        block.endSystemDelay = UInt16(milliseconds: endSystemMilliseconds)
        if let quality {
            block.ratingFactor = UInt8(min(max(quality.ratingFactor, 0), 100))
            block.listeningQuality = UInt8(quality.listening * 10)
            block.conversationalQuality = UInt8(quality.conversational * 10)
        }
        // §4.7.6: enhanced concealment, a buffer that adapts, at a rate that is not told.
        block.receiverConfiguration = 0b10_11_0000
        block.bufferNominal = UInt16(milliseconds: incoming.targetMilliseconds)
        let most = UInt16(milliseconds: incoming.packetMilliseconds * Double(RTPLimits.bufferedPackets))
        block.bufferMaximum = most
        block.bufferAbsoluteMaximum = most
        return block
    }
}
