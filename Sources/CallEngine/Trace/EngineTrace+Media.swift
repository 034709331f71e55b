import Media

extension EngineTrace {
    static func mediaMembers(_ report: MediaReport) -> [String: TraceValue] {
        var result: [String: TraceValue] = ["in": .text("media")]
        func set(_ name: String, _ session: MediaID) {
            result["report"] = .text(name)
            result["media"] = .whole(Int64(session.number))
        }
        switch report {
        case .ready(let session, let host, let rtpPort, let rtcpPort, let fingerprint):
            set("ready", session)
            result["fingerprint"] = fingerprint.map { .list($0.map { .whole(Int64($0)) }) }
            result["host"] = .text(host)
            result["rtp"] = .whole(Int64(rtpPort))
            result["rtcp"] = .whole(Int64(rtcpPort))
        case .failed(let session): set("failed", session)
        case .recordingFailed(let session, let number):
            set("recordingFailed", session)
            result["number"] = .whole(Int64(number))
        case .silence(let session, let isSilent):
            set("silence", session)
            result["silent"] = .truth(isSilent)
        case .textReady(let session, let rtpPort, let rtcpPort):
            set("textReady", session)
            result["rtp"] = .whole(Int64(rtpPort))
            result["rtcp"] = .whole(Int64(rtcpPort))
        case .gathered(let session, let candidates, let isText):
            set("gathered", session)
            result["ofText"] = isText ? .truth(true) : nil
            result["candidates"] = .list(candidates.map { $0.traceValue })
        case .handshake(let session, let isText, let outcome):
            set("handshake", session)
            result["ofText"] = .truth(isText)
            switch outcome {
            case .secured(let suite): result["suite"] = .text(suite.rawValue)
            case .failed(let failure): result["failure"] = .text(failure.rawValue)
            }
        case .text(let session, let text, let source):
            set("text", session)
            result["source"] = source.map { .whole(Int64($0.id)) }
            // What people write is theirs: only how much it was is kept.
            result["text"] = .text(String(repeating: "x", count: text.count))
        case .firstPacket(let session): set("firstPacket", session)
        case .source(let session, let host, let port):
            set("source", session)
            result["host"] = .text(host)
            result["port"] = .whole(Int64(port))
        case .digit(let session, _):
            set("digit", session)
            result["digit"] = .text("0")
        case .statistics(let session, let figures, let token):
            set("statistics", session)
            result["token"] = .whole(Int64(token))
            result["figures"] = .object(members(of: figures))
        case .closed(let session, let figures):
            set("closed", session)
            result["figures"] = .object(members(of: figures))
        case .quality(let session, let quality):
            set("quality", session)
            result["ratingFactor"] = .fraction(quality.ratingFactor)
            result["listeningFactor"] = .fraction(quality.listeningFactor)
        }
        return result
    }

    static func mediaReport(of value: TraceValue) -> MediaReport? {
        guard let session = value["media"]?.int.map({ MediaID($0) }) else { return nil }
        switch value["report"]?.string {
        case "ready":
            guard let host = value["host"]?.string, let rtp = value["rtp"]?.int.flatMap(UInt16.init(exactly:)),
                let rtcp = value["rtcp"]?.int.flatMap(UInt16.init(exactly:))
            else { return nil }
            let fingerprint = value["fingerprint"]?.list.map { $0.compactMap { $0.int.flatMap(UInt8.init(exactly:)) } }
            return .ready(session, host: host, rtpPort: rtp, rtcpPort: rtcp, fingerprint: fingerprint)
        case "gathered":
            guard let candidates = value["candidates"]?.list else { return nil }
            return .gathered(
                session, candidates.compactMap { ICECandidate(traceValue: $0) }, isText: value["ofText"]?.bool ?? false)
        case "handshake": return handshakeReport(of: value, session)
        case "failed": return .failed(session)
        case "recordingFailed": return value["number"]?.int.map { .recordingFailed(session, number: $0) }
        case "silence": return value["silent"]?.bool.map { .silence(session, $0) }
        case "textReady":
            guard let rtp = value["rtp"]?.int.flatMap(UInt16.init(exactly:)),
                let rtcp = value["rtcp"]?.int.flatMap(UInt16.init(exactly:))
            else { return nil }
            return .textReady(session, rtpPort: rtp, rtcpPort: rtcp)
        case "text":
            let source = value["source"]?.int64.flatMap(UInt32.init(exactly:)).map { TextSource(id: $0) }
            return value["text"]?.string.map { .text(session, $0, from: source) }
        case "firstPacket": return .firstPacket(session)
        case "source":
            guard let host = value["host"]?.string, let port = value["port"]?.int.flatMap(UInt16.init(exactly:)) else {
                return nil
            }
            return .source(session, host: host, port: port)
        case "digit": return value["digit"]?.string?.first.map { .digit(session, $0) }
        case "statistics":
            guard let token = value["token"]?.int, let figures = value["figures"] else { return nil }
            return .statistics(session, statistics(of: figures), token: token)
        case "closed": return value["figures"].map { .closed(session, statistics(of: $0)) }
        case "quality": return quality(of: value).map { .quality(session, $0) }
        default: return nil
        }
    }

