import AwaitedEvents
import CallEngine
import Media
import SIP
import Testing

@testable import Transport

/// A media loop with all that it reports.
final class MediaBench: Sendable {
    let reports = EventLog<MediaReport>()
    let loop: MediaLoop

    init(
        _ endpoint: MediaEndpoint, rtpPorts: ClosedRange<UInt16>? = nil, voiceProcessing: VoiceProcessingChoice = .off
    ) throws {
        loop = try MediaLoop(endpoint: endpoint, rtpPorts: rtpPorts, voiceProcessing: voiceProcessing)
        let reports = reports
        loop.report { reports.add($0) }
    }

    /// Every session says a tone; what is heard is logged.
    convenience init(tone hertz: Double, heard: SoundLog) throws {
        let tone = SoundLog.tone(hertz: hertz)
        try self.init(.internal { _ in .monitored(sending: tone, heard: { heard.add($0) }) })
    }

    /// Opens a session; its ports, or nil where it failed.
    func open(_ number: Int, host: String = "127.0.0.1") async -> (rtp: UInt16, rtcp: UInt16)? {
        let media = MediaID(number)
        loop.perform(.open(media, localHost: host))
        let report = await reports.first {
            switch $0 {
            case .ready(media, _, _, _, _), .failed(media): true
            default: false
            }
        }
        guard case .ready(_, _, let rtp, let rtcp, _)? = report else { return nil }
        return (rtp, rtcp)
    }

    func statistics(_ number: Int, token: Int) async -> StreamStatistics? {
        loop.perform(.statistics(MediaID(number), token: token))
        let report = await reports.first {
            if case .statistics(_, _, token: token) = $0 { return true }
            return false
        }
        guard case .statistics(_, let statistics, _)? = report else { return nil }
        return statistics
    }

    static func plan(_ codec: Codec, to ports: (rtp: UInt16, rtcp: UInt16), host: String = "127.0.0.1") -> StreamPlan {
        let format = StreamPlan.Format(codec: codec, payloadType: codec.defaultPayloadType)
        let events = StreamPlan.TelephoneEventFormat(payloadType: 101, clockRate: codec.clockRate)
        return StreamPlan(
            remoteHost: host, remotePort: ports.rtp, remoteRTCPPort: ports.rtcp, direction: .sendReceive,
            sending: format, receiving: [format], sendingEvents: events, receivingEvents: [events],
            packetMilliseconds: 20)
    }

    /// Runs session 1 of both by plans towards each other.
    static func connect(
        _ left: MediaBench, _ right: MediaBench, codec: Codec, host: String = "127.0.0.1"
    ) async throws {
        let leftPorts = try #require(await left.open(1, host: host))
        let rightPorts = try #require(await right.open(1, host: host))
        left.loop.perform(.apply(MediaID(1), plan(codec, to: rightPorts, host: host)))
        right.loop.perform(.apply(MediaID(1), plan(codec, to: leftPorts, host: host)))
    }
}
