import Time

// RTCP of a stream of text (RFC 3550 §6), and who is who in it.
extension TextSession {
    func report(at now: Instant, isLast: Bool, into packets: PacketBuffer) {
        guard let plan else { return }
        let source = SentSource(
            ssrc: ssrc, timestamp: firstTimestamp &+ UInt32(truncatingIfNeeded: (now - epoch).milliseconds),
            packets: sent.packets &- sentBefore.packets, octets: sent.octets &- sentBefore.octets)
        var parts = reports.report(
            of: source, received: &record, name: plan.isMultiparty ? mixingLabel : nil,
            besides: plan.isMultiparty ? contributors.descriptions : [], at: now)
        if isLast { parts.append(.goodbye([ssrc])) }
        gate.send(parts, into: packets)
    }

    /// A datagram of RTCP: nothing to read.
    @discardableResult
    public func receiveRTCP(
        _ octets: Span<UInt8>, from address: MediaAddress, at now: Instant
    ) -> [ReadText] {
        guard plan != nil, octets.count <= RTPLimits.datagramOctets,
            let parts = gate.openControl(octets, from: address, at: now)
        else { return refused() }
        for part in parts {
            switch part {
            case .senderReport(let source, let information, let blocks):
                if record.map({ $0.ssrc == source }) ?? true { reports.receive(senderReport: information, at: now) }
                take(blocks, at: now)
            case .receiverReport(_, let blocks): take(blocks, at: now)
            case .sourceDescription(let chunks): takeNames(chunks)
            case .goodbye, .extendedReport, .other: break
            }
        }
        return []
    }

    /// RFC 9071 §3.15: a mixer names the sources of its stream.
    private func takeNames(_ chunks: [RTCPPart.Description]) {
        guard plan?.isMultiparty == true else { return }
        for chunk in chunks where chunk.ssrc != record?.ssrc && !chunk.name.isEmpty {
            var filter = T140Filter()
            let name = filter.text(of: chunk.name).filter { !"\n\u{07}\u{08}".contains($0) }
            if names.count >= 2 * TextLimits.sources, names[chunk.ssrc] == nil { names = [:] }
            names[chunk.ssrc] = name.prefix(octets: 2 * TextLimits.nameOctets)
        }
    }

    private func take(_ blocks: [ReportBlock], at now: Instant) {
        for block in blocks where block.ssrc == ssrc { reports.receive(block, at: now) }
    }

    /// The counters of this moment.
    public var statistics: TextStatistics {
        var statistics = TextStatistics()
        statistics.packetsSent = sent.packets
        statistics.octetsSent = sent.octets
        statistics.packetsReceived = packetsReceived
        statistics.packetsLost = lostBefore + (record?.lost ?? 0)
        statistics.blocksLost = blocksLost
        statistics.packetsRefused = packetsRefused
        statistics.encryption = gate.security.keys?.suite
        statistics.roundTripMilliseconds = reports.roundTripMilliseconds
        statistics.reportedLoss = reports.reportedLoss
        return statistics
    }
}