    private static func handshakeReport(of value: TraceValue, _ session: MediaID) -> MediaReport? {
        let suite = value["suite"]?.string.flatMap(SRTPSuite.init(rawValue:)).map(HandshakeOutcome.secured)
        let failure = value["failure"]?.string.flatMap(HandshakeFailure.init(rawValue:)).map(HandshakeOutcome.failed)
        guard let isText = value["ofText"]?.bool, let outcome = suite ?? failure else { return nil }
        return .handshake(session, isText: isText, outcome)
    }

    private static func members(of figures: StreamStatistics) -> [String: TraceValue] {
        var result: [String: TraceValue] = [:]
        func set(_ name: String, _ value: UInt64) { result[name] = .whole(Int64(clamping: value)) }
        result["codec"] = figures.codec.map { .text($0.rawValue) }
        set("packetsSent", figures.packetsSent)
        set("octetsSent", figures.octetsSent)
        set("packetsReceived", figures.packetsReceived)
        set("octetsReceived", figures.octetsReceived)
        result["packetsLost"] = .whole(figures.packetsLost)
        set("packetsRepaired", figures.packetsRepaired)
        result["copiesSent"] = .whole(Int64(figures.copiesSent))
        set("packetsLate", figures.packetsLate)
        set("packetsRefused", figures.packetsRefused)
        result["jitter"] = .fraction(figures.jitterMilliseconds)
        result["buffer"] = .fraction(figures.bufferMilliseconds)
        result["target"] = .fraction(figures.targetMilliseconds)
        set("framesPlayed", figures.framesPlayed)
        set("framesConcealed", figures.framesConcealed)
        result["roundTrip"] = figures.roundTripMilliseconds.map { .fraction($0) }
        result["reportedLoss"] = figures.reportedLoss.map { .fraction($0) }
        result["suite"] = figures.encryption.map { .text($0.rawValue) }
        result["ratingFactor"] = figures.quality.map { .fraction($0.ratingFactor) }
        result["listeningFactor"] = figures.quality.map { .fraction($0.listeningFactor) }
        result["peer"] = figures.peerMetrics.map { .text($0.hexadecimal) }
        result["microphone"] = .truth(figures.isMicrophoneSent)
        result["text"] = figures.text.map { .object(members(of: $0)) }
        return result
    }

    private static func members(of figures: TextStatistics) -> [String: TraceValue] {
        var result: [String: TraceValue] = [:]
        func set(_ name: String, _ value: UInt64) { result[name] = .whole(Int64(clamping: value)) }
        set("packetsSent", figures.packetsSent)
        set("octetsSent", figures.octetsSent)
        set("packetsReceived", figures.packetsReceived)
        result["packetsLost"] = .whole(figures.packetsLost)
        set("blocksLost", figures.blocksLost)
        set("packetsRefused", figures.packetsRefused)
        result["roundTrip"] = figures.roundTripMilliseconds.map { .fraction($0) }
        result["reportedLoss"] = figures.reportedLoss.map { .fraction($0) }
        return result
    }

    private static func quality(of value: TraceValue) -> VoiceQuality? {
        guard let factor = value["ratingFactor"]?.double, let listening = value["listeningFactor"]?.double else {
            return nil
        }
        return VoiceQuality(ratingFactor: factor, listeningFactor: listening)
    }

    private static func statistics(of value: TraceValue) -> StreamStatistics {
        func count(_ name: String) -> UInt64 { UInt64(clamping: value[name]?.int64 ?? 0) }
        var figures = StreamStatistics()
        figures.codec = value["codec"]?.string.flatMap(Codec.init(rawValue:))
        figures.packetsSent = count("packetsSent")
        figures.octetsSent = count("octetsSent")
        figures.packetsReceived = count("packetsReceived")
        figures.octetsReceived = count("octetsReceived")
        figures.packetsLost = value["packetsLost"]?.int64 ?? 0
        figures.packetsRepaired = count("packetsRepaired")
        figures.copiesSent = value["copiesSent"]?.int ?? 0
        figures.packetsLate = count("packetsLate")
        figures.packetsRefused = count("packetsRefused")
        figures.jitterMilliseconds = value["jitter"]?.double ?? 0
        figures.bufferMilliseconds = value["buffer"]?.double ?? 0
        figures.targetMilliseconds = value["target"]?.double ?? 0
        figures.framesPlayed = count("framesPlayed")
        figures.framesConcealed = count("framesConcealed")
        figures.roundTripMilliseconds = value["roundTrip"]?.double
        figures.reportedLoss = value["reportedLoss"]?.double
        figures.quality = quality(of: value)
        figures.encryption = value["suite"]?.string.flatMap(SRTPSuite.init(rawValue:))
        figures.peerMetrics = value["peer"]?.string.flatMap(VoiceMetrics.init(hexadecimal:))
        figures.isMicrophoneSent = value["microphone"]?.bool ?? false
        figures.text = value["text"].map(textStatistics)
        return figures
    }

    private static func textStatistics(of value: TraceValue) -> TextStatistics {
        func count(_ name: String) -> UInt64 { UInt64(clamping: value[name]?.int64 ?? 0) }
        var figures = TextStatistics()
        figures.packetsSent = count("packetsSent")
        figures.octetsSent = count("octetsSent")
        figures.packetsReceived = count("packetsReceived")
        figures.packetsLost = value["packetsLost"]?.int64 ?? 0
        figures.blocksLost = count("blocksLost")
        figures.packetsRefused = count("packetsRefused")
        figures.roundTripMilliseconds = value["roundTrip"]?.double
        figures.reportedLoss = value["reportedLoss"]?.double
        return figures
    }
}
