import AwaitedEvents
import CallEngine
import Media
import SIP
import Testing

@testable import Transport

/// A user agent on loopback with a media loop that says a tone and logs what it hears.
final class Phone: Sendable {
    let user: String
    let events = EventLog<EngineEvent>()
    let inputs = EventLog<EngineInput>()
    let heard = SoundLog()
    let media: MediaLoop
    let agent: UserAgent
    let address: TransportAddress

    init(_ user: String, host: String, tone hertz: Double = 440, codecs: [Codec] = Codec.standard) throws {
        self.user = user
        let (heard, events, inputs) = (heard, events, inputs)
        let tone = SoundLog.tone(hertz: hertz)
        media = try MediaLoop(endpoint: .internal { _ in .monitored(sending: tone, heard: { heard.add($0) }) })
        let literal = host.contains(":") ? "[\(host)]" : host
        let account = AccountSettings(address: "sip:\(user)@\(literal)", name: user)
        agent = try UserAgent.start(
            settings: EngineSettings(accounts: [account], codecs: codecs), media: media,
            options: UserAgentOptions(bindAddress: host), onEvent: { event, _ in events.add(event) },
            onInput: { input, _ in inputs.add(input) })
        address = try #require(agent.listeningAddress)
    }

    /// Where another phone calls this one.
    func uri(over transport: TransportProtocol) -> String {
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        return "sip:\(user)@\(host):\(address.port);transport=\(transport.rawValue)"
    }

    func dial(_ address: String) async throws -> CallID {
        agent.perform(.dial(to: address, account: nil, token: 1))
        let event = await events.first {
            if case .callDialled = $0 { return true }
            return false
        }
        guard case .callDialled(let snapshot, _)? = event else { throw TransportError.portUnavailable }
        return snapshot.id
    }

    func incoming() async throws -> CallSnapshot {
        let event = await events.first {
            if case .callReceived = $0 { return true }
            return false
        }
        guard case .callReceived(let snapshot)? = event else { throw TransportError.portUnavailable }
        return snapshot
    }

    /// Waits for a state of a call; false where it did not come.
    func reaches(_ state: CallState, _ call: CallID) async -> Bool {
        await events.first {
            if case .callChanged(let snapshot) = $0 { return snapshot.id == call && snapshot.state == state }
            return false
        } != nil
    }

    /// Waits for the end of a call.
    func end(of call: CallID) async -> EndReason? {
        let event = await events.first {
            if case .callEnded(let snapshot, _) = $0 { return snapshot.id == call }
            return false
        }
        guard case .callEnded(_, let reason)? = event else { return nil }
        return reason
    }

    func statistics(_ call: CallID, token: Int) async -> StreamStatistics? {
        agent.perform(.statistics(call, token: token))
        let event = await events.first {
            if case .statistics(call, _, token: token) = $0 { return true }
            return false
        }
        guard case .statistics(_, let statistics, _)? = event else { return nil }
        return statistics
    }

    func stop() async {
        await agent.stop()
        media.stop()
    }
}
